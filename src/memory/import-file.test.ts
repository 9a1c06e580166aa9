import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { freshMemory, type TestMemory } from '../../test/support/memory.ts';
import type { Message } from '../contract/messages.ts';
import { messageText } from '../contract/messages.ts';
import { branchTo } from './tree.ts';

const fixture = (name: string) =>
	readFileSync(new URL(`../../test/fixtures/import/${name}`, import.meta.url), 'utf8');

let memory: TestMemory;
beforeEach(async () => {
	memory = await freshMemory();
	return () => memory.close();
});

const load = (content: BlobPart) => memory.backup.importFile(new Blob([content]));
const loadJson = (value: unknown) => load(JSON.stringify(value));

async function shown(
	title: string
): Promise<{ branch: Message[]; all: Message[]; leafId: string | null }> {
	const found = (await memory.conversations.list()).find((item) => item.title === title);
	if (!found) throw new Error(`no conversation “${title}”`);
	const all = await memory.conversations.messages(found.id);
	return { branch: branchTo(all, found.leafId), all, leafId: found.leafId };
}

const said = (messages: Message[]) => messages.map((m) => [m.role, messageText(m)]);

describe('a ChatGPT export', () => {
	test('arrives with its branches, times and models, the shown branch shown', async () => {
		const report = await load(fixture('chatgpt-conversations.json'));
		expect(report).toMatchObject({ conversations: 3, messages: 10 });
		const { branch, all } = await shown('Reverse a list in Python');
		expect(said(branch)).toEqual([
			['user', 'How do I reverse a list in Python?'],
			['assistant', 'Use a slice:\n\n```python\nitems[::-1]\n```\n\nIt makes a copy.'],
			['user', 'And in place?'],
			['assistant', '`items.reverse()`  does.']
		]);
		expect(all).toHaveLength(5);
		expect(all[1]).toMatchObject({
			source: 'edge:chatgpt',
			model: 'gpt-3.5-turbo',
			createdAtMs: 1_731_000_002_123,
			parentId: all[0]?.id
		});
		const [conversation] = (await memory.conversations.list()).filter(({ titled }) => titled);
		expect(conversation?.createdAtMs).toBe(1_731_000_200_123);
	});

	test('keeps the words of pictures and calls, and names what was left out', async () => {
		const { skipped } = await load(fixture('chatgpt-conversations.json'));
		const { branch } = await shown('');
		expect(said(branch)).toEqual([
			['user', 'What is in this picture?'],
			['assistant', 'A cat on a sofa.'],
			['user', 'What colour is it?'],
			['assistant', 'Grey, with white pa']
		]);
		// Its parents were dropped with the calls; its own time was missing.
		expect(branch[3]).toMatchObject({ status: 'stopped', createdAtMs: branch[2]?.createdAtMs });
		expect(skipped).toContainEqual({
			what: 'a conversation without a title',
			why: 'Left out: images (1), reasoning (1), calls of tools (1), results of tools (1), recordings (1).'
		});
		expect(skipped).toContainEqual({ what: '“New chat”', why: 'It holds no text.' });
	});

	test('keeps markup in titles and texts as text', async () => {
		await load(fixture('chatgpt-conversations.json'));
		const { branch } = await shown('<script>alert(1)</script> & "quotes"');
		expect(said(branch)).toEqual([['user', '<img src=x onerror=alert(1)>']]);
	});

	test('read a second time adds nothing', async () => {
		await load(fixture('chatgpt-conversations.json'));
		await load(fixture('open-webui-legacy.json'));
		const before = await (await memory.backup.backup()).text();
		await load(fixture('open-webui-legacy.json'));
		const report = await load(fixture('chatgpt-conversations.json'));
		expect(report).toMatchObject({ conversations: 0, messages: 0 });
		expect(report.skipped.at(-1)?.why).toContain('as new or newer');
		const after = await (await memory.backup.backup()).text();
		expect(JSON.parse(after).messages).toEqual(JSON.parse(before).messages);
	});

	test('never permits more to leave the device than the settings do', async () => {
		await memory.settings.update({ egress: 'local-only' });
		await load(fixture('chatgpt-conversations.json'));
		for (const { egress } of await memory.conversations.list()) expect(egress).toBe('local-only');
	});

	test('is read out of its ZIP file, numbered parts and all', async () => {
		const all: unknown[] = JSON.parse(fixture('chatgpt-conversations.json'));
		const zip = zipOf({
			'chat.html': '<html>not read</html>',
			'conversations-000.json': JSON.stringify(all.slice(0, 1)),
			'conversations-001.json': JSON.stringify(all.slice(1)),
			'__MACOSX/conversations-000.json': 'junk',
			'user.json': '{}'
		});
		expect(await load(zip)).toMatchObject({ conversations: 3, messages: 10 });
	});
});

