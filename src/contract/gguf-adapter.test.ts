import { describe, expect, test } from 'vitest';
import {
	openingLora,
	randomLlama,
	randomLora,
	scriptedLlama
} from '../../test/support/random-gguf.ts';
import { fitsBase, refuseAdapter } from './gguf-adapter.ts';
import { parseGgufHeader } from './gguf.ts';

const SHAPE = { embedding: 32, layers: 2, heads: 2, kvHeads: 1, feedForward: 32 };
const llama = randomLlama(SHAPE);
const headerOf = ({ bytes }: { bytes: Uint8Array }) => parseGgufHeader(bytes, bytes.length);
const lora = headerOf(randomLora(llama, { rank: 8 }));

describe('an adapter', () => {
	test('fits a base by every tensor it changes', () => {
		expect(fitsBase(lora, headerOf(llama))).toBe(true);
		expect(fitsBase(lora, headerOf(randomLlama({ ...SHAPE, seed: 9 })))).toBe(true);
		expect(fitsBase(lora, headerOf(randomLlama({ ...SHAPE, embedding: 64 })))).toBe(false);
		expect(fitsBase(lora, headerOf(randomLlama({ ...SHAPE, layers: 1 })))).toBe(false);
		expect(fitsBase(lora, { ...headerOf(llama), architecture: 'qwen3' })).toBe(false);
		expect(fitsBase(lora, lora)).toBe(false);
	});

	test('with half of a matrix missing, or of another kind, is none', () => {
		expect(() => refuseAdapter(lora)).not.toThrow();
		const dimensions = new Map(lora.dimensions);
		dimensions.delete('blk.0.attn_q.weight.lora_b');
		expect(() => refuseAdapter({ ...lora, dimensions })).toThrow(/this is none/);
		const adapter = { ...lora.adapter!, type: 'control-vector' };
		expect(() => refuseAdapter({ ...lora, adapter })).toThrow(/this is none/);
		expect(() => refuseAdapter(headerOf(llama))).toThrow(/this is none/);
	});

	test('names its base by hash where its file does, and only by a hash', () => {
		const base = scriptedLlama('Oslo.');
		const named = (baseSha256: string) =>
			headerOf({ bytes: openingLora(base, 'l', { baseSha256 }) }).adapter?.base.sha256;
		expect(named('a'.repeat(64))).toBe('a'.repeat(64));
		expect(named('main')).toBeNull();
		expect(lora.adapter?.base).toEqual({ sha256: null, name: null });
	});
});
