// What runs in the page of damaged-files.spec.ts where the app's own page cannot be asked ten thousand times: the
// app's parsers of manifests, of the catalogue and of adapters in PEFT's form, on damaged copies made in the tab
// itself. Bundled by weights-page.ts's `bundle`; the spec calls it through `page.evaluate`.

import { catalogFrom } from '../../src/contract/catalog.ts';
import { ParseError } from '../../src/contract/errors.ts';
import { manifestFrom, parseManifest } from '../../src/contract/manifest.ts';
import { readPeft } from '../../src/platform/peft-adapter.ts';
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
	manifestTexts(text: string, copies: number, seed: number): Promise<DamageReport> {
		const below = belowOf(seed);
		const bytes = new TextEncoder().encode(text);
		return report(copies, (copy) => {
			parseManifest(new TextDecoder().decode(damaged(bytes, copy, below)));
		});
	}

	/** A manifest in which one value is of another kind. */
	manifests(text: string, copies: number, seed: number): Promise<DamageReport> {
		return this.#values(JSON.parse(text), manifestFrom, copies, seed);
	}

	/** The same of the catalogue. */
	catalogues(text: string, copies: number, seed: number): Promise<DamageReport> {
		return this.#values(JSON.parse(text), catalogFrom, copies, seed);
	}

	/** The two files of an adapter in PEFT's form, by turns damaged byte by byte. */
	adapters(
		{ weights, configuration }: { weights: number[]; configuration: string },
		copies: number,
		seed: number
	): Promise<DamageReport> {
		const below = belowOf(seed);
		const tensors = Uint8Array.from(weights);
		const words = new TextEncoder().encode(configuration);
		const changed = (bytes: Uint8Array<ArrayBuffer>, copy: number) =>
			new Blob([damaged(bytes, copy >> 1, below)]);
		return report(copies, (copy) =>
			copy % 2 === 0
				? readPeft(changed(tensors, copy), new Blob([words]))
				: readPeft(new Blob([tensors]), changed(words, copy))
		);
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

async function report(copies: number, work: (copy: number) => unknown): Promise<DamageReport> {
	const result: DamageReport = { read: 0, refused: 0, slowestMs: 0, messages: [], other: [] };
	for (let copy = 0; copy < copies; copy++) {
		const startMs = performance.now();
		try {
			await work(copy);
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
