import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ownText } from '../contract/messages.ts';
import type { Receipt } from '../contract/receipt.ts';
import { freshMemory, type TestMemory, textMessage } from '../../test/support/memory.ts';

let memory: TestMemory;
beforeEach(async () => {
	memory = await freshMemory();
	return () => memory.close();
});

async function fill(): Promise<string> {
	const { conversations, drafts, settings } = memory;
	const { id } = await conversations.create({ title: 'Lengths', systemPrompt: 'Be brief.' });
	await conversations.append(
		[
			textMessage(id, 'q', null, 'user', 'How long is a foot?'),
			{ ...textMessage(id, 'a', 'q', 'assistant', '30.48 cm'), source: 'base', model: 'starter' }
		],
		'a'
	);
	await conversations.append([textMessage(id, 'b', 'q', 'assistant', '0.3048 m')], 'b');
	await drafts.set(id, { parts: [{ type: 'text', text: 'And a yard?' }] });
	await settings.update({ theme: 'dark', temperature: 0.3, modeByDomain: { math: 'only:math' } });
	return id;
}

const receipt: Receipt = {
	version: 1,
	source: 'modifier:math',
	reason: 'The surer of two.',
	confidence: 0.9,
	threshold: 0.85,
	calibrated: true,
	attempts: [
		{
			source: 'base',
			outcome: 'dropped',
			reason: 'Under the threshold.',
			confidence: 0.4,
			ms: 120,
			text: 'A draft.',
			completionTokens: 3,
			costMicroUsd: 0,
			bytesSent: 0,
			votes: { for: 3, of: 5 },
			grade: 4.5
		}
	],
	stageMs: { firstToken: 10, total: 200 },
	promptTokens: 20,
	completionTokens: 3,
	cachedTokens: 5,
	tokensPerSecond: null,
	costMicroUsd: 0,
	bytesSent: 0,
	exampleIds: [],
	experienceIds: [],
	mode: 'auto',
	domain: { id: 'math', probability: 0.93 },
	beforehand: 0.41,
	dissatisfied: 0.8,
	heardBy: 'Multilingual MiniLM'
};

/** Everything stored, as the backup has it, without the time of writing. */
async function everything(of: TestMemory = memory) {
	const { exportedAtMs: _at, ...rest } = JSON.parse(await (await of.backup.backup()).text());
	return rest;
}

const asFile = (value: unknown) => new Blob([JSON.stringify(value)]);

describe('a backup', () => {
	test('restored on a new device gives everything back, settings included', async () => {
		await fill();
		const file = await memory.backup.backup();
		const before = await everything();
		memory.close();
		memory = await freshMemory();
		const report = await memory.backup.restore(file);
		expect(report).toEqual({ conversations: 1, messages: 3, skipped: [] });
		expect(await everything()).toEqual(before);
		expect(await memory.settings.get()).toMatchObject({ theme: 'dark', temperature: 0.3 });
	});

	test('restored where it was made changes nothing', async () => {
		await fill();
		const before = await everything();
		const report = await memory.backup.restore(await memory.backup.backup());
		expect(report).toMatchObject({ conversations: 0, messages: 0 });
		expect(await everything()).toEqual(before);
	});

	test('that is older brings back what was deleted and keeps what is newer', async () => {
		const id = await fill();
		const file = await memory.backup.backup();
		await memory.conversations.update(id, { title: 'Lengths, renamed' });
		await memory.conversations.removeMessage('a');
		await memory.settings.update({ theme: 'light' });
		await memory.drafts.set(id, { parts: [{ type: 'text', text: 'newer' }] });
		expect(await memory.backup.restore(file)).toMatchObject({ conversations: 1, messages: 1 });
		expect((await memory.conversations.get(id))?.title).toBe('Lengths, renamed');
		expect(await memory.conversations.messages(id)).toHaveLength(3);
		expect(await memory.settings.get()).toMatchObject({ theme: 'light', temperature: 0.3 });
		expect(await memory.drafts.get(id)).toEqual({ parts: [{ type: 'text', text: 'newer' }] });
	});

	test('that is newer wins over what is stored', async () => {
		const id = await fill();
		const file = await everything();
		file.conversations[0].updatedAtMs += 1_000_000;
		file.conversations[0].title = 'From the other device';
		file.messages[0].parts[0].text = 'changed there';
		await memory.backup.restore(asFile(file));
		expect((await memory.conversations.get(id))?.title).toBe('From the other device');
		const texts = (await memory.conversations.messages(id)).map(ownText);
		expect(texts).toContain('changed there');
	});

	test('made while an answer streamed does not leave it streaming', async () => {
		const id = await fill();
		const file = await everything();
		file.messages[0].status = 'streaming';
		memory.close();
		memory = await freshMemory();
		await memory.backup.restore(asFile(file));
		const statuses = (await memory.conversations.messages(id)).map(({ status }) => status);
		expect(statuses.toSorted()).toEqual(['done', 'done', 'stopped']);
	});

	test('is told to listeners as a change of everything', async () => {
		await fill();
		const file = await memory.backup.backup();
		memory.close();
		memory = await freshMemory();
		const heard: unknown[] = [];
		memory.conversations.onChange((change) => heard.push(change));
		await memory.backup.restore(file);
		expect(heard).toContainEqual({ kind: 'conversation', conversationId: null });
		expect(heard).toContainEqual({ kind: 'settings', conversationId: null });
	});

	test('of a newer app’s setting is restored without it, and says so', async () => {
		await fill();
		const file = await everything();
		file.settings.push({ key: 'colour', value: 'teal', updatedAtMs: 1 });
		file.settings.push({ key: 'theme', value: 'hotdog', updatedAtMs: 2e12 });
		const { skipped } = await memory.backup.restore(asFile(file));
		expect(skipped.map(({ what }) => what)).toEqual(
			expect.arrayContaining(['the setting “colour”', 'the setting “theme”'])
		);
		expect((await memory.settings.get()).theme).toBe('dark');
	});
});

