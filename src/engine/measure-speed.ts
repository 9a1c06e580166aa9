// How fast a model answers, as a person would see it: tokens per second over a short prompt and answer,
// the connection included. Two answers; the first warms up. Asked as a turn asks where nobody changed its
// settings: what is chosen otherwise, or told with more alternatives, is computed in another way and slower.

import { alternativesFor } from '../contract/calibration.ts';
import type { GenerateRequest, LoadedModel } from './engine.ts';

const REQUEST: GenerateRequest = {
	messages: [{ role: 'user', content: 'thirty different things, one on each line' }],
	modifier: null,
	sampling: { temperature: 0, topP: 1, topK: 0, seed: null, maxTokens: 64 }
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
	const request = { ...REQUEST, topLogprobs: alternativesFor(model.manifest, null) };
	for await (const event of model.generate(request, signal))
		if (event.type === 'finished') tokens = event.completionTokens;
	signal.throwIfAborted();
	return (tokens * 1000) / Math.max(1, elapsed() - startedMs);
}
