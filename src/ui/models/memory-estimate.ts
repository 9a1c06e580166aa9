// What a model of the list takes of this device's memory at the context chosen here: from its own file where
// it is on this device, else from what its entry states, else what its engine fetches; with the person's own
// adapters that are on. Pure.

import type { MemoryShape } from '../../contract/keeping.ts';
import type { Manifest } from '../../contract/manifest.ts';
import type { CatalogEntry, ModelListing } from '../../contract/services.ts';

/** Bytes; null for a part that nobody states. */
export type MemoryEstimate = {
	total: number;
	/** The tokens it is for; null: a conversation comes on top of it, and nobody states what that takes. */
	contextTokens: number | null;
	weights: number | null;
	context: number | null;
	adapters: number;
};

/** The person's own adapters that are on for a model. */
export type OwnShare = {
	bytes: number;
	/** One acts on every answer: the model's own specialists rest, and are not loaded. */
	plain: boolean;
};

const NONE: OwnShare = { bytes: 0, plain: false };

export function ownShare(
	{ id, manifest }: Pick<ModelListing, 'id' | 'manifest'>,
	listings: readonly ModelListing[]
): OwnShare {
	const on = listings.flatMap(({ adapter, status }) =>
		adapter?.on &&
		status.state === 'ready' &&
		adapter.modelId === id &&
		adapter.baseSha256 === manifest?.baseSha256
			? [adapter]
			: []
	);
	return {
		bytes: on.reduce((sum, { file }) => sum + file.bytes, 0),
		plain: on.some(({ invocationTokens }) => invocationTokens.length === 0)
	};
}

/** `mostTokens`: the longest context wanted. Null where nothing is known. */
export function memoryEstimate(
	shape: MemoryShape | null,
	entry: CatalogEntry | null,
	mostTokens: number,
	own: OwnShare = NONE,
	manifest: Pick<Manifest, 'engineBytes'> | null = null
): MemoryEstimate | null {
	if (shape) {
		const { weights, contextPerToken, engine } = shape;
		const adapters = (own.plain ? 0 : shape.adapters) + own.bytes;
		const contextTokens = Math.min(mostTokens, shape.mostTokens);
		const context = contextPerToken * contextTokens;
		return {
			total: weights + adapters + context + engine,
			contextTokens,
			weights,
			context,
			adapters
		};
	}
	if (!entry) return fetchedByEngine(manifest);
	const { memoryBytes, contextBytesPerToken, bytes } = entry;
	// Without it the figure is for the entry's own context, whatever is chosen.
	if (contextBytesPerToken === undefined)
		return {
			total: memoryBytes,
			contextTokens: entry.contextTokens,
			weights: bytes,
			context: null,
			adapters: 0
		};
	const contextTokens = Math.min(mostTokens, entry.contextTokens);
	return {
		total: memoryBytes - contextBytesPerToken * (entry.contextTokens - contextTokens),
		contextTokens,
		weights: bytes,
		context: contextBytesPerToken * contextTokens,
		adapters: 0
	};
}

/** Of a model whose header the app cannot read: its weights alone, which is the least it takes. */
function fetchedByEngine(manifest: Pick<Manifest, 'engineBytes'> | null): MemoryEstimate | null {
	const bytes = manifest?.engineBytes;
	if (!bytes) return null;
	return { total: bytes, contextTokens: null, weights: bytes, context: null, adapters: 0 };
}
