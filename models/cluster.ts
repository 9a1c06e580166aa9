// Groups texts that are alike, so that a person sees kinds of failures and not a list. Texts become
// hashed n-grams; k-means with k-means++ starts (Arthur & Vassilvitskii, 2007), the best of several;
// the number of groups by silhouette (Rousseeuw, 1987). Deterministic from a seed.

import { hashText, type Random } from './generator/random.ts';

const DIMENSIONS = 256;

/** Words, word pairs and letter trigrams, hashed with a sign and scaled to length 1. Digits count as one kind. */
export function embed(text: string): Float32Array {
	const out = new Float32Array(DIMENSIONS),
		plain = text.toLowerCase().replace(/\d+/g, '0');
	const words = plain.match(/[a-z]+|0|[^\sa-z0]/g) ?? [];
	const grams = [
		...words,
		...words.slice(1).map((word, i) => `${words[i]} ${word}`),
		...words.flatMap((word) =>
			Array.from({ length: Math.max(0, word.length - 2) }, (_, i) => `#${word.slice(i, i + 3)}`)
		)
	];
	for (const gram of grams) {
		const hash = hashText(gram);
		out[hash % DIMENSIONS]! += hash & 0x10000 ? 1 : -1;
	}
	const length = Math.hypot(...out) || 1;
	return out.map((x) => x / length);
}

const squared = (a: Float32Array, b: Float32Array): number => {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
	return sum;
};

export interface Clustering {
	k: number;
	/** The group of each point. */
	of: number[];
	/** Mean squared distance to the centre. */
	spread: number;
}

/** The best of `restarts` runs. */
export function kMeans(
	points: readonly Float32Array[],
	k: number,
	random: Random,
	restarts = 20
): Clustering {
	let best: Clustering = { k, of: [], spread: Infinity };
	for (let run = 0; run < restarts; run++) {
		const found = once(points, k, random);
		if (found.spread < best.spread) best = found;
	}
	return best;
}

function once(points: readonly Float32Array[], k: number, random: Random): Clustering {
	// k-means++: each further centre is drawn by its squared distance to the nearest one so far.
	const centres = [random.pick(points)];
	const nearest = points.map((point) => squared(point, centres[0]!));
	while (centres.length < k) {
		const centre = random.weighted(points, nearest);
		centres.push(centre);
		points.forEach((point, i) => {
			nearest[i] = Math.min(nearest[i]!, squared(point, centre));
		});
	}
	const of = points.map(() => -1);
	for (let round = 0; round < 50; round++) {
		let moved = false,
			total = 0;
		points.forEach((point, i) => {
			let group = 0,
				distance = Infinity;
			for (let c = 0; c < k; c++) {
				const d = squared(point, centres[c]!);
				if (d < distance) [group, distance] = [c, d];
			}
			if (of[i] !== group) moved = true;
			of[i] = group;
			total += distance;
		});
		if (!moved || round === 49) return { k, of, spread: total / points.length };
		for (let c = 0; c < k; c++) {
			const members = points.filter((_, i) => of[i] === c);
			if (members.length === 0) continue;
			const mean = new Float32Array(DIMENSIONS);
			for (const member of members) for (let i = 0; i < DIMENSIONS; i++) mean[i]! += member[i]!;
			centres[c] = mean.map((x) => x / members.length);
		}
	}
	throw new Error('unreachable');
}

/** Mean silhouette over at most `most` points: 1 for groups far apart, 0 for none. */
export function silhouette(
	points: readonly Float32Array[],
	{ k, of }: Clustering,
	most = 300
): number {
	const step = Math.max(1, Math.floor(points.length / most)),
		chosen = points.map((_, i) => i).filter((i) => i % step === 0);
	let sum = 0;
	for (const i of chosen) {
		const total = Array.from({ length: k }, () => 0),
			count = Array.from({ length: k }, () => 0);
		for (const j of chosen) {
			if (i === j) continue;
			total[of[j]!]! += Math.sqrt(squared(points[i]!, points[j]!));
			count[of[j]!]!++;
		}
		if (!count[of[i]!]) continue; // alone in its group: 0 by definition
		const own = total[of[i]!]! / count[of[i]!]!;
		const other = Math.min(
			...total.map((t, c) => (c !== of[i] && count[c] ? t / count[c]! : Infinity))
		);
		if (Number.isFinite(other)) sum += (other - own) / Math.max(own, other, 1e-12);
	}
	return sum / chosen.length;
}

/** The words that tell a group from the rest: by how much more often they occur in it. */
export function suggestLabel(texts: readonly string[], others: readonly string[]): string {
	const share = (list: readonly string[]) => {
		const counts = new Map<string, number>();
		for (const text of list)
			for (const word of new Set(text.toLowerCase().match(/[a-z]{3,}|[+*/%:-]/g) ?? []))
				counts.set(word, (counts.get(word) ?? 0) + 1 / Math.max(1, list.length));
		return counts;
	};
	const inside = share(texts),
		outside = share(others);
	return (
		[...inside]
			.map(([word, part]) => [word, part - (outside.get(word) ?? 0)] as const)
			.toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
			.slice(0, 3)
			.map(([word]) => word)
			.join(', ') || 'unlike the rest'
	);
}
