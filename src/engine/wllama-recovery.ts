// What to try, in which order, and what to try next after a failure: pure, so that every path is
// tested without losing a device. Not here: loading (wllama-session.ts) and retrying (wllama.ts).

import type { Backend, EngineErrorCode, LoadOptions } from './engine.ts';

/** How a session is opened. */
export type Attempt = { backend: Backend; contextTokens: number };

/** Facts of this browser that choose the backend. */
export type DeviceFacts = {
	/** Why WebGPU cannot be used; null when it can. */
	noWebgpu: string | null;
	/** Cross-origin isolated: threads share memory. */
	isolated: boolean;
	cores: number;
};

/** A context smaller than this holds no conversation: giving up is more honest. */
export const SMALLEST_CONTEXT = 256;

/** Where a first load is tried, best first; never empty. */
export function backendsFor(wanted: LoadOptions['backend'], device: DeviceFacts): Backend[] {
	const all: Backend[] = [];
	if (device.noWebgpu === null) all.push('webgpu');
	if (device.isolated) all.push('wasm-threads');
	all.push('wasm-single');
	if (wanted === 'auto') return all;
	const order: Backend[] = ['webgpu', 'wasm-threads', 'wasm-single'];
	return all.filter((backend) => order.indexOf(backend) >= order.indexOf(wanted));
}

/** Threads for decoding. One core stays free: with every core in use a busy machine starves all of them. */
export function threadsFor(backend: Backend, cores: number): number {
	if (backend === 'wasm-single') return 1;
	// 8: decoding is bound by memory bandwidth, and more threads only wait for it.
	return Math.max(1, Math.min(cores - 1, 8));
}

/** The next attempt after one failed, with what to say about it; null when there is none left. */
export function nextAttempt(
	failed: Attempt,
	code: EngineErrorCode,
	device: DeviceFacts
): { attempt: Attempt; notice: string } | null {
	const cpu: Backend = device.isolated ? 'wasm-threads' : 'wasm-single';
	switch (code) {
		case 'out-of-memory': {
			const half = Math.floor(failed.contextTokens / 2);
			if (half >= SMALLEST_CONTEXT)
				return {
					attempt: { ...failed, contextTokens: half },
					notice: `There was not enough memory. The model now keeps ${half} tokens of a conversation in mind instead of ${failed.contextTokens}.`
				};
			if (failed.backend === 'webgpu')
				return {
					attempt: { ...failed, backend: cpu },
					notice: 'The graphics card has too little memory. The model now runs on the processor.'
				};
			return null;
		}
		case 'self-test-failed':
			return failed.backend === 'webgpu'
				? {
						attempt: { ...failed, backend: cpu },
						notice:
							'The graphics driver computes wrong numbers for this model. It now runs on the processor, slower but right.'
					}
				: null;
		case 'device-lost':
			return failed.backend === 'webgpu'
				? {
						attempt: { ...failed, backend: cpu },
						notice:
							'The connection to the graphics card was lost. The model now runs on the processor; reload the page to try the card again.'
					}
				: {
						attempt: failed,
						notice: 'The model stopped unexpectedly and was started again.'
					};
		case 'failed':
		case 'unsupported':
			return failed.backend === 'webgpu'
				? {
						attempt: { ...failed, backend: cpu },
						notice: 'The model does not run on the graphics card. It now runs on the processor.'
					}
				: null;
		case 'invalid-model':
		case 'wrong-base':
		case 'context-full':
		case 'no-runtime':
			return null;
		default:
			return code satisfies never;
	}
}
