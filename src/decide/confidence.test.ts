import { expect, test } from 'vitest';
import { uniform } from '../contract/random.ts';
import { confidenceTally, quantile } from './confidence.ts';

const token = (probability: number, ...alternatives: number[]) => ({
	logprob: Math.log(probability),
	top: alternatives.map((p) => ({ logprob: Math.log(p) }))
});

test('the confidence is the smallest token probability so far and never rises', () => {
	const tally = confidenceTally();
	expect(tally.value()).toBeNull();
	const seen: number[] = [];
	for (const probability of [0.9, 0.95, 0.4, 0.99, 0.6]) {
		tally.add([token(probability)]);
		seen.push(tally.value() ?? Number.NaN);
	}
	expect(seen.map((value) => value.toFixed(2))).toEqual(['0.90', '0.90', '0.40', '0.40', '0.40']);
});

test('the features describe the tokens, whatever the pieces they came in', () => {
	const tokens = [0.8, 0.5, 0.9, 0.7, 0.99].map((p) => token(p, p, p / 2));
	const whole = confidenceTally();
	whole.add(tokens);
	const pieces = confidenceTally();
	for (const one of tokens) pieces.add([one]);
	expect(pieces.features()).toEqual(whole.features());
	const features = whole.features();
	expect(features).toMatchObject({ length: 5 });
	expect(Math.exp(features?.min ?? 0)).toBeCloseTo(0.5);
	expect(Math.exp(features?.first ?? 0)).toBeCloseTo(0.8);
	expect(Math.exp(features?.quantile50 ?? 0)).toBeCloseTo(0.8);
	expect(features?.margin).toBeCloseTo(Math.log(2));
	expect(features?.entropy).toBeGreaterThan(0);
	expect(features?.quantile10).toBeLessThan(features?.quantile25 ?? 0);
});

test('the quantiles are those of all tokens so far, in whatever order they come', () => {
	const random = uniform(3);
	const tally = confidenceTally();
	const seen: number[] = [];
	for (let i = 0; i < 120; i++) {
		// Many alike, some impossible, as a model's own are.
		const p = Math.floor(random() * 20) / 20;
		seen.push(Math.log(p));
		tally.add([token(p)]);
		const ascending = seen.toSorted((a, b) => a - b);
		expect(tally.features()).toMatchObject({
			length: i + 1,
			first: seen[0],
			min: ascending[0],
			quantile10: quantile(ascending, 0.1),
			quantile25: quantile(ascending, 0.25),
			quantile50: quantile(ascending, 0.5)
		});
	}
});

test('without alternatives there is no margin and no entropy', () => {
	const tally = confidenceTally();
	tally.add([token(0.5)]);
	expect(tally.features()).toMatchObject({ margin: null, entropy: null });
});

test('the entropy is that of the alternatives and of what they leave over', () => {
	const coin = confidenceTally();
	coin.add([token(0.5, 0.5, 0.5)]);
	expect(coin.features()?.entropy).toBeCloseTo(Math.log(2));
	const rest = confidenceTally();
	rest.add([token(0.5, 0.5, 0.25)]);
	expect(rest.features()?.entropy).toBeCloseTo(0.5 * Math.log(2) + 0.5 * Math.log(4));
});

test('a token of probability zero makes the confidence zero, not NaN', () => {
	const tally = confidenceTally();
	tally.add([token(0.9), { logprob: -Infinity, top: [] }, token(0.9)]);
	expect(tally.value()).toBe(0);
	expect(tally.features()?.quantile10).not.toBeNaN();
});

test('a missing log-probability is left out and a rounding above zero is a probability of one', () => {
	const tally = confidenceTally();
	tally.add([{ logprob: Number.NaN, top: [] }]);
	expect(tally.value()).toBeNull();
	tally.add([{ logprob: 1e-7, top: [] }]);
	expect(tally.value()).toBe(1);
});

test('a quantile lies between its neighbours and its ends are the extremes', () => {
	const values = [-5, -3, -2, -1, -0.5];
	expect(quantile(values, 0)).toBe(-5);
	expect(quantile(values, 1)).toBe(-0.5);
	expect(quantile(values, 0.5)).toBe(-2);
	expect(quantile(values, 0.25)).toBe(-3);
	expect(quantile(values, 0.3)).toBeCloseTo(-2.8);
	expect(quantile([], 0.5)).toBeNaN();
});
