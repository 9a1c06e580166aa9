// The page in which the shipped embedder runs under test: the real weight store installs the starter,
// and the embedder is opened from it, as the app would. Reachable as `globalThis.embedderPage`.

import type { Embedder } from '../../../src/contract/embedder.ts';
import { parseManifest } from '../../../src/contract/manifest.ts';
import { modelEmbedder } from '../../../src/engine/model-embedder.ts';
import { createWeightStore } from '../../../src/platform/weight-store.ts';

const store = createWeightStore();
let open: (() => Promise<Embedder>) | null = null;

const page = {
	/** Installs the starter, without what is fetched on demand. */
	async install(): Promise<void> {
		const response = await fetch('/models/starter/manifest.json');
		const manifest = parseManifest(await response.text());
		await store.install(manifest);
		open = modelEmbedder(manifest, store);
	},

	/** Vectors of texts, and the milliseconds of each text alone. */
	async embed(texts: string[]): Promise<{ vectors: number[][]; ms: number[] }> {
		if (!open) throw new Error('The starter’s manifest lists no embedder.');
		const embedder = await open();
		const vectors = await embedder.embed(texts);
		const ms: number[] = [];
		for (const text of texts) {
			const began = performance.now();
			await embedder.embed([text]);
			ms.push(performance.now() - began);
		}
		return { vectors: vectors.map((vector) => [...vector]), ms };
	}
};

export type EmbedderPage = typeof page;

declare global {
	var embedderPage: EmbedderPage;
}
globalThis.embedderPage = page;
