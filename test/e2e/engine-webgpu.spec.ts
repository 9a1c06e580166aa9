// wllama's layers and adapters on WebGPU, on a software adapter with `shader-f16`. It is slow, so this
// is what differs between backends: the backend itself, its numbers, and an adapter over a kept cache. The whole
// suite on WebGPU, with a device that is lost, is in test/e2e-all.

import { engineTests } from '../support/engine-tests.ts';
import { f16Browser } from '../support/webgpu-f16/browser.ts';

engineTests('wllama on WebGPU', {
	backend: 'webgpu',
	// 16-bit arithmetic: 0.15 was seen on quantised weights.
	tolerance: 0.15,
	browser: f16Browser,
	only: /^(streams token by token|an activated modifier keeps|runs on the backend|the starter)/
});
