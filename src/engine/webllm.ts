// WebLLM as the page has it: the engine's interface, its work done in a worker of its own, whose code and
// the library in it (7 MB) are fetched with the first model in MLC's form.

import type { Engine } from './engine.ts';
import { probeWebGpu } from './webllm-probe.ts';
import { createWorkerEngine } from './worker-engine.ts';

export function createWebLlmEngine(): Engine {
	const engine = createWorkerEngine(
		() => new Worker(new URL('./webllm-worker.ts', import.meta.url), { type: 'module' }),
		'webllm'
	);
	return { ...engine, probe: probeWebGpu };
}
