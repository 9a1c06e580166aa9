// How well vectors find texts that ask the same: recall among the nearest others. Pure.

import type { Labelled } from './groups.ts';

export interface Recall {
	n: number;
	/** Share of texts whose nearest other text asks the same. */
	at1: number;
	/** Share with at least one among the five nearest. */
	at5: number;
}

/**
 * Each text against all others, `asked` by its label; texts that nothing else answers to are not asked.
 * Vectors of length 1.
 */
export function recall(
	items: readonly Labelled[],
	vectors: readonly Float32Array[],
	asked: (label: string) => boolean = () => true
): Recall {
	const counts = new Map<string, number>();
	for (const { label } of items) counts.set(label, (counts.get(label) ?? 0) + 1);
	let n = 0,
		at1 = 0,
		at5 = 0;
	for (const [i, { label }] of items.entries()) {
		if ((counts.get(label) ?? 0) < 2 || !asked(label)) continue;
		n++;
		const best = nearest(vectors, i, 5);
		if (items[best[0]!]?.label === label) at1++;
		if (best.some((j) => items[j]?.label === label)) at5++;
	}
	return { n, at1: at1 / Math.max(1, n), at5: at5 / Math.max(1, n) };
}

function nearest(vectors: readonly Float32Array[], of: number, count: number): number[] {
	const query = vectors[of]!;
	const best: [score: number, index: number][] = [];
	for (let j = 0; j < vectors.length; j++) {
		if (j === of) continue;
		const other = vectors[j]!;
		let score = 0;
		for (let d = 0; d < query.length; d++) score += query[d]! * other[d]!;
		if (best.length === count && score <= best[count - 1]![0]) continue;
		let at = best.length;
		while (at > 0 && best[at - 1]![0] < score) at--;
		best.splice(at, 0, [score, j]);
		best.length = Math.min(count, best.length);
	}
	return best.map(([, index]) => index);
}
