// Files fetched on demand: the real store on an in-memory IndexedDB, against a host on a real socket.

import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
	type FlakyServer,
	generatedFile,
	type HostedFile,
	startFlakyServer
} from '../../test/support/flaky-server.ts';
import { manifestOf } from '../../test/support/weight-files.ts';
import { manifestFrom, type Manifest } from '../contract/manifest.ts';
import { sha256Hex } from '../contract/sha256.ts';
import type { ModelState } from '../contract/services.ts';
import { browserNetwork, type Network } from './network.ts';
import { createWeightStore, type WeightStore } from './weight-store.ts';

const CHUNK = 64 * 1024;
const BASE = generatedFile(2 * CHUNK, 1);
const ROUTER = generatedFile(3 * CHUNK + 100, 2);

/** Tries again at once; the watch for silence never fires. */
const network: Network = {
	...browserNetwork,
	delay: (ms) => (ms >= 30_000 ? new Promise(() => undefined) : Promise.resolve())
};

let server: FlakyServer;
let store: WeightStore;
let router: HostedFile;
let manifest: Manifest;

beforeEach(async () => {
	globalThis.indexedDB = new IDBFactory();
	server = await startFlakyServer();
	server.host('/base', BASE);
	router = server.host('/router', ROUTER);
	store = createWeightStore({ network });
	const whole = manifestOf('m', `${server.origin}/base`, BASE, CHUNK);
	const [file] = manifestOf('m', `${server.origin}/router`, ROUTER, CHUNK).files;
	manifest = manifestFrom({
		...whole,
		files: [...whole.files, { ...file, path: 'router.json', onDemand: true }]
	});
});
afterEach(async () => {
	store.close();
	await server.stop();
});

const routerHash = () => manifest.files[1]!.sha256;
const contentHash = async (blob: Blob) => sha256Hex(new Uint8Array(await blob.arrayBuffer()));
const asked = () => server.log.map(({ path, range }) => (range ? `${path} ${range}` : path));

test('a model is ready without its files on demand, and its download neither counts nor opens them', async () => {
	const totals: number[] = [];
	const outcome = await store.install(manifest, {
		onProgress: ({ totalBytes }) => totals.push(totalBytes)
	});
	expect(outcome).toBe('installed');
	expect(new Set(totals)).toEqual(new Set([BASE.bytes]));
	expect(await store.state('m')).toEqual({ state: 'ready' });
	expect((await store.open(manifest)).map(({ path }) => path)).toEqual(['base.gguf']);
	expect((await store.usage()).weightBytes).toBe(BASE.bytes);
	expect(await store.verify('m')).toEqual({ chunks: 2, bad: 0 });
	expect(asked()).toEqual(['/base']);
});

test('a file on demand is fetched when first asked for, with its own progress, and never again', async () => {
	await store.install(manifest);
	const states: ModelState[] = [];
	store.onChange((_, state) => states.push(state));
	const received: number[] = [];
	const blob = await store.openFile(manifest, 'router.json', {
		onProgress: ({ receivedBytes }) => received.push(receivedBytes)
	});
	expect(await contentHash(blob)).toBe(routerHash());
	expect(received.at(-1)).toBe(ROUTER.bytes);
	expect(states, 'the model was ready all along').toEqual([]);
	expect(await contentHash(await store.openFile(manifest, 'router.json'))).toBe(routerHash());
	expect(asked()).toEqual(['/base', '/router']);
	expect(await store.verify('m')).toEqual({ chunks: 6, bad: 0 });
	expect((await store.usage()).weightBytes).toBe(BASE.bytes + ROUTER.bytes);
});

test('two that ask at once get the file, and it is fetched once', async () => {
	await store.install(manifest);
	const blobs = await Promise.all([1, 2].map(() => store.openFile(manifest, 'router.json')));
	for (const blob of blobs) expect(await contentHash(blob)).toBe(routerHash());
	expect(asked()).toEqual(['/base', '/router']);
});

test('a fetch that was aborted goes on from the last piece', async () => {
	await store.install(manifest);
	const release = Promise.withResolvers<void>();
	router.faults.push({ kind: 'hold', afterBytes: 2 * CHUNK, until: release.promise });
	const controller = new AbortController();
	const fetching = store.openFile(manifest, 'router.json', {
		signal: controller.signal,
		onProgress: ({ receivedBytes }) => {
			if (receivedBytes >= 2 * CHUNK) controller.abort(new Error('enough'));
		}
	});
	await expect(fetching).rejects.toThrow('enough');
	release.resolve();
	expect(await store.state('m'), 'the model itself is whole').toEqual({ state: 'ready' });
	expect(await contentHash(await store.openFile(manifest, 'router.json'))).toBe(routerHash());
	expect(asked().at(-1)).toBe(`/router bytes=${2 * CHUNK}-${ROUTER.bytes - 1}`);
});

test('a file on demand that arrives damaged is fetched again, and one that stays so is refused', async () => {
	await store.install(manifest);
	router.faults.push({ kind: 'corrupt', at: CHUNK + 5 });
	expect(await contentHash(await store.openFile(manifest, 'router.json'))).toBe(routerHash());
	await store.remove('m');
	await store.install(manifest);
	router.always = { kind: 'corrupt', at: 5 };
	await expect(store.openFile(manifest, 'router.json')).rejects.toMatchObject({
		code: 'wrong-hash'
	});
});

test('removing a model removes what was fetched on demand, and stops what is on its way', async () => {
	await store.install(manifest);
	await store.openFile(manifest, 'router.json');
	expect(await store.remove('m')).toBe(BASE.bytes + ROUTER.bytes);
	await expect(store.openFile(manifest, 'router.json')).rejects.toMatchObject({ code: 'missing' });

	await store.install(manifest);
	router.faults.push({ kind: 'silence', afterBytes: CHUNK });
	const arrived = Promise.withResolvers<void>();
	const fetching = store.openFile(manifest, 'router.json', {
		onProgress: ({ receivedBytes }) => {
			if (receivedBytes >= CHUNK) arrived.resolve();
		}
	});
	await arrived.promise;
	await Promise.all([
		store.remove('m'),
		expect(fetching).rejects.toMatchObject({ code: 'removed' })
	]);
	expect((await store.usage()).weightBytes).toBe(0);
});

test('a newer manifest keeps what it still names, and drops an old file on demand', async () => {
	await store.install(manifest);
	await store.openFile(manifest, 'router.json');
	const renamed = { ...manifest, name: 'The model again' };
	expect(await store.install(renamed)).toBe('installed');
	await store.openFile(renamed, 'router.json');
	expect(asked()).toEqual(['/base', '/router']);
	await store.install({ ...renamed, files: renamed.files.slice(0, 1) });
	expect((await store.usage()).weightBytes).toBe(BASE.bytes);
	await expect(store.openFile(renamed, 'router.json')).rejects.toThrow(/no file “router\.json”/);
});
