// What a linear classifier says of features: probabilities of its classes. Pure, no allocation
// beyond its answer. Not the features, and not what a label means (domain.ts, dissatisfaction.ts).

import type { LinearClassifier } from '../contract/classifier.ts';
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
