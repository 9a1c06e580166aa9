// What goes with a model in MLC's form, and what stays, in databases as the library lays them out. The library's own
// removal is tried in test/e2e/webllm.spec.ts.

import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { removeFiles } from './webllm-cache.ts';

const HASH = `sha256-${'A'.repeat(43)}=`;
const LIBRARY = 'https://models.example/llama.wasm';
const addressOf = (name: string) =>
	`https://huggingface.co/mlc-ai/${name}/resolve/${'a'.repeat(40)}/`;
const recordOf = (name: string, modelLib = LIBRARY) =>
	JSON.stringify({
		version: 1,
		runtime: 'webllm',
		model: addressOf(name),
		modelLib,
		integrity: { config: HASH, modelLib: HASH, tokenizer: { 'tokenizer.json': HASH } },
		source: 'Made for a test.'
	});

async function database(name: string) {
	return openDB(name, 1, {
		upgrade: (fresh) => void fresh.createObjectStore('urls', { keyPath: 'url' })
	});
}

async function keys(name: string): Promise<string[]> {
	const open = await database(name);
	const found = await open.getAllKeys('urls');
	open.close();
	return found.map(String);
}

beforeEach(async () => {
	globalThis.indexedDB = new IDBFactory();
	const weights = await database('webllm/model');
	for (const name of ['one', 'two']) {
		const url = `${addressOf(name)}params_shard_0.bin`;
		await weights.put('urls', { url, data: 'weights' });
	}
	weights.close();
	const libraries = await database('webllm/wasm');
	await libraries.put('urls', { url: LIBRARY, data: 'library' });
	libraries.close();
});

test('a library that another model runs by stays; with the last of them it goes', async () => {
	await removeFiles({ id: 'one', record: recordOf('one'), kept: [recordOf('two'), 'damaged'] });
	expect(await keys('webllm/model')).toEqual([`${addressOf('two')}params_shard_0.bin`]);
	expect(await keys('webllm/wasm')).toEqual([LIBRARY]);
	await removeFiles({ id: 'two', record: recordOf('two'), kept: [] });
	expect([await keys('webllm/model'), await keys('webllm/wasm')]).toEqual([[], []]);
});

test('weights that another model has too stay, and its own library goes', async () => {
	const other = recordOf('one', 'https://models.example/other.wasm');
	await removeFiles({ id: 'one', record: recordOf('one'), kept: [other] });
	expect(await keys('webllm/model')).toHaveLength(2);
	expect(await keys('webllm/wasm')).toEqual([]);
});
