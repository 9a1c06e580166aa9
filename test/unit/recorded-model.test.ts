// What `npm run bench -- turn` plays its answers back by: chance that differs within a turn, and repeats between
// turns.

import { expect, test } from 'vitest';
import type { GenerateRequest } from '../../src/engine/engine.ts';
import { attemptRecord } from '../../src/turn/attempt.ts';
import { collectPaths } from '../../src/turn/collect.ts';
import { recordedModel } from '../bench/turn/recorded-model.ts';
import { sayingModel } from '../support/saying-model.ts';

/** As a mode asks whose settings draw nothing: no seed is chosen for it. */
const asked = (content: string, temperature: number): GenerateRequest => ({
	messages: [{ role: 'user', content }],
	modifier: null,
	sampling: { temperature, topP: 0.9, topK: 40, seed: null, maxTokens: 20 }
});

/** What five paths of one turn say, of a model that says which seed it was given. */
async function paths(modelFor: ReturnType<typeof recordedModel>, request: GenerateRequest) {
	const record = attemptRecord({
		attempt: 1,
		source: 'base',
		modelId: 'saying',
		startedMs: 0,
		calibrated: null
	});
	const texts: string[] = [];
	const never = new AbortController().signal;
	for await (const { text } of collectPaths(modelFor({ ms: 0 }), request, 5, record, never))
		texts.push(text);
	return texts;
}

test('paths of a vote without a seed are draws of their own, and the same ones in every turn', async () => {
	const model = sayingModel((_, { sampling }) => `from ${sampling.seed}`);
	const modelFor = recordedModel(model);
	const first = await paths(modelFor, asked('one', 0.8));
	expect(new Set(first).size).toBe(5);
	expect(first).not.toContain('from null');
	expect(await paths(modelFor, asked('one', 0.8))).toEqual(first);
	expect(model.requests).toHaveLength(5);
	const other = await paths(modelFor, asked('another', 0.8));
	expect(other.some((text) => first.includes(text))).toBe(false);
});

test('what is not drawn is computed once, whoever asks', async () => {
	const model = sayingModel(() => 'the likeliest');
	await paths(recordedModel(model), asked('one', 0));
	expect(model.requests).toHaveLength(1);
});
