// Errors that cross a boundary (a worker, a tab, HTTP) as data and are rebuilt on the other side.
// An abort is an outcome, not an error: see TurnEvent's turn-stopped.

export type ErrorData = { code: string; message: string };

/** A refusal of data from outside. `message` names the fact and the next step. */
export class ParseError extends Error {
	override readonly name = 'ParseError';
	readonly path: string;
	/** `path` is where in the data, e.g. `files[0].sha256`; empty for the whole. */
	constructor(path: string, message: string, options?: ErrorOptions) {
		super(path === '' ? message : `${path}: ${message}`, options);
		this.path = path;
	}
}

/** What to show a person for anything that was thrown. */
export function errorData(error: unknown): ErrorData {
	if (error instanceof Error) {
		const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
		return { code, message: error.message };
	}
	return { code: 'unknown', message: String(error) };
}
