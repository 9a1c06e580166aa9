// Fits for turning scores into probabilities: logistic regression on a few inputs by Newton's method
// (with temperature scaling and Platt's scaling as its cases), and isotonic regression by pooling
// adjacent violators. Small, exact, deterministic; for thousands of rows, not for text.

export type LogisticFit = { weights: number[]; bias: number };

export type LogisticSettings = {
	/** Pull of the weights (not of the bias) to zero. */
	penalty: number;
	/** Without a bias and with one input this is temperature scaling: the weight is 1/T. */
	bias: boolean;
};

const MOST_STEPS = 50;

/** `right` may be soft, 0–1. Every row has the same inputs, best standardised. */
export function fitLogistic(
	rows: readonly (readonly number[])[],
	right: readonly number[],
	{ penalty, bias }: LogisticSettings
): LogisticFit {
	const width = rows[0]?.length ?? 0;
	const size = width + 1;
	const solution = Array.from({ length: size }, () => 0);
	for (let step = 0; step < MOST_STEPS; step++) {
		const gradient = Array.from({ length: size }, () => 0);
		const hessian = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
		rows.forEach((row, i) => {
			const inputs = bias ? [...row, 1] : [...row, 0];
			const logit = inputs.reduce((sum, x, k) => sum + x * solution[k]!, 0);
			const p = 1 / (1 + Math.exp(-logit));
			const curvature = Math.max(p * (1 - p), 1e-9);
			inputs.forEach((x, k) => {
				gradient[k]! += (p - right[i]!) * x;
				for (let j = 0; j <= k; j++) hessian[k]![j]! += curvature * x * inputs[j]!;
			});
		});
		for (let k = 0; k < size; k++) {
			if (k < width) gradient[k]! += penalty * solution[k]!;
			hessian[k]![k]! += k < width ? penalty : bias ? 1e-9 : 1;
			for (let j = 0; j < k; j++) hessian[j]![k] = hessian[k]![j]!;
		}
		const change = solveLinear(hessian, gradient);
		let most = 0;
		change.forEach((x, k) => {
			solution[k]! -= x;
			most = Math.max(most, Math.abs(x));
		});
		if (most < 1e-9) break;
	}
	return { weights: solution.slice(0, width), bias: solution[width]! };
}

/** Gaussian elimination with pivoting; changes its arguments. */
function solveLinear(matrix: number[][], right: number[]): number[] {
	const size = right.length;
	for (let k = 0; k < size; k++) {
		let pivot = k;
		for (let i = k + 1; i < size; i++)
			if (Math.abs(matrix[i]![k]!) > Math.abs(matrix[pivot]![k]!)) pivot = i;
		[matrix[k], matrix[pivot]] = [matrix[pivot]!, matrix[k]!];
		[right[k], right[pivot]] = [right[pivot]!, right[k]!];
		for (let i = k + 1; i < size; i++) {
			const factor = matrix[i]![k]! / matrix[k]![k]!;
			for (let j = k; j < size; j++) matrix[i]![j]! -= factor * matrix[k]![j]!;
			right[i]! -= factor * right[k]!;
		}
	}
	for (let k = size - 1; k >= 0; k--) {
		for (let j = k + 1; j < size; j++) right[k]! -= matrix[k]![j]! * right[j]!;
		right[k]! /= matrix[k]![k]!;
	}
	return right;
}

/**
 * The rising step function nearest to the outcomes (least squares), as points to draw straight lines
 * between: the middle of each pooled block and its share of right ones.
 */
export function fitIsotonic(
	scores: readonly number[],
	right: readonly number[]
): [from: number, to: number][] {
	const order = scores.map((_, i) => i).toSorted((a, b) => scores[a]! - scores[b]!);
	const blocks: { scores: number; right: number; count: number }[] = [];
	for (const i of order) {
		blocks.push({ scores: scores[i]!, right: right[i]!, count: 1 });
		for (;;) {
			const [before, last] = [blocks.at(-2), blocks.at(-1)!];
			if (!before || before.right / before.count < last.right / last.count) break;
			before.scores += last.scores;
			before.right += last.right;
			before.count += last.count;
			blocks.pop();
		}
	}
	return blocks.map(({ scores: sum, right: yes, count }) => [sum / count, yes / count]);
}
