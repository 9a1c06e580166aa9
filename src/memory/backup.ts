// Everything as one file, and back; the way in for files of other programs; and the end of it all.
// What the files hold is format.ts, how they are merged is merge.ts, what is erased is erase.ts.

import { ParseError } from '../contract/errors.ts';
import type { BackupStore } from '../contract/services.ts';
import type { StoreContext } from './conversations.ts';
import type { Eraser } from './erase.ts';
import { MemoryError } from './errors.ts';
import { exportConversation } from './export.ts';
import {
	BACKUP_FORMAT,
	FORMAT_VERSION,
	MAX_FILE_BYTES,
	bundleFrom,
	isOwnFormat
} from './format.ts';
import { readImport, readJson } from './import-file.ts';
import { mergeBundle } from './merge.ts';
import { toConversation, toMessage } from './records.ts';

/** Records read at once, so that a backup needs the memory of its text and little more. */
const BATCH = 500;

export function createBackupStore(context: StoreContext, erase: Eraser): BackupStore {
	return {
		backup: () => writeBackup(context),

		async restore(file) {
			const value = await readJson(file);
			if (!isOwnFormat(value))
				throw new ParseError(
					'',
					'This is not a backup of Understudy. To bring in chats of another program, use Import.'
				);
			return mergeBundle(context, bundleFrom(value), { trustEgress: true });
		},

		exportConversation: (id, format) => exportConversation(context, id, format),

		async importFile(file) {
			return mergeBundle(context, await readImport(file, context.now()), { trustEgress: false });
		},

		eraseEverything: () => erase()
	};
}

async function writeBackup({ connection, now }: StoreContext): Promise<Blob> {
	const parts: string[] = [
		`{"format":"${BACKUP_FORMAT}","version":${FORMAT_VERSION},"exportedAtMs":${now()}`
	];
	await connection.read(
		['conversations', 'messages', 'drafts', 'settings'],
		async (transaction) => {
			const list = async (name: string, records: AsyncIterable<unknown>) => {
				parts.push(`,\n"${name}":[`);
				let separator = '\n';
				for await (const record of records) {
					parts.push(separator, JSON.stringify(record));
					separator = ',\n';
				}
				parts.push(']');
			};
			const conversations = transaction.objectStore('conversations');
			await list(
				'conversations',
				inBatches(conversations, ({ id }) => id, toConversation)
			);
			const messages = transaction.objectStore('messages');
			await list(
				'messages',
				inBatches(messages, ({ id }) => id, toMessage)
			);
			const drafts = transaction.objectStore('drafts');
			await list(
				'drafts',
				inBatches(drafts, ({ conversationId }) => conversationId, same)
			);
			const settings = transaction.objectStore('settings');
			await list(
				'settings',
				inBatches(settings, ({ key }) => key, same)
			);
		}
	);
	parts.push('\n}\n');
	const blob = new Blob(parts, { type: 'application/json' });
	if (blob.size > MAX_FILE_BYTES)
		throw new MemoryError(
			'invalid',
			'Your conversations are larger than one backup file may be (200 MB). Export the large ones by themselves and remove them, then try again.'
		);
	return blob;
}

type Source<T> = { getAll(range: IDBKeyRange | null, count: number): Promise<T[]> };

async function* inBatches<T, R>(
	store: Source<T>,
	keyOf: (record: T) => string,
	toRecord: (record: T) => R
): AsyncGenerator<R> {
	let range: IDBKeyRange | null = null;
	for (;;) {
		const records: T[] = await store.getAll(range, BATCH);
		yield* records.map(toRecord);
		const last = records.at(-1);
		if (!last || records.length < BATCH) return;
		range = IDBKeyRange.lowerBound(keyOf(last), true);
	}
}

function same<T>(record: T): T {
	return record;
}
