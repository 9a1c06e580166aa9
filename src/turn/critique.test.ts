import { expect, test } from 'vitest';
import {
	drained,
	REQUEST,
	sayingModel,
	secondTry,
	type SayingModel
} from '../../test/support/saying-model.ts';
import { confidenceTally } from '../decide/confidence.ts';
import { critiquePrompt, parseVerdict } from '../decide/critique-prompt.ts';
import { weakPart } from '../decide/weak-part.ts';
import {
	classifierCritic,
	modelCritic,
	runCritique,
	type Critic,
	type CritiqueOptions,
	type Draft
} from './critique.ts';

const QUESTION = { prompt: 'What is 12 + 30?', earlier: 0 };

function draftOf(text: string): Draft {
	const tally = confidenceTally();
	tally.add([{ logprob: -0.2, top: [] }]);
	return { text, tally };
}

/** Grades by the answer’s number of signs. */
const byLength: Critic = async ({ text }) => ({ grade: text.length, weak: `Only ${text.length}.` });

async function critique(
	model: SayingModel,
	options: Partial<CritiqueOptions>,
	signal = new AbortController().signal
) {
	const record = secondTry();
	const events = runCritique(
		model,
		REQUEST,
		record,
		{ critic: byLength, draft: null, rounds: 3, revise: 'draw', elapsed: () => 5, ...options },
		signal
	);
	return { ...(await drained(events)), record };
}

test('an answer that is good enough is kept, and nothing is written', async () => {
	const model = sayingModel(() => 'x');
	const { end, said, record } = await critique(model, { draft: draftOf('eight...') });
	expect(end).toEqual({ end: 'stop', grades: [8], kept: 0, weak: ['Only 8.'] });
	expect(said).toEqual([]);
	expect(model.requests).toEqual([]);
	expect(record.text).toBe('eight...');
});

test('a weak answer is written again until one is good enough, and that one is said', async () => {
	const model = sayingModel((number) => ['four', 'sevenxx', 'never asked'][number]!);
	const { end, said, record } = await critique(model, { draft: draftOf('two') });
	expect(end).toEqual({
		end: 'stop',
		grades: [3, 4, 7],
		kept: 2,
		weak: ['Only 3.', 'Only 4.', 'Only 7.']
	});
	expect(said[0]).toEqual({ type: 'text-delta', attempt: 2, text: 'sevenxx' });
	expect(record).toMatchObject({ text: 'sevenxx', completionTokens: 2, endedMs: 5 });
	expect(model.requests).toHaveLength(2);
});

test('after three rounds the best is kept, which may be the draft', async () => {
	const model = sayingModel((number) => ['a', 'bb', 'c'][number]!);
	const { end, said } = await critique(model, { draft: draftOf('four') });
	expect(end).toEqual({
		end: 'stop',
		grades: [4, 1, 2, 1],
		kept: 0,
		weak: ['Only 4.', 'Only 1.', 'Only 2.', 'Only 1.']
	});
	expect(said).toEqual([]);
});

test('more than three rounds are three', async () => {
	const model = sayingModel(() => 'a');
	await critique(model, { draft: draftOf('bb'), rounds: 9 });
	expect(model.requests).toHaveLength(3);
});

test('without a draft the first answer is as asked for, and further ones are drawn from other seeds', async () => {
	const model = sayingModel(() => 'a');
	const { end } = await critique(model, { rounds: 2 });
	expect(end.grades).toEqual([1, 1, 1]);
	expect(model.requests.map(({ sampling }) => [sampling.temperature, sampling.seed])).toEqual([
		[0, 7],
		[1, 8],
		[1, 9]
	]);
});