type File = Awaited<ReturnType<typeof everything>>;

describe('restoring changes nothing when', () => {
	test.each<[string, (file: File) => unknown, string]>([
		['the version is newer', (f) => (f.version = 2), 'Reload the page to update'],
		['it is another file', (f) => (f.format = 'other'), 'not a backup of Understudy'],
		['a list is missing', (f) => delete f.messages, 'messages: should be a list, is missing'],
		['a parent is missing', (f) => (f.messages[0].parentId = 'nobody'), 'one that is not there'],
		['a parent is itself', (f) => (f.messages[2].parentId = f.messages[2].id), 'in a circle'],
		['a message is there twice', (f) => f.messages.push(f.messages[0]), 'another one in this file'],
		[
			'a conversation is there twice',
			(f) => f.conversations.push(f.conversations[0]),
			'another one'
		],
		['an owner is missing', (f) => (f.messages[0].conversationId = 'x'), 'names no conversation'],
		['the leaf is missing', (f) => (f.conversations[0].leafId = 'x'), 'ends with a message'],
		['an id is the prototype', (f) => (f.conversations[0].id = '__proto__'), 'should be an id'],
		['an id is a path', (f) => (f.messages[0].id = '../x'), 'should be an id'],
		['a time is none', (f) => (f.messages[1].createdAtMs = null), 'finite number'],
		[
			'a time is far off',
			(f) => (f.conversations[0].updatedAtMs = 1e16),
			'milliseconds since 1970'
		],
		['a role is unknown', (f) => (f.messages[1].role = 'root'), 'should be one of'],
		['a part is unknown', (f) => (f.messages[1].parts[0].type = 'video'), 'should be one of'],
		['a text is too long', (f) => (f.messages[1].parts[0].text = 'x'.repeat(1e7)), 'are the most'],
		['a permission is unknown', (f) => (f.conversations[0].egress = 'always'), 'should be one of'],
		['a draft is a number', (f) => (f.drafts[0] = 7), 'should be an object'],
		['a receipt is hollow', (f) => (f.messages[0].receipt = { version: 1 }), 'who answered']
	])('%s', async (_what, spoil, words) => {
		await fill();
		const file = await everything();
		spoil(file);
		const before = await everything();
		await expect(memory.backup.restore(asFile(file))).rejects.toMatchObject({
			name: 'ParseError',
			message: expect.stringContaining(words)
		});
		expect(await everything()).toEqual(before);
	});

	test('a message would move into another conversation', async () => {
		await fill();
		const file = await everything();
		file.conversations[0].id = 'elsewhere';
		for (const message of file.messages) message.conversationId = 'elsewhere';
		file.drafts = [];
		const before = await everything();
		await expect(memory.backup.restore(asFile(file))).rejects.toMatchObject({
			name: 'ParseError',
			message: expect.stringContaining('in another conversation on this device')
		});
		expect(await everything()).toEqual(before);
	});

	test('the disk is full in the middle', async () => {
		await fill();
		const file = await memory.backup.backup();
		memory.close();
		memory = await freshMemory();
		const before = await everything();
		const real = IDBObjectStore.prototype.add;
		let left = 2;
		const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
			this: IDBObjectStore,
			...given
		) {
			if (left-- === 0) throw new DOMException('full', 'QuotaExceededError');
			return real.apply(this, given);
		});
		await expect(memory.backup.restore(file)).rejects.toMatchObject({
			name: 'MemoryError',
			code: 'disk-full',
			message: expect.stringContaining('nothing of this was saved')
		});
		full.mockRestore();
		expect(await everything()).toEqual(before);
	});
});

