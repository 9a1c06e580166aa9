// What can go wrong in this device's storage. Every message names the fact and the next step.
// Not here: refusals of a file's content, which are ParseErrors (contract/errors.ts).

export type MemoryErrorCode =
	/** The browser offers no database here: private mode, blocked site data. */
	| 'unavailable'
	/** The disk or the browser's quota is full; nothing of the write was kept. */
	| 'disk-full'
	/** A newer version of the app wrote the database. */
	| 'newer-database'
	/** Another tab with an older version of the app keeps the database from being upgraded. */
	| 'blocked'
	/** The connection was closed for an upgrade or an erase in another tab. */
	| 'closed'
	/** The conversation or message is not there. */
	| 'not-found'
	/** The caller asked for what cannot be stored: a parent of another conversation, an id twice. */
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
