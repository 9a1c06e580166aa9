// What a measurement of `npm run bench -- engine` says.

/** Figures of one measurement: what the table and the JSON show. */
export type Measurement = {
	name: string;
	/** What was compared with what, and how often. */
	how: string;
	unit: string;
	ours: number;
	against: number;
	/** `ours / against`; of runs in pairs, the median of the pairs' ratios. */
	ratio: number;
	aim: string;
	met: boolean;
};

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const [low, high] = [sorted[middle - 1] ?? Number.NaN, sorted[middle] ?? Number.NaN];
	return sorted.length % 2 === 0 ? (low + high) / 2 : high;
}