test('a correction shows the model its best answer and what is weak about it', async () => {
	const model = sayingModel(() => 'a');
	await critique(model, {
		draft: draftOf('12 + 30 = 41'),
		rounds: 1,
		revise: 'correct',
		enough: 20
	});
	const [request] = model.requests;
	expect(request?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
	expect(request?.messages[1]?.content).toBe('12 + 30 = 41');
	expect(request?.messages[2]?.content).toContain('Only 12.');
});

test('a critic that cannot say leaves the first answer', async () => {
	const model = sayingModel(() => 'a');
	const { end } = await critique(model, { draft: draftOf('b'), critic: async () => null });
	expect(end).toEqual({ end: 'stop', grades: [null], kept: 0, weak: [null] });
	expect(model.requests).toEqual([]);
});

test('an engine that fails in a later round keeps the best so far', async () => {
	const model = sayingModel((number) => (number === 0 ? 'five5' : { text: 'half', end: 'fail' }));
	const { end, said } = await critique(model, { draft: draftOf('two') });
	expect(end).toMatchObject({ end: 'stop', grades: [3, 5], kept: 1 });
	expect(said[0]).toMatchObject({ text: 'five5' });
});

test('an engine that fails before there is an answer fails', async () => {
	const { end } = await critique(
		sayingModel(() => ({ text: '', end: 'fail' })),
		{}
	);
	expect(end).toMatchObject({ end: 'failed', error: { code: 'device-lost' } });
});

test('an abort ends it, and no further answer is asked for', async () => {
	const stop = new AbortController();
	const model = sayingModel(() => ({ text: 'a', end: 'hang' }));
	const running = critique(model, { draft: draftOf('b') }, stop.signal);
	await expect.poll(model.spoken).toBe(1);
	stop.abort();
	const { end, said } = await running;
	expect(end.end).toBe('aborted');
	expect(said).toEqual([]);
	await expect.poll(model.running).toBe(0);
	expect(model.requests).toHaveLength(1);
});

test('the model as critic is asked once an answer, and what it takes is counted', async () => {
	const model = sayingModel((_, { messages }) =>
		messages[0]!.content.startsWith('Grade')
			? messages[0]!.content.includes('Answer:\n42')
				? 'Weak: nothing\nGrade: 9'
				: '12 + 30 is not 41.\nWeak: the sum is off by one\nGrade: 2/10'
			: '42'
	);
	const critic = modelCritic(model, QUESTION.prompt);
	const { end, record } = await critique(model, { draft: draftOf('41'), critic });
	expect(end).toMatchObject({
		grades: [2, 9],
		kept: 1,
		weak: ['the sum is off by one', null]
	});
	expect(record.completionTokens).toBeGreaterThan(10);
});

test('the classifier grades by what it reads, and an empty answer is worth nothing', async () => {
	const critic = classifierCritic((features, text) => features.length + text.length, QUESTION);
	const never = new AbortController().signal;
	const spent = {
		promptTokens: 0,
		cachedTokens: 0,
		promptMs: null,
		completionTokens: 0,
		bill: null
	};
	expect(await critic(draftOf('12 + 30 = 43'), spent, never)).toEqual({
		grade: 13,
		weak: 'An equation in it does not hold.'
	});
	expect(await critic({ text: ' ', tally: confidenceTally() }, spent, never)).toMatchObject({
		grade: 0
	});
	expect(await critic({ text: 'a', tally: confidenceTally() }, spent, never)).toBeNull();
});

test('verdicts are read from what models write around them', () => {
	expect(parseVerdict('Grade: 7')).toEqual({ grade: 7, weak: null });
	expect(parseVerdict('8/10')).toEqual({ grade: 8, weak: null });
	expect(parseVerdict('**Weak:** the unit\n**Grade:** 6.5')).toEqual({
		grade: 6.5,
		weak: 'the unit'
	});
	expect(parseVerdict('Grade: 70')).toBeNull();
	expect(parseVerdict('It is fine.')).toBeNull();
	expect(critiquePrompt('Q?', 'A.')[0]?.content).toContain('Q?');
});

test('the weak part is what does not hold, else what the model was least sure of', () => {
	const leastSure = (...tokens: [string, number][]) => {
		const tally = confidenceTally();
		tally.add(tokens.map(([token, p]) => ({ token, logprob: Math.log(p), top: [] })));
		return tally.leastSure();
	};
	expect(weakPart('', '2 + 2 = 5 and 1 + 1 = 3.')).toBe('2 equations in it do not hold.');
	expect(weakPart('', '{"a": 1')).toBe('Its JSON cannot be read.');
	expect(weakPart('', 'f(x = (1)')).toBe('A “(” in it is not closed.');
	expect(weakPart('Give JSON.', 'a is 1')).toContain('JSON was asked for');
	expect(weakPart('', '')).toBe('It says nothing.');
	expect(
		weakPart(
			'',
			'It is Lyon.',
			leastSure([' It', 0.9], [' is', 0.9], [' Ly', 0.4], ['on', 0.9], ['.', 0.9])
		)
	).toBe('It is unsure about “Lyon”.');
	expect(weakPart('', 'It is Paris.', leastSure([' It', 0.9], [' is', 0.9]))).toBeNull();
});
