// What runs in the page of damaged-files.spec.ts where the app's own page cannot be asked ten thousand times: the
// app's parsers of manifests and of the catalogue, on damaged copies made in the tab itself. Bundled by
// weights-page.ts's `bundle`; the spec calls it through `page.evaluate`.

import { catalogFrom } from '../../src/contract/catalog.ts';
import { ParseError } from '../../src/contract/errors.ts';
import { manifestFrom, parseManifest } from '../../src/contract/manifest.ts';
import { belowOf, damaged, makeStrange } from './damages.ts';

/** What became of the copies, and of any that ended in neither way the number and what was thrown. */
export type DamageReport = {
	read: number;
	refused: number;
	slowestMs: number;
	messages: string[];
	other: string[];
};

class DamagedHarness {
	/** The text of a manifest, damaged byte by byte. */
	manifestTexts(text: string, copies: number, seed: number): DamageReport {
		const below = belowOf(seed);
		const bytes = new TextEncoder().encode(text);
		return report(copies, (copy) => {
			parseManifest(new TextDecoder().decode(damaged(bytes, copy, below)));
		});
	}

	/** A manifest in which one value is of another kind. */
	manifests(text: string, copies: number, seed: number): DamageReport {
		return this.#values(JSON.parse(text), manifestFrom, copies, seed);
	}

	/** The same of the catalogue. */
	catalogues(text: string, copies: number, seed: number): DamageReport {
		return this.#values(JSON.parse(text), catalogFrom, copies, seed);
	}

	#values(root: unknown, read: (root: unknown) => unknown, copies: number, seed: number) {
		const below = belowOf(seed);
		return report(copies, () => {
			const putBack = makeStrange(root, below);
			try {
				read(root);
			} finally {
				putBack();
			}
		});
	}
}

function report(copies: number, work: (copy: number) => void): DamageReport {
	const result: DamageReport = { read: 0, refused: 0, slowestMs: 0, messages: [], other: [] };
	for (let copy = 0; copy < copies; copy++) {
		const startMs = performance.now();
		try {
			work(copy);
			result.read++;
		} catch (error) {
			if (error instanceof ParseError) {
				result.refused++;
				result.messages.push(error.message);
			} else result.other.push(`copy ${copy}: ${String(error)}`);
		}
		result.slowestMs = Math.max(result.slowestMs, performance.now() - startMs);
	}
	return result;
}

declare global {
	var damagedHarness: DamagedHarness;
}
globalThis.damagedHarness = new DamagedHarness();
