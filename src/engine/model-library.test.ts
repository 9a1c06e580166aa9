import { expect, test } from 'vitest';
import type { Manifest } from '../contract/manifest.ts';
import type { CatalogEntry } from '../contract/services.ts';
import type { InstalledModel } from '../platform/weight-store.ts';
import { testManifest } from '../../test/support/scripted-model.ts';
import { createModelLibrary } from './model-library.ts';

const entry: CatalogEntry = {
	id: 'small-1b',
	name: 'Small 1B',
	description: 'A test entry.',
	url: 'https://models.example/small.gguf',
	bytes: null,
	sha256: null,
	parameters: 1,
	memoryBytes: 1,
	contextTokens: 2048,
	licence: 'MIT',
	licenceUrl: 'https://models.example/licence',
	languages: ['en'],
	source: 'The host.'
};
const starter: Manifest = { ...testManifest, id: 'starter', name: 'Starter' };

function stored(manifest: Manifest, state: InstalledModel['state']): InstalledModel {
	const { id, name } = manifest;
	return { id, name, manifest, entry: null, state, note: null, installedAtMs: 0 };
}

const ready = { state: 'ready' } as const;
const paused = { state: 'paused', receivedBytes: 1, totalBytes: 2, reason: 'Paused.' } as const;

function library(models: InstalledModel[], fetch: () => Promise<Response>) {
	const installs: string[] = [];
	return {
		installs,
		library: createModelLibrary({
			weights: {
				install: async ({ id, name }) => {
					installs.push(`${id}: ${name}`);
					return 'installed';
				},
				installEntry: async ({ id }) => {
					installs.push(`entry ${id}`);
					return { outcome: 'paused' };
				},
				open: async () => [],
				get: async (id) => models.find((model) => model.id === id),
				list: async () => models
			},
			catalog: async () => ({ version: 1, models: [entry] }),
			fetch
		})
	};
}

const offline = () => Promise.reject(new TypeError('Failed to fetch'));
const published = (manifest: unknown) => async () => new Response(JSON.stringify(manifest));

test('a starter that is here is used without asking the network', async () => {
	const { library: models, installs } = library([stored(starter, ready)], offline);
	expect(await models.ensure('starter', {})).toBe(starter);
	expect(installs).toEqual([]);
});

test('the published starter is installed under its fixed id, whatever it calls itself', async () => {
	const { library: models, installs } = library([], published({ ...starter, id: 'starter-v2' }));
	expect((await models.ensure('starter', {}))?.id).toBe('starter');
	expect(installs).toEqual(['starter: Starter']);
});

test('a starter that is partly here and cannot be asked for is completed as it was begun', async () => {
	const { library: models, installs } = library([stored(starter, paused)], offline);
	expect(await models.ensure('starter', {})).toBe(starter);
	expect(installs).toEqual(['starter: Starter']);
});

test('a first start without a network says to connect once', async () => {
	const { library: models } = library([], offline);
	await expect(models.ensure('starter', {})).rejects.toMatchObject({
		code: 'no-model',
		message: expect.stringContaining('Connect once')
	});
});

test('a starter that is not published says what the host answered', async () => {
	const { library: models } = library([], async () => new Response('', { status: 404 }));
	await expect(models.ensure('starter', {})).rejects.toThrow('HTTP 404');
});

test('a manifest of a newer version is refused with its sentence', async () => {
	const { library: models } = library([], published({ ...starter, version: 2 }));
	await expect(models.ensure('starter', {})).rejects.toThrow('Reload the page to update the app');
});

test('a catalogue model is downloaded by its entry, and a pause is no failure', async () => {
	const { library: models, installs } = library([], offline);
	expect(await models.ensure('small-1b', {})).toBeNull();
	expect(installs).toEqual(['entry small-1b']);
});

test('a model nobody knows any more is named as such', async () => {
	const { library: models } = library([], offline);
	await expect(models.ensure('gone', {})).rejects.toThrow('not on this device any more');
});

test('the list has the starter first, then the catalogue, then one’s own, each with its state', async () => {
	const mine = { ...testManifest, id: 'mine', name: 'Mine' };
	const { library: models } = library([stored(mine, ready), stored(starter, paused)], offline);
	expect((await models.list()).map(({ id, status }) => [id, status.state])).toEqual([
		['starter', 'paused'],
		['small-1b', 'absent'],
		['mine', 'ready']
	]);
});

test('a newer starter is noticed, the same one is not, and offline there is none', async () => {
	const newer = { ...starter, description: 'Better.' };
	const here = [stored(starter, ready)];
	expect(await library(here, published(newer)).library.starterUpdate()).toEqual(newer);
	expect(await library(here, published(starter)).library.starterUpdate()).toBeNull();
	expect(await library(here, offline).library.starterUpdate()).toBeNull();
});
