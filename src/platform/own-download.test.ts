// Models added by their address: the real store on an in-memory IndexedDB, against a host on a real socket
// that publishes no hash.

import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
	type FlakyServer,
	type HostedFile,
	startFlakyServer
} from '../../test/support/flaky-server.ts';
import { splitGguf } from '../../test/support/gguf-splitter.ts';
import { randomLlama, randomLora } from '../../test/support/random-gguf.ts';
import { STORAGE_RESERVE_BYTES } from '../contract/room.ts';
import type { CatalogEntry } from '../contract/services.ts';
import { sha256Hex } from '../contract/sha256.ts';
import { browserNetwork, type Network } from './network.ts';
import { createWeightStore, type WeightStore } from './weight-store.ts';

// A piece of 8 MiB, and some.
const BYTES = randomLlama({ embedding: 512, layers: 1, feedForward: 1024, seed: 7 }).bytes;
const network: Network = {
	...browserNetwork,
	delay: (ms) => (ms >= 30_000 ? new Promise(() => undefined) : Promise.resolve())
};

let server: FlakyServer;
let store: WeightStore;
let file: HostedFile;
let entry: CatalogEntry;
let sha256: string;

beforeEach(async () => {
	globalThis.indexedDB = new IDBFactory();
	server = await startFlakyServer();
	file = server.host('/mine.gguf', BYTES);
	store = createWeightStore({ network });
	sha256 = await sha256Hex(BYTES);
	entry = {
		id: 'url-mine',
		own: true,
		name: 'Mine',
		description: 'Added from a test.',
		url: `${server.origin}/mine.gguf`,
		bytes: BYTES.length,
		sha256: null,
		parameters: 1,
		memoryBytes: 1,
		contextTokens: 512,
		licence: 'MIT',
		licenceUrl: '',
		languages: [],
		source: ''
	};
});
afterEach(async () => {
	vi.unstubAllGlobals();
	store.close();
	await server.stop();
});

const keys = async () => {
	const database = await openDB('understudy-weights');
	const found = {
		files: await database.getAllKeys('files'),
		chunks: (await database.getAllKeys('chunks')).map((key) => (key as [string, number])[0])
	};
	database.close();
	return found;
};

test('a file whose hash nobody publishes ends up under the one it has', async () => {
	const result = await store.installEntry(entry);
	expect(result).toMatchObject({ outcome: 'installed', manifest: { baseSha256: sha256 } });
	const { files, chunks } = await keys();
	expect(files).toEqual([sha256]);
	expect(new Set(chunks)).toEqual(new Set([sha256]));
	expect((await store.get('url-mine'))?.note).toMatch(/publishes no hash.*pinned from then on/);
	const manifest = (await store.get('url-mine'))?.manifest;
	const [opened] = manifest ? await store.open(manifest) : [];
	expect(await sha256Hex(await opened!.blob.arrayBuffer())).toBe(sha256);
	expect(await store.verify('url-mine')).toMatchObject({ bad: 0 });
});

test('the same file from the disk is the same file: it is kept once', async () => {
	await store.importGguf([new File([BYTES], 'mine.gguf')]);
	await store.installEntry(entry);
	expect((await keys()).files).toEqual([sha256]);
	expect((await store.usage()).weightBytes).toBe(BYTES.length);
	await store.remove('url-mine');
	expect((await store.usage()).weightBytes).toBe(BYTES.length);
	expect(await store.remove(`gguf-${sha256.slice(0, 16)}`)).toBe(BYTES.length);
	expect((await store.usage()).weightBytes).toBe(0);
});

test('a pause keeps what arrived, and the rest is fetched from there', async () => {
	const controller = new AbortController();
	const first = await store.installEntry(entry, {
		signal: controller.signal,
		onProgress: ({ receivedBytes }) => receivedBytes >= 8 * 2 ** 20 && controller.abort()
	});
	expect(first.outcome).toBe('paused');
	expect(await store.state('url-mine')).toMatchObject({ state: 'paused' });
	server.log.length = 0;
	expect(await store.installEntry(entry)).toMatchObject({ outcome: 'installed' });
	const [asked] = server.log.filter(({ method }) => method === 'GET');
	expect(asked?.range).toBe(`bytes=${8 * 2 ** 20}-${BYTES.length - 1}`);
	expect((await keys()).files).toEqual([sha256]);
});

test('a download that breaks off takes away no model before a piece needs its room, and says what it keeps', async () => {
	let usage = 0;
	const quota = STORAGE_RESERVE_BYTES + BYTES.length - 1;
	vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota, usage }) } });
	const removed: string[] = [];
	const makeRoom = async () => removed.push('other') * BYTES.length;
	file.always = { kind: 'break', afterBytes: 0 };
	await expect(store.installEntry(entry, { makeRoom })).rejects.toThrow();
	expect(removed).toEqual([]);
	file.faults = [{ kind: 'break', afterBytes: 8 * 2 ** 20 + 1 }];
	await expect(store.installEntry(entry, { makeRoom })).rejects.toThrow();
	expect(removed).toEqual([]);
	expect(await store.state('url-mine')).toMatchObject({
		state: 'failed',
		receivedBytes: 8 * 2 ** 20,
		totalBytes: BYTES.length
	});
	file.always = null;
	usage = 8 * 2 ** 20;
	expect(await store.installEntry(entry, { makeRoom })).toMatchObject({ outcome: 'installed' });
	expect(removed).toEqual(['other']);
});

