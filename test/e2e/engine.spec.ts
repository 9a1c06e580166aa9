// wllama in a real Chromium on the processor: the conformance suite and the engine's own promises on
// threads; in a page that is not isolated, on one thread, what differs there: waiting, stopping and ending in
// a worker that computes by itself. The whole suite on one thread is in test/e2e-all; WebGPU is
// engine-webgpu.spec.ts's.

import { engineTests } from '../support/engine-tests.ts';

// The reference computes in double precision; llama.cpp keeps keys and values in 16 bits.
const TOLERANCE = 0.02;

engineTests('wllama on threads', { backend: 'wasm-threads', tolerance: TOLERANCE });

engineTests('wllama on one thread', {
	backend: 'wasm-single',
	tolerance: TOLERANCE,
	plain: true,
	only: /^(streams token by token|delivers a character|an activated modifier keeps|an abort|a reader that leaves|requests wait|passes a self-test|runs on|takes the best|after the worker dies|a worker that never|the starter|disposing)/
});
