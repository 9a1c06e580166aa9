import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { randomLlama } from '../../test/support/random-gguf.ts';
import { parseGgufHeader } from './gguf.ts';
import { memoryOfHeader, memoryParts } from './model-memory.ts';

const MIB = 1024 * 1024;

test('an estimate counts weights, keys and values at the context, adapters, logits and the engine', () => {
	const facts = {
		weightBytes: 1e9,
		layers: 10,
		kvWidth: 512,
		contextTokens: 1000,
		vocabulary: 32_000,
		adapterBytes: 5
	};
	const context = 2 * 2 * 10 * 512 * 1000;
	const engine = 512 * 32_000 * 4 + 64 * MIB;
	expect(memoryParts(facts)).toEqual({
		weights: 1e9,
		context,
		adapters: 5,
		engine,
		total: 1e9 + context + 5 + engine
	});
});

test('keys and values are to the byte what llama.cpp reserves for them', () => {
	// Its log says 8.00 MiB of a model like this, “4096 cells, 4 layers”.
	const grouped = randomLlama({ embedding: 512, layers: 4, heads: 8, kvHeads: 2 }).bytes;
	expect(memoryOfHeader(parseGgufHeader(grouped, grouped.length), 1, 4096).context).toBe(8 * MIB);
	// And 2.25 MiB of the starter at 512 tokens: as many bytes a token as its layers are wide.
	const starter = readFileSync(new URL('../../models/starter/base.gguf', import.meta.url));
	const header = parseGgufHeader(starter, starter.length);
	const [width] = header.dimensions.get('blk.0.attn_k.weight')?.slice(1) ?? [];
	const { context } = memoryOfHeader(header, starter.length, 512);
	expect(context).toBe(4 * 512 * (header.shape?.layers ?? 0) * (width ?? 0));
});

test('a file that does not say how it is built is counted by its weights', () => {
	expect(memoryOfHeader({ shape: null, vocabulary: null }, 1e9, 4096)).toMatchObject({
		weights: 1e9,
		context: 0
	});
});
