// Puts conversations from a file beside what is stored: merged by id, the newer of two wins, in one
// transaction. What it is given was validated (each tree by `treeProblem`); nothing is written
// before that, and a failure while writing leaves everything as it was.

import { ParseError } from '../contract/errors.ts';
import { EGRESS, type Egress } from '../contract/ids.ts';
import type { Conversation, Message } from '../contract/messages.ts';
import type { ImportReport } from '../contract/stores.ts';
import { DEFAULT_SETTINGS } from '../contract/settings.ts';
import type { WriteTransaction } from './connection.ts';
import type { StoreContext } from './conversations.ts';
import type { StoredConversation, StoredDraft, StoredMessage, StoredSetting } from './database.ts';
import { isNamed } from './errors.ts';
import type { KeptFile } from './files.ts';
import { placesOf } from './records.ts';
import { depthOf, inOrder } from './tree.ts';

export type Skipped = ImportReport['skipped'];

export type ImportedConversation = { conversation: Conversation; messages: Message[] };

export type Bundle = {
	conversations: ImportedConversation[];
	drafts: StoredDraft[];
	settings: StoredSetting[];
	/** Texts that its messages name. */
	files?: KeptFile[];
	skipped: Skipped;
};

/** A branch longer than this was not written by a person. */
export const MAX_DEPTH = 20_000;

type Transaction = WriteTransaction<['conversations', 'messages', 'drafts', 'settings', 'files']>;
type Written = { conversations: number; messages: number; unchanged: number };

/** Why a conversation cannot be stored as it is, in words; null when it can. */
export function treeProblem({ conversation, messages }: ImportedConversation): string | null {
	const ids = new Set(messages.map(({ id }) => id));
	if (ids.size !== messages.length) return 'two messages have the same id.';
	if (messages.some(({ conversationId }) => conversationId !== conversation.id))
		return 'a message belongs to another conversation.';
	if (messages.some(({ parentId }) => parentId !== null && !ids.has(parentId)))
		return 'a message follows one that is not there.';
	if (inOrder(messages).length !== messages.length)
		return 'messages follow each other in a circle.';
	if (depthOf(messages) > MAX_DEPTH) return `a branch is longer than ${MAX_DEPTH} messages.`;
	if (conversation.leafId !== null && !ids.has(conversation.leafId))
		return 'its visible branch ends with a message that is not there.';
	return null;
}

export type MergeOptions = {
	/**
	 * Whether a conversation may bring along its permission to leave the device: a backup is the
	 * person's own, a file from elsewhere never permits more than the settings do.
	 */
	trustEgress: boolean;
};

/** Stores the bundle. Throws ParseError or MemoryError, and then nothing was stored. */
export async function mergeBundle(
	context: StoreContext,
	bundle: Bundle,
	{ trustEgress }: MergeOptions
): Promise<ImportReport> {
	const { connection, changes, now } = context;
	const atMs = now();
	const written: Written = { conversations: 0, messages: 0, unchanged: 0 };
	try {
		await connection.write(
			['conversations', 'messages', 'drafts', 'settings', 'files'],
			async (transaction) => {
				const own = await transaction.objectStore('settings').get('egress');
				const most = trustEgress ? 'allow' : egressOf(own?.value);
				for (const imported of bundle.conversations)
					await mergeConversation(transaction, imported, { atMs, most, written });
				await mergeDrafts(transaction, bundle.drafts);
				await mergeSettings(transaction, bundle.settings);
				// By their ids they are the same text; one that is here stays.
				for (const file of bundle.files ?? [])
					if ((await transaction.objectStore('files').getKey(file.id)) === undefined)
						await transaction.objectStore('files').add(file);
			}
		);
	} catch (error) {
		if (error instanceof Error && isNamed(error.cause, 'ConstraintError'))
			throw new ParseError(
				'',
				'A message of this file has the id of a message in another conversation on this device. Nothing was imported; get the file again from where it was made.',
				{ cause: error }
			);
		throw error;
	}
	changes.tell(
		{ kind: 'conversation', conversationId: null },
		{ kind: 'message', conversationId: null },
		{ kind: 'draft', conversationId: null }
	);
	if (bundle.settings.length > 0) changes.tell({ kind: 'settings', conversationId: null });
	const skipped = [...bundle.skipped];
	if (written.unchanged > 0)
		skipped.push({
			what: `${written.unchanged} of the conversations`,
			why: 'They are on this device already, as new or newer.'
		});
	return { conversations: written.conversations, messages: written.messages, skipped };
}

