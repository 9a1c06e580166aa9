// Removes texts of files that no message and no draft names any more. Once a visit, when there is nothing better
// to do. Not here: keeping them (files.ts).

import { keptIn } from '../contract/messages.ts';
import type { Connection } from './connection.ts';
import { deleteFile } from './delete-file.ts';

/** What was kept since then may be named before long: by another tab's draft that is not saved yet. */
const UNNAMED_FOR_MS = 60 * 60 * 1000;
/** Messages read at once. */
const BATCH = 500;

/** How many there were. */
export async function sweepFiles(connection: Connection, nowMs: number): Promise<number> {
	const ids = await connection.read(['files'], (transaction) =>
		transaction.objectStore('files').getAllKeys()
	);
	const old = ids.filter((id) => !(Number.parseInt(id, 10) > nowMs - UNNAMED_FOR_MS));
	if (old.length === 0) return 0;
	return connection.write(['files', 'vectors', 'messages', 'drafts'], async (transaction) => {
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
		for (const id of unnamed) await deleteFile(transaction, id);
		return unnamed.length;
	});
}
