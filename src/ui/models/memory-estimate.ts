// What a model of the list takes of this device's memory at the context chosen here: from its own file where
// it is on this device, else from what its entry states. Pure.

import type { MemoryShape } from '../../contract/keeping.ts';
import type { CatalogEntry } from '../../contract/services.ts';

/** Bytes; null for a part that nobody states. */
export type MemoryEstimate = {
	total: number;
	/** The tokens it is for. */
	contextTokens: number;
	weights: number | null;
	context: number | null;
	adapters: number;
};

/** `mostTokens`: the longest context wanted. Null where nothing is known. */
export function memoryEstimate(
	shape: MemoryShape | null,
	entry: CatalogEntry | null,
	mostTokens: number
): MemoryEstimate | null {
	if (shape) {
		const { weights, adapters, contextPerToken, engine } = shape;
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
	if (!entry) return null;
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
