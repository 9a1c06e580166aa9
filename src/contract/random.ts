// Chance that repeats: the same seed gives the same numbers on every machine, in Node and in the
// browser. For training, generated text and tests; not for secrets.

/** Uniform in [0, 1), by mulberry32; `seed` is read as 32 bits. */
export function uniform(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Puts `order` in a random order, in place (Fisher and Yates). */
export function shuffle(order: Uint32Array, next: () => number): void {
	for (let i = order.length - 1; i > 0; i--) {
		const j = Math.floor(next() * (i + 1));
		const held = order[i] ?? 0;
		order[i] = order[j] ?? 0;
		order[j] = held;
	}
}
