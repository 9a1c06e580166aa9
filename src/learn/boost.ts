// Gradient-boosted stumps (Friedman 2001): trees of one split on binned features, each fitted to what
// the ones before left over. Squared error. Deterministic. For comparing with, and small enough to ship.

export type Stump = { feature: number; at: number; below: number; above: number };
export type Boosted = { start: number; stumps: Stump[] };

export type BoostSettings = {
	rounds: number;
	rate: number;
	/** The most thresholds tried for a feature. */
	bins: number;
	/** Examples either side must keep. */
	least: number;
	/** Added to the counts of a leaf: pulls its value to zero. */
	shrink: number;
};

export function trainStumps(
	rows: readonly Float64Array[],
	targets: ArrayLike<number>,
	use: ArrayLike<number>,
	{ rounds, rate, bins, least, shrink }: BoostSettings
): Boosted {
	const count = use.length;
	const width = rows[0]?.length ?? 0;
	const edges = Array.from({ length: width }, (_, f) => edgesOf(rows, use, f, bins));
	const binned = edges.map((list, f) =>
		Uint8Array.from({ length: count }, (_, i) => binOf(list, rows[use[i]!]![f]!))
	);
	let start = 0;
	for (let i = 0; i < count; i++) start += targets[use[i]!]! / count;
	const left = Float64Array.from({ length: count }, (_, i) => targets[use[i]!]! - start);
	const stumps: Stump[] = [];
	const sums = new Float64Array(bins + 1);
	const counts = new Uint32Array(bins + 1);
	for (let round = 0; round < rounds; round++) {
		const total = left.reduce((a, b) => a + b, 0);
		let best = { gain: 0, feature: -1, bin: 0, below: 0, above: 0 };
		for (let f = 0; f < width; f++) {
			const list = edges[f]!;
			if (list.length === 0) continue;
			sums.fill(0);
			counts.fill(0);
			const mine = binned[f]!;
			for (let i = 0; i < count; i++) {
				sums[mine[i]!]! += left[i]!;
				counts[mine[i]!]!++;
			}
			let [n, s] = [0, 0];
			for (let b = 0; b < list.length; b++) {
				n += counts[b]!;
				s += sums[b]!;
				if (n < least || count - n < least) continue;
				const below = s / (n + shrink);
				const above = (total - s) / (count - n + shrink);
				const gain = s * below + (total - s) * above;
				if (gain > best.gain) best = { gain, feature: f, bin: b, below, above };
			}
		}
		if (best.feature < 0) break;
		const stump = {
			feature: best.feature,
			at: edges[best.feature]![best.bin]!,
			below: best.below * rate,
			above: best.above * rate
		};
		stumps.push(stump);
		const mine = binned[best.feature]!;
		for (let i = 0; i < count; i++) left[i]! -= mine[i]! <= best.bin ? stump.below : stump.above;
	}
	return { start, stumps };
}

export function boostedOutput({ start, stumps }: Boosted, row: Float64Array): number {
	let total = start;
	for (const { feature, at, below, above } of stumps) total += row[feature]! <= at ? below : above;
	return total;
}

/** Thresholds between quantiles: a row is in bin b when it is at most edge b and above edge b − 1. */
function edgesOf(
	rows: readonly Float64Array[],
	use: ArrayLike<number>,
	feature: number,
	bins: number
): number[] {
	const sorted = Float64Array.from(
		{ length: use.length },
		(_, i) => rows[use[i]!]![feature]!
	).toSorted();
	const edges: number[] = [];
	for (let b = 1; b < bins; b++) {
		const edge = sorted[Math.floor((b * sorted.length) / bins)]!;
		if (edge < sorted.at(-1)! && edge !== edges.at(-1)) edges.push(edge);
	}
	return edges;
}

function binOf(edges: readonly number[], value: number): number {
	let b = 0;
	while (b < edges.length && value > edges[b]!) b++;
	return b;
}
