// How sure a model was of its words, from the log-probabilities it gave before temperature and top-p.
// A running tally: add tokens as they arrive, read the value at any time. Until a calibration is
// fitted the confidence is the smallest token probability (AUROC 0.95–0.97 for "is this answer right?"
// on the first starter; the mean and the 10 % quantile were about equal, the first token 0.70).
// Not here: what is done about a low value (plan.ts), and the fitted maps.

import { leastSureTally, type LeastSure } from './least-sure.ts';

/** What a token says about itself: natural logarithms, alternatives most probable first; its text, where known. */
export type TokenEvidence = {
	token?: string;
	logprob: number;
	top: readonly { logprob: number }[];
};

/** Features of an answer; logarithms are natural, probabilities 0–1. */
export type ConfidenceFeatures = {
	/** Tokens seen. */
	length: number;
	mean: number;
	min: number;
	quantile10: number;
	quantile25: number;
	quantile50: number;
	first: number;
	/**
	 * Mean difference of the two best log-probabilities; null unless every token had alternatives: of some
	 * alone it would speak of another answer than the rest, and no map was fitted on such.
	 */
	margin: number | null;
	/** Mean entropy of the alternatives in nats, what they leave over as one more; null as above. */
	entropy: number | null;
};

export type ConfidenceTally = {
	add(tokens: readonly TokenEvidence[]): void;
	/** 0–1; null before the first token with a log-probability. */
	value(): number | null;
	/** Null before the first token with a log-probability. */
	features(): ConfidenceFeatures | null;
	/** The word it was least sure of; null where no token told its text and a log-probability. */
	leastSure(): LeastSure | null;
};

export function confidenceTally(): ConfidenceTally {
	const logprobs = new Ascending();
	let first = 0;
	let smallest = 0;
	let sum = 0;
	let marginSum = 0;
	let entropySum = 0;
	let marginCount = 0;
	const words = leastSureTally();
	return {
		add(tokens) {
			for (const { token, logprob, top } of tokens) {
				if (Number.isNaN(logprob)) continue;
				// A rounding above zero would be a probability above one.
				const value = Math.min(0, logprob);
				if (logprobs.length === 0) first = value;
				logprobs.add(value);
				sum += value;
				if (token !== undefined) words.add({ token, logprob: value });
				smallest = Math.min(smallest, value);
				const [best, second] = top;
				if (best === undefined || second === undefined) continue;
				marginSum += best.logprob - second.logprob;
				entropySum += entropyOf(top);
				marginCount += 1;
			}
		},
		value: () => (logprobs.length === 0 ? null : Math.exp(smallest)),
		leastSure: words.value,
		features() {
			const { length } = logprobs;
			if (length === 0) return null;
			return {
				length,
				mean: sum / length,
				min: smallest,
				quantile10: logprobs.quantile(0.1),
				quantile25: logprobs.quantile(0.25),
				quantile50: logprobs.quantile(0.5),
				first,
				margin: marginCount < length ? null : marginSum / marginCount,
				entropy: marginCount < length ? null : entropySum / marginCount
			};
		}
	};
}

function entropyOf(top: readonly { logprob: number }[]): number {
	let rest = 1;
	let entropy = 0;
	for (const { logprob } of top) {
		const p = Math.exp(Math.min(0, logprob));
		rest -= p;
		if (p > 0) entropy -= p * Math.log(p);
	}
	return rest > 1e-9 ? entropy - rest * Math.log(rest) : entropy;
}

/** Numbers kept in ascending order as they come: quantiles are asked for at every token. */
class Ascending {
	#values = new Float64Array(64);
	length = 0;

	add(value: number): void {
		if (this.length === this.#values.length) {
			const longer = new Float64Array(2 * this.length);
			longer.set(this.#values);
			this.#values = longer;
		}
		const values = this.#values;
		let [from, to] = [0, this.length];
		while (from < to) {
			const middle = (from + to) >> 1;
			if (values[middle]! <= value) from = middle + 1;
			else to = middle;
		}
		values.copyWithin(from + 1, from, this.length);
		values[from] = value;
		this.length += 1;
	}

	quantile(share: number): number {
		return quantile(this.#values, share, this.length);
	}
}

/**
 * The `share` quantile of the first `length` of ascending values, linear between neighbours (Hyndman and
 * Fan's type 7).
 */
export function quantile(
	ascending: ArrayLike<number>,
	share: number,
	length = ascending.length
): number {
	const last = length - 1;
	if (last < 0) return Number.NaN;
	const position = share * last;
	const below = Math.floor(position);
	const low = ascending[below] ?? Number.NaN;
	const high = ascending[Math.min(below + 1, last)] ?? Number.NaN;
	const fraction = position - below;
	// Weighted, not low + difference: the least of them may be minus infinity.
	return fraction === 0 ? low : low * (1 - fraction) + high * fraction;
}
