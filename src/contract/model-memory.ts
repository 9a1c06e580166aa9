// What a loaded model takes of a device's memory, part by part, from what its header says. An estimate:
// test/e2e-all/memory-estimate.spec.ts holds it against what the engine says it allocates. Pure. Not here:
// how much of a device a model may take (room.ts).

import { ParseError } from './errors.ts';
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

/**
 * The most memory that the engine can have, whatever the device has: wllama 3.8 is built with 64-bit addresses,
 * so that a file may be larger, but with a maximum of 65,536 pages of 64 KiB (its `-sMAXIMUM_MEMORY=4096MB`). Layers on
 * a graphics card are outside of it; they count all the same, since a lost card leaves the model to the processor.
 */
export const ENGINE_MEMORY_BYTES = 65_536 * 64 * 1024;
// Shorter contexts hold a question and an answer, and no conversation.
const LEAST_CONTEXT_TOKENS = 1024;

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

/** The longest context up to `wantedTokens` that a model has room for in the engine's memory; 0 for none at all. */
export function roomForContext(
	header: Pick<GgufHeader, 'shape' | 'vocabulary'>,
	weightBytes: number,
	wantedTokens: number,
	memoryBytes = ENGINE_MEMORY_BYTES
): number {
	const none = memoryOfHeader(header, weightBytes, 0).total;
	const perToken = memoryOfHeader(header, weightBytes, 1).total - none;
	const left = memoryBytes - none;
	if (left < 0) return 0;
	return perToken === 0 ? wantedTokens : Math.min(wantedTokens, Math.floor(left / perToken));
}

/** Throws ParseError for a model that the engine's memory cannot hold with a context worth having. */
export function refuseTooLarge(
	header: Pick<GgufHeader, 'shape' | 'vocabulary' | 'contextTokens'>,
	weightBytes: number,
	memoryBytes = ENGINE_MEMORY_BYTES
): void {
	const least = Math.min(header.contextTokens ?? LEAST_CONTEXT_TOKENS, LEAST_CONTEXT_TOKENS);
	if (roomForContext(header, weightBytes, least, memoryBytes) >= least) return;
	const needs = memoryOfHeader(header, weightBytes, least).total;
	throw new ParseError(
		'',
		`This model needs at least ${gigabytes(needs)} GB of memory, and the engine that runs it in a browser can have ${gigabytes(memoryBytes)} GB at most. Choose a smaller quantisation or a smaller model, or run this one on a server of your own.`
	);
}

const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
