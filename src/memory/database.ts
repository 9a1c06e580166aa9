// The database `understudy`: its schema and every step that led to it. The only place migrations
// live; a step is never edited once it was released, and test/fixtures/memory/ holds a dump of each
// older version. Not here: the connection's life (connection.ts) and what is stored when (the stores).

import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import { openDB } from 'idb';
import type { Conversation, Message, MessageStatus } from '../contract/messages.ts';
import type { Draft } from '../contract/stores.ts';
import type { Settings } from '../contract/settings.ts';
import type { Outcome } from '../contract/outcomes.ts';
import { isNamed, openingError } from './errors.ts';
import { inOrder } from './tree.ts';

export const DATABASE_NAME = 'understudy';

/** `revision` counts the changes to title or text; the search index compares it. */
export type StoredConversation = Conversation & { revision: number };
/** `seq` is the place in the conversation: the order of writing, a parent before its child. */
export type StoredMessage = Message & { seq: number };
export type StoredDraft = Draft & { conversationId: string; updatedAtMs: number };
/** One record a setting, so that two tabs that change two settings keep both. */
export type StoredSetting = { key: string; value: Settings[keyof Settings]; updatedAtMs: number };
/** The folded words of a conversation's messages at `revision`: a cache, rebuilt when stale. */
export type StoredWords = { conversationId: string; revision: number; words: string };

/** A text too long to be in the message that names it; the id begins with when it was kept. */
export type StoredFile = { id: string; text: string };

/**
 * What passages of a kept text mean to an embedder: their vectors one after the other, in the order of the
 * passages. A cache, made again where it is missing; of each question's new passages a record.
 */
export type StoredVectors = { passages: string[]; values: Float32Array };

/** What this device learnt: by a name, as its reader parses it. */
export type StoredLearnt = { key: string; value: unknown };

export interface Schema extends DBSchema {
	conversations: { key: string; value: StoredConversation };
	messages: {
		key: string;
		value: StoredMessage;
		/** [conversationId, seq] */
		indexes: { 'by-place': [string, number]; 'by-status': MessageStatus };
	};
	settings: { key: string; value: StoredSetting };
	drafts: { key: string; value: StoredDraft };
	words: { key: string; value: StoredWords };
	outcomes: {
		key: string;
		value: Outcome;
		/** [baseSha256, atMs] */
		indexes: { 'by-base': [string, number] };
	};
	learnt: { key: string; value: StoredLearnt };
	files: { key: string; value: StoredFile };
	/** [id of the file, id of the embedder, anything] */
	vectors: { key: [string, string, string]; value: StoredVectors };
}

export type Database = IDBPDatabase<Schema>;

type Old = IDBPDatabase<unknown>;
type OldTransaction = IDBPTransaction<unknown, string[], 'versionchange'>;
type Migration = (database: Old, transaction: OldTransaction) => Promise<void> | void;

/** `MIGRATIONS[n]` leads from version n to n + 1. */
const MIGRATIONS: readonly Migration[] = [
	function conversationsMessagesSettings(database) {
		database.createObjectStore('conversations', { keyPath: 'id' });
		const messages = database.createObjectStore('messages', { keyPath: 'id' });
		messages.createIndex('by-conversation', 'conversationId');
		database.createObjectStore('settings');
	},

	function drafts(database) {
		database.createObjectStore('drafts', { keyPath: 'conversationId' });
	},

	// Order no longer depends on clocks, settings become a record each, and text can be searched.
	async function placesAndWords(database, transaction) {
		database.createObjectStore('words', { keyPath: 'conversationId' });
		await placeMessages(transaction);
		const settings: unknown = await transaction.objectStore('settings').get('settings');
		database.deleteObjectStore('settings');
		const split = database.createObjectStore('settings', { keyPath: 'key' });
		if (typeof settings === 'object' && settings !== null)
			for (const [key, value] of Object.entries(settings))
				await split.put({ key, value, updatedAtMs: 0 });
	},

	function outcomesAndLearnt(database) {
		const outcomes = database.createObjectStore('outcomes', { keyPath: 'answerId' });
		outcomes.createIndex('by-base', ['baseSha256', 'atMs']);
		database.createObjectStore('learnt', { keyPath: 'key' });
	},

	function files(database) {
		database.createObjectStore('files', { keyPath: 'id' });
	},

	function vectors(database) {
		database.createObjectStore('vectors');
	}
];

export const DATABASE_VERSION = MIGRATIONS.length;

async function placeMessages(transaction: OldTransaction): Promise<void> {
	const conversations = transaction.objectStore('conversations');
	const messages = transaction.objectStore('messages');
	const byConversation = messages.index('by-conversation');
	for (const id of await conversations.getAllKeys()) {
		const conversation: Conversation = await conversations.get(id);
		await conversations.put({ ...conversation, revision: 1 });
		const own: Message[] = await byConversation.getAll(id);
		const placed = inOrder(own);
		for (const [seq, message] of placed.entries()) await messages.put({ ...message, seq });
	}
	// A message of no conversation could never be shown again.
	let cursor = await messages.openCursor();
	while (cursor) {
		const { seq }: Partial<StoredMessage> = cursor.value;
		if (seq === undefined) await cursor.delete();
		cursor = await cursor.continue();
	}
	messages.deleteIndex('by-conversation');
	messages.createIndex('by-place', ['conversationId', 'seq'], { unique: true });
	// Finds what a closed tab left streaming, without reading every message.
	messages.createIndex('by-status', 'status');
}

export type DatabaseCallbacks = {
	/** An older connection, in another tab, does not let the upgrade begin. */
	onBlocked(): void;
	/** This connection is in the way: of an upgrade, or of the database's removal. It must close. */
	onBlocking(reason: 'upgrade' | 'removal'): void;
	/** The browser ended the connection. */
	onTerminated(): void;
};

/** Opens `name`, running the migrations it lacks in one transaction. Throws MemoryError. */
export async function openDatabase(name: string, callbacks: DatabaseCallbacks): Promise<Database> {
	let migrationError: unknown;
	try {
		return await openDB<Schema>(name, DATABASE_VERSION, {
			upgrade(database, oldVersion, _newVersion, transaction) {
				const old = database as unknown as Old;
				const oldTransaction = transaction as unknown as OldTransaction;
				migrate(old, oldTransaction, oldVersion).catch((error: unknown) => {
					migrationError = error;
					// It may have ended by itself; then its own error is the one to tell.
					if (!isNamed(error, 'AbortError')) transaction.abort();
				});
			},
			blocked: () => callbacks.onBlocked(),
			blocking: (_current, wanted) => callbacks.onBlocking(wanted === null ? 'removal' : 'upgrade'),
			terminated: () => callbacks.onTerminated()
		});
	} catch (error) {
		throw openingError(isNamed(error, 'AbortError') ? (migrationError ?? error) : error);
	}
}

async function migrate(
	database: Old,
	transaction: OldTransaction,
	oldVersion: number
): Promise<void> {
	// `done` rejects with the transaction; openDB reports the same failure.
	transaction.done.catch(() => undefined);
	for (const migration of MIGRATIONS.slice(oldVersion)) await migration(database, transaction);
}
