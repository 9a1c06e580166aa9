// The curves of `npm run bench -- turn`: what a policy's order of asking makes of cost and quality.

import { expect, test } from 'vitest';
import { accuracyAt, areaOf, byLot, costQuality, type Choice } from '../bench/turn/policy.ts';

const choice = (score: number, here: number, there: number, cost = 1): Choice => ({
	score,
	here,
	there,
	cost
});
/** Half right here, all right there, and the score knows which. */
const KNOWING = [choice(0, 0, 1), choice(0.1, 0, 1), choice(0.9, 1, 1), choice(1, 1, 1)];

test('a curve goes from this device’s accuracy at no cost to the edge’s at all of it', () => {
	const points = costQuality(KNOWING);
	expect(points[0]).toEqual({ cost: 0, accuracy: 0.5 });
	expect(points.at(-1)).toEqual({ cost: 1, accuracy: 1 });
	expect(accuracyAt(points, 0.5)).toBe(1);
	expect(accuracyAt(points, 0.125)).toBeCloseTo(0.625);
});

test('who hands over wrong answers first has more under the curve than lot, and lot more than the reverse', () => {
	const reverse = KNOWING.map((one) => ({ ...one, score: -one.score }));
	expect(areaOf(KNOWING)).toBeCloseTo(0.875);
	expect(areaOf(byLot(KNOWING))).toBeCloseTo(0.75);
	expect(areaOf(reverse)).toBeCloseTo(0.625);
});

test('a dear question is a longer way along the curve', () => {
	const points = costQuality([choice(0, 0, 1, 3), choice(1, 0, 1, 1)]);
	expect(points.map(({ cost }) => cost)).toEqual([0, 0.75, 1]);
});

test('equal scores are handed over together', () => {
	expect(costQuality([choice(1, 0, 1), choice(1, 1, 0), choice(2, 1, 1)])).toHaveLength(3);
});
