import { expect, test } from 'vitest';
import { atLeast, estimateRecipe, recipeFor, RECIPES, type SeatFacts } from './recipes.ts';

const local: SeatFacts = {
	source: 'base',
	leavesDevice: false,
	right: 0.6,
	tokensPerSecond: 100
};
const edge: SeatFacts = {
	source: 'edge:openai',
	leavesDevice: true,
	right: 0.95,
	tokensPerSecond: 50,
	costMicroUsd: (prompt, answer) => prompt + 4 * answer
};
const SIZE = { promptTokens: 100, answerTokens: 50, promptBytes: 400 };

test('draft and enhance costs one request to the edge, which reads the draft too', () => {
	const estimate = estimateRecipe(
		recipeFor('draft-enhance'),
		{ draft: [local], enhancer: [edge] },
		SIZE
	);
	expect(estimate).toMatchObject({
		requests: 2,
		tokens: 150 + 200,
		costMicroUsd: 150 + 4 * 50,
		ms: 500 + 1000,
		bytesSent: 400 + 50 * 4
	});
	expect(estimate.gain).toBeCloseTo(0.35);
	expect(estimate.words).toBe(
		'It takes 2 requests for about 0.035 cents. That is about 2 s. About 1 kB leave this device. Of 100 such questions it is expected to get 35 more right.'
	);
});

test('a gain that supposes something of a model nobody measured says what', () => {
	const seats = { draft: [local], enhancer: [{ ...edge, supposed: true as const }] };
	const { words, supposed } = estimateRecipe(recipeFor('draft-enhance'), seats, SIZE);
	expect(supposed).toBe(edge.right);
	expect(words).toContain('35 more right, if the bigger model gets 95 right.');
});

test('what stays on the device costs nothing and sends nothing', () => {
	const seats = { explorer: [local], validator: [local] };
	const estimate = estimateRecipe(recipeFor('explore-validate'), seats, SIZE);
	expect(estimate).toMatchObject({ requests: 6, costMicroUsd: 0, bytesSent: 0 });
	expect(estimate.words).toContain('cost nothing');
	expect(estimate.words).toContain('Nothing leaves this device.');
});

test('what is not known is said to be unknown, and never taken for nothing', () => {
	const unknown = { ...edge, right: null, tokensPerSecond: null, costMicroUsd: () => null };
	const seats = { architect: [unknown], builder: [local] };
	const estimate = estimateRecipe(recipeFor('architect-reviewer'), seats, SIZE);
	expect(estimate).toMatchObject({ costMicroUsd: null, ms: null, gain: null, requests: 3 });
	expect(estimate.words).toContain('price that is not known');
	expect(estimate.words).toContain('is not known for these models');
});

test('a reviewer that is no better promises nothing', () => {
	const seats = { architect: [local], builder: [local] };
	const { gain, words } = estimateRecipe(recipeFor('architect-reviewer'), seats, SIZE);
	expect(gain).toBe(0);
	expect(words).toContain('not expected to be right more often');
});

test('a good validator gains on what it is given, a blind one nothing', () => {
	const gainWith = (right: number) =>
		estimateRecipe(
			recipeFor('explore-validate'),
			{ explorer: [local], validator: [{ ...local, right }] },
			SIZE
		).gain!;
	expect(gainWith(1)).toBeGreaterThan(gainWith(0.5));
	expect(gainWith(0)).toBeCloseTo(0);
});

test('every model that votes is asked so many times', () => {
	const seats = { voter: [local, edge] };
	const estimate = estimateRecipe(recipeFor('ensemble-vote'), seats, SIZE);
	expect(estimate.requests).toBe(6);
	expect(estimate.costMicroUsd).toBe(3 * (100 + 4 * 50));
});

test('an empty seat is refused by what it is for', () => {
	expect(() => estimateRecipe(recipeFor('draft-enhance'), { draft: [local] }, SIZE)).toThrow(
		'nobody who improves the answer'
	);
});

test('correlated answers lie between one answer and independent ones', () => {
	expect(atLeast(1, 5, 0.6, 0.999)).toBeCloseTo(0.6, 1);
	expect(atLeast(1, 5, 0.6, 1e-9)).toBeCloseTo(1 - 0.4 ** 5, 5);
	// Three of five, independent: the binomial's sum.
	expect(atLeast(3, 5, 0.6, 1e-9)).toBeCloseTo(0.68256, 4);
	expect(atLeast(0, 5, 0.3)).toBeCloseTo(1);
	expect([atLeast(1, 5, 0), atLeast(1, 5, 1)]).toEqual([0, 1]);
});

test('every recipe names the seats that its steps use, and no others', () => {
	for (const { seats, steps } of RECIPES)
		expect(new Set(steps.map(({ seat }) => seat))).toEqual(new Set(seats.map(({ id }) => id)));
});
