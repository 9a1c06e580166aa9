import { expect, test } from 'vitest';
import { EMBEDDER_FILES, parseEmbedderCard } from '../contract/embedder.ts';
import { manifestFrom, type Manifest, type ManifestFile } from '../contract/manifest.ts';
import { modelEmbedder } from './model-embedder.ts';

const file = (path: string, sha256: string, onDemand = true): object => ({
	path,
	url: `/models/starter/${path}`,
	bytes: 10,
	sha256: sha256.repeat(64),
	chunkBytes: 65_536,
	chunkSha256: [sha256.repeat(64)],
	...(onDemand ? { onDemand } : {})
});

const manifestWith = (names: readonly string[]): Manifest =>
	manifestFrom({
		version: 1,
		id: 'starter',
		name: 'A model',
		description: 'For a test.',
		family: 'llama',
		parameters: 1,
		baseSha256: 'a'.repeat(64),
		files: [file('base.gguf', 'a', false), ...names.map((name) => file(name, 'b'))],
		modifiers: [],
		template: { kind: 'gguf', systemPrompt: false, contextTokens: 512 },
		selfTest: null,
		calibration: null,
		thresholds: null,
		licence: 'MIT',
		provenance: 'a test',
		measured: {}
	});

test('a model without an embedder, or with a part of one, has none', () => {
	const store = { openFile: () => Promise.reject(new Error('nothing is to be fetched')) };
	expect(modelEmbedder(manifestWith([]), store)).toBeNull();
	expect(modelEmbedder(manifestWith([EMBEDDER_FILES.card]), store)).toBeNull();
});

test('nothing is fetched before the first use, two callers share one, and a failure is tried anew', async () => {
	const asked: string[] = [];
	const store = {
		openFile: (_: Manifest, path: ManifestFile['path']) => {
			asked.push(path);
			return Promise.reject(new Error('offline'));
		}
	};
	const embedder = modelEmbedder(manifestWith(Object.values(EMBEDDER_FILES)), store)!;
	expect(asked).toEqual([]);
	const both = await Promise.allSettled([embedder(), embedder()]);
	expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect(asked).toEqual([EMBEDDER_FILES.card]);
	await expect(embedder()).rejects.toThrow('offline');
	expect(asked).toHaveLength(2);
});

test('a card is refused with the field that is wrong', () => {
	const card = {
		version: 1,
		id: 'e',
		dimensions: 8,
		mostTokens: 16,
		config: {},
		tokenizerConfig: {}
	};
	const parse = (fields: object) => parseEmbedderCard(JSON.stringify({ ...card, ...fields }));
	expect(parse({})).toEqual(card);
	expect(() => parse({ version: 2 })).toThrow(/Reload the page/);
	expect(() => parse({ dimensions: 0 })).toThrow(/embedder.dimensions/);
	expect(() => parse({ id: '' })).toThrow(/embedder.id/);
	expect(() => parse({ config: [] })).toThrow(/embedder.config/);
	expect(() => parseEmbedderCard('<html>')).toThrow(/not valid JSON/);
});
