// How the next token is chosen, where its log-probability is wanted as well: that one is the model's own,
// before temperature, penalties and cuts, so the choice is made here from the whole distribution. Without
// log-probabilities llama.cpp chooses by itself. Pure.

import { uniform } from '../../src/contract/random.ts';

export type Sampling = {
	/** 0 is greedy. */
	temperature: number;
	topP: number;
	/** 0 or less: no limit. */
	topK: number;
	minP: number;
	presencePenalty: number;
	frequencyPenalty: number;
	/** Added to a token's logit. */
	bias: ReadonlyMap<number, number>;
	seed: number;
};

/** Chooses from probabilities that come most probable first. */
export class Chooser {
	readonly #sampling: Sampling;
	readonly #random: () => number;
	readonly #adjusts: boolean;
	readonly #written = new Map<number, number>();

	constructor(sampling: Sampling) {
		const { presencePenalty, frequencyPenalty, bias } = sampling;
		this.#sampling = sampling;
		this.#adjusts = presencePenalty !== 0 || frequencyPenalty !== 0 || bias.size > 0;
		this.#random = uniform(sampling.seed);
	}

	next(probabilities: ReadonlyMap<number, number>): number {
		const token = this.#choose(probabilities);
		this.#written.set(token, (this.#written.get(token) ?? 0) + 1);
		return token;
	}

	#choose(probabilities: ReadonlyMap<number, number>): number {
		const { temperature, topP, topK, minP } = this.#sampling;
		if (temperature <= 0 && !this.#adjusts) return probabilities.keys().next().value ?? 0;
		const candidates = this.#adjusted(probabilities);
		const [best] = candidates;
		if (!best || temperature <= 0) return best?.token ?? 0;
		// In llama.cpp's order: top-k, top-p and min-p on the model's distribution, then temperature.
		const kept = topK > 0 ? candidates.slice(0, topK) : candidates;
		const sum = kept.reduce((total, { p }) => total + p, 0);
		const nucleus: { token: number; weight: number }[] = [];
		let mass = 0;
		for (const { token, p } of kept) {
			if (nucleus.length > 0 && (mass >= topP * sum || p < minP * best.p)) break;
			mass += p;
			nucleus.push({ token, weight: (p / best.p) ** (1 / temperature) });
		}
		const total = nucleus.reduce((all, { weight }) => all + weight, 0);
		let left = this.#random() * total;
		for (const { token, weight } of nucleus) {
			left -= weight;
			if (left < 0) return token;
		}
		return best.token;
	}

	/** With penalties and biases, which multiply a probability by the exponential of what a logit gains. */
	#adjusted(probabilities: ReadonlyMap<number, number>): { token: number; p: number }[] {
		const { presencePenalty, frequencyPenalty, bias } = this.#sampling;
		const candidates = Array.from(probabilities, ([token, p]) => ({ token, p }));
		if (!this.#adjusts) return candidates;
		for (const candidate of candidates) {
			const count = this.#written.get(candidate.token) ?? 0;
			const penalty = count === 0 ? 0 : presencePenalty + frequencyPenalty * count;
			candidate.p *= Math.exp((bias.get(candidate.token) ?? 0) - penalty);
		}
		return candidates.toSorted((a, b) => b.p - a.p);
	}
}
