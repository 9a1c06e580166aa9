// Whether a model of the catalogue fits this device, for the list's filter and its words. The
// recommendation itself comes from the models service. Pure.

import type { CatalogEntry, DeviceReport } from '../../contract/services.ts';

export type Fit =
	| { fits: true; known: boolean }
	| { fits: false; lacks: 'memory'; needsBytes: number; hasBytes: number }
	| { fits: false; lacks: 'storage'; needsBytes: number; hasBytes: number };

// The rule of the recommendation (platform/device.ts): half of the memory, since the rest is the
// system's and the other tabs', and no more than 32-bit WebAssembly addresses.
const USABLE_SHARE = 0.5;
const MOST_TAB_BYTES = 3.6e9;
// Where the browser does not say: most devices sold since 2018 have more.
const ASSUMED_MEMORY_GB = 4;

/** Bytes of memory a model may take here. */
export function usableMemory({ memoryGb }: Pick<DeviceReport, 'memoryGb'>): number {
	return Math.min(MOST_TAB_BYTES, (memoryGb ?? ASSUMED_MEMORY_GB) * 1e9 * USABLE_SHARE);
}

/** Bytes still free for this app; null where the browser does not say. */
export function freeStorage(device: DeviceReport): number | null {
	return device.quotaBytes === 0 ? null : Math.max(0, device.quotaBytes - device.usedBytes);
}

/** `storedBytes` of the file are here already. */
export function fitOf(entry: CatalogEntry, device: DeviceReport, storedBytes = 0): Fit {
	const memory = usableMemory(device);
	if (entry.memoryBytes > memory)
		return { fits: false, lacks: 'memory', needsBytes: entry.memoryBytes, hasBytes: memory };
	const free = freeStorage(device);
	const needed = (entry.bytes ?? 0) - storedBytes;
	if (free !== null && needed > free)
		return { fits: false, lacks: 'storage', needsBytes: needed, hasBytes: free };
	return { fits: true, known: device.memoryGb !== null };
}
