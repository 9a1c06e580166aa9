// Figures of classifiers: accuracy, confusion, F1, areas under curves, and how sure they are.
// Not the grading of answers (measure.ts).

import { Random } from './generator/random.ts';

export type Interval = [low: number, high: number];

/** Four decimals: what a report shows. */
export const rounded = (value: number): number => Number(value.toFixed(4));

export const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

/** The middle 95 % of a figure over 1,000 resamples of the items, from a fixed seed. */
export function bootstrap<T>(
	items: readonly T[],
	figure: (sample: T[]) => number,
	times = 1000
): Interval {
	const random = new Random('bootstrap');
	const figures = Array.from({ length: times }, () => figure(items.map(() => random.pick(items))))
		.filter((value) => !Number.isNaN(value))
		.toSorted((a, b) => a - b);
	const at = (share: number): number =>
		rounded(
			figures[Math.min(figures.length - 1, Math.floor(share * figures.length))] ?? Number.NaN
		);
	return [at(0.025), at(0.975)];
}

/** A probability of yes and whether it was so. */
export type Scored = { score: number; yes: boolean };

/** Chance that a yes scores above a no; ties count half. NaN where one side is empty. */
export function auroc(scored: readonly Scored[]): number {
	const sorted = scored.toSorted((a, b) => a.score - b.score);
	let yes = 0;
	let rankSum = 0;
	for (let from = 0; from < sorted.length;) {
		let to = from;
		while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to++;
		const rank = (from + to + 1) / 2;
		for (let i = from; i < to; i++)
			if (sorted[i]?.yes) {
				yes++;
				rankSum += rank;
			}
		from = to;
	}
	const no = sorted.length - yes;
	return (rankSum - (yes * (yes + 1)) / 2) / (yes * no);
}

/** Area under precision and recall as average precision; tied scores are taken together. */
export function auprc(scored: readonly Scored[]): number {
	const sorted = scored.toSorted((a, b) => b.score - a.score);
	const all = sorted.reduce((n, { yes }) => n + Number(yes), 0);
	let hits = 0;
	let area = 0;
	for (let from = 0; from < sorted.length;) {
		let to = from;
		let more = 0;
		while (to < sorted.length && sorted[to]?.score === sorted[from]?.score)
			more += Number(sorted[to++]?.yes);
		hits += more;
		area += (more / all) * (hits / to);
		from = to;
	}
	return area;
}

/** 2·precision·recall / (precision + recall) where a score of `threshold` or more says yes. */
export function f1(scored: readonly Scored[], threshold: number): number {
	let hit = 0;
	let wrong = 0;
	for (const { score, yes } of scored) {
		if (score >= threshold && yes) hit++;
		else if (score >= threshold !== yes) wrong++;
	}
	return hit === 0 ? 0 : (2 * hit) / (2 * hit + wrong);
}

/** Of F1: less than one answer of a hundred moves it by, so no reason to prefer a threshold. */
const SAME = 0.01;

/** The threshold of the best F1, the mean over several sets; the middle of those that are as good. */
export function bestThreshold(...sets: readonly (readonly Scored[])[]): number {
	const tried = Array.from({ length: 91 }, (_, i) => 0.05 + i * 0.01);
	const values = tried.map((threshold) => mean(sets.map((scored) => f1(scored, threshold))));
	const best = Math.max(...values);
	const winners = tried.filter((_, i) => (values[i] ?? 0) >= best - SAME);
	return rounded(winners[Math.floor(winners.length / 2)] ?? 0.5);
}

/** The temperature of the smallest log loss, searched by golden section; `logits` are rows by class. */
export function fitTemperature(logits: readonly Float64Array[], labels: readonly number[]): number {
	const loss = (temperature: number): number => {
		let sum = 0;
		logits.forEach((row, i) => {
			const scaled = [...row].map((logit) => logit / temperature);
			const largest = Math.max(...scaled);
			const total = scaled.reduce((s, logit) => s + Math.exp(logit - largest), 0);
			sum += Math.log(total) + largest - (scaled[labels[i] ?? 0] ?? 0);
		});
		return sum / logits.length;
	};
	const ratio = (Math.sqrt(5) - 1) / 2;
	let low = 0.2;
	let high = 5;
	for (let i = 0; i < 30; i++) {
		const a = high - ratio * (high - low);
		const b = low + ratio * (high - low);
		if (loss(a) < loss(b)) high = b;
		else low = a;
	}
	return rounded((low + high) / 2);
}

/** Mean distance of confidence and accuracy over bins of equal size. */
export function expectedCalibrationError(scored: readonly Scored[], bins = 15): number {
	const sorted = scored.toSorted((a, b) => a.score - b.score);
	let error = 0;
	for (let bin = 0; bin < bins; bin++) {
		const part = sorted.slice(
			Math.floor((bin * sorted.length) / bins),
			Math.floor(((bin + 1) * sorted.length) / bins)
		);
		if (part.length === 0) continue;
		error +=
			(part.length / sorted.length) *
			Math.abs(mean(part.map((s) => s.score)) - mean(part.map((s) => Number(s.yes))));
	}
	return error;
}

/** The `share` quantile of unsorted values. */
export function quantileOf(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
