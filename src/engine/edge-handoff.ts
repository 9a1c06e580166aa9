// Sends what a visitor confirmed to the people of a site, by way of the edge, which knows where to. For
// the widget alone. Not here: what is sent, and that the visitor saw it (ui/widget).

import type { HandoffRequest } from '../contract/widget.ts';
import { EdgeSession } from './edge-session.ts';
import { redirected, refusal, RemoteError, unreachable } from './remote-error.ts';
import { isRedirect, REQUEST_INIT, type RemoteFetch } from './remote-server.ts';

export type HandoffParts = {
	/** The edge's origin. */
	origin: string;
	/** The site's key. */
	site: string;
	fetch: RemoteFetch;
	/** Milliseconds since the epoch. */
	nowMs: () => number;
};

// The edge waits ten seconds for the site's own server.
const PATIENCE_MS = 20_000;

/** Resolves once the site has it. Throws RemoteError. */
export async function sendHandoff(request: HandoffRequest, parts: HandoffParts): Promise<void> {
	const { origin, fetch } = parts;
	const { host } = new URL(origin);
	const signal = AbortSignal.timeout(PATIENCE_MS);
	let response: Response;
	let text: string;
	try {
		const token = await new EdgeSession(parts).token(signal);
		response = await fetch(`${origin}/v1/handoff`, {
			...REQUEST_INIT,
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
			body: JSON.stringify(request),
			signal
		});
		text = await response.text();
	} catch (cause) {
		throw cause instanceof RemoteError ? cause : unreachable(host, cause);
	}
	if (response.ok) return;
	if (isRedirect(response)) throw redirected(host);
	const error = refusal(host, { status: response.status, headers: response.headers, text });
	throw inWords(error);
}

/** What the edge says of a site's own set-up, for a person. */
function inWords(error: RemoteError): RemoteError {
	switch (error.serverCode) {
		case 'handoff_failed':
			return new RemoteError(
				'failed',
				'The site’s address for messages did not take it, so nothing was delivered. Try again later, or reach the site another way.',
				{ cause: error }
			);
		case 'no_handoff':
			return new RemoteError(
				'not-configured',
				'The site takes no messages here any more. Reload the page, or reach the site another way.',
				{ cause: error }
			);
		default:
			return error;
	}
}
