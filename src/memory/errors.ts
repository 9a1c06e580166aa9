// What can go wrong in this device's storage. Every message names the fact and the next step.
// Not here: refusals of a file's content, which are ParseErrors (contract/errors.ts).

import { ParseError } from '../contract/errors.ts';

export type MemoryErrorCode =
	/** The browser offers no database here: private mode, blocked site data. */
	| 'unavailable'
	/** The disk or the browser's quota is full; nothing of the write was kept. */
	| 'disk-full'
	/** A newer version of the app wrote the database. */
	| 'newer-database'
	/** Another tab keeps the database from being upgraded or erased. */
	| 'blocked'
	/** The connection was closed for an upgrade in another tab. */
	| 'closed'
	/** The conversation or message is not there. */
	| 'not-found'
	/** What cannot be stored: a parent of another conversation, an id twice, a text too long. */
	| 'invalid'
	| 'failed';

export class MemoryError extends Error {
	override readonly name = 'MemoryError';
	readonly code: MemoryErrorCode;
	constructor(code: MemoryErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

export function isNamed(error: unknown, name: string): boolean {
	return error instanceof Error && error.name === name;
}

/** The error of a failed read or write, in words; ours pass through. */
export function transactionError(error: unknown): MemoryError | ParseError {
	if (error instanceof MemoryError || error instanceof ParseError) return error;
	const options = { cause: error };
	switch (error instanceof Error ? error.name : '') {
		case 'QuotaExceededError':
			return new MemoryError(
				'disk-full',
				'The storage of this device is full, so nothing of this was saved. Remove a model or some conversations, then try again.',
				options
			);
		case 'DataCloneError':
			return new MemoryError('invalid', 'This holds something that cannot be stored.', options);
		case 'ConstraintError':
			return new MemoryError('invalid', 'Something with this id is stored already.', options);
		default:
			return new MemoryError(
				'failed',
				'The storage of this device refused, so nothing of this was saved. Reload the page, then try again.',
				options
			);
	}
}

/** Chromium's way to say that a frame on another site's page may store nothing. */
const DENIED = /denied permission to access/;

function nameOf(error: unknown): string {
	if (!(error instanceof Error)) return '';
	return error.name === 'UnknownError' && DENIED.test(error.message) ? 'SecurityError' : error.name;
}

/** The error of a database that did not open, in words. */
export function openingError(error: unknown): MemoryError {
	if (error instanceof MemoryError) return error;
	const options = { cause: error };
	switch (nameOf(error)) {
		case 'VersionError':
			return new MemoryError(
				'newer-database',
				'Your conversations were saved by a newer version of Understudy. Reload the page to update the app.',
				options
			);
		case 'QuotaExceededError':
			return new MemoryError(
				'disk-full',
				'The storage of this device is full, so your conversations cannot be opened. Free some space, then reload the page.',
				options
			);
		case 'SecurityError':
		case 'InvalidStateError':
		case 'ReferenceError':
			return new MemoryError(
				'unavailable',
				'This browser lets Understudy store nothing here. Leave private browsing or allow site data, then reload the page.',
				options
			);
		default:
			return new MemoryError(
				'failed',
				'Your conversations could not be opened. Close other tabs of Understudy and reload the page; if it stays so, restart the browser.',
				options
			);
	}
}