async function mergeConversation(
	transaction: Transaction,
	{ conversation, messages }: ImportedConversation,
	{ atMs, most, written }: { atMs: number; most: Egress; written: Written }
): Promise<void> {
	const conversations = transaction.objectStore('conversations');
	const store = transaction.objectStore('messages');
	const ours = await conversations.get(conversation.id);
	const own = ours ? await store.index('by-place').getAll(placesOf(conversation.id)) : [];
	const known = new Map(own.map((message) => [message.id, message]));
	const theirsWin = !ours || conversation.updatedAtMs > ours.updatedAtMs;
	let seq = (own.at(-1)?.seq ?? -1) + 1;
	let changed = 0;
	const requests: Promise<unknown>[] = [];
	const request = (pending: Promise<unknown>) => {
		// When a later one cannot even begin, nobody waits for this one any more.
		pending.catch(() => undefined);
		requests.push(pending);
	};
	for (const message of inOrder(messages)) {
		const settled = settle(message);
		const stored = known.get(message.id);
		if (!stored) {
			request(store.add({ ...settled, seq: seq++ }));
			changed++;
		} else if (theirsWin && stored.parentId === message.parentId && !isSame(stored, settled)) {
			request(store.put({ ...settled, seq: stored.seq }));
			changed++;
		}
	}
	if (ours && changed === 0 && (!theirsWin || saysTheSame(ours, conversation))) {
		written.unchanged++;
		return;
	}
	// A revision no cache of words can hold: larger than the one stored, and than any count.
	const revision = Math.max((ours?.revision ?? 0) + 1, atMs);
	const egress = stricter(conversation.egress, ours ? stricter(ours.egress, most) : most);
	const next: StoredConversation =
		ours && !theirsWin ? { ...ours, revision } : { ...conversation, egress, revision };
	request(conversations.put(next));
	await Promise.all(requests);
	written.conversations++;
	written.messages += changed;
}

/** A file without times is as new as its reading; it changes nothing unless it says something else. */
function saysTheSame(ours: StoredConversation, theirs: Conversation): boolean {
	return (
		ours.title === theirs.title &&
		ours.pinned === theirs.pinned &&
		ours.leafId === theirs.leafId &&
		ours.systemPrompt === theirs.systemPrompt &&
		ours.mode === theirs.mode &&
		ours.memoryResetAtMs === theirs.memoryResetAtMs
	);
}

/** EGRESS goes from the strictest on. */
function stricter(a: Egress, b: Egress): Egress {
	return EGRESS.indexOf(a) < EGRESS.indexOf(b) ? a : b;
}

function egressOf(value: unknown): Egress {
	return EGRESS.find((known) => known === value) ?? DEFAULT_SETTINGS.egress;
}

/** An answer that was being written when the file was made is not being written any more. */
function settle(message: Message): Message {
	return message.status === 'streaming' ? { ...message, status: 'stopped' } : message;
}

function isSame(stored: StoredMessage, message: Message): boolean {
	return (
		stored.status === message.status &&
		stored.feedback === message.feedback &&
		JSON.stringify(stored.parts) === JSON.stringify(message.parts)
	);
}

async function mergeDrafts(transaction: Transaction, drafts: readonly StoredDraft[]) {
	const store = transaction.objectStore('drafts');
	for (const draft of drafts) {
		const ours = await store.get(draft.conversationId);
		if (!ours || draft.updatedAtMs > ours.updatedAtMs) await store.put(draft);
	}
}

async function mergeSettings(transaction: Transaction, settings: readonly StoredSetting[]) {
	const store = transaction.objectStore('settings');
	for (const setting of settings) {
		const ours = await store.get(setting.key);
		if (!ours || setting.updatedAtMs > ours.updatedAtMs) await store.put(setting);
	}
}
