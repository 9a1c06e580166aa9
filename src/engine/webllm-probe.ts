// Whether there is a graphics processor for an engine that runs on WebGPU alone.

import type { Availability } from './engine.ts';

/** Never throws. */
export async function probeWebGpu(): Promise<Availability> {
	const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
	if (adapter) return { ok: true };
	return {
		ok: false,
		reason:
			'WebGPU is not there: this browser does not offer it, or found no graphics processor for it.'
	};
}
