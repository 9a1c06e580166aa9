// Fits the two heads of the prompt-only router (src/decide/router.ts). The head for open questions
// leans on a first fit that predicts what a worked solution looks like (how many calculations, how
// long), learnt from problems whose outcome nobody knows; being linear, it folds into the same weights.
// Not here: which rows to fit on (public-outcomes.ts, folds.ts).

import { FEATURE_NAMES } from '../../src/decide/prompt-features.ts';
import type { RouterHead } from '../../src/decide/router.ts';
import { fitRidge, rowDot, type SparseMatrix } from '../../src/learn/ridge.ts';
import type { RoutedPrompt } from './data.ts';
import { promptRows, type PromptRows } from './rows.ts';

export interface HeadSettings {
	buckets: number;
	shapeScale: number;
	penalty: number;
}

// Chosen by cross-validation on the visible rows; models/starter/router.md has the figures.
export const CHOICE_SETTINGS: HeadSettings = { buckets: 1 << 16, shapeScale: 0.1, penalty: 250 };
export const OPEN_SETTINGS: HeadSettings = { buckets: 1 << 15, shapeScale: 0.2, penalty: 100 };
/** Of the first fit, and by how much its standardised predictions are multiplied. */
const SOLUTION_PENALTY = 20;
const SOLUTION_SCALE = 0.5;
const ITERATIONS = 60;
const TOLERANCE = 1e-6;

/** Real weights of a head: per target one per column of the matrix, and where to start from. */
export interface LinearHead {
	weights: Float64Array[];
	bias: number[];
}

/** The targets of src/decide/router.ts, in its order. `soften` is added to both, for the fit alone. */
export function targetsOf(rows: readonly RoutedPrompt[], soften?: Float64Array): Float64Array[] {
	const more = (i: number) => soften?.[i] ?? 0;
	return [
		Float64Array.from(rows, (row, i) => (row.weak ? 0 : 1) + more(i)),
		Float64Array.from(rows, (row, i) => Number(row.strong) - Number(row.weak) + more(i))
	];
}

export function fitHead(
	{ matrix }: PromptRows,
	use: readonly number[],
	targets: readonly Float64Array[],
	penalty: number
): LinearHead {
	return fitRidge(matrix, use, targets, { penalty, iterations: ITERATIONS, tolerance: TOLERANCE });
}

/** Rows for the open head, and what the first fit makes of each (standardised, scaled columns). */
export interface OpenRows {
	rows: PromptRows;
	/** The first fit's weights, divided by what standardises its predictions. */
	solutionWeights: Float64Array[];
	/** The same rows with the first fit's predictions as further columns. */
	extended: PromptRows;
}

/** `worked` may be empty: then the head has no first fit. */
export function openRows(
	prompts: readonly string[],
	worked: readonly { prompt: string; solution: Float64Array }[],
	{ buckets, shapeScale }: HeadSettings
): OpenRows {
	const rows = promptRows([...prompts, ...worked.map((w) => w.prompt)], buckets, shapeScale);
	const kinds = worked[0]?.solution.length ?? 0;
	const first = fitRidge(
		rows.matrix,
		worked.map((_, i) => prompts.length + i),
		Array.from({ length: kinds }, (_, k) =>
			Float64Array.from({ length: rows.shapes.length }, (_, i) =>
				i < prompts.length ? 0 : worked[i - prompts.length]!.solution[k]!
			)
		),
		{ penalty: SOLUTION_PENALTY, iterations: 40, tolerance: 1e-4 }
	);
	const columns: Float64Array[] = [];
	const solutionWeights = first.weights.map((weights) => {
		const raw = prompts.map((_, i) => rowDot(rows.matrix, i, weights));
		const mean = raw.reduce((a, b) => a + b, 0) / raw.length;
		const deviation = Math.sqrt(raw.reduce((a, b) => a + (b - mean) ** 2, 0) / raw.length) || 1;
		const scale = SOLUTION_SCALE / deviation;
		columns.push(Float64Array.from(raw, (x) => (x - mean) * scale));
		return weights.map((w) => w * scale);
	});
	return {
		rows,
		solutionWeights,
		extended: { ...rows, matrix: withColumns(rows.matrix, prompts.length, columns) }
	};
}

/** The open head with the first fit folded in. Its mean prediction is a constant: the bias takes it. */
export function foldSolution(
	head: LinearHead,
	{ rows, solutionWeights }: OpenRows,
	count: number
): LinearHead {
	const { matrix } = rows;
	const weights = head.weights.map((extended) => {
		const folded = extended.slice(0, matrix.width);
		solutionWeights.forEach((solution, k) => {
			const factor = extended[matrix.width + k]!;
			for (let c = 0; c < folded.length; c++) folded[c]! += factor * solution[c]!;
		});
		return folded;
	});
	const bias = head.bias.map((value, t) => {
		let shift = 0;
		solutionWeights.forEach((solution, k) => {
			let mean = 0;
			for (let i = 0; i < count; i++) mean += rowDot(matrix, i, solution) / count;
			shift += head.weights[t]![matrix.width + k]! * mean;
		});
		return value - shift;
	});
	return { weights, bias };
}

function withColumns(
	matrix: SparseMatrix,
	count: number,
	columns: readonly Float64Array[]
): SparseMatrix {
	const size = matrix.starts[count]! + count * columns.length;
	const wide = {
		starts: new Uint32Array(count + 1),
		columns: new Uint32Array(size),
		values: new Float32Array(size),
		width: matrix.width + columns.length
	};
	let at = 0;
	for (let i = 0; i < count; i++) {
		for (let k = matrix.starts[i]!; k < matrix.starts[i + 1]!; k++) {
			wide.columns[at] = matrix.columns[k]!;
			wide.values[at++] = matrix.values[k]!;
		}
		columns.forEach((column, k) => {
			wide.columns[at] = matrix.width + k;
			wide.values[at++] = column[i]!;
		});
		wide.starts[i + 1] = at;
	}
	return wide;
}

/** Folds frequencies and scales into the weights and rounds the n-grams' to eight bits. */
export function packHead(rows: PromptRows, { weights, bias }: LinearHead): RouterHead {
	const { buckets, frequency, mean, deviation, shapeScale } = rows;
	return {
		buckets,
		mean,
		deviation,
		targets: weights.map((real, t) => {
			const folded = Float64Array.from({ length: buckets }, (_, c) => real[c]! * frequency[c]!);
			const largest = folded.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
			const scale = largest / 127 || 1;
			return {
				bias: bias[t]!,
				dense: Float64Array.from(FEATURE_NAMES, (_, k) => real[buckets + k]! * shapeScale),
				scale,
				grams: Int8Array.from(folded, (w) => Math.round(w / scale))
			};
		})
	};
}
