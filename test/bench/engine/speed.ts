// Decode and prefill: tokens per second of the engine's generate against bare wllama on the same model
// in one page, run by run in turn, the same greedy answers from both. Bare wllama gives no
// log-probabilities and uses its own batches; the clock runs in the page for both, from the request to
// the tokens.

import wasmUrl from '@wllama/wllama/esm/wasm/wllama.wasm?url';
import { Wllama } from '@wllama/wllama/esm/index.js';
import type { LoadedModel, LoadOptions } from '../../../src/engine/engine.ts';
import { createWllamaEngine } from '../../../src/engine/wllama.ts';
import { starterModel } from '../../support/starter-model.ts';
import { STARTER_QUESTIONS } from '../starter-questions.ts';
import { median, type Measurement } from './measurement.ts';

/** Tokens per second. */
type Timing = { prefill: number; decode: number };

type Runner = (question: string, maxTokens: number) => Promise<Clock>;

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
	const ours: Timing[] = [];
	const theirs: Timing[] = [];
	// The first round warms both up and is not counted.
	for (let round = 0; round <= rounds; round++) {
		const long = longQuestion(round, Math.floor(contextTokens / 2));
		const runs: [Timing[], Runner][] = [
			[ours, (question, maxTokens) => runEngine(model, question, maxTokens)],
			[theirs, (question, maxTokens) => runBare(bare, question, maxTokens)]
		];
		// Who goes first alternates: the second finds a warmer machine.
		for (const [into, run] of round % 2 === 0 ? runs : runs.toReversed()) {
			const prefill = await run(long, 1);
			const decode = { tokens: 0, ms: 0 };
			for (const question of STARTER_QUESTIONS) {
				const clock = await run(question, 64);
				decode.tokens += clock.decoded.tokens;
				decode.ms += clock.decoded.ms;
			}
			if (round > 0) into.push({ prefill: perSecond(prefill.read), decode: perSecond(decode) });
		}
	}
	await model.dispose();
	await bare.exit();
	const how = `${model.backend}, ${threads} thread${threads === 1 ? '' : 's'}, median of ${rounds} interleaved runs`;
	return (['decode', 'prefill'] as const).map((kind) => {
		const [a, b] = [ours, theirs].map((timings) => median(timings.map((timing) => timing[kind])));
		// Of each pair of neighbouring runs: what else the machine did then slowed both.
		const ratio = median(ours.map((timing, i) => timing[kind] / (theirs[i]?.[kind] ?? Number.NaN)));
		return {
			name: `${kind}: engine against bare wllama`,
			// The best runs say what an idle machine would: the closest to it there was.
			how: `${how}; best ${best(ours, kind)} and ${best(theirs, kind)}`,
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

async function runEngine(model: LoadedModel, question: string, maxTokens: number): Promise<Clock> {
	const clock = new Clock();
	const request = {
		messages: [{ role: 'user' as const, content: question }],
		modifier: null,
		sampling: { temperature: 0, topP: 1, topK: 0, seed: 1, maxTokens }
	};
	for await (const event of model.generate(request, new AbortController().signal)) {
		if (event.type === 'prompt-read') clock.promptTokens = event.promptTokens - event.cachedTokens;
		if (event.type === 'delta') clock.tick();
	}
	return clock;
}

async function runBare(bare: Wllama, question: string, maxTokens: number): Promise<Clock> {
	const clock = new Clock();
	await bare.createChatCompletion({
		messages: [{ role: 'user', content: question }],
		max_tokens: maxTokens,
		temperature: 0,
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
	return clock;
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

	/** From the request to the first token. */
	get read(): { tokens: number; ms: number } {
		return { tokens: this.promptTokens, ms: this.#first - this.#start };
	}

	/** From the first token to the last. */
	get decoded(): { tokens: number; ms: number } {
		return { tokens: Math.max(0, this.#ticks - 1), ms: this.#last - this.#first };
	}
}

function best(timings: readonly Timing[], kind: keyof Timing): number {
	return Math.round(Math.max(...timings.map((timing) => timing[kind])));
}

function perSecond({ tokens, ms }: { tokens: number; ms: number }): number {
	return tokens / (ms / 1000);
}
