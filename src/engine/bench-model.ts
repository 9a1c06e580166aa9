// How fast a model reads and writes on this device: answers to a prompt nobody sees, for about two seconds,
// after one that warms up. What is measured is what a turn would wait for. Not here: where it is kept
// (device-service.ts), and `npm run bench`, which measures for longer (test/bench).

import type { Benchmark } from '../contract/device-profile.ts';
import type { ModelBackend } from '../contract/engine-choice.ts';
import { EngineError, type GenerateRequest, type LoadedModel } from './engine.ts';
import { DEFAULT_ENGINE } from './registry.ts';

export type BenchOptions = {
	/** A monotonic clock, in milliseconds. */
	elapsed: () => number;
	/** A prompt that was read before costs nothing to read: each begins with another number. */
	random: () => number;
	signal: AbortSignal;
	/** How long answers are begun for. */
	budgetMs?: number;
};

export type Speeds = Pick<
	Benchmark,
	'prefillTokensPerSecond' | 'decodeTokensPerSecond' | 'firstTokenMs' | 'promptTokens'
>;

type Round = {
	readTokens: number;
	readMs: number;
	firstTokenMs: number;
	promptTokens: number;
	writtenTokens: number;
	writeMs: number;
};

const BUDGET_MS = 2000;
const MOST_ROUNDS = 12;
// A question with what came before it, as in a conversation of a few turns.
const WORDS =
	'the harbour was quiet that morning and three boats lay beside the old pier while gulls circled over the water';
const REPEATS = 6;
const ANSWER_TOKENS = 32;

/** Throws what the model throws, the signal's reason, or EngineError where it wrote nothing to measure. */
export async function benchModel(model: LoadedModel, options: BenchOptions): Promise<Speeds> {
	const { elapsed, signal, budgetMs = BUDGET_MS } = options;
	const warmUp = await round(model, options);
	const rounds: Round[] = [];
	for (const startedMs = elapsed(); ;) {
		rounds.push(await round(model, options));
		signal.throwIfAborted();
		if (elapsed() - startedMs >= budgetMs || rounds.length >= MOST_ROUNDS) break;
	}
	const written = sum(rounds, ({ writtenTokens }) => writtenTokens);
	const writeMs = sum(rounds, (one) => one.writeMs);
	if (written === 0 || writeMs <= 0)
		throw new EngineError(
			'failed',
			'The model wrote too little to be measured. Try again, or choose another model.'
		);
	const readMs = sum(rounds, (one) => one.readMs);
	const read = sum(rounds, ({ readTokens }) => readTokens);
	return {
		prefillTokensPerSecond: readMs > 0 && read > 0 ? (read * 1000) / readMs : null,
		decodeTokensPerSecond: (written * 1000) / writeMs,
		firstTokenMs: median(rounds.map(({ firstTokenMs }) => firstTokenMs)),
		promptTokens: warmUp.promptTokens
	};
}

/** What is known of it beside its speeds. */
export function benchmarkOf(
	{ manifest, backend }: LoadedModel,
	speeds: Speeds,
	atMs: number
): Benchmark {
	return {
		modelId: manifest.id,
		modelName: manifest.name,
		baseSha256: manifest.baseSha256,
		engine: manifest.engine ?? DEFAULT_ENGINE,
		backend: backend as ModelBackend,
		...speeds,
		memoryBytes: null,
		atMs
	};
}

async function round(
	model: LoadedModel,
	{ elapsed, random, signal }: BenchOptions
): Promise<Round> {
	const one: Round = {
		readTokens: 0,
		readMs: 0,
		firstTokenMs: 0,
		promptTokens: 0,
		writtenTokens: 0,
		writeMs: 0
	};
	const startedMs = elapsed();
	let isFirst = true;
	for await (const event of model.generate(requestFor(model, random), signal))
		if (event.type === 'prompt-read') {
			one.promptTokens = event.promptTokens;
			one.readTokens = event.promptTokens - event.cachedTokens;
			one.readMs = event.ms;
		} else if (event.type === 'delta' && isFirst) {
			isFirst = false;
			one.firstTokenMs = elapsed() - startedMs;
		} else if (event.type === 'finished') {
			// The first token's time is the prompt's.
			one.writtenTokens = Math.max(0, event.completionTokens - 1);
			one.writeMs = event.decodeMs;
		}
	signal.throwIfAborted();
	return one;
}

function requestFor(model: LoadedModel, random: () => number): GenerateRequest {
	const seed = Math.floor(random() * 1_000_000);
	// A small context holds less than all of it.
	const repeats = Math.max(1, Math.min(REPEATS, Math.floor(model.contextTokens / 150)));
	const content = `${seed}: ${Array.from({ length: repeats }, () => WORDS).join(', ')}; now thirty different things, one on each line`;
	return {
		messages: [{ role: 'user', content }],
		modifier: null,
		// Not greedy: a small model would end, or repeat itself, sooner than it is measured.
		sampling: { temperature: 1, topP: 1, topK: 0, seed, maxTokens: ANSWER_TOKENS },
		// As a turn asks: log-probabilities cost time too.
		...(model.capabilities.logprobs && { topLogprobs: 1 })
	};
}

function sum(rounds: readonly Round[], of: (round: Round) => number): number {
	return rounds.reduce((total, one) => total + of(one), 0);
}

function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
