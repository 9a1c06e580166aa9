import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
	FEATURE_NAMES,
	gramHasher,
	promptFeatures,
	splitChoice
} from '../../src/decide/prompt-features.ts';
import { packRouter, parseRouter, promptRouter } from '../../src/decide/router.ts';
import { Random } from '../generator/random.ts';
import { groupedFolds, nearDuplicateGroups, routedPrompts } from './data.ts';
import {
	averageGapRecovered,
	callsFor,
	decileCurve,
	recoveryCurve,
	routerScore
} from './metrics.ts';
import { readRouter, ROUTER_FILE } from '../steps/evaluate-router.ts';
import { fitRouter } from '../steps/router.ts';

const outcome = (weak: number, strong: number) => ({ weak: weak === 1, strong: strong === 1 });

// Four prompts, two of which the strong model gains: worked out by hand.
const OUTCOMES = [outcome(0, 1), outcome(1, 1), outcome(0, 1), outcome(1, 1)];

test('a router that finds every gain first recovers three quarters of the gap on average', () => {
	const curve = recoveryCurve([4, 1, 3, 2], OUTCOMES);
	expect(curve.map((p) => [p.calls, p.recovered])).toEqual([
		[0, 0],
		[0.25, 0.5],
		[0.5, 1],
		[0.75, 1],
		[1, 1]
	]);
	expect(averageGapRecovered(curve)).toBe(0.75);
	expect(callsFor(curve, 0.5)).toBe(0.25);
	expect(callsFor(curve, 0.8)).toBeCloseTo(0.4);
});

test('a router that finds them last recovers a quarter, and one that cannot tell recovers half', () => {
	const backwards = recoveryCurve([1, 4, 2, 3], OUTCOMES);
	expect(averageGapRecovered(backwards)).toBe(0.25);
	expect(callsFor(backwards, 0.5)).toBe(0.75);
	const tied = recoveryCurve([1, 1, 1, 1], OUTCOMES);
	expect(tied).toHaveLength(2);
	expect(averageGapRecovered(tied)).toBe(0.5);
	expect(callsFor(tied, 0.8)).toBeCloseTo(0.8);
});

test('tied prompts count alike in whichever order the file has them', () => {
	const scores = [2, 2, 1, 1];
	const reversed = recoveryCurve(scores.toReversed(), OUTCOMES.toReversed());
	expect(recoveryCurve(scores, OUTCOMES)).toEqual(reversed);
	expect(averageGapRecovered(reversed)).toBe(0.5);
});

test('where the strong model loses prompts the curve rises above one and falls back', () => {
	const outcomes = [outcome(0, 1), outcome(0, 1), outcome(1, 0), outcome(0, 0)];
	const curve = recoveryCurve([4, 3, 1, 2], outcomes);
	expect(curve.map((p) => p.recovered)).toEqual([0, 1, 2, 2, 1]);
	expect(averageGapRecovered(curve)).toBeCloseTo(1.375);
	expect(callsFor(curve, 0.8)).toBeCloseTo(0.2);
});

test('without a gap there is nothing to recover, and the error says so', () => {
	expect(() => recoveryCurve([1, 2], [outcome(1, 0), outcome(0, 1)])).toThrow('no gap');
});

test('the whole curve and its deciles agree on many prompts', () => {
	const random = new Random(1);
	const outcomes = Array.from({ length: 4000 }, () =>
		outcome(random.chance(0.6) ? 1 : 0, random.chance(0.85) ? 1 : 0)
	);
	const scores = outcomes.map((o) => random.next() + (o.weak ? 0 : 0.4));
	const whole = averageGapRecovered(recoveryCurve(scores, outcomes));
	expect(averageGapRecovered(decileCurve(scores, outcomes))).toBeCloseTo(whole, 2);
});

test('auc is of the weak model being wrong and the rest of the gain', () => {
	const outcomes = [outcome(0, 0), outcome(0, 1), outcome(1, 1)];
	const score = routerScore([2, 1, 0], [0, 2, 1], outcomes);
	expect(score).toMatchObject({ n: 3, auc: 1, cpt50: expect.closeTo(1 / 6) as number });
});

test('a table is read by its column names, whatever the spelling of true', () => {
	const rows = routedPrompts('prompt,a,b\n"one, two",True,0\nthree,FALSE,1\n', 'a', 'b');
	expect(rows).toEqual([
		{ prompt: 'one, two', weak: true, strong: false },
		{ prompt: 'three', weak: false, strong: true }
	]);
});

