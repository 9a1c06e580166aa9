// Where a turn gets examples from: the example bank that came with a model, and the embedder that finds what is
// near a question. Both are files fetched when first used, and kept open. Not here: the search (decide/examples.ts).

import type { Embedder } from '../contract/embedder.ts';
import { EXAMPLES_FILE, parseExamples, type ExampleBank } from '../contract/examples.ts';
import type { Manifest } from '../contract/manifest.ts';

/** Null where the model has none. Throws what fetching and reading throw; the next call tries again. */
export interface ExampleSources {
	embedder(manifest: Manifest): Promise<Embedder | null>;
	bank(manifest: Manifest): Promise<ExampleBank | null>;
}

export type ExampleSourceDependencies = {
	openFile(manifest: Manifest, path: string): Promise<Blob>;
	/** The same at every call; null where the model has none. */
	embedderOf(manifest: Manifest): Promise<(() => Promise<Embedder>) | null>;
};

export function createExampleSources({
	openFile,
	embedderOf
}: ExampleSourceDependencies): ExampleSources {
	const embedder = ofOneModel(async (manifest) => (await (await embedderOf(manifest))?.()) ?? null);
	const bank = ofOneModel(async (manifest) => {
		if (!manifest.files.some(({ path }) => path === EXAMPLES_FILE)) return null;
		const file = await openFile(manifest, EXAMPLES_FILE);
		return parseExamples(new Uint8Array(await file.arrayBuffer()));
	});
	return { embedder, bank };
}

/** Keeps what was opened of one model: another one's is let go with it. */
function ofOneModel<T>(open: (manifest: Manifest) => Promise<T>) {
	let kept: { key: string; opened: Promise<T> } | null = null;
	return (manifest: Manifest): Promise<T> => {
		// A newer version of the same model has files of its own.
		const key = `${manifest.id} ${manifest.files.map(({ sha256 }) => sha256).join(' ')}`;
		if (kept?.key === key) return kept.opened;
		const opened = open(manifest);
		kept = { key, opened };
		opened.catch(() => {
			if (kept?.opened === opened) kept = null;
		});
		return opened;
	};
}
