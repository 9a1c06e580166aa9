// The embedder that comes with a model: its files and the runtime are fetched when it is first used,
// and kept open. Not here: opening one from any files (transformers.ts).

import { EMBEDDER_FILES, type Embedder } from '../contract/embedder.ts';
import type { Manifest } from '../contract/manifest.ts';

/** The part of the weight store that is needed: one file of an installed model, fetched when absent. */
export type FileStore = { openFile(manifest: Manifest, path: string): Promise<Blob> };

export function hasEmbedder({ files }: Manifest): boolean {
	return Object.values(EMBEDDER_FILES).every((name) => files.some(({ path }) => path === name));
}

/**
 * Gives the embedder of a model, the same at every call; null where the model has none. A failure is
 * thrown (EngineError, ParseError, WeightError) and tried anew at the next call.
 */
export function modelEmbedder(
	manifest: Manifest,
	store: FileStore
): (() => Promise<Embedder>) | null {
	if (!hasEmbedder(manifest)) return null;
	let opened: Promise<Embedder> | null = null;
	return () => {
		opened ??= open(manifest, store).catch((error: unknown) => {
			opened = null;
			throw error;
		});
		return opened;
	};
}

async function open(manifest: Manifest, store: FileStore): Promise<Embedder> {
	const [{ openEmbedder }, { browserRuntime }] = await Promise.all([
		import('./transformers.ts'),
		import('./transformers-runtime.ts')
	]);
	return openEmbedder((path) => store.openFile(manifest, path), browserRuntime);
}
