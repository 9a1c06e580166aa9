// Reads a file of conversations and recognises by its content whose it is.

import { ParseError } from '../contract/errors.ts';
import { asJson } from '../contract/parse.ts';
import { MAX_FILE_BYTES, bundleFrom, isOwnFormat } from './format.ts';
import type { Bundle } from './merge.ts';

/** The JSON in a file of at most 200 MB. Throws ParseError. */
export async function readJson(file: Blob): Promise<unknown> {
	if (file.size === 0) throw new ParseError('', 'This file is empty. Choose another one.');
	if (file.size > MAX_FILE_BYTES)
		throw new ParseError(
			'',
			`This file has ${Math.ceil(file.size / 1024 / 1024)} MB; 200 MB are the most. Split it, or export fewer conversations.`
		);
	return asJson(await file.text(), 'This file');
}

/** The conversations in `file`. Throws ParseError on a file that is none of those known. */
export async function readImport(file: Blob, _nowMs: number): Promise<Bundle> {
	const value = await readJson(file);
	if (isOwnFormat(value)) return bundleFrom(value);
	throw new ParseError('', 'This file is not known.');
}
