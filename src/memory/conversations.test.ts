import { beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../contract/messages.ts';
import { freshMemory, type TestMemory, textMessage } from '../../test/support/memory.ts';

let memory: TestMemory;
beforeEach(async () => {
	memory = await freshMemory();
	return () => memory.close();
});

/** A question and its answer under `parentId`, appended as a turn does. */
async function turn(conversationId: string, parentId: string | null, name: string) {
	const question = textMessage(conversationId, `${name}-q`, parentId, 'user');
	const answer = textMessage(conversationId, `${name}-a`, question.id, 'assistant');
	await memory.conversations.append([question, { ...answer, status: 'streaming' }], answer.id);
	return { question, answer };
}

const ids = (messages: Message[]) => messages.map(({ id }) => id);

describe('conversations', () => {
	test('are listed pinned first, then the latest change first', async () => {
		const [a, b, c] = [
			await memory.conversations.create({ title: 'a' }),
			await memory.conversations.create({ title: 'b' }),
			await memory.conversations.create({ title: 'c' })
		];
		await memory.conversations.update(b.id, { pinned: true });
		await memory.conversations.update(a.id, { title: 'a, renamed' });
		const list = await memory.conversations.list();
		expect(list.map(({ id }) => id)).toEqual([b.id, a.id, c.id]);
		expect(list[1]?.title).toBe('a, renamed');
	});

	test('take the default of what may leave the device from the settings', async () => {
		expect((await memory.conversations.create()).egress).toBe('ask');
		await memory.settings.update({ egress: 'local-only' });
		expect((await memory.conversations.create()).egress).toBe('local-only');
		expect((await memory.conversations.create({ egress: 'allow' })).egress).toBe('allow');
	});

	test('have a mode of their own, until it is taken back', async () => {
		const { id, mode } = await memory.conversations.create();
		expect(mode).toBeUndefined();
		await memory.conversations.update(id, { mode: 'only:code' });
		expect((await memory.conversations.get(id))?.mode).toBe('only:code');
		expect((await memory.conversations.update(id, { pinned: true })).mode).toBe('only:code');
		await memory.conversations.update(id, { mode: null });
		expect(await memory.conversations.get(id)).not.toHaveProperty('mode');
	});

	test('remember when what they learned was reset', async () => {
		const { id } = await memory.conversations.create();
		await memory.conversations.update(id, { memoryResetAtMs: 77 });
		expect((await memory.conversations.update(id, { pinned: true })).memoryResetAtMs).toBe(77);
		expect(await memory.conversations.get(id)).toMatchObject({ memoryResetAtMs: 77 });
	});

	test('keep a thumb with its time on the answer as another tab has left it, and take it back', async () => {
		const { id } = await memory.conversations.create();
		const { answer } = await turn(id, null, 'one');
		await memory.conversations.save({ ...answer, status: 'done', notes: ['Said elsewhere.'] });
		const judged = await memory.conversations.judge(answer.id, 'down');
		expect(judged).toMatchObject({ feedback: 'down', notes: ['Said elsewhere.'] });
		expect(judged.feedbackAtMs).toBeGreaterThan(0);
		expect((await memory.conversations.messages(id)).at(-1)).toEqual(judged);
		const back = await memory.conversations.judge(answer.id, null);
		expect(back).not.toHaveProperty('feedback');
		expect(back).not.toHaveProperty('feedbackAtMs');
		await memory.conversations.remove(id);
		await expect(memory.conversations.judge(answer.id, 'up')).rejects.toMatchObject({
			code: 'not-found'
		});
	});

	test('count a thumb as later than what they forgot, though the clock was set back since', async () => {
		const { id } = await memory.conversations.create();
		const { answer } = await turn(id, null, 'one');
		const resetAtMs = 1_900_000_000_000;
		await memory.conversations.update(id, { memoryResetAtMs: resetAtMs });
		const { feedbackAtMs } = await memory.conversations.judge(answer.id, 'up');
		expect(feedbackAtMs).toBe(resetAtMs + 1);
	});

	test('are gone with their messages and their draft once removed', async () => {
		const { id } = await memory.conversations.create();
		const other = await memory.conversations.create();
		await turn(id, null, 'one');
		await turn(other.id, null, 'two');
		await memory.drafts.set(id, { parts: [{ type: 'text', text: 'half a thought' }] });
		await memory.conversations.remove(id);
		expect(await memory.conversations.get(id)).toBeUndefined();
		expect(await memory.conversations.messages(id)).toEqual([]);
		expect(await memory.drafts.get(id)).toBeUndefined();
		expect(await memory.conversations.messages(other.id)).toHaveLength(2);
		await memory.conversations.remove(id);
	});

	test('that are not there are refused by name, and nothing is created', async () => {
		await expect(memory.conversations.update('nobody', { title: 'x' })).rejects.toMatchObject({
			code: 'not-found'
		});
		const message = textMessage('nobody', 'm', null, 'user');
		await expect(memory.conversations.append([message], 'm')).rejects.toMatchObject({
			code: 'not-found'
		});
		expect(await memory.conversations.messages('nobody')).toEqual([]);
		expect(await memory.conversations.list()).toEqual([]);
	});
});

describe('append', () => {
	test('stores a turn, moves the leaf and clears the draft', async () => {
		const { id } = await memory.conversations.create();
		await memory.drafts.set(id, { parts: [{ type: 'text', text: 'What is a GGUF?' }] });
		const { question, answer } = await turn(id, null, 'one');
		expect(ids(await memory.conversations.messages(id))).toEqual([question.id, answer.id]);
		expect((await memory.conversations.get(id))?.leafId).toBe(answer.id);
		expect(await memory.drafts.get(id)).toBeUndefined();
	});

	test('keeps the order of writing even when the clock went backwards', async () => {
		const { id } = await memory.conversations.create();
		const late = { ...textMessage(id, 'first', null, 'user'), createdAtMs: 9000 };
		const early = { ...textMessage(id, 'second', 'first', 'assistant'), createdAtMs: 1000 };
		await memory.conversations.append([late, early], 'second');
		expect(ids(await memory.conversations.messages(id))).toEqual(['first', 'second']);
	});

	test.each<[string, (id: string) => [Message[], string]]>([
		['an id that is stored', (id) => [[textMessage(id, 'one-q', null, 'user')], 'one-q']],
		['a parent that is not there', (id) => [[textMessage(id, 'x', 'nobody', 'user')], 'x']],
		['a leaf that is not there', (id) => [[textMessage(id, 'x', null, 'user')], 'nobody']],
		[
			'a child before its parent',
			(id) => [[textMessage(id, 'y', 'x', 'assistant'), textMessage(id, 'x', null, 'user')], 'y']
		],
		[
			'messages of two conversations',
			(id) => [[textMessage(id, 'x', null, 'user'), textMessage('other', 'y', null, 'user')], 'x']
		],
		[
			'a text that is too long',
			(id) => [
				[
					{
						...textMessage(id, 'x', null, 'user'),
						parts: [{ type: 'text', text: 'a'.repeat(2 ** 23 + 1) }]
					}
				],
				'x'
			]
		]
	])('stores nothing at all when given %s', async (_what, given) => {
		const { id } = await memory.conversations.create();
		await turn(id, null, 'one');
		await memory.drafts.set(id, { parts: [{ type: 'text', text: 'kept' }] });
		const before = [await memory.conversations.get(id), await memory.conversations.messages(id)];
		const [messages, leafId] = given(id);
		await expect(memory.conversations.append(messages, leafId)).rejects.toMatchObject({
			name: 'MemoryError',
			code: 'invalid'
		});
		expect([await memory.conversations.get(id), await memory.conversations.messages(id)]).toEqual(
			before
		);
		expect(await memory.drafts.get(id)).toEqual({ parts: [{ type: 'text', text: 'kept' }] });
	});

	test('from two tabs at once keeps every message once, in one order', async () => {
		const other = await memory.anotherTab();
		const { id } = await memory.conversations.create();
		await memory.conversations.append([textMessage(id, 'root', null, 'user')], 'root');
		const writes = Array.from({ length: 40 }, (_, i) => {
			const { conversations } = i % 2 === 0 ? memory : other;
			return conversations.append([textMessage(id, `m${i}`, 'root', 'assistant')], `m${i}`);
		});
		await Promise.all(writes);
		const here = ids(await memory.conversations.messages(id));
		expect(here).toHaveLength(41);
		expect(new Set(here).size).toBe(41);
		expect(ids(await other.conversations.messages(id))).toEqual(here);
	});
});

describe('save', () => {
	test('overwrites a stored message in its place', async () => {
		const { id } = await memory.conversations.create();
		const { answer } = await turn(id, null, 'one');
		await turn(id, answer.id, 'two');
		await memory.conversations.save({
			...answer,
			status: 'done',
			parts: [{ type: 'text', text: 'the whole answer' }]
		});
		const messages = await memory.conversations.messages(id);
		expect(ids(messages)).toEqual(['one-q', 'one-a', 'two-q', 'two-a']);
		expect(messages[1]).toMatchObject({ status: 'done', parts: [{ text: 'the whole answer' }] });
	});

	test('does not bring back a message that was removed meanwhile', async () => {
		const { id } = await memory.conversations.create();
		const { question, answer } = await turn(id, null, 'one');
		await memory.conversations.removeMessage(question.id);
		await expect(memory.conversations.save(answer)).rejects.toMatchObject({ code: 'not-found' });
		await memory.conversations.remove(id);
		await expect(memory.conversations.save(answer)).rejects.toMatchObject({ code: 'not-found' });
		expect(await memory.conversations.messages(id)).toEqual([]);
	});

	test('refuses to move a message under another one', async () => {
		const { id } = await memory.conversations.create();
		const { answer } = await turn(id, null, 'one');
		await expect(memory.conversations.save({ ...answer, parentId: null })).rejects.toMatchObject({
			code: 'invalid'
		});
	});
});

describe('removeMessage', () => {
	test('takes everything under it along and shows the sibling before it', async () => {
		const { id } = await memory.conversations.create();
		const one = await turn(id, null, 'one');
		const again = textMessage(id, 'one-b', one.question.id, 'assistant');
		await memory.conversations.append([again], again.id);
		await turn(id, again.id, 'two');
		await memory.conversations.removeMessage(again.id);
		expect(ids(await memory.conversations.messages(id))).toEqual(['one-q', 'one-a']);
		expect((await memory.conversations.get(id))?.leafId).toBe('one-a');
	});

	test('shows the end of the next sibling’s branch when it was the first', async () => {
		const { id } = await memory.conversations.create();
		const one = await turn(id, null, 'one');
		const again = textMessage(id, 'one-b', one.question.id, 'assistant');
		await memory.conversations.append([again], again.id);
		await turn(id, again.id, 'two');
		await memory.conversations.update(id, { leafId: one.answer.id });
		await memory.conversations.removeMessage(one.answer.id);
		expect((await memory.conversations.get(id))?.leafId).toBe('two-a');
	});

	test('shows the parent when there is no sibling, and nothing after the last', async () => {
		const { id } = await memory.conversations.create();
		const one = await turn(id, null, 'one');
		await memory.conversations.removeMessage(one.answer.id);
		expect((await memory.conversations.get(id))?.leafId).toBe(one.question.id);
		await memory.conversations.removeMessage(one.question.id);
		expect((await memory.conversations.get(id))?.leafId).toBeNull();
		await memory.conversations.removeMessage(one.question.id);
	});

	test('leaves the visible branch alone when it is elsewhere', async () => {
		const { id } = await memory.conversations.create();
		const one = await turn(id, null, 'one');
		const again = textMessage(id, 'one-b', one.question.id, 'assistant');
		await memory.conversations.append([again], again.id);
		await memory.conversations.removeMessage(one.answer.id);
		expect((await memory.conversations.get(id))?.leafId).toBe(again.id);
	});
});

describe('changes', () => {
	test('are told in this tab and in the others, after they are stored', async () => {
		const other = await memory.anotherTab();
		const here: string[] = [];
		const there: string[] = [];
		memory.conversations.onChange(({ kind }) => here.push(kind));
		const stop = other.conversations.onChange(({ kind }) => there.push(kind));
		const { id } = await memory.conversations.create();
		await turn(id, null, 'one');
		expect(here).toEqual(['conversation', 'message', 'conversation', 'draft']);
		expect(there).toEqual(here);
		stop();
		await memory.conversations.remove(id);
		expect(there).toHaveLength(4);
	});

	test('of the settings reach both tabs, and two tabs changing two settings keep both', async () => {
		const other = await memory.anotherTab();
		const heard = new Promise((resolve) => other.settings.onChange(resolve));
		await Promise.all([
			memory.settings.update({ theme: 'dark' }),
			other.settings.update({ temperature: 0.7 })
		]);
		await heard;
		expect(await memory.settings.get()).toMatchObject({ theme: 'dark', temperature: 0.7 });
		expect(await other.settings.get()).toEqual(await memory.settings.get());
	});

	test('of a setting out of its range are not stored', async () => {
		await memory.settings.update({ temperature: 1 });
		const settings = await memory.settings.update({ temperature: 99, theme: 'light' });
		expect(settings).toMatchObject({ temperature: 1, theme: 'light' });
	});
});
