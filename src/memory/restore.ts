// Brings a file's conversations in: read, checked whole, then stored in one transaction. Loaded when
// somebody first restores or imports; with it come the readers of other programs' files.

import { ParseError } from '../contract/errors.ts';
import type { ImportReport } from '../contract/services.ts';
import type { StoreContext } from './conversations.ts';
import { bundleFrom, isOwnFormat } from './format.ts';
import { readImport, readJson } from './import-file.ts';
import { mergeBundle } from './merge.ts';

/** A backup of this app. Throws ParseError, and then changed nothing. */
export async function restoreBackup(context: StoreContext, file: Blob): Promise<ImportReport> {
	const value = await readJson(file);
	if (!isOwnFormat(value))
		throw new ParseError(
			'',
			'This is not a backup of Understudy. To bring in chats of another program, use Import.'
		);
	return mergeBundle(context, bundleFrom(value), { trustEgress: true });
}

/** Any file of conversations the app knows. Throws ParseError, and then changed nothing. */
export async function importConversations(
	context: StoreContext,
	file: Blob
): Promise<ImportReport> {
	const bundle = await readImport(file, context.now());
	return mergeBundle(context, bundle, { trustEgress: false });
}
