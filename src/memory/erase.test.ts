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
