import { openDB } from 'idb';
import { expect, test } from 'vitest';
import { newDevice } from '../../test/support/memory.ts';
import { createChangeHub } from './changes.ts';
import { Connection } from './connection.ts';
import { createEraser } from './erase.ts';

test('a tab that does not let go is named, instead of waiting for ever', async () => {
	newDevice();
	const stubborn = indexedDB.open('understudy', 1);
	await new Promise((resolve) => stubborn.addEventListener('success', resolve));
	const connection = new Connection({ onNotice: () => undefined });
	const waited: number[] = [];
	const erase = createEraser({ connection, changes: createChangeHub(null) }, async (ms) => {
		waited.push(ms);
	});
	await expect(erase()).rejects.toMatchObject({
		code: 'blocked',
		message: expect.stringContaining('Close the other tabs')
	});
	expect(waited).toEqual([10_000]);
	stubborn.result.close();
	await erase();
	expect(await indexedDB.databases()).toEqual([]);
});

test('what an engine keeps of models in databases of its own goes, also while it has them open', async () => {
	newDevice();
	const open = await openDB('webllm/model', 1, {
		upgrade: (database) => void database.createObjectStore('urls', { keyPath: 'url' })
	});
	await open.put('urls', {
		url: 'https://example.org/params_shard_0.bin',
		data: new ArrayBuffer(8)
	});
	const other = await openDB('somebody-else', 1, {
		upgrade: (database) => void database.createObjectStore('urls')
	});
	await other.put('urls', 1, 'theirs');
	const connection = new Connection({ onNotice: () => undefined });
	await createEraser({ connection, changes: createChangeHub(null) })();
	expect(await open.count('urls')).toBe(0);
	expect(await other.count('urls')).toBe(1);
	open.close();
	other.close();
});
