// Brings a file's conversations in: read, checked whole, then stored in one transaction. Loaded when
// somebody first restores or imports; with it come the readers of other programs' files.

import type { ImportReport } from '../contract/stores.ts';
import type { StoreContext } from './conversations.ts';
import { mergeBundle } from './merge.ts';
import { readApart } from './read-apart.ts';

/** A backup of this app. Throws ParseError, and then changed nothing. */
export async function restoreBackup(context: StoreContext, file: Blob): Promise<ImportReport> {
	const bundle = await readApart(file, 'backup', context.now());
	return mergeBundle(context, bundle, { trustEgress: true });
}

/** Any file of conversations the app knows. Throws ParseError, and then changed nothing. */
export async function importConversations(
	context: StoreContext,
	file: Blob
): Promise<ImportReport> {
	const bundle = await readApart(file, 'any', context.now());
	return mergeBundle(context, bundle, { trustEgress: false });
}
