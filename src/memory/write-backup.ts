// Writes everything that is remembered into one file, a batch of records at a time.
// What the file holds is format.ts; reading one is restore.ts.

import type { StoreContext } from './conversations.ts';
import { MemoryError } from './errors.ts';
import { BACKUP_FORMAT, FORMAT_VERSION, MAX_FILE_BYTES, MAX_OWN_MESSAGES } from './format-names.ts';
import { toConversation, toMessage } from './records.ts';

/** Records read at once, so that a backup needs the memory of its text and little more. */
const BATCH = 500;

/** Throws MemoryError where there is more than one file may hold. */
export async function writeBackup({ connection, now }: StoreContext): Promise<Blob> {
	const parts: string[] = [
		`{"format":"${BACKUP_FORMAT}","version":${FORMAT_VERSION},"exportedAtMs":${now()}`
	];
	const messageCount = await connection.read(
		['conversations', 'messages', 'drafts', 'settings', 'files'],
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
			const files = transaction.objectStore('files');
			if ((await files.count()) > 0)
				await list(
					'files',
					// Each may be as large as all else.
					inBatches(files, ({ id }) => id, same, 1)
				);
			return messages.count();
		}
	);
	parts.push('\n}\n');
	const blob = new Blob(parts, { type: 'application/json' });
	if (blob.size > MAX_FILE_BYTES || messageCount > MAX_OWN_MESSAGES)
		throw new MemoryError(
			'invalid',
			`Your conversations are larger than one backup file may be (200 MB, ${MAX_OWN_MESSAGES} messages). Export the large ones by themselves and remove them, then try again.`
		);
	return blob;
}

type Source<T> = { getAll(range: IDBKeyRange | null, count: number): Promise<T[]> };

async function* inBatches<T, R>(
	store: Source<T>,
	keyOf: (record: T) => string,
	toRecord: (record: T) => R,
	batch = BATCH
): AsyncGenerator<R> {
	let range: IDBKeyRange | null = null;
	for (;;) {
		const records: T[] = await store.getAll(range, batch);
		yield* records.map(toRecord);
		const last = records.at(-1);
		if (!last || records.length < batch) return;
		range = IDBKeyRange.lowerBound(keyOf(last), true);
	}
}

function same<T>(record: T): T {
	return record;
}
