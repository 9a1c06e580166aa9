// Latent semantic features: the leading right singular directions of a sparse matrix, by subspace
// iteration (Halko, Martinsson and Tropp 2011). For comparing with; nothing shipped uses them.

import { uniform } from '../../src/contract/random.ts';
import { rowDot, type SparseMatrix } from '../../src/learn/ridge.ts';

/** Each row's coordinates along `rank` directions, scaled to length one. */
export function latentRows(
	matrix: SparseMatrix,
	count: number,
	rank: number,
	iterations = 3
): Float64Array[] {
	const next = uniform(1);
	let directions = Array.from({ length: rank }, () =>
		Float64Array.from({ length: matrix.width }, () => next() - 0.5)
	);
	for (let i = 0; i < iterations; i++) {
		directions = directions.map((direction) => {
			const image = new Float64Array(matrix.width);
			for (let row = 0; row < count; row++) {
				const factor = rowDot(matrix, row, direction);
				for (let k = matrix.starts[row]!; k < matrix.starts[row + 1]!; k++)
					image[matrix.columns[k]!]! += factor * matrix.values[k]!;
			}
			return image;
		});
		orthonormalise(directions);
	}
	return Array.from({ length: count }, (_, row) => {
		const point = Float64Array.from(directions, (direction) => rowDot(matrix, row, direction));
		const length = Math.sqrt(point.reduce((a, b) => a + b * b, 0)) || 1;
		return point.map((x) => x / length);
	});
}

/** Gram–Schmidt, in place. */
function orthonormalise(vectors: Float64Array[]): void {
	vectors.forEach((vector, i) => {
		for (const other of vectors.slice(0, i)) {
			let along = 0;
			for (let c = 0; c < vector.length; c++) along += vector[c]! * other[c]!;
			for (let c = 0; c < vector.length; c++) vector[c]! -= along * other[c]!;
		}
		const length = Math.sqrt(vector.reduce((a, b) => a + b * b, 0)) || 1;
		for (let c = 0; c < vector.length; c++) vector[c]! /= length;
	});
}

/** The targets' mean over the nearest of `use`, nearer ones counting more. */
export function nearestMean(
	points: readonly Float64Array[],
	use: readonly number[],
	target: Float64Array,
	row: number,
	neighbours: number
): number {
	const point = points[row]!;
	const likeness = use.map((other) => {
		const its = points[other]!;
		let total = 0;
		for (let i = 0; i < point.length; i++) total += point[i]! * its[i]!;
		return total;
	});
	const order = use.map((_, i) => i).toSorted((a, b) => likeness[b]! - likeness[a]!);
	let [weighted, weights] = [0, 1e-9];
	for (const i of order.slice(0, neighbours)) {
		// The eighth power: neighbours on LSA axes are all fairly alike, the nearest should count.
		const weight = Math.max(0, likeness[i]!) ** 8;
		weighted += weight * target[use[i]!]!;
		weights += weight;
	}
	return weighted / weights;
}
