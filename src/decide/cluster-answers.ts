// Groups of answers that mean the same: DBSCAN (Ester et al. 1996) over their vectors, by the angle
// between them. No number of groups is given; an answer near to no other belongs to none. Pure.
// Not here: making the vectors (an Embedder), and which group wins (vote.ts).

/** Largest distance, 1 − cosine, between neighbours. */
export const EPSILON = 0.3;
/** Neighbours, itself among them, that make an answer the core of a group: two agree. */
export const MIN_POINTS = 2;

/** The group of each vector, from 0 on; −1 for none. Vectors of any length above zero. */
export function clusterAnswers(
	vectors: readonly Float32Array[],
	epsilon = EPSILON,
	minPoints = MIN_POINTS
): number[] {
	const neighbours = vectors.map((one) =>
		vectors.flatMap((other, j) => (1 - cosine(one, other) <= epsilon ? [j] : []))
	);
	const groups: (number | null)[] = vectors.map(() => null);
	let next = 0;
	for (const [i, near] of neighbours.entries()) {
		if (groups[i] !== null) continue;
		if (near.length < minPoints) {
			groups[i] = -1;
			continue;
		}
		const group = next++;
		groups[i] = group;
		const queue = [...near];
		for (let at = 0; at < queue.length; at++) {
			const j = queue[at]!;
			// On the edge of a group: reached from its core, but no core itself.
			if (groups[j] === -1) groups[j] = group;
			if (groups[j] !== null) continue;
			groups[j] = group;
			if (neighbours[j]!.length >= minPoints) queue.push(...neighbours[j]!);
		}
	}
	return groups.map((group) => group ?? -1);
}

/** −1 to 1; 0 with a vector of zeros. */
export function cosine(a: Float32Array, b: Float32Array): number {
	let dot = 0;
	let lengthA = 0;
	let lengthB = 0;
	for (let d = 0; d < a.length; d++) {
		dot += a[d]! * b[d]!;
		lengthA += a[d]! ** 2;
		lengthB += b[d]! ** 2;
	}
	return lengthA === 0 || lengthB === 0 ? 0 : dot / Math.sqrt(lengthA * lengthB);
}

/** Of these vectors the one nearest to their mean: what a group says, in one of its own answers. */
export function mostCentral(vectors: readonly Float32Array[]): number {
	const [first] = vectors;
	if (!first) return -1;
	const mean = new Float32Array(first.length);
	for (const vector of vectors) for (let d = 0; d < mean.length; d++) mean[d]! += vector[d]!;
	let best = 0;
	let nearest = -2;
	for (const [i, vector] of vectors.entries()) {
		const similarity = cosine(vector, mean);
		if (similarity > nearest) [best, nearest] = [i, similarity];
	}
	return best;
}
