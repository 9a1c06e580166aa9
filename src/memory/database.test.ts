import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { freshMemory, newDevice } from '../../test/support/memory.ts';
import { type Dump, loadDump, readShape } from '../../test/support/memory-dump.ts';
import { DATABASE_NAME, DATABASE_VERSION } from './database.ts';
import { type Memory, openMemory } from './memory.ts';

const dumpOf = (version: number): Dump =>
	JSON.parse(
		readFileSync(new URL(`../../test/fixtures/memory/v${version}.json`, import.meta.url), 'utf8')
	);

beforeEach(newDevice);
afterEach(() => vi.restoreAllMocks());

const versions = Array.from({ length: DATABASE_VERSION }, (_, i) => i + 1);

describe.each(versions)('a database of version %i', (version) => {
	test('opens with everything that was in it', async () => {
		await loadDump(DATABASE_NAME, dumpOf(version));
		const { conversations, drafts, settings, close } = await freshMemory({ keep: true });
		const list = await conversations.list();
		expect(list.map(({ id }) => id)).toEqual(['c1', 'c3', 'c2']);
		expect(list[2]).toEqual({
			id: 'c2',
			title: 'Grüße aus Zürich',
			titled: false,
			pinned: false,
			createdAtMs: 1_700_000_001_000,
			updatedAtMs: 1_700_000_061_000,
			leafId: 'c2-a1',
			systemPrompt: 'Answer in German.',
			egress: 'local-only'
		});
		const first = await conversations.messages('c1');
		expect(first.map(({ id, parentId }) => [id, parentId])).toEqual([
			['c1-q1', null],
			['c1-a1', 'c1-q1'],
			['c1-a2', 'c1-q1']
		]);
		expect(first[1]?.receipt).toMatchObject({ confidence: 0.91, promptTokens: 31 });
		expect(first[1]).not.toHaveProperty('seq');
		const second = await conversations.messages('c2');
		expect(second[0]?.parts[1]).toMatchObject({ type: 'file', name: 'städte.csv' });
		expect(await settings.get()).toMatchObject({ theme: 'dark', locale: 'de', temperature: 0.4 });
		expect(await drafts.get('c1')).toEqual(
			version >= 2 ? { parts: [{ type: 'text', text: 'And in a nautical mile?' }] } : undefined
		);
		const found = await conversations.search('feet MILE');
		expect(found.map(({ conversation }) => conversation.id)).toEqual(['c1']);
		close();
	});

	test('takes new turns at once', async () => {
		await loadDump(DATABASE_NAME, dumpOf(version));
		const { conversations, close } = await freshMemory({ keep: true });
		await conversations.append(
			[
				{
					id: 'new',
					conversationId: 'c1',
					parentId: 'c1-a2',
					role: 'user',
					parts: [{ type: 'text', text: 'And in metres?' }],
					status: 'done',
					createdAtMs: 1
				}
			],
			'new'
		);
		const messages = await conversations.messages('c1');
		expect(messages.at(-1)?.id).toBe('new');
		close();
	});

	test('ends in the same shape as a new one', async () => {
		const fresh = await freshMemory();
		fresh.close();
		const wanted = await readShape(DATABASE_NAME);
		newDevice();
		await loadDump(DATABASE_NAME, dumpOf(version));
		const upgraded = await freshMemory({ keep: true });
		upgraded.close();
		expect(await readShape(DATABASE_NAME)).toEqual(wanted);
	});
});