test('a missing column and a value that is neither true nor false are named', () => {
	expect(() => routedPrompts('prompt,a\nx,True\n', 'a', 'b')).toThrow('no column “b”');
	expect(() => routedPrompts('prompt,a,b\nx,True,maybe\n', 'a', 'b')).toThrow('Row 1: “b”');
	expect(() => routedPrompts('prompt,a,b\n', 'a', 'b')).toThrow('no rows');
});

test('near-duplicates share a group and never straddle folds', () => {
	const long = 'the farmer walks to the market with twelve apples and sells every one of them for';
	const prompts = [`${long} 3 dollars`, 'What is a noun?', `${long} 5 dollars`];
	const groups = nearDuplicateGroups(prompts);
	expect(groups[0]).toBe(groups[2]);
	expect(groups[0]).not.toBe(groups[1]);
	const folds = groupedFolds(groups, 5, 1);
	expect(folds[0]).toBe(folds[2]);
});

test('lettered options are split from their question', () => {
	expect(splitChoice('Which?\nA. one\nB. two\nC. three\nD. four\nAnswer:')).toEqual({
		stem: 'Which?',
		options: ['one', 'two', 'three', 'four']
	});
	expect(splitChoice('A dog has 4 legs.').options).toEqual([]);
});

test('features are finite for odd prompts and named one for one', () => {
	for (const prompt of ['', '\n', '☃'.repeat(9000), 'A. \nB. ', '$1,000.50 is 1/2 of x^2=4'])
		expect([...promptFeatures(prompt)].filter(Number.isFinite)).toHaveLength(FEATURE_NAMES.length);
});

test('n-grams have length one in each half and leave no trace in the next text', () => {
	const hash = gramHasher(256);
	const first = hash('one two three').values.slice(0, 3);
	const squares = (from: Float32Array) => from.reduce((a, b) => a + b * b, 0);
	hash('something else entirely');
	const again = hash('one two three');
	expect(again.values.slice(0, 3)).toEqual(first);
	expect(squares(again.values.slice(0, again.length))).toBeCloseTo(2);
});

/** Prompts whose difficulty follows from a word: what the fit has to find. */
function madeUp(count: number) {
	const random = new Random('made up');
	const row = (options: boolean) => {
		const hard = random.chance(0.5);
		const words = random.sample('red green blue small large old new cold warm dry'.split(' '), 5);
		const stem = `${hard ? 'integral' : 'colour'} ${words.join(' ')} ${random.int(1, 99)}?`;
		return {
			prompt: options ? `${stem}\nA. one\nB. two\nC. three\nD. four\nAnswer:` : stem,
			weak: !hard,
			strong: random.chance(0.9)
		};
	};
	return {
		choice: Array.from({ length: count }, () => row(true)),
		open: Array.from({ length: count }, () => row(false)),
		othersFailed: new Float64Array(count),
		midSize: [],
		worked: Array.from({ length: 20 }, (_, i) => ({
			prompt: `integral ${i}`,
			solution: Float64Array.of(i % 3, 1)
		}))
	};
}

test('a fitted router ranks prompts it never saw, through its file, the same each time', () => {
	const outcomes = madeUp(120);
	const text = packRouter(fitRouter(outcomes));
	expect(packRouter(fitRouter(outcomes))).toBe(text);
	const route = promptRouter(parseRouter(JSON.parse(text)));
	expect(route('integral of something else?').wrong).toBeGreaterThan(
		route('colour of something else?').wrong + 0.2
	);
	const asked = 'integral of x?\nA. 1\nB. 2\nC. 3\nD. 4\nAnswer:';
	expect(route(asked).gain).toBeGreaterThan(0.3);
	expect(route(asked)).toEqual(route(asked));
});

test('a router file of other features or with missing weights is refused', () => {
	const good = JSON.parse(packRouter(fitRouter(madeUp(20)))) as Record<string, unknown>;
	expect(() => parseRouter({ ...good, features: 99 })).toThrow('Train the router again');
	expect(() => parseRouter({ ...good, kind: 'domain' })).toThrow('router.kind');
	const choice = good['choice'] as Record<string, unknown>;
	expect(() => parseRouter({ ...good, choice: { ...choice, buckets: 2 } })).toThrow('weights');
});

test('the shipped router is read, small, and scores any prompt', () => {
	const bytes = readFileSync(ROUTER_FILE);
	expect(bytes.length).toBeLessThan(2_000_000);
	const route = promptRouter(readRouter());
	for (const prompt of ['', 'Hi', 'Which is prime?\nA. 4\nB. 6\nC. 7\nD. 8\nAnswer:'])
		expect(Object.values(route(prompt)).every(Number.isFinite)).toBe(true);
});
