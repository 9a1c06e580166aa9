// The whole suite with wllama on WebGPU, on a software adapter with `shader-f16`: minutes.

import { engineTests } from '../support/engine-tests.ts';
import { f16Browser } from '../support/webgpu-f16/browser.ts';

engineTests('wllama on WebGPU, everything', {
	backend: 'webgpu',
	tolerance: 0.15,
	browser: f16Browser
});
