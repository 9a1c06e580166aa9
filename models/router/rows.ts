// Prompts as rows of numbers for training: n-grams with inverse document frequencies, and
// standardised engineered features as further columns. The frequencies are folded into the weights
// afterwards, so that answering needs none. Not the training itself (src/learn/ridge.ts).

import { FEATURE_NAMES, gramHasher, promptFeatures } from '../../src/decide/prompt-features.ts';
import { standardised } from '../../src/decide/router.ts';
import type { SparseMatrix } from '../../src/learn/ridge.ts';

export interface PromptRows {
	matrix: SparseMatrix;
	buckets: number;
	/** By which n-gram columns were multiplied. */
	frequency: Float64Array;
	mean: Float64Array;
	deviation: Float64Array;
	/** By which engineered columns were multiplied: how freely they may be used. */
	shapeScale: number;
	/** Standardised engineered features, row by row. */
	shapes: Float64Array[];
}

/** Buckets seen in fewer prompts than this are left out: they would only be remembered. */
const LEAST_PROMPTS = 2;

export function promptRows(
	prompts: readonly string[],
	buckets: number,
	shapeScale: number
): PromptRows {
	const hasher = gramHasher(buckets);
	const rows = prompts.map((prompt) => {
		const grams = hasher(prompt);
		return {
			buckets: grams.buckets.slice(0, grams.length),
			values: grams.values.slice(0, grams.length)
		};
	});
	const seen = new Uint32Array(buckets);
	for (const row of rows) for (const bucket of row.buckets) seen[bucket]!++;
	const frequency = Float64Array.from(seen, (n) =>
		n < LEAST_PROMPTS ? 0 : 1 + Math.log((prompts.length + 1) / (n + 1))
	);
	const features = prompts.map(promptFeatures);
	const { mean, deviation } = moments(features);
	const shapes = features.map((row) => standardised({ mean, deviation }, row));
	const width = buckets + FEATURE_NAMES.length;
	const size = rows.reduce((n, row) => n + row.buckets.length + FEATURE_NAMES.length, 0);
	const matrix = {
		starts: new Uint32Array(rows.length + 1),
		columns: new Uint32Array(size),
		values: new Float32Array(size),
		width
	};
	let at = 0;
	rows.forEach((row, i) => {
		let squares = 0;
		row.buckets.forEach((bucket, k) => (squares += (row.values[k]! * frequency[bucket]!) ** 2));
		row.buckets.forEach((bucket, k) => {
			if (frequency[bucket] === 0) return;
			matrix.columns[at] = bucket;
			matrix.values[at++] = row.values[k]! * frequency[bucket]!;
		});
		shapes[i]!.forEach((value, k) => {
			if (value === 0) return;
			matrix.columns[at] = buckets + k;
			matrix.values[at++] = value * shapeScale;
		});
		matrix.starts[i + 1] = at;
	});
	return { matrix, buckets, frequency, mean, deviation, shapeScale, shapes };
}

export function moments(rows: readonly Float64Array[]): {
	mean: Float64Array;
	deviation: Float64Array;
} {
	const width = rows[0]?.length ?? 0;
	const mean = new Float64Array(width);
	const deviation = new Float64Array(width);
	for (const row of rows) row.forEach((x, k) => (mean[k]! += x / rows.length));
	for (const row of rows)
		row.forEach((x, k) => (deviation[k]! += (x - mean[k]!) ** 2 / rows.length));
	return { mean, deviation: deviation.map(Math.sqrt) };
}
