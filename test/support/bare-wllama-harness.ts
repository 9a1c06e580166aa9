// What runs inside the page of the turn benchmark: wllama alone, with the app's parameters and nothing
// of the app around it. Bundled by test/bench/turn.ts.

import { Wllama } from '@wllama/wllama/esm/index.js';

export type BareOptions = {
	url: string;
	contextTokens: number;
	threads: number;
	/** Keeps what llama.cpp says while it loads, in `said`. */
	talkative?: boolean;
};
export type BareRun = {
	promptTokens: number;
	tokens: number;
	firstMs: number;
	decodeMs: number;
	/** By llama.cpp's own clock. */
	promptMs: number;
};

// The engine's own step on the processor.
const BATCH_TOKENS = 64;

class BareWllama {
	#wllama: Wllama | null = null;
	readonly said: string[] = [];

	async load({ url, contextTokens, threads, talkative = false }: BareOptions): Promise<void> {
		const { warn, error } = console;
		const keep = (...words: unknown[]) => void this.said.push(words.join(' '));
		const quiet = () => undefined;
		this.#wllama = new Wllama(
			{ default: '/bench/wllama.wasm' },
			{
				logger: talkative
					? { debug: keep, log: keep, warn: keep, error: keep }
					: { debug: quiet, log: quiet, warn, error }
			}
		);
		this.#wllama.setCompat(null);
		const file = await (await fetch(url)).blob();
		await this.#wllama.loadModel([file], {
			n_ctx: contextTokens,
			n_batch: BATCH_TOKENS,
			n_ubatch: BATCH_TOKENS,
			n_threads: threads,
			n_gpu_layers: 0,
			jinja: true,
			// INFO, or WARN.
			log_level: talkative ? 2 : 3
		});
	}

	/** Greedy, `maxTokens` long; wall clock from the request to the first text, and from there to the end. */
	async run(question: string, maxTokens: number, logprobs: boolean): Promise<BareRun> {
		if (!this.#wllama) throw new Error('load first');
		const startMs = performance.now();
		let firstMs: number | null = null;
		let lastMs = startMs;
		let promptTokens = 0;
		let tokens = 0;
		let promptMs = 0;
		await this.#wllama.createChatCompletion({
			messages: [{ role: 'user', content: question }],
			max_tokens: maxTokens,
			temperature: 0,
			stream: true,
			timings_per_token: true,
			...(logprobs && { logprobs: true, top_logprobs: 1 }),
			onData: (chunk) => {
				lastMs = performance.now();
				if (chunk.choices[0]?.delta?.content) firstMs ??= lastMs;
				promptTokens = chunk.timings?.prompt_n ?? promptTokens;
				tokens = chunk.timings?.predicted_n ?? tokens;
				promptMs = chunk.timings?.prompt_ms ?? promptMs;
			}
		});
		const first = firstMs ?? lastMs;
		return { promptTokens, tokens, firstMs: first - startMs, decodeMs: lastMs - first, promptMs };
	}
}

declare global {
	var bareWllama: BareWllama;
}
globalThis.bareWllama = new BareWllama();