describe('an Open WebUI export', () => {
	test('arrives with its branches, models, errors and system prompt', async () => {
		const report = await load(fixture('open-webui-export.json'));
		expect(report).toMatchObject({ conversations: 2, messages: 7 });
		const { branch, all } = await shown('Noble gases');
		expect(said(branch)).toEqual([
			['user', 'Name three noble gases.'],
			['assistant', 'Helium, neon and argon.'],
			['user', 'And the heaviest?'],
			['assistant', '']
		]);
		expect(branch[3]).toMatchObject({
			status: 'error',
			model: 'qwen3:4b',
			error: { message: 'Ollama: 500, message=Internal Server Error' }
		});
		expect(all).toHaveLength(5);
		const [first] = await memory.conversations.list();
		expect(first).toMatchObject({
			title: 'Noble gases',
			pinned: true,
			systemPrompt: 'Answer like a chemist.',
			createdAtMs: 1_731_000_000_000,
			updatedAtMs: 1_731_000_022_000
		});
		expect(report.skipped).toContainEqual({
			what: '“Noble gases”',
			why: 'Left out: reasoning (1), attached files and images (1).'
		});
	});

	test('keeps the text of content that is a list of parts', async () => {
		await load(fixture('open-webui-export.json'));
		const { branch } = await shown('Parts as a list');
		expect(said(branch)).toEqual([
			['user', 'Read this.'],
			['assistant', 'A sign that says']
		]);
		expect(branch[1]?.status).toBe('stopped');
	});

	test('of the older form is a list, each message following the one before', async () => {
		expect(await load(fixture('open-webui-legacy.json'))).toMatchObject({
			conversations: 2,
			messages: 5
		});
		expect(said((await shown('Old form')).branch)).toEqual([
			['user', 'Hi'],
			['assistant', 'Hello.'],
			['user', 'Bye']
		]);
		expect(said((await shown('With ids')).branch)).toEqual([
			['user', 'Bonjour'],
			['assistant', 'Salut !']
		]);
		const prompts = (await memory.conversations.list()).map(({ systemPrompt }) => systemPrompt);
		expect(prompts.toSorted()).toEqual(['You are terse.', 'You speak French.']);
	});
});

/** A ChatGPT conversation of `nodes`, each `[id, parent, text]`. */
function chat(nodes: [string, unknown, unknown][], more: Record<string, unknown> = {}) {
	const mapping = nodes.map(([id, parent, text]) => [
		id,
		{
			id,
			parent,
			children: [],
			message: { author: { role: 'user' }, content: { content_type: 'text', parts: [text] } }
		}
	]);
	return { id: 'x', title: 'x', mapping: Object.fromEntries(mapping), ...more };
}