test('right after a removal the browser is given time to give the room back; without one a refusal comes at once', async () => {
	let looks = 0;
	let comesAt = Infinity;
	const quota = STORAGE_RESERVE_BYTES + BYTES.length;
	const estimate = async () => ({ quota, usage: ++looks < comesAt ? 1 : 0 });
	vi.stubGlobal('navigator', { storage: { estimate } });
	await expect(store.installEntry(entry)).rejects.toMatchObject({ code: 'no-space' });
	expect(looks).toBe(1);
	await store.remove('another');
	[looks, comesAt] = [0, 4];
	const waits: unknown[] = [];
	const onProgress = ({ waiting }: { waiting: string | null }) => waits.push(waiting);
	expect(await store.installEntry(entry, { onProgress })).toMatchObject({ outcome: 'installed' });
	expect(waits.slice(0, 3)).toEqual(Array(3).fill(expect.stringContaining('giving back the room')));
	await store.remove('url-mine');
	[looks, comesAt] = [0, Infinity];
	await expect(store.installEntry(entry)).rejects.toMatchObject({ code: 'no-space' });
	// Ten seconds, twice a second.
	expect(looks).toBeGreaterThan(15);
	expect(looks).toBeLessThan(25);
});

test('when a model was complete is kept, however long it was on its way', async () => {
	store.close();
	let now = 1000;
	store = createWeightStore({ network, now: () => now });
	const controller = new AbortController();
	await store.installEntry(entry, {
		signal: controller.signal,
		onProgress: ({ receivedBytes }) => receivedBytes >= 8 * 2 ** 20 && controller.abort()
	});
	now = 5000;
	await store.installEntry(entry);
	expect((await store.get('url-mine'))?.installedAtMs).toBe(5000);
	now = 9000;
	await store.installEntry(entry);
	expect((await store.get('url-mine'))?.installedAtMs).toBe(5000);
});

test('a tab that died while the file was moved loses nothing', async () => {
	await store.installEntry(entry);
	// As it lies there when the first piece was moved and the second was not.
	const provisional = 'f'.repeat(64);
	const database = await openDB('understudy-weights');
	const record = await database.get('files', sha256);
	await database.delete('files', sha256);
	await database.put('files', { ...record, sha256: provisional, contentSha256: sha256 });
	await database.put('chunks', await database.get('chunks', [sha256, 1]), [provisional, 1]);
	await database.delete('chunks', [sha256, 1]);
	const model = await database.get('models', 'url-mine');
	const { url, bytes, chunkBytes, chunkSha256 } = model.manifest.files[0];
	const plan = { url, bytes, sha256: provisional, chunkBytes, chunkSha256, unpublished: true };
	await database.put('models', {
		...model,
		manifest: null,
		next: { manifest: null, files: [plan] }
	});
	database.close();

	const before = server.sentBytes();
	const result = await store.installEntry(entry);
	expect(result).toMatchObject({ outcome: 'installed', manifest: { baseSha256: sha256 } });
	expect(server.sentBytes()).toBe(before);
	expect((await keys()).files).toEqual([sha256]);
	expect(await store.verify('url-mine')).toMatchObject({ bad: 0 });
});

test('an adapter is kept for the base it was attached to, on, and its strength can be changed', async () => {
	const lora = randomLora(randomLlama(), { rank: 8 }).bytes;
	server.host('/lora.gguf', lora);
	const attachTo = { modelId: 'm', baseSha256: 'a'.repeat(64), by: 'shape' as const };
	const changed: string[] = [];
	store.onChange((id) => changed.push(id));
	expect(
		await store.installEntry({
			...entry,
			id: 'url-lora',
			url: `${server.origin}/lora.gguf`,
			bytes: lora.length,
			attachTo
		})
	).toEqual({ outcome: 'installed', manifest: null });
	const adapter = { ...attachTo, rank: 8, alpha: 8, invocationTokens: [], on: true, scale: 1 };
	expect(await store.get('url-lora')).toMatchObject({
		manifest: null,
		adapter: { ...adapter, file: { sha256: await sha256Hex(lora), bytes: lora.length } },
		state: { state: 'ready' }
	});
	changed.length = 0;
	await store.setAdapter('url-lora', { on: false, scale: 0.5 });
	expect((await store.get('url-lora'))?.adapter).toMatchObject({ on: false, scale: 0.5 });
	expect(changed).toContain('url-lora');
	const id = await store.importAdapter([new File([lora], 'mine.gguf')], attachTo);
	expect((await store.usage()).weightBytes).toBe(lora.length);
	await store.remove('url-lora');
	expect(await store.remove(id)).toBe(lora.length);
	await expect(store.importAdapter([new File([BYTES], 'm.gguf')], attachTo)).rejects.toThrow(
		/applies LoRA adapters alone/
	);
});

