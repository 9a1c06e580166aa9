// What a runtime is asked and answers, and what all of them have in common. Opening one is runtime.ts's.

import type { SelfTest } from '../../src/contract/manifest.ts';
import type { Answered, Item } from '../measure.ts';

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
