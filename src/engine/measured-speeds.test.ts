import { expect, test } from 'vitest';
import type { Benchmark } from '../contract/device-profile.ts';
import type { CatalogEntry, ModelListing } from '../contract/services.ts';
import { testManifest } from '../../test/support/scripted-model.ts';
import { measuredSpeeds } from './measured-speeds.ts';

const benchmark = (
	modelId: string,
	baseSha256: string,
	decodeTokensPerSecond: number
): Benchmark => ({
	modelId,
	modelName: modelId,
	baseSha256,
	engine: 'wllama',
	backend: 'wasm-threads',
	prefillTokensPerSecond: null,
	decodeTokensPerSecond,
	firstTokenMs: 1,
	promptTokens: 1,
	memoryBytes: null,
	atMs: 0
});

test('each model counts once, at its fastest, by the size its file or its entry states', () => {
	const listing = { name: '', entry: null, manifest: null, status: { state: 'absent' } } as const;
	const listings: ModelListing[] = [
		{ ...listing, id: 'here', manifest: { ...testManifest, baseSha256: 'a', parameters: 5e8 } },
		{ ...listing, id: 'went', entry: { parameters: 1e9 } as CatalogEntry },
		{ ...listing, id: 'untold', manifest: { ...testManifest, baseSha256: 'c', parameters: 1 } }
	];
	const benchmarks = [
		benchmark('here', 'a', 20),
		benchmark('here', 'a', 30),
		benchmark('went', 'b', 8),
		benchmark('untold', 'c', 90),
		benchmark('nowhere', 'd', 90)
	];
	expect(measuredSpeeds(benchmarks, listings)).toEqual([
		{ parameters: 5e8, tokensPerSecond: 30 },
		{ parameters: 1e9, tokensPerSecond: 8 }
	]);
});
