// What a loaded model takes of a device's memory, part by part, from what its header says. An estimate:
// test/e2e-all/memory-estimate.spec.ts holds it against what the engine says it allocates. Pure. Not here:
// how much of a device a model may take (room.ts).

import type { GgufHeader } from './gguf.ts';

export type MemoryFacts = {
	weightBytes: number;
	/** Layers with attention. */
	layers: number;
	/** Key-value heads times head size, on average over the layers. */
	kvWidth: number;
	contextTokens: number;
	vocabulary: number;
	/** Of adapters that are loaded beside the base. */
	adapterBytes?: number;
};

export type MemoryParts = {
	weights: number;
	/** Keys and values of the whole context. */
	context: number;
	adapters: number;
	/** The engine itself, and what it computes with. */
	engine: number;
	total: number;
};

// llama.cpp's default physical batch, which the engine uses on a graphics card: its largest buffer is a
// batch's logits. On the processor the engine takes an eighth of it.
const BATCH_TOKENS = 512;
// 64 MiB: the WASM module, its stacks and the tokenizer; measured with a 2-million-parameter model.
const ENGINE_BYTES = 64 * 1024 * 1024;
// Keys and values are 16-bit each, llama.cpp's default.
const KV_BYTES = 2 * 2;

/** Activations are left out, and models with sliding windows need less for keys and values. */
export function memoryParts(facts: MemoryFacts): MemoryParts {
	const { weightBytes: weights, layers, kvWidth, contextTokens, adapterBytes = 0 } = facts;
	const context = KV_BYTES * layers * kvWidth * contextTokens;
	const engine = BATCH_TOKENS * facts.vocabulary * 4 + ENGINE_BYTES;
	return {
		weights,
		context,
		adapters: adapterBytes,
		engine,
		total: weights + context + adapterBytes + engine
	};
}

/** The same from a file's header; where it does not say how it is built, its context counts as nothing. */
export function memoryOfHeader(
	{ shape, vocabulary }: Pick<GgufHeader, 'shape' | 'vocabulary'>,
	weightBytes: number,
	contextTokens: number
): MemoryParts {
	const { layers = 0, kvWidth = 0 } = shape ?? {};
	return memoryParts({
		weightBytes,
		layers,
		kvWidth,
		contextTokens,
		vocabulary: vocabulary ?? 0
	});
}
