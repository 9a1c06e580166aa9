// 10,000 damaged copies of what this app really reads: the headers of the shipped base and of a modifier,
// as a file and as a vocabulary, and the manifest. Each is read, or refused with a sentence; never a hang,
// an allocation without end, or another error. Seeded, so that a failure names the copy. The first tenth in
// every run, all in `npm run test:all`. In a real tab: test/e2e-all/damaged-files.spec.ts.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { belowOf, damaged as damagedCopy, makeStrange } from '../../test/support/damages.ts';
import { randomLlama } from '../../test/support/random-gguf.ts';
import { Vocabulary } from '../engine/vocabulary.ts';
import { ParseError } from './errors.ts';
import { parseGgufHeader } from './gguf.ts';
import { baseFile, manifestFrom, parseManifest, totalBytes, type Manifest } from './manifest.ts';

const STARTER = new URL('../../models/starter/', import.meta.url);
const manifest = parseManifest(readFileSync(new URL('manifest.json', STARTER), 'utf8'));
// Figures are passed on as they are, and are most of its length.
const manifestText = JSON.stringify({ ...manifest, measured: {} });

const share = (copies: number): number => (process.env.UNDERSTUDY_ALL ? copies : copies / 10);

/** The header of a shipped file, with nothing of its weights. */
function headerOf(path: string): { bytes: Uint8Array<ArrayBuffer>; fileBytes: number } {
	const file = readFileSync(new URL(path, STARTER));
	const { headerBytes } = parseGgufHeader(file, file.length);
	return { bytes: new Uint8Array(file.subarray(0, headerBytes)), fileBytes: file.length };
}

type Outcomes = { read: number; refused: number };

/** Counts what `work` does; anything but an answer or a sentence fails, and says of which copy. */
function tried(outcomes: Outcomes, copy: number, work: () => unknown): boolean {
	try {
		work();
		outcomes.read++;
		return true;
	} catch (error) {
		if (!(error instanceof ParseError)) throw new Error(`Copy ${copy}.`, { cause: error });
		expect(error.message, `copy ${copy}`).toMatch(/[A-Za-z].{10,}\.$/);
		expect(error.message.length, `copy ${copy}`).toBeLessThan(600);
		outcomes.refused++;
		return false;
	}
}

describe('damaged copies of what is shipped', () => {
	test.each([
		['base', baseFile(manifest).path, share(3500), 1],
		['modifier', manifest.modifiers[0]?.file ?? baseFile(manifest).path, share(2500), 2]
	])('the header of the %s (%s), %i times', (_, path, count, seed) => {
		const below = belowOf(seed);
		const { bytes, fileBytes } = headerOf(path);
		const outcomes = { read: 0, refused: 0 };
		for (let copy = 0; copy < count; copy++) {
			const damaged = damagedCopy(bytes, copy, below);
			// A file that is cut short, as long as it was, or that claims to be far longer.
			const claimed = [damaged.length, fileBytes, fileBytes, 2 ** 40][below(4)]!;
			tried(outcomes, copy, () => parseGgufHeader(damaged, Math.max(damaged.length, claimed)));
		}
		expect(outcomes.read + outcomes.refused).toBe(count);
		expect(outcomes.read).toBeGreaterThan(count / 20);
		expect(outcomes.refused).toBeGreaterThan(count / 4);
	});

	test('the vocabulary of a header that was let through counts, or refuses', async () => {
		const below = belowOf(3);
		const { bytes } = randomLlama({ embedding: 32, layers: 1, heads: 2, feedForward: 32 });
		const { headerBytes } = parseGgufHeader(bytes, bytes.length);
		let counted = 0;
		for (let copy = 0; copy < share(500); copy++) {
			const damaged = damagedCopy(bytes.slice(0, headerBytes), copy, below);
			const whole = new Blob([damaged, bytes.subarray(damaged.length)]);
			try {
				expect(await new Vocabulary(whole).count('How many words are these?')).toBeGreaterThan(0);
				counted++;
			} catch (error) {
				if (!(error instanceof ParseError)) throw new Error(`Copy ${copy}.`, { cause: error });
			}
		}
		expect(counted).toBeGreaterThan(share(25));
	});

	test('the text of the manifest', () => {
		const below = belowOf(4);
		const bytes = new TextEncoder().encode(manifestText);
		const outcomes = { read: 0, refused: 0 };
		for (let copy = 0; copy < share(300); copy++) {
			const damaged = damagedCopy(bytes, copy, below);
			tried(outcomes, copy, () => parseManifest(new TextDecoder().decode(damaged)));
		}
		expect(outcomes.refused).toBeGreaterThan(share(60));
	});

	test('a value of the manifest that is of another kind', () => {
		const below = belowOf(5);
		const root: unknown = JSON.parse(manifestText);
		const outcomes = { read: 0, refused: 0 };
		for (let copy = 0; copy < share(3200); copy++) {
			const putBack = makeStrange(root, below);
			let parsed: Manifest | null = null;
			if (tried(outcomes, copy, () => (parsed = manifestFrom(root))) && parsed !== null) {
				expect(Number.isSafeInteger(totalBytes(parsed)), `copy ${copy}`).toBe(true);
				expect(baseFile(parsed).bytes, `copy ${copy}`).toBeGreaterThan(0);
			}
			putBack();
		}
		expect(manifestFrom(root)).toEqual({ ...manifest, measured: {} });
		expect(outcomes.refused).toBeGreaterThan(share(1000));
		expect(outcomes.read).toBeGreaterThan(share(100));
	});
});