describe('a hostile file', () => {
	test('with parents in a circle loses the circle and nothing else', async () => {
		const report = await loadJson([
			chat([
				['a', 'b', 'one'],
				['b', 'a', 'two'],
				['c', 'c', 'self'],
				['d', null, 'kept']
			])
		]);
		expect(report).toMatchObject({ conversations: 1, messages: 1 });
		expect(report.skipped[0]?.why).toContain('in a circle (3)');
	});

	test('with a circle of empty nodes comes to its end', async () => {
		const file = chat([['c', 'a', 'kept']]);
		Object.assign(file.mapping, {
			a: { parent: 'b', message: null },
			b: { parent: 'a', message: null }
		});
		expect(await loadJson([file])).toMatchObject({ conversations: 1, messages: 1 });
	});

	test('that would reach the prototype of every object does not', async () => {
		const text = `[{"id":"__proto__","title":"t","__proto__":{"polluted":1},"mapping":{"__proto__":{"parent":null,"message":{"author":{"role":"user"},"content":{"content_type":"text","parts":["hi"]}}},"constructor":{"parent":"__proto__","message":{"author":{"role":"assistant"},"content":{"parts":["there"]}}}}}]`;
		expect(await load(text)).toMatchObject({ conversations: 1, messages: 2 });
		expect(Object.prototype).not.toHaveProperty('polluted');
		expect(said((await shown('t')).branch)).toEqual([
			['user', 'hi'],
			['assistant', 'there']
		]);
	});

	test.each<[string, unknown]>([
		['not a number', 'NaN'],
		['infinite', '1e999'],
		['an object', {}],
		['negative', -5],
		['in the year 50000', 1.5e12],
		['null', null]
	])('whose times are %s gets times of now or of its conversation', async (_what, time) => {
		const file = [chat([['a', null, 'hi']], { create_time: time, update_time: time })];
		// JSON has no infinity, but a number too large reads as one.
		await load(JSON.stringify(file).replaceAll('"1e999"', '1e999'));
		const [conversation] = await memory.conversations.list();
		expect(conversation?.createdAtMs).toBeGreaterThan(0);
		expect(conversation?.createdAtMs).toBeLessThanOrEqual(1_800_000_000_100);
		expect(Number.isSafeInteger(conversation?.updatedAtMs)).toBe(true);
	});

	test('with a text of 10 MB loses that text, with a sentence', async () => {
		const report = await loadJson([
			chat([
				['a', null, 'kept'],
				['b', 'a', 'x'.repeat(10 * 1024 * 1024)],
				['c', 'b', 'kept too']
			])
		]);
		expect(report).toMatchObject({ conversations: 1, messages: 2 });
		expect(report.skipped[0]?.why).toContain('too long (1)');
		expect(said((await shown('x')).branch)).toEqual([
			['user', 'kept'],
			['user', 'kept too']
		]);
	});

	test('with the same conversation twice stores it once', async () => {
		const report = await loadJson([chat([['a', null, 'hi']]), chat([['a', null, 'ho']])]);
		expect(report).toMatchObject({ conversations: 1, messages: 1 });
		expect(report.skipped).toEqual([{ what: '“x”', why: 'The file holds it twice.' }]);
	});

	test('with wrong types everywhere loses what is wrong', async () => {
		const report = await loadJson([
			null,
			7,
			'text',
			[],
			{ mapping: [] },
			{ mapping: { a: 7, b: null, c: { message: [] }, d: { message: { content: 5 } } } },
			{ title: { a: 1 }, chat: { history: { messages: { a: null, b: { role: 4 } } } } },
			{ title: 9, messages: [null, 'x', { role: 'user', content: 'kept' }] }
		]);
		expect(report).toMatchObject({ conversations: 1, messages: 1 });
		expect(report.skipped.length).toBeGreaterThan(5);
	});

	test('with a branch too deep is skipped, and the rest is not', async () => {
		const deep = Array.from({ length: 20_001 }, (_, i): [string, unknown, unknown] => [
			`n${i}`,
			i === 0 ? null : `n${i - 1}`,
			'deep'
		]);
		const report = await loadJson([
			chat(deep, { id: 'deep', title: 'deep' }),
			chat([['a', null, 'hi']])
		]);
		expect(report).toMatchObject({ conversations: 1, messages: 1 });
		expect(report.skipped[0]?.why).toContain('longer than 20000 messages');
	});

	test('of more than 100,000 messages is refused whole', async () => {
		const many = Array.from({ length: 11 }, (_, c) => ({
			id: `c${c}`,
			messages: Array.from({ length: 10_000 }, () => ({ role: 'user', content: 'a' }))
		}));
		await expect(loadJson(many)).rejects.toMatchObject({
			name: 'ParseError',
			message: expect.stringContaining('more than 100000 messages')
		});
		expect(await memory.conversations.list()).toEqual([]);
	});

	test.each<[string, BlobPart, string]>([
		['empty', '', 'empty'],
		['cut off', '[{"mapping": {"a"', 'not valid JSON'],
		['a web page', '<!DOCTYPE html><html>', 'Choose conversations.json'],
		['a model', 'GGUF\u0003\u0000\u0000\u0000', 'Models page'],
		['something else', '{"hello": "world"}', 'holds no conversations'],
		['an empty list', '[]', 'holds no conversations'],
		['nested a million times', `${'['.repeat(1e6)}${']'.repeat(1e6)}`, 'holds no conversations'],
		['a ZIP cut off', zipOf({ 'conversations.json': '[]' }).slice(0, 40), 'damaged'],
		['a ZIP without conversations', zipOf({ 'a.txt': 'a' }), 'holds no conversations.json'],
		['a ZIP of a broken file', zipOf({ 'conversations.json': '[{' }), 'not valid JSON'],
		[
			'a ZIP of noise',
			new Uint8Array([0x50, 0x4b, 3, 4, ...Array.from({ length: 90 }, () => 7)]),
			'damaged'
		]
	])(
		'that is %s is refused with a sentence, and changes nothing',
		async (_what, content, words) => {
			await expect(load(content)).rejects.toMatchObject({
				name: 'ParseError',
				message: expect.stringContaining(words)
			});
			expect(await memory.conversations.list()).toEqual([]);
		}
	);

	test('of more than 200 MB is refused before it is read', async () => {
		const blob = new Blob(['x']);
		Object.defineProperty(blob, 'size', { value: 201 * 1024 * 1024 });
		await expect(memory.backup.importFile(blob)).rejects.toThrow('has 201 MB; 200 MB are the most');
	});

	test('that unpacks to more than 200 MB is refused while it unpacks', async () => {
		const bomb = zipOf({ 'conversations.json': ' '.repeat(201 * 1024 * 1024) });
		expect(bomb.length).toBeLessThan(1024 * 1024);
		await expect(load(bomb)).rejects.toThrow('more than 200 MB');
	});
});

/** A ZIP file of `files`, deflated. */
function zipOf(files: Record<string, string>): Uint8Array<ArrayBuffer> {
	const locals: Buffer[] = [];
	const entries: Buffer[] = [];
	let offset = 0;
	for (const [name, text] of Object.entries(files)) {
		const packed = deflateRawSync(Buffer.from(text));
		const local = Buffer.alloc(30);
		local.writeUInt32LE(0x04034b50, 0);
		local.writeUInt16LE(8, 8);
		local.writeUInt32LE(packed.length, 18);
		local.writeUInt16LE(name.length, 26);
		const entry = Buffer.alloc(46);
		entry.writeUInt32LE(0x02014b50, 0);
		entry.writeUInt16LE(8, 10);
		entry.writeUInt32LE(packed.length, 20);
		entry.writeUInt16LE(name.length, 28);
		entry.writeUInt32LE(offset, 42);
		locals.push(local, Buffer.from(name), packed);
		entries.push(entry, Buffer.from(name));
		offset += 30 + name.length + packed.length;
	}
	const directory = Buffer.concat(entries);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(offset, 16);
	return new Uint8Array(Buffer.concat([...locals, directory, end]));
}
