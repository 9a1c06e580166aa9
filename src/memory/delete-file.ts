// Removes a kept text and what was computed of it. Not here: when (conversations.ts, sweep-files.ts).

import type { WriteTransaction } from './connection.ts';

export async function deleteFile(
	transaction: Pick<WriteTransaction<['files', 'vectors']>, 'objectStore'>,
	id: string
): Promise<void> {
	await transaction.objectStore('files').delete(id);
	await transaction.objectStore('vectors').delete(vectorsUnder(id));
}

/** The range of what was computed of a text, or of it by one embedder. */
export function vectorsUnder(...key: string[]): IDBKeyRange {
	// A list sorts after every text.
	return IDBKeyRange.bound(key, [...key, []]);
}
