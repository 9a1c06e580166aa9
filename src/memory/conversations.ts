// Conversations and their message trees in IndexedDB. Each method is one transaction; a turn's
// messages are on the disk (strict durability) before `append` resolves.
// Not here: searching (search.ts), and the tree's own rules (tree.ts).

import { EGRESS } from '../contract/ids.ts';
import type { Conversation, Message } from '../contract/messages.ts';
import { messageProblem } from '../contract/parse-parts.ts';
import type { ConversationStore } from '../contract/stores.ts';
import { DEFAULT_SETTINGS } from '../contract/settings.ts';
import type { ChangeHub } from './changes.ts';
import type { Connection, WriteTransaction } from './connection.ts';
import type { StoredConversation } from './database.ts';
import { MemoryError } from './errors.ts';
import { placesOf, toConversation, toMessage } from './records.ts';
import { leafAfterRemoval, subtreeIds } from './tree.ts';

export type StoreContext = {
	connection: Connection;
	changes: ChangeHub;
	/** Milliseconds since the epoch. */
	now: () => number;
	newId: () => string;
};

export function createConversationStore(context: StoreContext): ConversationStore {
	const { connection, changes, now, newId } = context;
	let searching: Promise<ConversationStore['search']> | null = null;
	/** Fetched when somebody first searches; again after that failed. */
	const search: ConversationStore['search'] = async (query) => {
		searching ??= import('./search.ts').then(({ createSearch }) => createSearch(connection));
		searching.catch(() => (searching = null));
		return (await searching)(query);
	};

	return {
		async list() {
			const stored = await connection.read(['conversations'], (transaction) =>
				transaction.objectStore('conversations').getAll()
			);
			return stored.map(toConversation).toSorted(byPinnedThenLatest);
		},

		async get(id) {
			const stored = await connection.read(['conversations'], (transaction) =>
				transaction.objectStore('conversations').get(id)
			);
			return stored && toConversation(stored);
		},

		async create(fields = {}) {
			const atMs = now();
			const conversation = await connection.write(
				['conversations', 'settings'],
				async (transaction) => {
					const egress = await transaction.objectStore('settings').get('egress');
					const created: StoredConversation = {
						id: newId(),
						title: fields.title ?? '',
						titled: false,
						pinned: false,
						createdAtMs: atMs,
						updatedAtMs: atMs,
						leafId: null,
						systemPrompt: fields.systemPrompt ?? '',
						egress:
							fields.egress ??
							EGRESS.find((known) => known === egress?.value) ??
							DEFAULT_SETTINGS.egress,
						...(fields.mode && { mode: fields.mode }),
						revision: 1
					};
					await transaction.objectStore('conversations').add(created);
					return toConversation(created);
				}
			);
			changes.tell({ kind: 'conversation', conversationId: conversation.id });
			return conversation;
		},

		async update(id, fields) {
			const updated = await connection.write(['conversations', 'messages'], async (transaction) => {
				const stored = await existing(transaction, id);
				const { title, titled, pinned, systemPrompt, egress, leafId, mode, memoryResetAtMs } =
					fields;
				if (leafId !== undefined && leafId !== null) {
					const leaf = await transaction.objectStore('messages').get(leafId);
					if (leaf?.conversationId !== id) throw notOfConversation();
				}
				// Pinning and walking between branches are not news of the conversation.
				const isNews = title !== undefined || systemPrompt !== undefined || egress !== undefined;
				const next: StoredConversation = {
					...stored,
					title: title ?? stored.title,
					titled: titled ?? stored.titled,
					pinned: pinned ?? stored.pinned,
					systemPrompt: systemPrompt ?? stored.systemPrompt,
					egress: egress ?? stored.egress,
					leafId: leafId === undefined ? stored.leafId : leafId,
					updatedAtMs: isNews ? Math.max(now(), stored.updatedAtMs) : stored.updatedAtMs
				};
				if (mode) next.mode = mode;
				if (mode === null) delete next.mode;
				if (memoryResetAtMs !== undefined) next.memoryResetAtMs = memoryResetAtMs;
				await transaction.objectStore('conversations').put(next);
				return toConversation(next);
			});
			changes.tell({ kind: 'conversation', conversationId: id });
			return updated;
		},

		async remove(id) {
			const { removeConversation } = await import('./remove-conversation.ts');
			await removeConversation(connection, id);
			changes.tell({ kind: 'conversation', conversationId: id });
		},

		async messages(conversationId) {
			const stored = await connection.read(['messages'], (transaction) =>
				transaction.objectStore('messages').index('by-place').getAll(placesOf(conversationId))
			);
			return stored.map(toMessage);
		},

		async unfinished() {
			const stored = await connection.read(['messages'], (transaction) =>
				transaction.objectStore('messages').index('by-status').getAll('streaming')
			);
			return stored.map(toMessage);
		},

		async append(messages, leafId) {
			const conversationId = messages[0]?.conversationId;
			if (conversationId === undefined)
				throw new MemoryError('invalid', 'There is no message to store.');
			for (const message of messages) refuseUnstorable(message);
			await connection.write(['conversations', 'messages', 'drafts'], async (transaction) => {
				const conversation = await existing(transaction, conversationId);
				await addMessages(transaction, conversationId, messages);
				const leaf = await transaction.objectStore('messages').get(leafId);
				if (leaf?.conversationId !== conversationId) throw notOfConversation();
				await transaction.objectStore('conversations').put({
					...conversation,
					leafId,
					updatedAtMs: Math.max(now(), conversation.updatedAtMs),
					revision: conversation.revision + 1
				});
				// Another answer to an old question leaves alone what is being typed.
				if (messages.some(({ role }) => role === 'user'))
					await transaction.objectStore('drafts').delete(conversationId);
			});
			changes.tell(
				{ kind: 'message', conversationId },
				{ kind: 'conversation', conversationId },
				{ kind: 'draft', conversationId }
			);
		},

		async save(message) {
			refuseUnstorable(message);
			const { conversationId } = message;
			const isFinal = message.status !== 'streaming';
			await connection.write(
				['conversations', 'messages'],
				async (transaction) => {
					const messages = transaction.objectStore('messages');
					const stored = await messages.get(message.id);
					if (!stored || stored.conversationId !== conversationId) throw messageGone();
					if (stored.parentId !== message.parentId)
						throw new MemoryError('invalid', 'A stored message cannot move under another one.');
					await messages.put({ ...message, seq: stored.seq });
					if (!isFinal) return;
					const conversation = await existing(transaction, conversationId);
					await transaction.objectStore('conversations').put({
						...conversation,
						updatedAtMs: Math.max(now(), conversation.updatedAtMs),
						revision: conversation.revision + 1
					});
				},
				isFinal ? 'strict' : 'relaxed'
			);
			changes.tell({ kind: 'message', conversationId });
			if (isFinal) changes.tell({ kind: 'conversation', conversationId });
		},

		async judge(answerId, feedback) {
			const judged = await connection.write(['conversations', 'messages'], async (transaction) => {
				const messages = transaction.objectStore('messages');
				const stored = await messages.get(answerId);
				if (!stored) throw messageGone();
				const conversation = await existing(transaction, stored.conversationId);
				const { feedback: _feedback, feedbackAtMs: _feedbackAtMs, ...rest } = stored;
				// Later than what was forgotten, though the clock was set back since.
				const atMs = Math.max(now(), (conversation.memoryResetAtMs ?? 0) + 1);
				const next = feedback === null ? rest : { ...rest, feedback, feedbackAtMs: atMs };
				await messages.put(next);
				await transaction.objectStore('conversations').put({
					...conversation,
					updatedAtMs: Math.max(now(), conversation.updatedAtMs),
					revision: conversation.revision + 1
				});
				return toMessage(next);
			});
			const { conversationId } = judged;
			changes.tell({ kind: 'message', conversationId }, { kind: 'conversation', conversationId });
			return judged;
		},

		async removeMessage(id) {
			const conversationId = await connection.write(
				['conversations', 'messages'],
				async (transaction) => {
					const messages = transaction.objectStore('messages');
					const removed = await messages.get(id);
					if (!removed) return null;
					const conversation = await existing(transaction, removed.conversationId);
					const tree = await messages.index('by-place').getAll(placesOf(conversation.id));
					for (const key of subtreeIds(tree, id)) await messages.delete(key);
					await transaction.objectStore('conversations').put({
						...conversation,
						leafId: leafAfterRemoval(tree, id, conversation.leafId),
						updatedAtMs: Math.max(now(), conversation.updatedAtMs),
						revision: conversation.revision + 1
					});
					return conversation.id;
				}
			);
			// Another tab may have removed it already: what was asked for is so.
			if (conversationId === null) return;
			changes.tell({ kind: 'message', conversationId }, { kind: 'conversation', conversationId });
		},

		search,
		onChange: (listener) => changes.onChange(listener)
	};
}

