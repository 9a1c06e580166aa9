// What answers the pipeline's questions: one interface, two engines. `node-llama-cpp` runs llama.cpp
// in this process and is the default; `wllama` is the browser's engine itself, in headless Chromium,
// some ten times slower. Greedy answers are the same up to the rounding of both builds, which a test
// holds (models/runtime/native.test.ts, test/e2e-all). Not the trainer's PyTorch (pytorch.ts).

import type { SelfTest } from '../../src/contract/manifest.ts';
import type { Answered, Item } from '../measure.ts';

export const RUNTIME_ENGINES = ['node-llama-cpp', 'wllama'] as const;
export type RuntimeEngine = (typeof RUNTIME_ENGINES)[number];

/** A modifier's file, and the text of its invocation tokens. */
export interface Adapter {
	path: string;
	invocation: string;
}

export interface RuntimeAnswer extends Answered {
	ended: boolean;
	/** Of the answer's tokens, its end among them. */
	ids: number[];
	/** Tokens of the prompt that were still in the cache. */
	cached: number;
}

export interface AnswerOptions {
	/** An index of the adapters opened with, or null for the base. */
	adapter?: number | null;
	/** Use what is cached of the prompt; true when absent. */
	keep?: boolean;
	/** Log-probabilities reported of each token, the chosen one's among them; 1 when absent. */
	alternatives?: number;
}

export interface Runtime {
	/**
	 * Greedy answers, in order. One whose prompt leaves no room in the model's context is empty, with
	 * no tokens.
	 */
	answer(
		items: readonly Pick<Item, 'prompt' | 'history'>[],
		progress?: (done: number) => void,
		how?: AnswerOptions
	): Promise<RuntimeAnswer[]>;
	/** The greedy first tokens after a raw prompt, with their log-probabilities. */
	selfTest(prompt: string, count: number): Promise<SelfTest>;
	close(): Promise<void>;
}

/** Prompt and answer together; what the starter was trained with. */
export const CONTEXT_TOKENS = 512;
/** The longest taught answer is about 90 tokens, a modifier's about 140. */
export const MOST_TOKENS = 160;
/** Of a self-test: WebGPU and the CPU differ by as much on the same weights. */
export const SELF_TEST_TOLERANCE = 0.15;

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
