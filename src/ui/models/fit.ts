// Whether a model of the catalogue fits this device, for the list's filter and its words. The
// recommendation itself comes from the models service. Pure.

import type { CatalogEntry, DeviceReport } from '../../contract/services.ts';

export type Fit =
	| { fits: true; known: boolean }
	| { fits: false; lacks: 'memory'; needsBytes: number; hasBytes: number }
	| { fits: false; lacks: 'storage'; needsBytes: number; hasBytes: number };

// Half: the rest is the browser's, the system's and the other tabs'.
const USABLE_MEMORY = 0.5;
const GIBIBYTE = 2 ** 30;

/** Bytes of memory a model may take here; null where the browser does not say. */
export function usableMemory(device: DeviceReport): number | null {
	return device.memoryGb === null ? null : device.memoryGb * GIBIBYTE * USABLE_MEMORY;
}

/** Bytes still free for this app; null where the browser does not say. */
export function freeStorage(device: DeviceReport): number | null {
	return device.quotaBytes === 0 ? null : Math.max(0, device.quotaBytes - device.usedBytes);
}

/** `storedBytes` of the file are here already. */
export function fitOf(entry: CatalogEntry, device: DeviceReport, storedBytes = 0): Fit {
	const memory = usableMemory(device);
	if (memory !== null && entry.memoryBytes > memory)
		return { fits: false, lacks: 'memory', needsBytes: entry.memoryBytes, hasBytes: memory };
	const free = freeStorage(device);
	const needed = (entry.bytes ?? 0) - storedBytes;
	if (free !== null && needed > free)
		return { fits: false, lacks: 'storage', needsBytes: needed, hasBytes: free };
	return { fits: true, known: memory !== null };
}
