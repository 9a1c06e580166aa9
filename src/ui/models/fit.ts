// Whether a model of the catalogue fits this device, for the list's filter and its words. The
// recommendation itself comes from the models service, by the same rule. Pure.

import { freeStorage, usableMemory } from '../../contract/room.ts';
import type { CatalogEntry, DeviceReport } from '../../contract/services.ts';

export type Fit =
	| { fits: true; known: boolean }
	| { fits: false; lacks: 'memory'; needsBytes: number; hasBytes: number }
	| { fits: false; lacks: 'storage'; needsBytes: number; hasBytes: number };

/** `storedBytes` of the file are here already; `memoryBytes`: at the context chosen here. */
export function fitOf(
	entry: CatalogEntry,
	device: DeviceReport,
	storedBytes = 0,
	memoryBytes = entry.memoryBytes
): Fit {
	const memory = usableMemory(device);
	if (memoryBytes > memory)
		return { fits: false, lacks: 'memory', needsBytes: memoryBytes, hasBytes: memory };
	const free = freeStorage(device);
	const needed = (entry.bytes ?? 0) - storedBytes;
	if (free !== null && needed > free)
		return { fits: false, lacks: 'storage', needsBytes: needed, hasBytes: free };
	return { fits: true, known: device.memoryGb !== null };
}
