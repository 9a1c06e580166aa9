// What a model and an adapter are both written from: the contents of a verified GGUF file, and what stands in the way.

import { ParseError } from '../../../src/contract/errors.ts';
import { readGguf, type GgufContent } from '../../../src/contract/gguf-read.ts';
import type { GgufHeader } from '../../../src/contract/gguf.ts';

/** A file cannot be written in Hugging Face's form; `message` goes on a sentence. */
export class Unwritable extends Error {
	override readonly name = 'Unwritable';
}

/** Throws Unwritable. */
export function contentOf(bytes: Uint8Array): GgufContent {
	try {
		return readGguf(bytes);
	} catch (error) {
		if (!(error instanceof ParseError)) throw error;
		throw new Unwritable(`its file cannot be read here: ${error.message.replace(/\.$/, '')}`);
	}
}

/** Rows of one head, whose order changes. Throws Unwritable. */
export function headRowsOf({ shape }: GgufHeader): number {
	const rows = shape?.headSize ?? 0;
	if (rows >= 2 && rows % 2 === 0) return rows;
	throw new Unwritable('its base does not say how large a head is');
}
