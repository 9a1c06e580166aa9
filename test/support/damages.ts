// Damage to what this app reads from disks and hosts, made up at random and seeded, so that a failure names the
// copy: of bytes, and of JSON values. Runs in Node and in a page. Not here: the reading, and what is expected of it.

import { uniform } from '../../src/contract/random.ts';

export type Below = (n: number) => number;

/** Whole numbers from 0 to below what is asked for. */
export function belowOf(seed: number): Below {
	const random = uniform(seed);
	return (n) => Math.floor(random() * n);
}

type Bytes = Uint8Array<ArrayBuffer>;

const HUGE = [2n ** 64n - 1n, 2n ** 63n, 2n ** 53n, 2n ** 32n, 2n ** 31n - 1n, 2n ** 24n, 0n];

/** Each changes what it is given, or returns another. */
export const DAMAGES: ((bytes: Bytes, below: Below) => Bytes)[] = [
	function flipBit(bytes, below) {
		bytes[below(bytes.length)]! ^= 1 << below(8);
		return bytes;
	},
	function setBytes(bytes, below) {
		for (let n = below(40); n >= 0; n--) bytes[below(bytes.length)] = below(256);
		return bytes;
	},
	function cut(bytes, below) {
		return bytes.slice(0, below(bytes.length));
	},
	function hugeNumber(bytes, below) {
		const huge = HUGE[below(HUGE.length)]!;
		new DataView(bytes.buffer).setBigUint64(below(bytes.length - 8), huge, true);
		return bytes;
	},
	// What comes first decides how the rest is read.
	function hugeNumberAtTheStart(bytes, below) {
		const huge = HUGE[below(HUGE.length)]!;
		const most = Math.min(1000, bytes.length - 16);
		new DataView(bytes.buffer).setBigUint64(8 + below(most), huge, true);
		return bytes;
	},
	function move(bytes, below) {
		return bytes.copyWithin(below(bytes.length), below(bytes.length));
	},
	function fill(bytes, below) {
		return bytes.fill(below(2) * 255, below(bytes.length));
	}
];

/** A copy of `bytes` with the damage that is number `copy`'s turn. */
export function damaged(bytes: Bytes, copy: number, below: Below): Bytes {
	return DAMAGES[copy % DAMAGES.length]!(bytes.slice(), below);
}

/** A random place in a JSON value: few steps down are as likely as many. */
export function placeIn(
	root: unknown,
	below: Below
): { holder: Record<string, unknown>; key: string } {
	let holder = root as Record<string, unknown>;
	for (;;) {
		const keys = Object.keys(holder);
		const key = keys[below(keys.length)]!;
		const inner = holder[key];
		const deeper = typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0;
		if (!deeper || below(4) === 0) return { holder, key };
		holder = inner as Record<string, unknown>;
	}
}

/** What may stand in the place of a value. */
export function strange(before: unknown): unknown[] {
	const values: unknown[] = [null, undefined, true, -1, 0.5, 1e308, 2 ** 53, '', 'x', [], {}, [[]]];
	values.push('x'.repeat(100_000), '../../secret', 'javascript:alert(1)', [before, before]);
	if (typeof before === 'number') values.push(-before, before * 1e12, String(before));
	if (typeof before === 'string') values.push(before.toUpperCase(), `${before}\0`);
	return values;
}

/** Puts something strange in a random place of `root`; what it returns puts back what was there. */
export function makeStrange(root: unknown, below: Below): () => void {
	const { holder, key } = placeIn(root, below);
	const before = holder[key];
	const values = strange(before);
	holder[key] = values[below(values.length)];
	return () => void (holder[key] = before);
}
