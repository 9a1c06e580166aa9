import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { randomLlama } from '../../test/support/random-gguf.ts';
import { parseGgufHeader } from './gguf.ts';
import {
	ENGINE_MEMORY_BYTES,
	memoryOfHeader,
	memoryParts,
	refuseTooLarge,
	roomForContext
} from './model-memory.ts';

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

test('the engine’s memory is as large as its module lets it grow', () => {
	const wasm = readFileSync('node_modules/@wllama/wllama/esm/wasm/wllama.wasm');
	// The import of its memory: shared, 64-bit, with a minimum of 2048 pages and a maximum of 65,536, as LEB128.
	const memory = Buffer.from([
		...Buffer.from('\x03env\x06memory'),
		2,
		7,
		0x80,
		0x10,
		0x80,
		0x80,
		4
	]);
	expect(wasm.includes(memory)).toBe(true);
	expect(ENGINE_MEMORY_BYTES).toBe(65_536 * 65_536);
});

test('a context is as long as the memory beside the weights lets it be, and a model without room for one is refused', () => {
	// 147,456 bytes a token.
	const header = {
		shape: { layers: 36, kvWidth: 1024, headSize: 128 },
		vocabulary: 100_000,
		contextTokens: 40_960
	};
	const { engine } = memoryOfHeader(header, 0, 0);
	const weights = ENGINE_MEMORY_BYTES - engine - 2000 * 147_456;
	expect(roomForContext(header, 2.5e9, 4096)).toBe(4096);
	expect(roomForContext(header, weights, 4096)).toBe(2000);
	expect(roomForContext(header, ENGINE_MEMORY_BYTES, 4096)).toBe(0);
	expect(() => refuseTooLarge(header, weights)).not.toThrow();
	const most = weights + 976 * 147_456;
	expect(() => refuseTooLarge(header, most)).not.toThrow();
	expect(() => refuseTooLarge(header, most + 147_456)).toThrow(
		/needs at least 4\.3 GB .* 4\.3 GB at most\. Choose a smaller quantisation/
	);
	// One that was trained for less needs no more than that.
	expect(() => refuseTooLarge({ ...header, contextTokens: 256 }, most + 147_456)).not.toThrow();
	// A header that does not say how it is built is judged by its weights.
	const silent = { shape: null, vocabulary: null, contextTokens: null };
	expect(() => refuseTooLarge(silent, 4.1e9)).not.toThrow();
	expect(() => refuseTooLarge(silent, 4.3e9)).toThrow(/4\.4 GB/);
});
