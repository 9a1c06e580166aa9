// The page in which engines run under test and under measurement: no interface, only the engine and
// test models, reachable from Playwright as `globalThis.enginePage`.

import { createWllamaEngine } from '../../../src/engine/wllama.ts';
import { randomLlama, randomLora, scriptedLlama } from '../random-gguf.ts';

const page = { createWllamaEngine, randomLlama, randomLora, scriptedLlama };

declare global {
	var enginePage: typeof page;
}
globalThis.enginePage = page;
