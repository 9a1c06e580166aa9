// What this browser offers llama.cpp: facts, each with its reason. The choice is wllama-recovery.ts's.

import type { DeviceFacts } from './wllama-recovery.ts';

/** Never throws. */
export async function probeDevice(): Promise<DeviceFacts> {
	return {
		noWebgpu: await missingWebgpu(),
		isolated: globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer !== 'undefined',
		cores: navigator.hardwareConcurrency || 1
	};
}

/** Why llama.cpp's WebGPU backend cannot run here; null when it can. */
async function missingWebgpu(): Promise<string | null> {
	if (!('Suspending' in WebAssembly))
		return 'The browser lacks JavaScript promise integration, which llama.cpp needs for WebGPU.';
	try {
		const adapter = await navigator.gpu?.requestAdapter();
		if (!adapter) return 'The browser offers no graphics adapter.';
		if (!adapter.features.has('shader-f16'))
			return 'The graphics adapter has no shader-f16, which llama.cpp needs.';
		return null;
	} catch (error) {
		return `The graphics adapter failed: ${error instanceof Error ? error.message : String(error)}`;
	}
}
