// Trains the small layer that bends confidence to what this person's answers came to: a logistic
// regression by gradient descent, pulled to where it started, on a replay of old and new outcomes so
// that a new stretch does not make it forget. Rows of numbers; what they mean is decide/adaptive.ts's.
// The same rows and seed give the same layer. Nothing leaves the device: nothing here could send.

import type { Layer } from '../contract/outcomes.ts';
import { shuffle, uniform } from '../contract/random.ts';

export type LayerRow = {
	inputs: readonly number[];
	/** 0–1. */
	good: number;
	/** 0–1: how much it says. */
	weight: number;
};

/** Enough for a dozen weights; a replay of them takes a millisecond. */
export const REPLAY_ROWS = 400;
const STEPS = 400;
const RATE = 0.5;

/** How many rows that say it should stay as it was each weight is worth, and the bias. */
export type Pulls = { weights: readonly number[]; bias: number };

/** Of `rows`, oldest first: the newer half of a replay, and as many drawn from all before. */
export function replay<T>(rows: readonly T[], size: number, next: () => number): T[] {
	if (rows.length <= size) return [...rows];
	const newest = Math.floor(size / 2);
	const older = Uint32Array.from({ length: rows.length - newest }, (_, i) => i);
	shuffle(older, next);
	const drawn = older.subarray(0, size - newest).toSorted();
	return [...Array.from(drawn, (i) => rows[i]!), ...rows.slice(rows.length - newest)];
}

/** `start` is what it is pulled to: the layer that has learnt nothing, not the last one. */
export function trainLayer(
	start: Layer,
	rows: readonly LayerRow[],
	pulls: Pulls,
	seed: number
): Layer {
	const drawn = replay(rows, REPLAY_ROWS, uniform(seed));
	const weights = [...start.weights];
	let { bias } = start;
	const strongest = Math.max(pulls.bias, ...pulls.weights);
	const mass = drawn.reduce((sum, { weight }) => sum + weight, 0) + strongest;
	// A step no longer than the steepest curvature allows: the largest row's squared length over four.
	const longest = drawn.reduce(
		(most, { inputs }) =>
			Math.max(
				most,
				inputs.reduce((sum, x) => sum + x * x, 1)
			),
		1
	);
	const rate = (RATE * 4) / (longest + 1);
	for (let step = 0; step < STEPS; step++) {
		const change = weights.map((weight, k) => pulls.weights[k]! * (weight - start.weights[k]!));
		let shift = pulls.bias * (bias - start.bias);
		for (const { inputs, good, weight } of drawn) {
			const sum = inputs.reduce((total, x, k) => total + x * weights[k]!, bias);
			const off = weight * (1 / (1 + Math.exp(-sum)) - good);
			inputs.forEach((x, k) => (change[k]! += off * x));
			shift += off;
		}
		change.forEach((x, k) => (weights[k]! -= (rate * x) / mass));
		bias -= (rate * shift) / mass;
	}
	return { weights, bias, learntFrom: drawn.length };
}
