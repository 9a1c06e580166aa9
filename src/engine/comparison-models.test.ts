// Which model a comparison asks: the one that answers in the chat where it can be asked so, else one of its own
// with the person's adapters apart. On a scripted engine that records what it was given.

import { expect, test } from 'vitest';
import type { Manifest } from '../contract/manifest.ts';
import type { ModelListing } from '../contract/services.ts';
import { DEFAULT_SETTINGS } from '../contract/settings.ts';
import { modelOf, scriptedModel, testManifest } from '../../test/support/scripted-model.ts';
import { createComparisonModels } from './comparison-models.ts';
import type { LoadedModel } from './engine.ts';

const modifier = (id: string) => ({
	id,
	file: 'base.gguf',
	rank: 4,
	alpha: 4,
	invocationTokens: [9]
});
const manifest: Manifest = { ...testManifest, engine: 'webllm', modifiers: [modifier('code')] };
const own: ModelListing = {
	id: 'mine',
	name: 'Mine',
	manifest: null,
	entry: null,
	status: { state: 'ready' },
	adapter: {
		modelId: manifest.id,
		baseSha256: manifest.baseSha256,
		by: 'hash',
		file: { ...testManifest.files[0]!, sha256: '1'.repeat(64) },
		rank: 4,
		alpha: 4,
		invocationTokens: [],
		on: false,
		scale: 0.5
	}
};

function models(current: LoadedModel | null) {
	const loaded: Manifest[] = [];
	const base = { id: manifest.id, name: 'Base', manifest, entry: null };
	const service = createComparisonModels({
		list: async () => [{ ...base, status: { state: 'ready' } }, own],
		openFiles: async () => [],
		engine: async () => ({
			id: 'scripted',
			probe: async () => ({ ok: true }),
			async load(model) {
				loaded.push(model.manifest);
				return scriptedModel(() => undefined, model.manifest);
			}
		}),
		settings: { get: async () => DEFAULT_SETTINGS },
		current: () => current,
		measureDevice: async () => ({}) as never
	});
	const open = (...sets: string[][]) =>
		service.open(manifest.id, sets, new AbortController().signal, () => undefined);
	return { open, loaded };
}

const answering = (mixes?: boolean): LoadedModel =>
	modelOf(scriptedModel(() => undefined).generate, manifest, {
		modifiers: true,
		...(mixes && { mixes })
	});

test('the model that answers serves for itself and for its specialists, one at a time', async () => {
	const current = answering();
	const { open, loaded } = models(current);
	expect((await open([], ['code'])).model).toBe(current);
	expect(loaded).toEqual([]);
});

test('a mix is asked of the model that answers only where it mixes', async () => {
	for (const mixes of [false, true]) {
		const current = answering(mixes);
		const twice = {
			...current,
			manifest: { ...manifest, modifiers: ['code', 'more'].map(modifier) }
		};
		const { open, loaded } = models(twice);
		expect((await open(['code', 'more'])).model === twice).toBe(mixes);
		expect(loaded).toHaveLength(mixes ? 0 : 1);
	}
});

test('an adapter of the person’s own is loaded beside the base, to act only where a request names it', async () => {
	const { open, loaded } = models(answering(true));
	await open([], ['code', 'mine'], ['mine']);
	expect(loaded[0]!.modifiers.map(({ id, scale }) => ({ id, scale }))).toEqual([
		{ id: 'code', scale: undefined },
		{ id: 'mine', scale: undefined }
	]);
	expect(loaded[0]!.standing).toBeUndefined();
});
