// A seeded source of chance, and a stable hash of text. Everything the generator draws comes from
// here, so that one seed gives the same bytes on every machine. Not for secrets.

import { uniform } from '../../src/contract/random.ts';

/** FNV-1a, 32 bits: stable across runs and machines. */
export function hashText(text: string): number {
	let h = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) {
		h ^= text.charCodeAt(i);
		h = Math.imul(h, 0x01000193);
	}
	// A final mix: FNV's low bits are weak on short strings, and we take remainders.
	h ^= h >>> 16;
	h = Math.imul(h, 0x85ebca6b);
	h ^= h >>> 13;
	return h >>> 0;
}

export class Random {
	/** Uniform in [0, 1). */
	readonly next: () => number;

	constructor(seed: number | string) {
		this.next = uniform(typeof seed === 'number' ? seed : hashText(seed));
	}

	/** An integer in [from, to], both included. */
	int(from: number, to: number): number {
		return from + Math.floor(this.next() * (to - from + 1));
	}

	chance(p: number): boolean {
		return this.next() < p;
	}

	pick<T>(items: readonly T[]): T {
		return items[Math.floor(this.next() * items.length)] as T;
	}

	weighted<T>(items: readonly T[], weights: readonly number[]): T {
		let at = this.next() * weights.reduce((a, b) => a + b, 0);
		for (let i = 0; i < items.length; i++) {
			at -= weights[i] as number;
			if (at < 0) return items[i] as T;
		}
		return items[items.length - 1] as T;
	}

	shuffle<T>(items: readonly T[]): T[] {
		const out = [...items];
		for (let i = out.length - 1; i > 0; i--) {
			const j = this.int(0, i);
			[out[i], out[j]] = [out[j] as T, out[i] as T];
		}
		return out;
	}

	/** `count` different items. */
	sample<T>(items: readonly T[], count: number): T[] {
		return this.shuffle(items).slice(0, count);
	}
}
