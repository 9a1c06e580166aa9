// How good a router's order of prompts is, after RouteLLM (Ong et al. 2024): the share of the gap
// between two models that is recovered as more calls go to the strong one, its mean (APGR), and the
// calls needed for half and four fifths of it (CPT). Pure; nothing here runs a model.

import { auroc } from '../measure.ts';

/** What two models made of a prompt. */
export interface Outcome {
	weak: boolean;
	strong: boolean;
}

/** A point of the curve: share of calls to the strong model, share of the gap recovered. */
export interface CurvePoint {
	calls: number;
	recovered: number;
}

const gain = (o: Outcome): number => Number(o.strong) - Number(o.weak);

/** How many more the strong model has right. Nought or less: there is nothing to recover. */
export const gapOf = (outcomes: readonly Outcome[]): number =>
	outcomes.reduce((total, outcome) => total + gain(outcome), 0);

/** ROC AUC of "the weak one is wrong". Null when it is always right or always wrong. */
export const wrongAuc = (wrong: readonly number[], outcomes: readonly Outcome[]): number | null =>
	auroc(
		wrong,
		outcomes.map((o) => !o.weak)
	);

/**
 * The curve from no call to the strong model to all calls, prompts with the highest score first.
 * Prompts with equal scores go together: a tie is a straight line between two points, so the order
 * of rows in a file changes nothing. Throws when both models are right equally often: no gap.
 */
export function recoveryCurve(
	scores: readonly number[],
	outcomes: readonly Outcome[]
): CurvePoint[] {
	const gap = gapOf(outcomes);
	if (gap === 0)
		throw new Error('Both columns are right equally often, so there is no gap to recover.');
	const order = scores.map((_, i) => i).toSorted((a, b) => scores[b]! - scores[a]!);
	const curve: CurvePoint[] = [{ calls: 0, recovered: 0 }];
	let recovered = 0;
	order.forEach((row, k) => {
		recovered += gain(outcomes[row]!);
		const next = order[k + 1];
		if (next === undefined || scores[next] !== scores[row])
			curve.push({ calls: (k + 1) / order.length, recovered: recovered / gap });
	});
	return curve;
}

/** The area under the curve: the mean share of the gap recovered. 0.5 for a router that guesses. */
export function averageGapRecovered(curve: readonly CurvePoint[]): number {
	let area = 0;
	for (let i = 1; i < curve.length; i++) {
		const [a, b] = [curve[i - 1]!, curve[i]!];
		area += ((b.calls - a.calls) * (a.recovered + b.recovered)) / 2;
	}
	return area;
}

/** The least share of calls that recovers `share` of the gap, linear between points. */
export function callsFor(curve: readonly CurvePoint[], share: number): number {
	for (let i = 1; i < curve.length; i++) {
		const [a, b] = [curve[i - 1]!, curve[i]!];
		if (b.recovered < share) continue;
		return a.calls + ((share - a.recovered) / (b.recovered - a.recovered)) * (b.calls - a.calls);
	}
	return 1;
}

/**
 * RouteLLM's own way: eleven thresholds at the deciles of the scores, straight lines between them.
 * Coarser than the whole curve, kept to compare with published figures.
 */
export function decileCurve(scores: readonly number[], outcomes: readonly Outcome[]): CurvePoint[] {
	const whole = recoveryCurve(scores, outcomes);
	return Array.from({ length: 11 }, (_, i) => recoveredAt(whole, i / 10));
}

function recoveredAt(curve: readonly CurvePoint[], calls: number): CurvePoint {
	for (let i = 1; i < curve.length; i++) {
		const [a, b] = [curve[i - 1]!, curve[i]!];
		if (b.calls < calls) continue;
		const part = (calls - a.calls) / (b.calls - a.calls);
		return { calls, recovered: a.recovered + part * (b.recovered - a.recovered) };
	}
	return { calls, recovered: 1 };
}

export interface RouterScore {
	n: number;
	/** Of "the weak one is wrong". Null when it is always right or always wrong. */
	auc: number | null;
	apgr: number;
	cpt50: number;
	cpt80: number;
}

/**
 * `wrong` orders prompts by how likely the weak model fails, `gain` by what calling the strong one
 * would gain. They differ: where both fail, calling gains nothing.
 */
export function routerScore(
	wrong: readonly number[],
	gain: readonly number[],
	outcomes: readonly Outcome[]
): RouterScore {
	const curve = recoveryCurve(gain, outcomes);
	return {
		n: outcomes.length,
		auc: wrongAuc(wrong, outcomes),
		apgr: averageGapRecovered(curve),
		cpt50: callsFor(curve, 0.5),
		cpt80: callsFor(curve, 0.8)
	};
}
