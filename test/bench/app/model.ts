// The model that benches run in a page: the starter, from the server that serves the page.

import { parseManifest } from '../../../src/contract/manifest.ts';
import type { ModelRef } from '../../../src/engine/engine.ts';

/** Throws when models/starter holds no model. */
export async function starterModel(): Promise<ModelRef> {
	const response = await fetch('/models/starter/manifest.json');
	if (!response.ok)
		throw new Error('models/starter holds no model. Run `npm run models -- starter`.');
	const manifest = parseManifest(await response.text());
	const files = await Promise.all(
		manifest.files.map(async ({ path, url }) => ({ path, blob: await (await fetch(url)).blob() }))
	);
	return { manifest, files };
}

/** Figures of one measurement: what the table and the JSON show. */
export type Measurement = {
	name: string;
	/** What was compared with what, and how often. */
	how: string;
	unit: string;
	ours: number;
	against: number;
	/** `ours / against`. */
	ratio: number;
	aim: string;
	met: boolean;
};

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const [low, high] = [sorted[middle - 1] ?? Number.NaN, sorted[middle] ?? Number.NaN];
	return sorted.length % 2 === 0 ? (low + high) / 2 : high;
}
