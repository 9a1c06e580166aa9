// Texts of files that are too long to be in the message that names them. A conversation that is removed takes
// its own along (conversations.ts); what no message and no draft names any more, a removed message's say, is
// swept away when the app next starts. Not here: reading files (src/files/).

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
			const kept = await connection.read(['files'], (transaction) =>
				transaction.objectStore('files').count()
			);
			if (kept === 0) return 0;
			const { sweepFiles } = await import('./sweep-files.ts');
			return sweepFiles(connection, now());
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
