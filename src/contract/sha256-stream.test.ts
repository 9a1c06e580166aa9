import { expect, test } from 'vitest';
import { sha256Hex } from './sha256.ts';
import { Sha256 } from './sha256-stream.ts';

function random(seed: number): () => number {
	return () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

test('agrees with WebCrypto on every length around a block, fed in pieces of any size', async () => {
	const next = random(1);
	for (let length = 0; length < 300; length++) {
		const data = Uint8Array.from({ length }, () => next() * 256);
		const hash = new Sha256();
		for (let at = 0; at < length;) {
			const end = Math.min(length, at + Math.floor(next() * 90));
			hash.update(data.subarray(at, end));
			at = end;
		}
		expect(hash.hex()).toBe(await sha256Hex(data));
	}
});

test('goes on from a stored state as if it had never stopped', async () => {
	const next = random(2);
	const data = Uint8Array.from({ length: 100_003 }, () => next() * 256);
	for (const cut of [0, 1, 63, 64, 65, 5000, 100_003]) {
		const state = structuredClone(new Sha256().update(data.subarray(0, cut)).state());
		expect(new Sha256(state).update(data.subarray(cut)).hex()).toBe(await sha256Hex(data));
	}
});

test('reading the hash leaves it able to go on', async () => {
	const data = new TextEncoder().encode('a piece and another');
	const hash = new Sha256().update(data.subarray(0, 7));
	expect(hash.hex()).toBe(await sha256Hex(data.slice(0, 7)));
	expect(hash.update(data.subarray(7)).hex()).toBe(await sha256Hex(data));
});
