// Adapters in PEFT's form taken into the real store on an in-memory IndexedDB, from files and from a host on a real
// socket: what is kept is a GGUF file, made for the base it was attached to and used as downloaded adapters are.

import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FlakyServer, startFlakyServer } from '../../test/support/flaky-server.ts';
import { splitGguf } from '../../test/support/gguf-splitter.ts';
import { randomModel } from '../../test/support/random-architectures.ts';
import { randomPeft } from '../../test/support/random-peft.ts';
import { fitsBase, type Attachment } from '../contract/gguf-adapter.ts';
import { parseGgufHeader } from '../contract/gguf.ts';
import { parsePeftConfig } from '../contract/peft-config.ts';
import type { CatalogEntry } from '../contract/services.ts';
import { sha256Hex } from '../contract/sha256.ts';
import { browserNetwork, type Network } from './network.ts';
import { createWeightStore, type WeightStore } from './weight-store.ts';

const BASE = randomModel('llama');
const PEFT = randomPeft('llama');
const network: Network = {
	...browserNetwork,
	// Waiting for a silent host goes on for ever; any other wait is over at once.
	delay: (ms) => (ms >= 30_000 ? new Promise(() => undefined) : Promise.resolve())
};

let server: FlakyServer;
let store: WeightStore;
let to: Attachment;
beforeEach(async () => {
	globalThis.indexedDB = new IDBFactory();
	server = await startFlakyServer();
	store = createWeightStore({ network });
	const { id, baseSha256 } = await store.importGguf([new File([BASE], 'base.gguf')]);
	to = { modelId: id, baseSha256, by: 'shape' };
});
afterEach(async () => {
	store.close();
	await server.stop();
});

const pair = (name = 'adapter_model.safetensors') => [
	new File([PEFT.configuration], 'adapter_config.json'),
	new File([PEFT.weights], name)
];

/** The file that is kept of an adapter, by its hash. */
async function kept(id: string): Promise<Uint8Array> {
	const { adapter } = (await store.get(id))!;
	const database = await openDB('understudy-weights');
	const { sha256 } = adapter!.file;
	const range = IDBKeyRange.bound([sha256, 0], [sha256, Infinity]);
	const bytes = await new Blob(await database.getAll('chunks', range)).arrayBuffer();
	database.close();
	expect(await sha256Hex(bytes)).toBe(sha256);
	return new Uint8Array(bytes);
}

test('two files become one GGUF adapter, which fits its base and is kept for it', async () => {
	const before = (await store.usage()).weightBytes;
	const id = await store.importAdapter(pair(), to);
	const bytes = await kept(id);
	const header = parseGgufHeader(bytes, bytes.length);
	expect(fitsBase(header, parseGgufHeader(BASE, BASE.length))).toBe(true);
	expect(await store.get(id)).toMatchObject({
		name: 'Random-1B-Instruct LoRA',
		manifest: null,
		adapter: { ...to, rank: 4, alpha: 8, on: true, scale: 1, converted: true },
		state: { state: 'ready' }
	});
	expect((await store.get(id))!.adapter!.file.url).toBe('blob:imported/adapter_model.safetensors');
	expect(await store.importAdapter(pair(), to)).toBe(id);
	expect(await store.remove(id)).toBe(bytes.length);
	expect((await store.usage()).weightBytes).toBe(before);
	const named = await store.importAdapter(pair('poems.safetensors'), to);
	expect((await store.get(named))!.name).toBe('poems');
});

test('a base in several files is one to an adapter', async () => {
	const parts = splitGguf(BASE, 2).map(
		(part, i) => new File([part], `b-0000${i + 1}-of-00002.gguf`)
	);
	const { id, baseSha256 } = await store.importGguf(parts);
	const own = await store.importAdapter(pair(), { modelId: id, baseSha256, by: 'shape' });
	expect((await store.get(own))!.adapter).toMatchObject({ modelId: id, converted: true });
});

test('for a base that is gone, or another one, nothing is kept', async () => {
	const gone = { ...to, baseSha256: 'f'.repeat(64) };
	await expect(store.importAdapter(pair(), gone)).rejects.toThrow(/not on this device any more/);
	const smaller = await store.importGguf([
		new File([randomModel('llama', { layers: 1 })], 'small.gguf')
	]);
	const other = { modelId: smaller.id, baseSha256: smaller.baseSha256, by: 'shape' as const };
	await expect(store.importAdapter(pair(), other)).rejects.toThrow(/this base has no blk\.1\./);
	expect((await store.list()).length).toBe(2);
});

