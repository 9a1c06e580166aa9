// How much of a device a model may take: the rule behind what is recommended and what is marked as
// too large. Pure. Not here: measuring the device (platform/device.ts).

import { ENGINE_MEMORY_BYTES } from './model-memory.ts';
import type { DeviceReport } from './services.ts';

// Assumed where the browser does not tell (Firefox, Safari): most devices sold since 2018 have more.
const ASSUMED_MEMORY_GB = 4;
// Half is left to the system and other tabs.
const SHARE_OF_MEMORY = 0.5;

/** Bytes of memory a model may take here: a device may have more than an engine can. */
export function usableMemory({ memoryGb }: Pick<DeviceReport, 'memoryGb'>): number {
	return Math.min((memoryGb ?? ASSUMED_MEMORY_GB) * 1e9 * SHARE_OF_MEMORY, ENGINE_MEMORY_BYTES);
}

/** Bytes still free for this app; null where the browser does not say. */
export function freeStorage({
	quotaBytes,
	usedBytes
}: Pick<DeviceReport, 'quotaBytes' | 'usedBytes'>): number | null {
	return quotaBytes === 0 ? null : Math.max(0, quotaBytes - usedBytes);
}

/** 32 MiB: room for the database's own bookkeeping and for conversations to go on growing. */
export const STORAGE_RESERVE_BYTES = 32 * 1024 * 1024;

// From 8 GB on the figure is a cap: the device may have more.
const CAPPED_GB = 8;
// Browsers round to a power of two, so there may be half as much again.
const ROUNDING = 1.5;

/** The most memory this device can have; null where the browser does not tell. */
export function mostMemory({ memoryGb }: Pick<DeviceReport, 'memoryGb'>): number | null {
	return memoryGb === null || memoryGb >= CAPPED_GB ? null : memoryGb * 1e9 * ROUNDING;
}
