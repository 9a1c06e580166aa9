// What is said of a file of weights that is no good, whatever its form: facts, and the next step.

import { ParseError } from './errors.ts';

export const AGAIN = 'Download it again, or choose another file.';

export const cutShort = (needed: number, actual: number): ParseError =>
	new ParseError(
		'',
		`The file is cut short: it has ${actual} bytes and needs at least ${needed}. Download it again.`
	);

export const tooMany = (count: number, what: string, most: number): ParseError =>
	new ParseError(
		'',
		`The header claims ${count} ${what}; no model has more than ${most}. The file is damaged. ${AGAIN}`
	);

/** The first `length` bytes of a file, or all where it has fewer. */
export const startOf =
	(file: Blob) =>
	async (length: number): Promise<Uint8Array> =>
		new Uint8Array(await file.slice(0, length).arrayBuffer());
