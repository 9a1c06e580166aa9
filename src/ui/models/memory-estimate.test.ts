import { expect, test } from 'vitest';
import catalog from '../../../models/catalog.json' with { type: 'json' };
import { catalogFrom } from '../../contract/catalog.ts';
import { memoryEstimate } from './memory-estimate.ts';

const entries = catalogFrom(catalog);

test('a shorter context takes less, by what its tokens take, and never more than the entry’s own', () => {
	for (const entry of entries) {
		const whole = memoryEstimate(null, entry, 8192)!;
		expect(whole.total).toBe(entry.memoryBytes);
		expect(whole.contextTokens).toBe(entry.contextTokens);
		const short = memoryEstimate(null, entry, 1024)!;
		expect(short.contextTokens).toBe(1024);
		expect(whole.total - short.total).toBe(whole.context! - short.context!);
		// The weights and the engine are still in it.
		expect(short.total).toBeGreaterThan((entry.bytes ?? 1e8) + short.context!);
	}
});

test('an entry that does not state what a token takes keeps its figure, and says for which context', () => {
	const { contextBytesPerToken: _, ...entry } = entries[0]!;
	expect(memoryEstimate(null, entry, 1024)).toEqual({
		total: entry.memoryBytes,
		contextTokens: entry.contextTokens,
		weights: entry.bytes,
		context: null,
		adapters: 0
	});
});

test('of a file that is here its own header counts, adapters included, up to the context it was trained for', () => {
	const shape = { weights: 100, adapters: 7, contextPerToken: 2, engine: 30, mostTokens: 512 };
	expect(memoryEstimate(shape, entries[0]!, 8192)).toEqual({
		total: 100 + 7 + 1024 + 30,
		contextTokens: 512,
		weights: 100,
		context: 1024,
		adapters: 7
	});
	expect(memoryEstimate(shape, null, 16)!.total).toBe(100 + 7 + 32 + 30);
	expect(memoryEstimate(null, null, 4096)).toBeNull();
});
