// The list of conversations on the real memory (on an in-memory IndexedDB): what is undone is as it was.

import { expect, test } from 'vitest';
import type { FilePart } from '../../contract/messages.ts';
import type { Services } from '../../contract/services.ts';
import { freshMemory, textMessage } from '../../../test/support/memory.ts';
import { AppState } from '../app-state.svelte.ts';
import { ConversationList } from './conversation-list.svelte.ts';

test('a conversation that was deleted comes back with what was being written in it, its long files too', async () => {
	const memory = await freshMemory();
	const { backup, conversations, drafts, files } = memory;
	const app = new AppState();
	// The list acts through these alone.
	app.services = { backup, conversations, drafts } as Services;
	const list = new ConversationList(app);
	const conversation = await conversations.create({ title: 'Lengths' });
	const { id } = conversation;
	await conversations.append([textMessage(id, 'q', null, 'user', 'How long is a foot?')], 'q');
	const kept = await files.keep('A yard is three feet.');
	const file: FilePart = {
		type: 'file',
		name: 'yards.txt',
		mediaType: 'text/plain',
		text: '',
		kept
	};
	const draft = [file, { type: 'text' as const, text: 'And a yard?' }];
	await drafts.set(id, { parts: draft });

	await list.remove(conversation);
	expect([await drafts.get(id), await files.get(kept)]).toEqual([undefined, undefined]);
	app.toasts.list.at(-1)?.action?.run();
	while (app.toasts.list.length < 2) await new Promise((resolve) => setImmediate(resolve));
	expect(await conversations.messages(id)).toHaveLength(1);
	expect(await drafts.get(id)).toEqual({ parts: draft });
	expect(await files.get(kept)).toBe('A yard is three feet.');
	// What a person exports is the conversation, not what they have not sent.
	expect(await (await backup.exportConversation(id, 'json')).text()).not.toContain('And a yard?');
	memory.close();
});

test('a draft of another conversation is refused with the file that brings it', async () => {
	const memory = await freshMemory();
	const { backup, conversations, drafts } = memory;
	const { id } = await conversations.create({ title: 'Lengths' });
	await drafts.set(id, { parts: [{ type: 'text', text: 'And a yard?' }] });
	const file = JSON.parse(await (await backup.exportConversation(id, 'undo')).text());
	const other = { ...file, drafts: [{ ...file.drafts[0], conversationId: 'other' }] };
	await expect(backup.restore(new Blob([JSON.stringify(other)]))).rejects.toThrow(
		/names no conversation/
	);
	memory.close();
});
