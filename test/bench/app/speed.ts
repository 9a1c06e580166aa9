// Decode and prefill: tokens per second of the engine's generate against bare wllama on the same model
// in one page, run by run in turn. Bare wllama gives no log-probabilities and uses its own batches; the
// clock runs in the page for both, from the request to the tokens.

import wasmUrl from '@wllama/wllama/esm/wasm/wllama.wasm?url';
import { Wllama } from '@wllama/wllama/esm/index.js';
import type { LoadedModel, LoadOptions } from '../../../src/engine/engine.ts';
import { createWllamaEngine } from '../../../src/engine/wllama.ts';
import { starterModel } from '../../support/starter-model.ts';
import { median, type Measurement } from './measurement.ts';

type Timing = { prefill: number; decode: number };

export type SpeedOptions = { backend: LoadOptions['backend']; rounds: number; threads: number };

export async function measureSpeed(options: SpeedOptions): Promise<Measurement[]> {
	const { backend, rounds, threads } = options;
	const ref = await starterModel();
	const { contextTokens } = ref.manifest.template;
	const model = await createWllamaEngine({ threads }).load(ref, {
		backend,
		contextTokens,
		parallel: 1
	});
	const bare = new Wllama({ default: wasmUrl });
	bare.setCompat(null);
	await bare.loadModel(
		ref.files.map(({ blob }) => blob),
		{
			n_ctx: contextTokens,
			n_threads: model.backend === 'wasm-single' ? 1 : threads,
			n_gpu_layers: model.backend === 'webgpu' ? 99_999 : 0,
			n_parallel: 1,
			log_level: 4
		}
	);
	const answerTokens = Math.floor(contextTokens / 4);
	const ours: Timing[] = [];
	const theirs: Timing[] = [];
	// The first round warms both up and is not counted.
	for (let round = 0; round <= rounds; round++) {
		const question = longQuestion(round, Math.floor(contextTokens / 2));
		const runs: [Timing[], () => Promise<Timing>][] = [
			[ours, () => runEngine(model, question, answerTokens)],
			[theirs, () => runBare(bare, question, answerTokens)]
		];
		// Who goes first alternates: the second finds a warmer machine.
		for (const [into, run] of round % 2 === 0 ? runs : runs.toReversed()) {
			const timing = await run();
			if (round > 0) into.push(timing);
		}
	}
	await model.dispose();
	await bare.exit();
	const how = `${model.backend}, ${threads} thread${threads === 1 ? '' : 's'}, median of ${rounds} interleaved runs`;
	return (['decode', 'prefill'] as const).map((kind) => {
		const [a, b] = [ours, theirs].map((timings) => median(timings.map((timing) => timing[kind])));
		const ratio = (a ?? 0) / (b ?? 1);
		return {
			name: `${kind}: engine against bare wllama`,
			how,
			unit: 'tokens/s',
			ours: a ?? 0,
			against: b ?? 0,
			ratio,
			aim: '≥ 0.97',
			met: ratio >= 0.97
		};
	});
}

/** A question of about `tokens` tokens that shares no beginning with another round's. */
function longQuestion(round: number, tokens: number): string {
	const words = ['river', 'stone', 'house', 'green', 'seven', 'music', 'paper', 'light'];
	const text = Array.from({ length: tokens }, (_, i) => words[(i * (round + 3) + round) % 8]);
	// A word of this list is about two tokens in a small vocabulary.
	return `${round} ${text.slice(0, Math.floor(tokens / 2.5)).join(' ')}`;
}

async function runEngine(model: LoadedModel, question: string, maxTokens: number): Promise<Timing> {
	const clock = new Clock();
	const request = {
		messages: [{ role: 'user' as const, content: question }],
		modifier: null,
		// A high temperature, so that answers do not end early.
		sampling: { temperature: 2, topP: 1, topK: 0, seed: 1, maxTokens }
	};
	for await (const event of model.generate(request, new AbortController().signal)) {
		if (event.type === 'prompt-read') clock.promptTokens = event.promptTokens - event.cachedTokens;
		if (event.type === 'delta') clock.tick();
	}
	return clock.timing();
}

async function runBare(bare: Wllama, question: string, maxTokens: number): Promise<Timing> {
	const clock = new Clock();
	await bare.createChatCompletion({
		messages: [{ role: 'user', content: question }],
		max_tokens: maxTokens,
		temperature: 2,
		top_p: 1,
		top_k: 0,
		min_p: 0,
		seed: 1,
		cache_prompt: true,
		stream: true,
		onData: (chunk) => {
			if (chunk.timings) clock.promptTokens = chunk.timings.prompt_n;
			if (chunk.choices[0]?.delta.content) clock.tick();
		}
	});
	return clock.timing();
}

class Clock {
	promptTokens = 0;
	readonly #start = performance.now();
	#first = 0;
	#last = 0;
	#ticks = 0;

	tick(): void {
		this.#last = performance.now();
		if (this.#ticks++ === 0) this.#first = this.#last;
	}

	timing(): Timing {
		return {
			prefill: this.promptTokens / ((this.#first - this.#start) / 1000),
			decode: (this.#ticks - 1) / ((this.#last - this.#first) / 1000)
		};
	}
}
