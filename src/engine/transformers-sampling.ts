// Choosing the next token from a model's scores: log-probabilities of all of them first, as they are before
// temperature and top-p, then the choice, reproducible from a seed. Pure.

import type { Sampling } from './engine.ts';

/** Natural logarithms of the softmax, in 64-bit sums. */
export function logSoftmax(logits: Float32Array): Float32Array {
	let most = Number.NEGATIVE_INFINITY;
	for (const logit of logits) if (logit > most) most = logit;
	let sum = 0;
	for (const logit of logits) sum += Math.exp(logit - most);
	const shift = most + Math.log(sum);
	return logits.map((logit) => logit - shift);
}

/** Ids of the `count` largest values, the largest first; of equal ones the smaller id. */
export function largest(values: Float32Array, count: number): number[] {
	const kept: number[] = [];
	for (let id = 0; id < values.length; id++) {
		const value = values[id]!;
		if (kept.length === count && !(value > values[kept[count - 1]!]!)) continue;
		let at = kept.length;
		while (at > 0 && value > values[kept[at - 1]!]!) at--;
		kept.splice(at, 0, id);
		if (kept.length > count) kept.pop();
	}
	return kept;
}

// More candidates than that have no share worth drawing: top-p of 1 in a vocabulary of 150,000.
const MOST_CANDIDATES = 1024;

/** `random` is in [0, 1). */
export function chooseToken(
	logprobs: Float32Array,
	{ temperature, topP, topK }: Pick<Sampling, 'temperature' | 'topP' | 'topK'>,
	random: () => number
): number {
	if (temperature === 0) return largest(logprobs, 1)[0] ?? 0;
	const candidates = largest(logprobs, topK > 0 ? topK : MOST_CANDIDATES);
	const best = logprobs[candidates[0]!]!;
	const weights = candidates.map((id) => Math.exp((logprobs[id]! - best) / temperature));
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	// The likeliest that together reach top-p; at least one.
	let mass = 0;
	let count = 0;
	while (count < weights.length && (count === 0 || mass < topP * total)) mass += weights[count++]!;
	let left = random() * mass;
	for (let i = 0; i < count; i++) {
		left -= weights[i]!;
		if (left < 0) return candidates[i]!;
	}
	return candidates[count - 1]!;
}

/** Mulberry32: numbers in [0, 1), the same ones from the same seed. */
export function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