/** Another model with the same layers, as the same one in another quantisation is. */
async function secondBase(): Promise<Attachment> {
	const { id, baseSha256 } = await store.importGguf([
		new File([randomModel('llama', { seed: 2 })], 'second.gguf')
	]);
	return { modelId: id, baseSha256, by: 'shape' };
}

test('the same two files are an adapter of each base they are attached to', async () => {
	const second = await secondBase();
	const [one, two] = [
		await store.importAdapter(pair(), to),
		await store.importAdapter(pair(), second)
	];
	expect(two).not.toBe(one);
	expect((await store.get(one))!.adapter).toMatchObject(to);
	expect((await store.get(two))!.adapter).toMatchObject(second);
	// One file, kept once.
	expect(await store.remove(one)).toBe(0);
	expect(await kept(two)).toBeDefined();
});

test('one that was kept before bases were part of its id is not added a second time', async () => {
	const { sha256 } = (await store.get(await store.importAdapter(pair(), to)))!.adapter!.file;
	const database = await openDB('understudy-weights');
	const [record] = (await database.getAll('models')).filter(({ adapter }) => adapter);
	const old = `lora-${sha256.slice(0, 16)}`;
	await database.put('models', { ...record, id: old });
	await database.delete('models', record.id);
	database.close();
	expect(await store.importAdapter(pair(), to)).toBe(old);
	expect(await store.importAdapter(pair(), await secondBase())).not.toBe(old);
});

test('it says how far it is while it converts, and a stop leaves nothing', async () => {
	const controller = new AbortController();
	const seen: number[] = [];
	await store.importAdapter(pair(), to, {
		onProgress: ({ receivedBytes, totalBytes }) => seen.push(receivedBytes / totalBytes)
	});
	expect(seen.filter((fraction) => fraction > 0 && fraction < 0.5).length).toBeGreaterThan(2);
	expect(seen).toEqual(seen.toSorted((a, b) => a - b));
	expect(seen.at(-1)).toBe(1);
	await store.remove((await store.list()).at(-1)!.id);
	const stopped = store.importAdapter(pair(), to, {
		signal: controller.signal,
		onProgress: () => controller.abort(new Error('stopped'))
	});
	await expect(stopped).rejects.toThrow('stopped');
	expect(await store.list()).toHaveLength(1);
});

test('a disk that was full when the converted file is read says so in a sentence', async () => {
	// What a browser does with a Blob that it could not write.
	const slice = vi.spyOn(File.prototype, 'slice').mockImplementation(function (
		this: File,
		...range
	) {
		const piece = Blob.prototype.slice.apply(this, range);
		const isMade = this.name === 'poems.safetensors' && this.size !== PEFT.weights.length;
		if (isMade && piece.size === this.size)
			piece.arrayBuffer = () => Promise.reject(new DOMException('It is gone.', 'NotReadableError'));
		return piece;
	});
	try {
		await expect(store.importAdapter(pair('poems.safetensors'), to)).rejects.toThrow(
			/could not store the converted poems.*Check the free disk space/
		);
	} finally {
		slice.mockRestore();
	}
});

const lookAt = (path: string) =>
	store.lookAt(`${server.origin}${path}`, new AbortController().signal);

test('an address of either file leads to the adapter, of which the header alone is read', async () => {
	const { weights, configuration } = randomPeft('llama', { embedding: 512 });
	server.host('/poems/adapter_model.safetensors', weights);
	server.host('/poems/adapter_config.json', new TextEncoder().encode(configuration));
	for (const name of ['adapter_model.safetensors', 'adapter_config.json']) {
		const found = await lookAt(`/poems/${name}`);
		expect(found).toMatchObject({
			kind: 'peft',
			url: `${server.origin}/poems/adapter_model.safetensors`,
			bytes: weights.length,
			name: 'poems',
			adapter: { config: { rank: 4, alpha: 8 } }
		});
	}
	expect(server.log).toHaveLength(4);
	expect(server.log.every(({ range }) => range === 'bytes=0-1048575')).toBe(true);
});

test('half an adapter at an address, or a pickle, is refused with what is missing', async () => {
	server.host('/a/adapter_model.safetensors', PEFT.weights);
	server.host('/b/adapter_config.json', new TextEncoder().encode(PEFT.configuration));
	const pickle = Uint8Array.from('PK\x03\x04 archive/data.pkl', (c) => c.charCodeAt(0));
	server.host('/c/adapter_model.bin', pickle);
	await expect(lookAt('/a/adapter_model.safetensors')).rejects.toThrow(
		/has adapter_model.safetensors .* and no adapter_config.json beside it/
	);
	await expect(lookAt('/b/adapter_config.json')).rejects.toThrow(
		/has adapter_config.json .* and no adapter_model.safetensors beside it/
	);
	await expect(lookAt('/c/adapter_model.bin')).rejects.toThrow(/pickle/);
	const dora = PEFT.configuration.replace('"use_dora":false', '"use_dora":true');
	server.host('/a/adapter_config.json', new TextEncoder().encode(dora));
	await expect(lookAt('/a/adapter_model.safetensors')).rejects.toThrow(/is a DoRA/);
});

