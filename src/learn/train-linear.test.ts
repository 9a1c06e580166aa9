import { expect, test } from 'vitest';
import { quantise, trainLinear, type SparseExample } from './train-linear.ts';

const example = (label: number, ...rows: number[]): SparseExample => ({
	rows: Uint32Array.from(rows),
	values: new Float32Array(rows.length).fill(1),
	label,
	weight: 1
});
const examples = [example(0, 1, 2), example(0, 1, 3), example(1, 4, 2), example(1, 4, 3)];
const settings = {
	rows: 8,
	classes: 2,
	epochs: 20,
	rate: 0.3,
	decay: 0,
	smoothing: 0,
	dropout: 0.1,
	seed: 1
};

test('learns which rows speak for which class, and nothing of rows that speak for both', () => {
	const { weights } = trainLinear(examples, settings);
	const margin = (row: number) => (weights[row * 2] ?? 0) - (weights[row * 2 + 1] ?? 0);
	expect(margin(1)).toBeGreaterThan(1);
	expect(margin(4)).toBeLessThan(-1);
	expect(Math.abs(margin(2))).toBeLessThan(Math.abs(margin(1)) / 2);
	expect(margin(7)).toBe(0);
});

test('the same examples and seed give the same bits; another seed does not', () => {
	const first = trainLinear(examples, settings);
	expect(trainLinear(examples, settings)).toEqual(first);
	expect(trainLinear(examples, { ...settings, seed: 2 })).not.toEqual(first);
});

test('the loss falls from pass to pass', () => {
	const losses: number[] = [];
	trainLinear(examples, { ...settings, dropout: 0, onEpoch: (_, loss) => losses.push(loss) });
	expect(losses).toHaveLength(20);
	expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2);
});

test('rounding to eight bits moves no weight by more than half a step', () => {
	const layer = trainLinear(examples, settings);
	const { weights, scale } = quantise(layer);
	layer.weights.forEach((real, k) => {
		const step = scale[k % 2] ?? 0;
		expect(Math.abs((weights[k] ?? 0) * step - real)).toBeLessThanOrEqual(step * 0.5001);
	});
});
