// Whether a model in MLC's form has a chance on this device, before its record is kept: its engine fetches its
// weights at the first use, and looks at the graphics processor before that, but neither at memory nor at room. Pure.

import type { MlcOffer } from '../../contract/mlc.ts';
import { freeStorage, mostMemory } from '../../contract/room.ts';
import type { DeviceReport } from '../../contract/services.ts';

export type MlcFit =
	| { kind: 'runs' }
	/** Nothing of it is fetched here: it can be kept for another day. */
	| { kind: 'waits'; lacks: 'graphics' | 'shader-f16' }
	| { kind: 'refused'; lacks: 'memory' | 'storage'; needsBytes: number; hasBytes: number };

export function mlcFitOf(
	{ bytes, quantisation }: Pick<MlcOffer, 'bytes' | 'quantisation'>,
	device: DeviceReport
): MlcFit {
	const most = mostMemory(device);
	if (most !== null && bytes > most)
		return { kind: 'refused', lacks: 'memory', needsBytes: bytes, hasBytes: most };
	const free = freeStorage(device);
	if (free !== null && bytes > free)
		return { kind: 'refused', lacks: 'storage', needsBytes: bytes, hasBytes: free };
	if (!device.webgpu.available) return { kind: 'waits', lacks: 'graphics' };
	// MLC names a quantisation by what its shaders compute in: q4f16_1.
	if (quantisation.includes('f16') && !device.webgpu.shaderF16)
		return { kind: 'waits', lacks: 'shader-f16' };
	return { kind: 'runs' };
}
