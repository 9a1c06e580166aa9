// How good a probability of being right is: calibration error, Brier score, discrimination, and what
// is risked at each coverage, each with its bootstrap interval. Pure; fits nothing.

import { bootstrap, rounded, type Interval } from '../classification.ts';
import { auroc, calibrationError } from '../measure.ts';

/** A probability of being right, and whether it was. */
export interface Judged {
	confidence: number;
	right: boolean;
}

export interface Figures {
	n: number;
	accuracy: number;
	/** Over ten bins of equal mass. */
	ece: number;
	eceInterval: Interval;
	/** Mean squared difference of probability and outcome. */
	brier: number;
	brierInterval: Interval;
	auroc: number | null;
	aurocInterval: Interval;
	/** Errors among the surest half, and among the surest four fifths. */
	riskAtHalf: number;
	riskAtFourFifths: number;
}

const RESAMPLES = 500;

export function figuresOf(judged: readonly Judged[]): Figures {
	const area = discrimination(judged);
	return {
		n: judged.length,
		accuracy: rounded(judged.filter((j) => j.right).length / judged.length),
		ece: rounded(expectedError(judged)),
		eceInterval: bootstrap(judged, expectedError, RESAMPLES),
		brier: rounded(brierScore(judged)),
		brierInterval: bootstrap(judged, brierScore, RESAMPLES),
		auroc: area === null ? null : rounded(area),
		aurocInterval: bootstrap(judged, (sample) => discrimination(sample) ?? Number.NaN, RESAMPLES),
		riskAtHalf: rounded(riskAt(judged, 0.5)),
		riskAtFourFifths: rounded(riskAt(judged, 0.8))
	};
}

const expectedError = (judged: readonly Judged[]): number =>
	calibrationError(
		judged.map((j) => j.confidence),
		judged.map((j) => j.right)
	);

const discrimination = (judged: readonly Judged[]): number | null =>
	auroc(
		judged.map((j) => j.confidence),
		judged.map((j) => j.right)
	);

export const brierScore = (judged: readonly Judged[]): number =>
	judged.reduce((sum, j) => sum + (j.confidence - Number(j.right)) ** 2, 0) / judged.length;

/** Share of wrong answers among the surest `coverage` of all. */
export function riskAt(judged: readonly Judged[], coverage: number): number {
	const kept = judged
		.toSorted((a, b) => b.confidence - a.confidence)
		.slice(0, Math.max(1, Math.round(judged.length * coverage)));
	return kept.filter((j) => !j.right).length / kept.length;
}

export interface RiskRow {
	coverage: number;
	before: number;
	beforeInterval: Interval;
	after: number;
	afterInterval: Interval;
}

/** Wrong answers among the surest tenth, two tenths, … of all; the same answers before and after. */
export function riskCoverage(before: readonly Judged[], after: readonly Judged[]): RiskRow[] {
	return Array.from({ length: 10 }, (_, i) => {
		const coverage = (i + 1) / 10;
		const of = (sample: readonly Judged[]) => riskAt(sample, coverage);
		return {
			coverage,
			before: rounded(of(before)),
			beforeInterval: bootstrap(before, of, RESAMPLES),
			after: rounded(of(after)),
			afterInterval: bootstrap(after, of, RESAMPLES)
		};
	});
}

export interface Bin {
	count: number;
	confidence: number;
	right: number;
}

/** Ten bins of equal mass, lowest first: what is said against what was so. */
export function reliability(judged: readonly Judged[], bins = 10): Bin[] {
	const order = judged.toSorted((a, b) => a.confidence - b.confidence);
	return Array.from({ length: bins }, (_, b) => {
		const some = order.slice(
			Math.floor((b * order.length) / bins),
			Math.floor(((b + 1) * order.length) / bins)
		);
		return {
			count: some.length,
			confidence: rounded(some.reduce((sum, j) => sum + j.confidence, 0) / some.length),
			right: rounded(some.filter((j) => j.right).length / some.length)
		};
	}).filter((bin) => bin.count > 0);
}
