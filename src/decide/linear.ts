// Linear models: what a classifier says of features, as probabilities of its classes, and the sum of a map over
// standardised inputs. Pure, no allocation beyond the answer. Not the features, and not what a label or a sum means
// (domain.ts, dissatisfaction.ts, gain.ts, beforehand.ts).

import type { LinearClassifier } from '../contract/classifier.ts';
import type { LinearMap } from '../contract/linear-map.ts';
import type { SparseFeatures } from './text-features.ts';

/** One probability per class, in the classifier's order; they sum to one. */
export function classProbabilities(
	classifier: LinearClassifier,
	{ rows, values }: SparseFeatures
): Float64Array {
	const { weights, scale, bias, temperature } = classifier;
	const count = classifier.classes.length;
	const sums = new Float64Array(count);
	for (let i = 0; i < rows.length; i++) {
		const from = (rows[i] ?? 0) * count;
		const value = values[i] ?? 0;
		for (let c = 0; c < count; c++) sums[c] = (sums[c] ?? 0) + (weights[from + c] ?? 0) * value;
	}
	for (let c = 0; c < count; c++)
		sums[c] = ((sums[c] ?? 0) * (scale[c] ?? 0) + (bias[c] ?? 0)) / temperature;
	return softmax(sums);
}

/**
 * The logit of a map. `inputs` are in its order; one that is NaN says nothing, and one further out than `farthest`
 * deviations counts as that far.
 */
export function logitOf(
	{ mean, deviation, weights, bias }: Omit<LinearMap, 'inputs'>,
	inputs: readonly number[],
	farthest: number
): number {
	return inputs.reduce((sum, value, i) => {
		if (Number.isNaN(value)) return sum;
		const distance = (value - mean[i]!) / deviation[i]!;
		return sum + weights[i]! * Math.max(-farthest, Math.min(farthest, distance));
	}, bias);
}

/** In place. */
export function softmax(logits: Float64Array): Float64Array {
	let largest = Number.NEGATIVE_INFINITY;
	for (const logit of logits) largest = Math.max(largest, logit);
	let total = 0;
	for (let i = 0; i < logits.length; i++) {
		const value = Math.exp((logits[i] ?? 0) - largest);
		logits[i] = value;
		total += value;
	}
	for (let i = 0; i < logits.length; i++) logits[i] = (logits[i] ?? 0) / total;
	return logits;
}
