// Cost against quality of policies that may ask the edge: which questions each hands over first, and what that
// makes of the answers. Pure. Not here: how the answers came about (arms.ts).

import { mean } from '../../../models/classification.ts';

/** One question under a policy: this device's answer, and the edge's. */
export type Choice = {
	/** The lower, the sooner it is handed over; equal ones go together. */
	score: number;
	/** Whether this device's answer, and the edge's, is right; shares where chance decides. */
	here: number;
	there: number;
	/** What the edge asks for it. */
	cost: number;
};

/** A share of what all-edge costs, 0–1, and the share of right answers it buys. */
export type Point = { cost: number; accuracy: number };

/** From nothing handed over to everything. */
export function costQuality(choices: readonly Choice[]): Point[] {
	const all = choices.reduce((sum, { cost }) => sum + cost, 0);
	let right = choices.reduce((sum, { here }) => sum + here, 0);
	let cost = 0;
	const point = (): Point => ({ cost: cost / all, accuracy: right / choices.length });
	const points = [point()];
	const sorted = choices.toSorted((a, b) => a.score - b.score);
	for (const [i, one] of sorted.entries()) {
		cost += one.cost;
		right += one.there - one.here;
		if (sorted[i + 1]?.score !== one.score) points.push(point());
	}
	return points;
}

/** The mean accuracy over all budgets from nothing to all-edge's: straight lines between the points. */
export function areaUnder(points: readonly Point[]): number {
	let area = 0;
	for (const [i, { cost, accuracy }] of points.entries()) {
		const before = points[i - 1];
		if (before) area += ((cost - before.cost) * (accuracy + before.accuracy)) / 2;
	}
	return area;
}

/** What a budget buys: a share of all-edge's cost, 0–1. */
export function accuracyAt(points: readonly Point[], budget: number): number {
	const after = points.findIndex(({ cost }) => cost >= budget);
	const next = points[after];
	const before = points[after - 1];
	if (!next) return points.at(-1)?.accuracy ?? Number.NaN;
	if (!before || next.cost === before.cost) return next.accuracy;
	const part = (budget - before.cost) / (next.cost - before.cost);
	return before.accuracy + part * (next.accuracy - before.accuracy);
}

/** A question's choice with how long it takes: this device's turn, and the edge's behind it. */
export type TimedChoice = Choice & { hereMs: number; afterMs: number };

/** What a share of questions handed over comes to. */
export type CurvePoint = { centsPer1000: number; medianMs: number; accuracy: number };

const MICRO_USD_PER_CENT = 10_000;
/** Of a drawn curve: more are not seen. */
const MOST_POINTS = 50;

/** From nothing handed over to everything, in the policy's order; equal scores together. */
export function curve(choices: readonly TimedChoice[]): CurvePoint[] {
	const sorted = choices.toSorted((a, b) => a.score - b.score);
	const ends = sorted.flatMap(({ score }, i) => (sorted[i + 1]?.score === score ? [] : [i + 1]));
	const part = (end: number) => Math.floor((end / sorted.length) * MOST_POINTS);
	const kept = ends.filter((end, i) => part(end) !== part(ends[i - 1] ?? 0));
	return [0, ...kept].map((end) => pointAt(sorted, (i) => Number(i < end)));
}

/** The same by lot, which hands over each question with the same chance. */
export const lotCurve = (choices: readonly TimedChoice[]): CurvePoint[] =>
	Array.from({ length: MOST_POINTS + 1 }, (_, i) => pointAt(choices, () => i / MOST_POINTS));

/** `handed`: how likely a question is handed over, 0–1. */
function pointAt(choices: readonly TimedChoice[], handed: (index: number) => number): CurvePoint {
	const times = choices
		.flatMap(({ hereMs, afterMs }, i) => [
			{ ms: hereMs, share: 1 - handed(i) },
			{ ms: afterMs, share: handed(i) }
		])
		.toSorted((a, b) => a.ms - b.ms);
	let share = 0;
	const middle = times.find((time) => (share += time.share) >= choices.length / 2);
	const microUsd = mean(choices.map(({ cost }, i) => handed(i) * cost));
	return {
		centsPer1000: (microUsd * 1000) / MICRO_USD_PER_CENT,
		medianMs: middle?.ms ?? Number.NaN,
		accuracy: mean(choices.map(({ here, there }, i) => here + handed(i) * (there - here)))
	};
}

export const areaOf = (choices: readonly Choice[]): number => areaUnder(costQuality(choices));

/** All at once: who hands over by lot gets the same in the mean. */
export const byLot = (choices: readonly Choice[]): Choice[] =>
	choices.map((one) => ({ ...one, score: 0, cost: mean(choices.map(({ cost }) => cost)) }));
