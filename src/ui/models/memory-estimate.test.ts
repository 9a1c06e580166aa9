import { expect, test } from 'vitest';
import catalog from '../../../models/catalog.json' with { type: 'json' };
import { catalogFrom } from '../../contract/catalog.ts';
import { testManifest } from '../../../test/support/scripted-model.ts';
import type { ModelListing } from '../../contract/services.ts';
import { memoryEstimate, ownShare } from './memory-estimate.ts';

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

test('a person’s own adapters count where they are on for this very model; a plain one puts its specialists to rest', () => {
	const base = { id: 'base', manifest: { ...testManifest, id: 'base' } };
	const adapter = (
		bytes: number,
		fields: Partial<NonNullable<ModelListing['adapter']>> = {},
		state: 'ready' | 'absent' = 'ready'
	): ModelListing => ({
		id: `lora-${bytes}`,
		name: 'Mine',
		manifest: null,
		entry: null,
		status: { state },
		adapter: {
			modelId: 'base',
			baseSha256: testManifest.baseSha256,
			by: 'hash',
			file: { ...testManifest.files[0]!, bytes },
			rank: 8,
			alpha: 8,
			invocationTokens: [5],
			on: true,
			scale: 1,
			...fields
		}
	});
	const others = [
		adapter(1000, { on: false }),
		adapter(2000, { modelId: 'other' }),
		adapter(4000, { baseSha256: 'f'.repeat(64) }),
		adapter(8000, {}, 'absent')
	];
	const activated = ownShare(base, [...others, adapter(3)]);
	expect(activated).toEqual({ bytes: 3, plain: false });
	const plain = ownShare(base, [...others, adapter(3), adapter(40, { invocationTokens: [] })]);
	expect(plain).toEqual({ bytes: 43, plain: true });
	const shape = { weights: 100, adapters: 7, contextPerToken: 2, engine: 30, mostTokens: 512 };
	expect(memoryEstimate(shape, null, 16, activated)).toMatchObject({ total: 172, adapters: 10 });
	expect(memoryEstimate(shape, null, 16, plain)).toMatchObject({ total: 205, adapters: 43 });
});

test('of a model that its engine fetches by itself at least its weights are known', () => {
	const manifest = { ...testManifest, engineBytes: 2e9 };
	expect(memoryEstimate(null, null, 4096, undefined, manifest)).toEqual({
		total: 2e9,
		contextTokens: null,
		weights: 2e9,
		context: null,
		adapters: 0
	});
	expect(memoryEstimate(null, null, 4096, undefined, testManifest)).toBeNull();
});