test('the dump of the newest version has the shape the app makes', async () => {
	const fresh = await freshMemory();
	fresh.close();
	const made = await readShape(DATABASE_NAME);
	const dumped = dumpOf(DATABASE_VERSION);
	const shape = dumped.stores.map((store) => ({ ...store, records: [] }));
	expect(made.version).toBe(dumped.version);
	expect(made.stores).toEqual(shape.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
});

test('a message whose conversation is gone does not outlive the upgrade', async () => {
	await loadDump(DATABASE_NAME, dumpOf(1));
	const memory = await freshMemory({ keep: true });
	expect(await memory.conversations.messages('c9')).toEqual([]);
	const backup = JSON.parse(await (await memory.backup.backup()).text());
	expect(backup.messages).toHaveLength(5);
	memory.close();
});

test('a database of a newer app is left alone, with the way out', async () => {
	await loadDump(DATABASE_NAME, { ...dumpOf(DATABASE_VERSION), version: DATABASE_VERSION + 1 });
	await expect(openMemory({ channel: null })).rejects.toMatchObject({
		name: 'MemoryError',
		code: 'newer-database',
		message: expect.stringContaining('Reload the page to update')
	});
	expect((await readShape(DATABASE_NAME)).version).toBe(DATABASE_VERSION + 1);
});

test('a migration that fails leaves the old version as it was', async () => {
	const dump = dumpOf(2);
	const broken = vi.spyOn(IDBObjectStore.prototype, 'deleteIndex').mockImplementation(() => {
		throw new Error('the disk had enough');
	});
	await loadDump(DATABASE_NAME, dump);
	await expect(openMemory({ channel: null })).rejects.toMatchObject({
		code: 'failed',
		cause: expect.objectContaining({ message: 'the disk had enough' })
	});
	broken.mockRestore();
	expect((await readShape(DATABASE_NAME)).version).toBe(2);
	const { conversations, close } = await freshMemory({ keep: true });
	expect(await conversations.messages('c1')).toHaveLength(3);
	close();
});

test('an older connection in another tab lets go, and its tab says to reload', async () => {
	const old = await freshMemory();
	await old.conversations.create({ title: 'before the update' });
	const newer = indexedDB.open(DATABASE_NAME, DATABASE_VERSION + 1);
	await new Promise((resolve) => newer.addEventListener('success', resolve));
	expect(old.notices).toEqual([expect.stringContaining('Reload this page')]);
	await expect(old.conversations.list()).rejects.toMatchObject({
		code: 'closed',
		message: expect.stringContaining('Reload this page')
	});
	newer.result.close();
	old.close();
});

test('an upgrade waits for a tab that does not let go, says so, and goes on when it does', async () => {
	await loadDump(DATABASE_NAME, dumpOf(1));
	const stubborn = indexedDB.open(DATABASE_NAME, 1);
	await new Promise((resolve) => stubborn.addEventListener('success', resolve));
	let opening: Promise<Memory> | undefined;
	let isOpen = false;
	const said = await new Promise<string>((resolve) => {
		opening = openMemory({ channel: null, onNotice: resolve });
		opening.then(
			() => (isOpen = true),
			() => undefined
		);
	});
	expect(said).toContain('Close or reload it');
	expect(isOpen).toBe(false);
	stubborn.result.close();
	const memory = await opening;
	const opened = await memory?.conversations.list();
	memory?.close();
	expect(opened).toHaveLength(3);
});

test.each([
	['SecurityError', 'unavailable', 'allow site data'],
	['InvalidStateError', 'unavailable', 'private browsing'],
	['QuotaExceededError', 'disk-full', 'Free some space'],
	['UnknownError', 'failed', 'reload the page']
])('a browser that answers %s gets a sentence with the next step', async (name, code, step) => {
	vi.spyOn(indexedDB, 'open').mockImplementation(() => {
		throw new DOMException('refused', name);
	});
	await expect(openMemory({ channel: null })).rejects.toMatchObject({
		name: 'MemoryError',
		code,
		message: expect.stringContaining(step)
	});
});

test('a frame that may store nothing is told so, not to close other tabs', async () => {
	vi.spyOn(indexedDB, 'open').mockImplementation(() => {
		const message = 'The user denied permission to access the database.';
		throw new DOMException(message, 'UnknownError');
	});
	await expect(openMemory({ channel: null })).rejects.toMatchObject({
		code: 'unavailable',
		message: expect.stringContaining('allow site data')
	});
});

test('a browser without IndexedDB gets a sentence with the next step', async () => {
	vi.stubGlobal('indexedDB', undefined);
	await expect(openMemory({ channel: null })).rejects.toMatchObject({ name: 'MemoryError' });
	vi.unstubAllGlobals();
});

test('a connection the browser ended is opened again on the next use', async () => {
	const memory = await freshMemory();
	const { id } = await memory.conversations.create();
	const real = IDBDatabase.prototype.transaction;
	let ended = false;
	vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
		this: IDBDatabase,
		...given
	) {
		if (!ended) {
			ended = true;
			throw new DOMException('The connection is closing', 'InvalidStateError');
		}
		return real.apply(this, given);
	});
	expect((await memory.conversations.get(id))?.id).toBe(id);
	expect(ended).toBe(true);
	memory.close();
});
