import { expect, test } from 'vitest';
import type { TurnEvent } from '../contract/events.ts';
import type { LoadedModel } from '../engine/engine.ts';
import { drained, REQUEST, sayingModel, secondTry } from '../../test/support/saying-model.ts';
import { confidenceTally } from '../decide/confidence.ts';
import { confidenceOf } from './attempt.ts';
import { runSelfConsistency, type SelfConsistencyOptions } from './self-consistency.ts';

async function vote(
	model: LoadedModel,
	options: Partial<SelfConsistencyOptions> = {},
	signal = new AbortController().signal,
	onEvent: (event: TurnEvent) => void = () => undefined
) {
	const record = secondTry();
	const asked = { question: 'What is 12 + 30?', elapsed: () => 5, ...options };
	const events = runSelfConsistency(model, REQUEST, record, asked, signal);
	return { ...(await drained(events, onEvent)), record };
}

const saying =
	(...texts: string[]) =>
	(number: number) =>
		texts[number] ?? 'nothing';

test('what most paths say is said once, in one piece', async () => {
	const texts = ['41', 'It is 42.', '42', '7', 'So 12 + 30 = 42.'];
	const model = sayingModel(
		(number) => ({ text: texts[number]!, logprob: number === 1 ? -0.01 : -0.2 }),
		{ parallel: 5 }
	);
	const { end, said, record } = await vote(model);
	expect(end).toMatchObject({ end: 'stop', vote: { votes: { for: 3, of: 5 }, agreement: 0.6 } });
	expect(said).toEqual([
		{ type: 'text-delta', attempt: 2, text: 'It is 42.' },
		{ type: 'confidence-updated', attempt: 2, value: 0.6 }
	]);
	expect(record.text).toBe('It is 42.');
	expect(confidenceOf(record)).toBe(0.6);
	expect(record.endedMs).toBe(5);
});

test('paths run at once in one request where the model can, drawn at 0.8 and 0.9', async () => {
	const model = sayingModel(saying('1', '2', '3', '4', '5'), { parallel: 5 });
	await vote(model);
	expect(model.requests).toHaveLength(1);
	expect(model.requests[0]).toMatchObject({
		paths: 5,
		sampling: { temperature: 0.8, topP: 0.9, topK: 40, maxTokens: 50 }
	});
});

test('paths run one after another, each from its own seed, where the model has one sequence', async () => {
	const model = sayingModel(saying('1', '2', '3'));
	const { end } = await vote(model, { paths: 3 });
	expect(model.requests.map(({ paths, sampling }) => [paths, sampling.seed])).toEqual([
		[undefined, 7],
		[undefined, 8],
		[undefined, 9]
	]);
	expect(end.vote?.votes).toEqual({ for: 1, of: 3 });
});

test('a decided vote asks no further path', async () => {
	const model = sayingModel(saying('42', '42', '42'));
	const { end } = await vote(model);
	expect(model.requests).toHaveLength(3);
	expect(end.vote).toMatchObject({ votes: { for: 3, of: 3 }, agreement: 1 });
});

test('a decided vote stops the paths that are still written', async () => {
	const long = { text: 'a b c d e f g h i j k l m n o p', end: 'hang' as const };
	const model = sayingModel((number) => (number < 3 ? '42' : long), { parallel: 5 });
	const { end } = await vote(model);
	expect(end.vote?.votes).toEqual({ for: 3, of: 3 });
	await expect.poll(model.running).toBe(0);
	expect(model.spoken()).toBeLessThan(12);
});

test('the answer on screen votes as one of the paths', async () => {
	const tally = confidenceTally();
	tally.add([{ logprob: -0.01, top: [] }]);
	const model = sayingModel(saying('42', '41', '42', '40'));
	const { end, record } = await vote(model, { draft: { text: 'It is 42.', tally } });
	// With the draft it has three of five: the fourth is not asked.
	expect(model.requests).toHaveLength(3);
	expect(end.vote?.votes).toEqual({ for: 3, of: 4 });
	expect(record.text).toBe('It is 42.');
});

test('an answer that was cut off or is empty counts against agreement', async () => {
	const model = sayingModel((number) =>
		number === 0 ? { text: '42', end: 'length' } : number === 1 ? '' : '42'
	);
	const { end } = await vote(model);
	// Two that count of four: the fifth could not change it.
	expect(end.vote?.votes).toEqual({ for: 2, of: 4 });
	const silent = await vote(sayingModel(() => ''));
	expect(silent.end).toEqual({ end: 'stop', vote: null });
	expect(silent.said).toEqual([]);
});

test('open answers are compared by the embedder', async () => {
	const texts = [
		'A fox ran home. It was cold. It slept.',
		'A fox went home. It froze. It slept.',
		'Stars are far. They burn. We look up.'
	];
	const model = sayingModel(saying(...texts));
	const embedder = async () => ({
		id: 'e',
		dimensions: 2,
		embed: async (list: readonly string[]) =>
			list.map((text) => (text.includes('fox') ? Float32Array.of(1, 0) : Float32Array.of(0, 1))),
		dispose: async () => undefined
	});
	const { end } = await vote(model, { paths: 3, embedder });
	expect(end.vote).toMatchObject({ members: [0, 1], how: 'open' });
});

test('without an embedder, or with one that fails, equal texts alone agree', async () => {
	const story = 'A fox ran home. It was cold. It slept.';
	const other = 'Stars are far. They burn. We look up.';
	for (const embedder of [null, () => Promise.reject(new Error('no network'))]) {
		const model = sayingModel(saying(other, story, story));
		const { end } = await vote(model, { paths: 3, embedder });
		expect(end).toMatchObject({ end: 'stop', vote: { winner: 1, how: 'open' } });
	}
});

test.each([1, 5])(
	'an abort stops every path and says nothing, with %i sequences',
	async (parallel) => {
		const stop = new AbortController();
		const model = sayingModel(() => ({ text: '42', end: 'hang' }), { parallel });
		const voting = vote(model, {}, stop.signal);
		await expect.poll(model.spoken).toBe(parallel);
		stop.abort();
		const { end, said } = await voting;
		expect(end).toEqual({ end: 'aborted', vote: null });
		expect(said).toEqual([]);
		await expect.poll(model.running).toBe(0);
		expect(model.spoken()).toBe(parallel);
	}
);

test('a failing engine fails the vote, with what the paths took in the record', async () => {
	const model = sayingModel((number) => (number === 0 ? '41' : { text: 'The', end: 'fail' }));
	const { end, record } = await vote(model);
	expect(end).toMatchObject({ end: 'failed', error: { code: 'device-lost' }, vote: null });
	expect(record).toMatchObject({ promptTokens: 20, cachedTokens: 5, completionTokens: 2 });
});

test('the number of paths keeps to its range', async () => {
	for (const [paths, of] of [
		[1, 3],
		[99, 10]
	] as const) {
		const { end } = await vote(
			sayingModel((number) => String(number)),
			{ paths }
		);
		expect(end.vote?.votes.of).toBe(of);
	}
});
