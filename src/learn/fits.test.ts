import { expect, test } from 'vitest';
import { boostedOutput, trainStumps } from './boost.ts';
import { fitIsotonic, fitLogistic } from './logistic.ts';
import { uniform } from '../contract/random.ts';
import { networkOutput, trainNetwork } from './network.ts';
import { fitRidge, rowDot, type SparseMatrix } from './ridge.ts';

function dense(rows: number[][]): SparseMatrix {
	const width = rows[0]!.length;
	return {
		starts: Uint32Array.from({ length: rows.length + 1 }, (_, i) => i * width),
		columns: Uint32Array.from({ length: rows.length * width }, (_, i) => i % width),
		values: Float32Array.from(rows.flat()),
		width
	};
}

test('ridge without a penalty finds the line the points lie on', () => {
	const matrix = dense([
		[-1, 0],
		[1, 0],
		[0, -1],
		[0, 1]
	]);
	const target = Float64Array.from([-2 + 5, 2 + 5, -3 + 5, 3 + 5]);
	const { weights, bias } = fitRidge(matrix, [0, 1, 2, 3], [target], {
		penalty: 0,
		iterations: 10,
		tolerance: 1e-12
	});
	expect(bias[0]).toBeCloseTo(5);
	expect([...weights[0]!].map((w) => Math.round(w * 1e6) / 1e6)).toEqual([2, 3]);
	expect(rowDot(matrix, 3, weights[0]!)).toBeCloseTo(3);
});

test('a penalty shrinks a ridge fit as its formula says', () => {
	const matrix = dense([[-1], [1]]);
	const { weights } = fitRidge(matrix, [0, 1], [Float64Array.of(-1, 1)], {
		penalty: 2,
		iterations: 5,
		tolerance: 0
	});
	// xᵀy / (xᵀx + penalty)
	expect(weights[0]![0]).toBeCloseTo(2 / 4);
});

test('logistic regression gives the odds that were drawn', () => {
	const rows = Array.from({ length: 200 }, (_, i) => [i < 100 ? 0 : 1]);
	const right = rows.map((row, i) => (i % 100 < (row[0] === 1 ? 80 : 25) ? 1 : 0));
	const { weights, bias } = fitLogistic(rows, right, { penalty: 0, bias: true });
	expect(bias).toBeCloseTo(Math.log(25 / 75));
	expect(bias + weights[0]!).toBeCloseTo(Math.log(80 / 20));
});

test('temperature scaling finds by how much confidence was overstated', () => {
	const next = uniform(3);
	const rows = Array.from({ length: 4000 }, () => [next() * 8 - 4]);
	const right = rows.map(([logit]) => (next() < 1 / (1 + Math.exp(-logit! / 2)) ? 1 : 0));
	const { weights, bias } = fitLogistic(rows, right, { penalty: 0, bias: false });
	expect(bias).toBe(0);
	expect(weights[0]).toBeCloseTo(0.5, 1);
});

test('isotonic regression pools what falls, as worked out by hand', () => {
	expect(fitIsotonic([1, 2, 3, 4], [0, 1, 0, 1])).toEqual([
		[1, 0],
		[2.5, 0.5],
		[4, 1]
	]);
	expect(fitIsotonic([1, 2], [1, 0])).toEqual([[1.5, 0.5]]);
});

const GRID = Array.from({ length: 200 }, (_, i) =>
	Float64Array.of(((i % 20) - 10) / 10, (Math.floor(i / 20) - 5) / 5)
);
const EVERY = GRID.map((_, i) => i);

test('the network learns what no line can, the same each time', () => {
	const target = GRID.map(([x, y]) => (x! * y! > 0 ? 1 : 0));
	const settings = {
		hidden: [8, 4],
		epochs: 120,
		batch: 16,
		rate: 0.02,
		decay: 0,
		dropout: 0,
		seed: 4
	};
	const network = trainNetwork(GRID, target, EVERY, settings);
	const right = GRID.filter((row, i) => networkOutput(network, row) > 0.5 === (target[i] === 1));
	expect(right.length).toBeGreaterThan(180);
	expect(trainNetwork(GRID, target, EVERY, settings)).toEqual(network);
});

test('stumps add up to a step on each axis', () => {
	const target = GRID.map(([x, y]) => (x! > 0 ? 1 : 0) + (y! > 0 ? 2 : 0));
	const model = trainStumps(GRID, target, EVERY, {
		rounds: 60,
		rate: 0.3,
		bins: 16,
		least: 5,
		shrink: 0
	});
	expect(boostedOutput(model, Float64Array.of(0.9, 0.8))).toBeCloseTo(3, 1);
	expect(boostedOutput(model, Float64Array.of(-0.9, -0.8))).toBeCloseTo(0, 1);
});
