// Chat models in ONNX form as the page has them: the engine's interface, its work done in a worker of its own,
// whose code is fetched with the first such model. Not here: embeddings (transformers.ts).

import type { Engine } from './engine.ts';
import type { LibraryRuntime } from './transformers-library.ts';
import { createWorkerEngine } from './worker-engine.ts';

// Eight threads: the gain of more is small, and a phone's slow cores would hold up the fast ones.
const MOST_THREADS = 8;

export async function createTransformersEngine(): Promise<Engine> {
	const { browserRuntime } = await import('./transformers-runtime.ts');
	const threads = crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency) : 1;
	const absolute = (path: string) => new URL(path, location.href).href;
	const runtime: LibraryRuntime = {
		...browserRuntime,
		wasm: { mjs: absolute(browserRuntime.wasm.mjs), wasm: absolute(browserRuntime.wasm.wasm) },
		threads
	};
	return createWorkerEngine(
		() =>
			new Worker(new URL('./transformers-worker.ts', import.meta.url), {
				type: 'module',
				name: JSON.stringify(runtime)
			}),
		'transformers'
	);
}