test('a file that changes on its host meanwhile is thrown away, not mixed', async () => {
	file.faults.push({ kind: 'break', afterBytes: 9 * 2 ** 20 });
	const changing: Network = {
		...network,
		async fetch(url, init) {
			const answer = await fetch(url, init);
			if (init.method !== 'HEAD') file.etag = '"two"';
			return answer;
		}
	};
	store.close();
	store = createWeightStore({ network: changing });
	await expect(store.installEntry(entry)).rejects.toThrow(/changed on .* thrown away/);
	expect((await keys()).files).toEqual([]);
});

describe('a split model', () => {
	const parts = splitGguf(BYTES, 3, { emptyFirst: true });
	const sizes = parts.map(({ length }) => length);
	const total = sizes.reduce((sum, size) => sum + size);
	const name = (i: number) => `mine-0000${i + 1}-of-00003.gguf`;
	let split: CatalogEntry;
	beforeEach(() => {
		parts.forEach((part, i) => server.host(`/${name(i)}`, part));
		split = {
			...entry,
			id: 'url-split',
			url: `${server.origin}/${name(0)}`,
			bytes: total,
			parts: sizes.map((bytes, i) => ({ url: `${server.origin}/${name(i)}`, bytes }))
		};
	});
	const opened = async (id: string) => {
		const { manifest } = (await store.get(id))!;
		const [base, ...others] = await store.open(manifest!);
		expect(others).toEqual([]);
		return { manifest: manifest!, base: base! };
	};

	test('is found from the address of any of its parts', async () => {
		const found = await store.lookAt(`${server.origin}/${name(1)}`, new AbortController().signal);
		expect(found).toMatchObject({
			kind: 'file',
			url: split.url,
			bytes: total,
			parts: split.parts,
			header: { architecture: 'llama', split: null, contextTokens: 512 }
		});
	});

	test('is refused where the name does not say what the other parts are called, or one is gone', async () => {
		const look = (path: string) =>
			store.lookAt(`${server.origin}${path}`, new AbortController().signal);
		server.host('/second.gguf', parts[1]!);
		await expect(look('/second.gguf')).rejects.toThrow(/part 2 of 3 .* import them together/);
		server.host(`/other-00001-of-00003.gguf`, parts[0]!);
		await expect(look('/other-00001-of-00003.gguf')).rejects.toThrow(/404/);
	});

	test('is downloaded, paused, resumed, opened as one file, checked and removed', async () => {
		const controller = new AbortController();
		const seen: number[] = [];
		const first = await store.installEntry(split, {
			signal: controller.signal,
			onProgress: ({ receivedBytes, totalBytes }) => {
				expect(totalBytes).toBe(total);
				seen.push(receivedBytes);
				if (receivedBytes >= sizes[0]! + sizes[1]!) controller.abort();
			}
		});
		expect(first.outcome).toBe('paused');
		expect(seen).toEqual(seen.toSorted((a, b) => a - b));
		expect(await store.state('url-split')).toMatchObject({ state: 'paused', totalBytes: total });
		server.log.length = 0;
		expect(await store.installEntry(split)).toMatchObject({ outcome: 'installed' });
		const asked = server.log.filter(({ method }) => method === 'GET').map(({ path }) => path);
		expect(new Set(asked)).toEqual(new Set([`/${name(2)}`]));

		const { manifest, base } = await opened('url-split');
		expect(manifest.split).toEqual(manifest.files.map(({ path }) => path));
		const hashes = await Promise.all(parts.map((part) => sha256Hex(part)));
		expect(manifest.files.map((part) => part.sha256)).toEqual(hashes);
		expect((await keys()).files).toEqual(hashes.toSorted());
		expect(base.path).toBe(manifest.split?.[0]);
		expect(await sha256Hex(await base.blob.arrayBuffer())).toBe(sha256);
		expect(await store.verify('url-split')).toMatchObject({ bad: 0 });
		expect(await store.remove('url-split')).toBe(total);
		expect(await keys()).toEqual({ files: [], chunks: [] });
	});

	test('comes from the disk in whatever order its parts are chosen', async () => {
		const files = parts.map((part, i) => new File([part], name(i)));
		const seen: number[] = [];
		const { id } = await store.importGguf([files[2]!, files[0]!, files[1]!], {
			onProgress: ({ receivedBytes, totalBytes }) => {
				expect(totalBytes).toBe(2 * total);
				seen.push(receivedBytes);
			}
		});
		expect(seen).toEqual(seen.toSorted((a, b) => a - b));
		const { base } = await opened(id);
		expect(await sha256Hex(await base.blob.arrayBuffer())).toBe(sha256);
		expect(await store.remove(id)).toBe(total);
		await expect(store.importGguf([files[1]!])).rejects.toThrow(/part 2 of 3/);
		await expect(store.importGguf(files.slice(1))).rejects.toThrow(/not all parts/);
	});
});