describe('an export', () => {
	test('as JSON is imported again as it was, on another device', async () => {
		const id = await fill();
		const file = await memory.backup.exportConversation(id, 'json');
		const [conversation, messages] = [
			await memory.conversations.get(id),
			await memory.conversations.messages(id)
		];
		memory.close();
		memory = await freshMemory();
		expect(await memory.backup.importFile(file)).toMatchObject({ conversations: 1, messages: 3 });
		expect(await memory.conversations.get(id)).toEqual(conversation);
		expect(await memory.conversations.messages(id)).toEqual(messages);
	});

	test('keeps the mode, the thumbs and when, what was said beside an answer, and all a receipt says', async () => {
		const id = await fill();
		await memory.conversations.update(id, { mode: 'accurate' });
		const answer = (await memory.conversations.messages(id)).find(
			({ role }) => role === 'assistant'
		)!;
		const judged = { feedback: 'down' as const, feedbackAtMs: 1_800_000_000_001 };
		await memory.conversations.save({ ...answer, ...judged, notes: ['Said.'], receipt });
		const file = await memory.backup.exportConversation(id, 'json');
		memory.close();
		memory = await freshMemory();
		await memory.backup.importFile(file);
		expect((await memory.conversations.get(id))?.mode).toBe('accurate');
		expect((await memory.conversations.messages(id)).find((one) => one.id === answer.id)).toEqual({
			...answer,
			...judged,
			notes: ['Said.'],
			receipt
		});
	});

	test('from elsewhere does not bring its permission to leave the device', async () => {
		const id = await fill();
		await memory.conversations.update(id, { egress: 'allow' });
		const file = await memory.backup.exportConversation(id, 'json');
		const backup = await memory.backup.backup();
		memory.close();
		memory = await freshMemory();
		await memory.backup.importFile(file);
		expect((await memory.conversations.get(id))?.egress).toBe('ask');
		memory.close();
		memory = await freshMemory();
		await memory.backup.restore(backup);
		expect((await memory.conversations.get(id))?.egress).toBe('allow');
	});

	test('as Markdown has the branch on screen, roles, times and whole code fences', async () => {
		const { conversations } = memory;
		const { id } = await conversations.create({
			title: 'Code\nand more',
			systemPrompt: 'Be brief.'
		});
		const at = Date.UTC(2026, 10, 20, 23, 55);
		await conversations.append(
			[
				{
					...textMessage(id, 'q', null, 'user', 'Sort this:'),
					parts: [
						{ type: 'text', text: 'Sort this:' },
						{ type: 'file', name: 'a.md', mediaType: 'text/markdown', text: '```\nb\n```' }
					],
					createdAtMs: at
				},
				{ ...textMessage(id, 'other', 'q', 'assistant', 'not shown'), createdAtMs: at },
				{
					...textMessage(id, 'a', 'q', 'assistant', 'Here:\n\n```js\nlist.sort()'),
					createdAtMs: at + 60_000,
					source: 'base',
					model: 'starter',
					status: 'stopped'
				},
				{ ...textMessage(id, 'thanks', 'a', 'user', 'Thanks'), createdAtMs: at + 120_000 }
			],
			'thanks'
		);
		const file = await memory.backup.exportConversation(id, 'markdown');
		expect(file.type).toContain('text/markdown');
		expect(await file.text()).toBe(
			[
				'# Code and more',
				'## System prompt',
				'Be brief.',
				'## You · 2026-11-20 23:55 UTC',
				'Sort this:',
				'File a.md:',
				'````\n```\nb\n```\n````',
				'## Assistant (base, starter) · 2026-11-20 23:56 UTC',
				'Here:\n\n```js\nlist.sort()\n```',
				'*Stopped before its end.*',
				'## You · 2026-11-20 23:57 UTC',
				'Thanks\n'
			].join('\n\n')
		);
	});

	test('of a conversation that is gone says so', async () => {
		await expect(memory.backup.exportConversation('x', 'json')).rejects.toMatchObject({
			code: 'not-found'
		});
	});
});

describe('erasing everything', () => {
	test('leaves a clean state in this tab and in the others', async () => {
		const id = await fill();
		const other = await memory.anotherTab();
		expect(await other.conversations.list()).toHaveLength(1);
		const heard: string[] = [];
		other.conversations.onChange(({ kind }) => heard.push(kind));
		await memory.backup.eraseEverything();
		expect(heard).toContain('conversation');
		expect(await other.conversations.list()).toEqual([]);
		expect(await memory.conversations.messages(id)).toEqual([]);
		expect(await memory.drafts.get(id)).toBeUndefined();
		expect((await memory.settings.get()).theme).toBe('system');
		await memory.conversations.create({ title: 'a new start' });
		expect(await other.conversations.list()).toHaveLength(1);
		expect(memory.notices).toEqual([]);
	});

	test('removes the weights as well', async () => {
		await new Promise((resolve) => {
			const request = indexedDB.open('understudy-weights', 1);
			request.addEventListener('success', () => {
				request.result.close();
				resolve(null);
			});
		});
		await memory.backup.eraseEverything();
		const names = (await indexedDB.databases()).map(({ name }) => name);
		expect(names).not.toContain('understudy-weights');
	});
});
