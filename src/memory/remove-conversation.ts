// Removes a conversation with all that is its own, in one transaction. Its code is fetched with the first one that
// goes. Not here: telling the other tabs (conversations.ts).

import { keptIn } from '../contract/messages.ts';
import type { Connection } from './connection.ts';
import { deleteFile } from './delete-file.ts';
import { placesOf } from './records.ts';

/** Its messages, its draft, the texts both name, and what was computed of them. */
export async function removeConversation(connection: Connection, id: string): Promise<void> {
	await connection.write(
		['conversations', 'messages', 'drafts', 'words', 'files', 'vectors'],
		async (transaction) => {
			const messages = transaction.objectStore('messages');
			const own = await messages.index('by-place').getAll(placesOf(id));
			const draft = await transaction.objectStore('drafts').get(id);
			for (const message of own) await messages.delete(message.id);
			const kept = [...own, ...(draft ? [draft] : [])].flatMap(({ parts }) => keptIn(parts));
			for (const file of new Set(kept)) await deleteFile(transaction, file);
			await transaction.objectStore('drafts').delete(id);
			await transaction.objectStore('words').delete(id);
			await transaction.objectStore('conversations').delete(id);
		}
	);
}
