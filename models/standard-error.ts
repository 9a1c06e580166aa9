// How far a measured figure may lie from the truth by chance: standard errors, binomial for shares
// and by resampling for the rest, and a name for the questions a figure is of. Pure.

import { createHash } from 'node:crypto';
import { Random } from './generator/random.ts';

/**
 * Of a share of `n` yes-or-no outcomes. Two of each are added first (Agresti and Coull, 1998), or a
 * share of 1 on twenty questions would be held for certain.
 */
export function binomialError(share: number, n: number): number {
	const adjusted = (share * n + 2) / (n + 4);
	return Math.sqrt((adjusted * (1 - adjusted)) / (n + 4));
}

/** The deviation of `figure` over resamples of the items, from a fixed seed; null where it is none. */
export function bootstrapError<T>(
	items: readonly T[],
	figure: (sample: T[]) => number | null,
	times = 300
): number | null {
	const random = new Random('standard-error');
	const figures = Array.from({ length: times }, () =>
		figure(items.map(() => random.pick(items)))
	).filter((value): value is number => value !== null && !Number.isNaN(value));
	return figures.length < 2 ? null : deviation(figures);
}

/** Of a middle of 95 %. */
export const errorOfInterval = ([low, high]: readonly [number, number]): number =>
	(high - low) / (2 * 1.96);

/** Of a ROC AUC over `yes` and `no` cases (Hanley and McNeil, 1982). */
export function aucError(auc: number, yes: number, no: number): number {
	const q1 = auc / (2 - auc);
	const q2 = (2 * auc ** 2) / (1 + auc);
	const variance =
		(auc * (1 - auc) + (yes - 1) * (q1 - auc ** 2) + (no - 1) * (q2 - auc ** 2)) / (yes * no);
	return Math.sqrt(Math.max(0, variance));
}

/** Of a sample, by n − 1. */
export function deviation(values: readonly number[]): number {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	return Math.sqrt(squares / Math.max(1, values.length - 1));
}

/** Names a list of questions with their answers: two figures compare where it is the same. */
export const questionsHash = (questions: unknown): string =>
	createHash('sha256').update(JSON.stringify(questions)).digest('hex').slice(0, 16);