function entry(path: string): CatalogEntry {
	return {
		id: 'url-peft',
		own: true,
		attachTo: to,
		peft: parsePeftConfig(PEFT.configuration),
		name: 'poems',
		description: 'Added from a test.',
		url: `${server.origin}${path}`,
		bytes: PEFT.weights.length,
		sha256: null,
		parameters: 1,
		memoryBytes: 1,
		contextTokens: 512,
		licence: '',
		licenceUrl: '',
		languages: [],
		source: ''
	};
}

test('one from an address is the adapter the two files make, and what was downloaded goes', async () => {
	server.host('/p/adapter_model.safetensors', PEFT.weights);
	const before = (await store.usage()).weightBytes;
	const one = entry('/p/adapter_model.safetensors');
	expect(await store.installEntry(one)).toEqual({ outcome: 'installed', manifest: null });
	const bytes = await kept('url-peft');
	expect((await store.usage()).weightBytes).toBe(before + bytes.length);
	expect(await store.get('url-peft')).toMatchObject({
		name: 'poems',
		entry: { url: one.url },
		adapter: { ...to, rank: 4, converted: true },
		state: { state: 'ready' }
	});
	const asked = server.log.length;
	expect(await store.installEntry(one)).toMatchObject({ outcome: 'installed' });
	expect(server.log).toHaveLength(asked);
});

test('one from an address that lost pieces is made anew from there, as strong as it was', async () => {
	server.host('/p/adapter_model.safetensors', PEFT.weights);
	const one = entry('/p/adapter_model.safetensors');
	await store.installEntry(one);
	const whole = await kept('url-peft');
	await store.setAdapter('url-peft', { on: false, scale: 0.5 });
	const { sha256 } = (await store.get('url-peft'))!.adapter!.file;
	const database = await openDB('understudy-weights');
	await database.delete('chunks', [sha256, 0]);
	database.close();
	expect((await store.get('url-peft'))!.state.state).not.toBe('ready');
	expect(await store.installEntry(one)).toEqual({ outcome: 'installed', manifest: null });
	expect(await kept('url-peft')).toEqual(whole);
	expect(await store.get('url-peft')).toMatchObject({
		adapter: { ...to, on: false, scale: 0.5, converted: true },
		state: { state: 'ready' }
	});
});

test('an address with a sign that is no escape, or a revision with a slash, has a name all the same', async () => {
	for (const [folder, name] of [
		['/100%25/%', '%'],
		['/a/resolve/refs%2Fpr%2F1', 'a'],
		['/a/resolve/main/old', 'a old']
	] as const) {
		server.host(`${folder}/adapter_model.safetensors`, PEFT.weights);
		server.host(`${folder}/adapter_config.json`, new TextEncoder().encode(PEFT.configuration));
		expect(await lookAt(`${folder}/adapter_model.safetensors`), folder).toMatchObject({ name });
	}
});

test('a tab that died while it was converted loses nothing', async () => {
	const path = '/p/adapter_model.safetensors';
	server.host(path, PEFT.weights);
	await store.installEntry(entry(path));
	const done = await kept('url-peft');
	await store.remove('url-peft');
	// As it lies there when the download was complete, and the file made of it was begun.
	const controller = new AbortController();
	const first = await store.installEntry(entry(path), {
		signal: controller.signal,
		onProgress: ({ totalBytes }) => totalBytes === done.length && controller.abort()
	});
	const sent = server.sentBytes();
	expect(first.outcome).toBe('paused');
	await store.installEntry(entry(path));
	expect(server.sentBytes()).toBe(sent);
	expect(await kept('url-peft')).toEqual(done);
});

test('one whose base went meanwhile is not kept', async () => {
	server.host('/p/adapter_model.safetensors', PEFT.weights);
	await store.remove(to.modelId);
	await expect(store.installEntry(entry('/p/adapter_model.safetensors'))).rejects.toThrow(
		/not on this device any more/
	);
	expect(await store.list()).toEqual([]);
	expect((await store.usage()).weightBytes).toBe(0);
});
