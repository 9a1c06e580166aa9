// A visitor's session at an edge: asked for when it is first needed, kept in memory until shortly before
// it ends, and told to whoever asks the edge how it is. Not here: what the edge is asked with it.

import { redirected, refusal, RemoteError, unreachable } from './remote-error.ts';
import { isRedirect, REQUEST_INIT, type RemoteFetch } from './remote-server.ts';

export type EdgeSessionParts = {
	/** The edge's origin. */
	origin: string;
	/** The key of the site it counts for; none where absent. */
	site?: string | undefined;
	fetch: RemoteFetch;
	/** Milliseconds since the epoch. */
	nowMs: () => number;
};

type Session = { token: string; expiresAtMs: number };

// An answer may take minutes; a session that ends meanwhile ends nothing that has begun.
const EARLY_MS = 60_000;

export class EdgeSession {
	readonly #parts: EdgeSessionParts;
	#session: Session | null = null;
	#asking: Promise<Session> | null = null;

	constructor(parts: EdgeSessionParts) {
		this.#parts = parts;
	}

	/** The token of a session that is still good; it never makes one. */
	current(): string | null {
		const { nowMs } = this.#parts;
		return this.#session !== null && this.#session.expiresAtMs - EARLY_MS > nowMs()
			? this.#session.token
			: null;
	}

	/** A token, asked for where there is none. Throws RemoteError, or the signal's reason. */
	async token(signal: AbortSignal): Promise<string> {
		const known = this.current();
		if (known !== null) return known;
		// One for all that wait; whoever stops waiting does not take it from the others.
		this.#asking ??= this.#ask().finally(() => (this.#asking = null));
		this.#session = await untilAborted(this.#asking, signal);
		return this.#session.token;
	}

	/** The edge no longer takes it. */
	forget(): void {
		this.#session = null;
	}

	async #ask(): Promise<Session> {
		const { origin, site, fetch } = this.#parts;
		const { host } = new URL(origin);
		let response: Response;
		let text: string;
		try {
			response = await fetch(`${origin}/v1/session`, {
				...REQUEST_INIT,
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ site }),
				signal: AbortSignal.timeout(PATIENCE_MS)
			});
			text = await response.text();
		} catch (cause) {
			throw unreachable(host, cause);
		}
		const { status, headers } = response;
		if (isRedirect(response)) throw redirected(host);
		if (status === 404 || status === 405 || isPage(headers)) throw noEdge(host);
		if (!response.ok) throw sessionRefusal(host, refusal(host, { status, headers, text }));
		return sessionFrom(text) ?? Promise.reject(noEdge(host));
	}
}

const PATIENCE_MS = 10_000;

function sessionFrom(text: string): Session | null {
	try {
		const { token, expiresAtMs } = JSON.parse(text) as Record<string, unknown>;
		return typeof token === 'string' && typeof expiresAtMs === 'number'
			? { token, expiresAtMs }
			: null;
	} catch {
		return null;
	}
}

/** A host that answers every address with a page. */
const isPage = (headers: Headers): boolean =>
	headers.get('content-type')?.startsWith('text/html') ?? false;

/** Nothing but pages is there. */
export function noEdge(host: string): RemoteError {
	return new RemoteError(
		'not-configured',
		`${host} serves this app alone and passes no question on. Whoever runs it can start the edge with a provider’s key.`
	);
}

function sessionRefusal(host: string, error: RemoteError): RemoteError {
	if (error.serverCode !== 'turnstile_required') return error;
	return new RemoteError(
		'refused',
		`${host} wants to see first that a person is asking, which this page cannot show it. Ask whoever runs it for an access key.`,
		{ serverCode: error.serverCode }
	);
}

function untilAborted<T>(waited: Promise<T>, signal: AbortSignal): Promise<T> {
	return new Promise((resolve, reject) => {
		const leave = () => reject(signal.reason);
		if (signal.aborted) return leave();
		signal.addEventListener('abort', leave, { once: true });
		waited.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
	});
}
