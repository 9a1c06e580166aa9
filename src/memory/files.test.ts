// Texts of files beside the messages: kept, gone with their conversation, in a backup and an export and back,
// and swept away when nothing names them any more.

import { beforeEach, expect, test } from 'vitest';
import { freshMemory, newDevice } from '../../test/support/memory.ts';
import type { Part } from '../contract/messages.ts';
import { openMemory, type Memory } from './memory.ts';

beforeEach(newDevice);

const LONG = 'A long text.\n'.repeat(1000);
const named = (kept: string): Part[] => [
	{ type: 'file', name: 'long.txt', mediaType: 'text/plain', text: '', bytes: 13_000, kept },
	{ type: 'text', text: 'What does it say?' }
];

async function conversationWithFile(memory: Memory) {
	const kept = await memory.files.keep(LONG);
	const { id } = await memory.conversations.create({ title: 'About a file' });
	const question = { id: `${id}-q`, conversationId: id, parentId: null, role: 'user' as const };
	await memory.conversations.append(
		[{ ...question, parts: named(kept), status: 'done', createdAtMs: 1 }],
		question.id
	);
	return { id, kept, questionId: question.id };
}

test('a conversation that is removed takes its texts along, and its draft’s', async () => {
	const memory = await freshMemory();
	const { id, kept } = await conversationWithFile(memory);
	const other = await conversationWithFile(memory);
	const drafted = await memory.files.keep('in a draft');
	await memory.drafts.set(id, { parts: named(drafted) });
	expect(await memory.files.get(kept)).toBe(LONG);
	await memory.conversations.remove(id);
	expect(await memory.files.get(kept)).toBeUndefined();
	expect(await memory.files.get(drafted)).toBeUndefined();
	expect(await memory.files.get(other.kept)).toBe(LONG);
	memory.close();
});

test('what was computed of a text goes with it, and is in no backup', async () => {
	const memory = await freshMemory();
	const { id, kept } = await conversationWithFile(memory);
	const meaning = new Map([['A passage of it.', Float32Array.of(0.5, 0.25)]]);
	await memory.vectors.add(kept, 'e', meaning);
	await memory.vectors.add(kept, 'e', new Map([['Another.', Float32Array.of(1, 0)]]));
	expect(await memory.vectors.get(kept, 'e')).toEqual(
		new Map([...meaning, ['Another.', Float32Array.of(1, 0)]])
	);
	expect(await (await memory.backup.backup()).text()).not.toContain('A passage of it.');
	await memory.conversations.remove(id);
	expect(await memory.vectors.get(kept, 'e')).toEqual(new Map());
	// Computed while it was removed: it does not come back.
	await memory.vectors.add(kept, 'e', meaning);
	expect(await memory.vectors.get(kept, 'e')).toEqual(new Map());
	memory.close();
});

test('a backup and an export bring the texts along', async () => {
	for (const make of ['backup', 'export'] as const) {
		newDevice();
		const memory = await freshMemory();
		const { id, kept } = await conversationWithFile(memory);
		const file =
			make === 'backup'
				? await memory.backup.backup()
				: await memory.backup.exportConversation(id, 'json');
		const markdown = await memory.backup.exportConversation(id, 'markdown');
		expect(await markdown.text()).toContain('File long.txt:\n\n```\nA long text.');
		memory.close();
		newDevice();
		const next = await freshMemory();
		await next.backup.importFile(file);
		expect(await next.files.get(kept), make).toBe(LONG);
		expect((await next.conversations.messages(id))[0]?.parts).toEqual(named(kept));
		next.close();
	}
});

test('a text whose message was removed stays for an undo, and is swept away later', async () => {
	let nowMs = 1_700_000_000_000;
	const memory = await openMemory({ now: () => nowMs, channel: null });
	const removed = await conversationWithFile(memory);
	const stays = await conversationWithFile(memory);
	const drafted = await memory.files.keep('in a draft');
	await memory.drafts.set('new', { parts: named(drafted) });
	const meaning = new Map([['A passage.', Float32Array.of(1)]]);
	for (const { kept } of [removed, stays]) await memory.vectors.add(kept, 'e', meaning);
	await memory.conversations.removeMessage(removed.questionId);
	expect(await memory.files.sweep()).toBe(0);
	expect(await memory.files.get(removed.kept)).toBe(LONG);
	nowMs += 2 * 60 * 60 * 1000;
	expect(await memory.files.sweep()).toBe(1);
	expect(await memory.files.get(removed.kept)).toBeUndefined();
	expect(await memory.vectors.get(removed.kept, 'e')).toEqual(new Map());
	expect(await memory.vectors.get(stays.kept, 'e')).toEqual(meaning);
	expect(await memory.files.get(stays.kept)).toBe(LONG);
	expect(await memory.files.get(drafted)).toBe('in a draft');
	memory.close();
});
