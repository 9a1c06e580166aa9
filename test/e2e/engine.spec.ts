// wllama in a real Chromium on the processor: the conformance suite and the engine's own promises, on
// threads and, in a page that is not isolated, on one thread. WebGPU is engine-webgpu.spec.ts's.

import { engineTests } from '../support/engine-tests.ts';

// The reference computes in double precision; llama.cpp keeps keys and values in 16 bits.
const TOLERANCE = 0.02;

engineTests('wllama on threads', { backend: 'wasm-threads', tolerance: TOLERANCE });

engineTests('wllama on one thread', {
	backend: 'wasm-single',
	tolerance: TOLERANCE,
	plain: true
});
