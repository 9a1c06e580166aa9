// How fast a model answers, as a person would see it: tokens per second over a short prompt and answer,
// the connection included. Two answers; the first warms up.

import type { GenerateRequest, LoadedModel } from './engine.ts';

const REQUEST: GenerateRequest = {
	messages: [{ role: 'user', content: 'thirty different things, one on each line' }],
	modifier: null,
	// Not greedy: a small model would end, or repeat itself, sooner than it is measured.
	sampling: { temperature: 1, topP: 1, topK: 0, seed: 7, maxTokens: 64 },
	// As a turn asks: log-probabilities cost time too.
	topLogprobs: 1
};

/** Throws what the model throws. `elapsed` is a monotonic clock in milliseconds. */
export async function measureSpeed(
	model: LoadedModel,
	elapsed: () => number,
	signal: AbortSignal
): Promise<number> {
	await measured(model, elapsed, signal);
	return measured(model, elapsed, signal);
}

async function measured(
	model: LoadedModel,
	elapsed: () => number,
	signal: AbortSignal
): Promise<number> {
	const startedMs = elapsed();
	let tokens = 0;
	for await (const event of model.generate(REQUEST, signal))
		if (event.type === 'finished') tokens = event.completionTokens;
	signal.throwIfAborted();
	return (tokens * 1000) / Math.max(1, elapsed() - startedMs);
}
