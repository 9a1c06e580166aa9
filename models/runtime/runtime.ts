// What answers the pipeline's questions: one interface, two engines. `node-llama-cpp` runs llama.cpp
// in this process and is the default; `wllama` is the browser's engine itself, in headless Chromium,
// some ten times slower. Greedy answers are the same up to the rounding of both builds, which a test
// holds (models/runtime/native.test.ts, test/e2e-all). Not the trainer's PyTorch (pytorch.ts).

import type { Adapter, Runtime } from './answers.ts';

export type { Adapter, AnswerOptions, Runtime, RuntimeAnswer } from './answers.ts';

export const RUNTIME_ENGINES = ['node-llama-cpp', 'wllama'] as const;
export type RuntimeEngine = (typeof RUNTIME_ENGINES)[number];

/** How reports name an engine. */
export const ENGINE_NAMES: Record<RuntimeEngine, string> = {
	'node-llama-cpp': 'llama.cpp in Node (node-llama-cpp), greedy',
	wllama: 'wllama in Chromium, greedy'
};

/** The engine `--engine` names, the default where it is absent. Throws a sentence for any other. */
export function runtimeEngine(name: string | undefined): RuntimeEngine {
	const engine = RUNTIME_ENGINES.find((known) => known === (name ?? 'node-llama-cpp'));
	if (!engine)
		throw new Error(`There is no engine “${name}”. Say ${RUNTIME_ENGINES.join(' or ')}.`);
	return engine;
}

/** Opens a base and its adapters. Close it: each engine holds a thread or a process. */
export async function openRuntime(
	gguf: string,
	adapters: readonly Adapter[] = [],
	engine: RuntimeEngine = 'node-llama-cpp'
): Promise<Runtime> {
	switch (engine) {
		case 'node-llama-cpp':
			return (await import('./native.ts')).openNative(gguf, adapters);
		case 'wllama':
			return (await import('./wllama.ts')).openWllama(gguf, adapters);
		default:
			return engine satisfies never;
	}
}
