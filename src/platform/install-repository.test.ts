// A model of several files: the real store on an in-memory IndexedDB, with a host that answers as Hugging
// Face does, by what it was given. What is held is what is pinned, what is refused, and going on after a pause.

import { createHash } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RepositoryEntry } from '../contract/repository-entry.ts';
import { browserNetwork, type Network } from './network.ts';
import { createWeightStore, type WeightStore } from './weight-store.ts';

const REPOSITORY = 'https://models.example/owner/model';
const COMMIT = 'c'.repeat(40);
const ENTRY: RepositoryEntry = {
	id: 'speech.test',
	name: 'Test',
	description: 'Made for a test.',
	repository: REPOSITORY,
	revision: 'main',
	files: [
		{ path: 'config.json', remote: 'config.json' },
		{ path: 'model.onnx', remote: 'onnx/model.onnx' }
	],
	base: 'model.onnx',
	family: 'whisper',
	parameters: 1,
	contextTokens: 448,
	licence: 'MIT',
	licenceUrl: 'https://example.org/',
	languages: ['en'],
	aboutBytes: null,
	source: 'Made for a test.'
};
const hash = (kind: 'sha1' | 'sha256', ...parts: (string | Uint8Array)[]) =>
	parts.reduce((sum, part) => sum.update(part), createHash(kind)).digest('hex');

let files: Record<string, Buffer>;
let siblings: Record<string, unknown>[];
let asked: string[];
let store: WeightStore;

const network: Network = {
	...browserNetwork,
	delay: (ms) => (ms >= 30_000 ? new Promise(() => undefined) : Promise.resolve()),
	async fetch(url, { headers }) {
		const path = new URL(url).pathname;
		asked.push(path);
		if (path === '/api/models/owner/model/revision/main')
			return Response.json({ sha: COMMIT, siblings });
		const body = files[path.split(`/resolve/${COMMIT}/`)[1] ?? ''];
		if (!body) return new Response(null, { status: 404 });
		const range = /bytes=(\d+)-(\d+)/.exec(new Headers(headers).get('range') ?? '');
		if (!range) return new Response(new Uint8Array(body));
		const [from, to] = [Number(range[1]), Number(range[2]) + 1];
		return new Response(new Uint8Array(body.subarray(from, to)), {
			status: 206,
			headers: { 'content-range': `bytes ${from}-${to - 1}/${body.length}` }
		});
	}
};

beforeEach(() => {
	globalThis.indexedDB = new IDBFactory();
	const config = Buffer.from('{"model_type":"whisper"}');
	const weights = Buffer.alloc(100_000, 7);
	files = { 'config.json': config, 'onnx/model.onnx': weights };
	siblings = [
		{
			rfilename: 'config.json',
			size: config.length,
			blobId: hash('sha1', `blob ${config.length}\0`, config)
		},
		{
			rfilename: 'onnx/model.onnx',
			size: 130,
			blobId: 'a'.repeat(40),
			lfs: { sha256: hash('sha256', weights), size: weights.length }
		}
	];
	asked = [];
	store = createWeightStore({ network });
});
afterEach(() => store.close());

test('pins what the host says every file is, and makes a manifest of what arrived', async () => {
	expect(await store.installRepository(ENTRY)).toBe('installed');
	const { manifest, note, state } = (await store.get(ENTRY.id))!;
	expect(state).toEqual({ state: 'ready' });
	expect(note).toContain(`at revision ${COMMIT.slice(0, 12)}`);
	expect(manifest?.files.map(({ path, url, bytes, sha256 }) => [path, url, bytes, sha256])).toEqual(
		[
			[
				'config.json',
				`${REPOSITORY}/resolve/${COMMIT}/config.json`,
				24,
				hash('sha256', files['config.json']!)
			],
			[
				'model.onnx',
				`${REPOSITORY}/resolve/${COMMIT}/onnx/model.onnx`,
				100_000,
				hash('sha256', files['onnx/model.onnx']!)
			]
		]
	);
	expect(manifest?.baseSha256).toBe(hash('sha256', files['onnx/model.onnx']!));
	const opened = await store.open(manifest!);
	expect(await opened[0]!.blob.text()).toBe('{"model_type":"whisper"}');
	expect(opened[1]!.blob.size).toBe(100_000);
	// The small file came once: it was hashed before anything was pinned.
	expect(asked.filter((path) => path.endsWith('config.json'))).toHaveLength(1);
});

test('asks nobody when everything is here', async () => {
	await store.installRepository(ENTRY);
	asked = [];
	expect(await store.installRepository(ENTRY)).toBe('installed');
	expect(asked).toEqual([]);
});

test('a repository that is gone was on a list: another model is what can be chosen', async () => {
	const gone = { ...ENTRY, revision: 'gone' };
	await expect(store.installRepository(gone)).rejects.toMatchObject({
		code: 'not-found',
		message: expect.stringMatching(/no longer has this model \(404\)\. Choose another model/)
	});
});

test('a small file other than git’s hash of it is not kept', async () => {
	files['config.json'] = Buffer.from('{"model_type":"whisker"}');
	await expect(store.installRepository(ENTRY)).rejects.toMatchObject({ code: 'wrong-hash' });
	expect((await store.get(ENTRY.id))?.manifest ?? null).toBeNull();
});

test('weights other than their published hash are not kept', async () => {
	files['onnx/model.onnx'] = Buffer.alloc(100_000, 8);
	await expect(store.installRepository(ENTRY)).rejects.toMatchObject({ code: 'wrong-hash' });
	expect((await store.state(ENTRY.id)).state).not.toBe('ready');
});

test('a host that does not say what a file is is not asked for it', async () => {
	siblings = siblings.slice(0, 1);
	await expect(store.installRepository(ENTRY)).rejects.toMatchObject({ code: 'unverifiable' });
	siblings = [{ rfilename: 'config.json', size: 24 }, ...siblings.slice(1)];
	await expect(store.installRepository(ENTRY)).rejects.toMatchObject({ code: 'unverifiable' });
	expect(asked.every((path) => path.startsWith('/api/'))).toBe(true);
});

test('a paused download goes on with what it pinned, though the branch moved since', async () => {
	const pause = new AbortController();
	const paused = store.installRepository(ENTRY, {
		signal: pause.signal,
		onProgress: () => pause.abort()
	});
	expect(await paused).toBe('paused');
	asked = [];
	siblings = [];
	expect(await store.installRepository(ENTRY)).toBe('installed');
	expect(asked.some((path) => path.startsWith('/api/'))).toBe(false);
});
