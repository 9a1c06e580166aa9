// Texts of files that are too long to be in the message that names them. A conversation that is removed takes
// its own along (conversations.ts); what no message and no draft names any more, a removed message's say, is
// swept away when the app next starts. Not here: reading files (src/files/).

import { keptIn } from '../contract/messages.ts';
import type { StoreContext } from './conversations.ts';
import type { ReadTransaction } from './connection.ts';

export interface FileTextStore {
	/** Keeps a text and gives its id. It stays while a message or a draft names it. Throws MemoryError. */
	keep(text: string): Promise<string>;
	/** Undefined when it is not here: the message came without it, or it was removed. */
	get(id: string): Promise<string | undefined>;
	/** Removes what nothing names; how many there were. */
	sweep(): Promise<number>;
}

/** What was kept since then may be named in another tab before long: by a draft that is not saved yet. */
const UNNAMED_FOR_MS = 60 * 60 * 1000;
/** Messages read at once. */
const BATCH = 500;

export function createFileTextStore({ connection, now, newId }: StoreContext): FileTextStore {
	return {
		async keep(text) {
			const id = `${now()}-${newId()}`;
			await connection.write(['files'], (transaction) =>
				transaction.objectStore('files').add({ id, text })
			);
			return id;
		},

		async get(id) {
			const stored = await connection.read(['files'], (transaction) =>
				transaction.objectStore('files').get(id)
			);
			return stored?.text;
		},

		async sweep() {
			const before = now() - UNNAMED_FOR_MS;
			const ids = await connection.read(['files'], (transaction) =>
				transaction.objectStore('files').getAllKeys()
			);
			const old = ids.filter((id) => !(Number.parseInt(id, 10) > before));
			if (old.length === 0) return 0;
			return connection.write(['files', 'messages', 'drafts'], async (transaction) => {
				const named = new Set<string>();
				const drafts = await transaction.objectStore('drafts').getAll();
				for (const { parts } of drafts) for (const id of keptIn(parts)) named.add(id);
				let range: IDBKeyRange | null = null;
				for (;;) {
					const messages = await transaction.objectStore('messages').getAll(range, BATCH);
					for (const { parts } of messages) for (const id of keptIn(parts)) named.add(id);
					const last = messages.at(-1);
					if (!last || messages.length < BATCH) break;
					range = IDBKeyRange.lowerBound(last.id, true);
				}
				const unnamed = old.filter((id) => !named.has(id));
				for (const id of unnamed) await transaction.objectStore('files').delete(id);
				return unnamed.length;
			});
		}
	};
}

/** A file's text as a backup and an export hold it. */
export type KeptFile = { id: string; text: string };

/** The texts that these messages name, one after the other: each may be large. */
export async function filesNamed(
	transaction: Pick<ReadTransaction<['files']>, 'objectStore'>,
	ids: Iterable<string>
): Promise<KeptFile[]> {
	const files: KeptFile[] = [];
	for (const id of new Set(ids)) {
		const file = await transaction.objectStore('files').get(id);
		if (file) files.push(file);
	}
	return files;
}