async function existing(
	transaction: Pick<WriteTransaction<['conversations', 'messages']>, 'objectStore'>,
	id: string
): Promise<StoredConversation> {
	const stored = await transaction.objectStore('conversations').get(id);
	if (stored) return stored;
	throw new MemoryError('not-found', 'This conversation was removed. Start a new chat.');
}

async function addMessages(
	transaction: Pick<WriteTransaction<['conversations', 'messages']>, 'objectStore'>,
	conversationId: string,
	messages: readonly Message[]
): Promise<void> {
	const store = transaction.objectStore('messages');
	const last = await store.index('by-place').openKeyCursor(placesOf(conversationId), 'prev');
	let seq = last ? last.key[1] + 1 : 0;
	for (const message of messages) {
		if (message.conversationId !== conversationId) throw notOfConversation();
		if (message.parentId !== null) {
			const parent = await store.get(message.parentId);
			if (parent?.conversationId !== conversationId) throw notOfConversation();
		}
		await store.add({ ...message, seq });
		seq++;
	}
}

function refuseUnstorable(message: Message): void {
	const problem = messageProblem(message);
	if (problem !== null) throw new MemoryError('invalid', problem);
}

function messageGone(): MemoryError {
	return new MemoryError('not-found', 'This message was removed, so it was not saved.');
}

function notOfConversation(): MemoryError {
	return new MemoryError(
		'invalid',
		'A message does not belong to this conversation, so nothing was saved. Reload the page, then try again.'
	);
}

function byPinnedThenLatest(a: Conversation, b: Conversation): number {
	return (
		Number(b.pinned) - Number(a.pinned) ||
		b.updatedAtMs - a.updatedAtMs ||
		b.createdAtMs - a.createdAtMs ||
		(a.id < b.id ? -1 : 1)
	);
}
