// One streamed completion over fetch: opened, watched for silence, and closed at once when nobody wants
// it any more. Yields its events; throws RemoteError. Not here: what they say (remote-answer.ts).

import { brokenStream, redirected, refusal, RemoteError, unreachable } from './remote-error.ts';
import { authorization, hostOf, isRedirect, REQUEST_INIT } from './remote-server.ts';
import type { RemoteAddress, RemoteFetch } from './remote-server.ts';
import { EventTooLong, serverEvents, type ServerEvent } from './server-events.ts';

export type RemoteCall = {
	address: RemoteAddress;
	body: string;
	headers?: Readonly<Record<string, string>>;
	fetch: RemoteFetch;
	/** Longest silence before the server is given up, in milliseconds. */
	silenceMs: number;
	/** Called with the headers of a stream that began. */
	onOpen?: (headers: Headers) => void;
};

/** Ends without an error when `signal` aborts. */
export async function* remoteEvents(
	call: RemoteCall,
	signal: AbortSignal
): AsyncGenerator<ServerEvent, void> {
	const host = hostOf(call.address.baseUrl);
	const connection = new AbortController();
	const watch = silenceWatch(call.silenceMs, () => connection.abort());
	const leave = () => connection.abort();
	signal.addEventListener('abort', leave);
	if (signal.aborted) leave();
	let begun = false;
	try {
		const response = await open(call, connection.signal);
		const { body, headers } = await accepted(host, response);
		begun = true;
		call.onOpen?.(headers);
		for await (const event of serverEvents(body)) {
			watch.heard();
			if (signal.aborted) return;
			yield event;
		}
	} catch (error) {
		if (signal.aborted) return;
		if (error instanceof RemoteError) throw error;
		if (watch.silent) throw silent(host, call.silenceMs);
		if (error instanceof EventTooLong) throw brokenStream(host, error);
		throw begun ? brokenStream(host, error) : unreachable(host, error);
	} finally {
		watch.stop();
		signal.removeEventListener('abort', leave);
		connection.abort();
	}
}

function open(
	{ address, body, headers, fetch }: RemoteCall,
	signal: AbortSignal
): Promise<Response> {
	return fetch(`${address.baseUrl}/chat/completions`, {
		...REQUEST_INIT,
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			accept: 'text/event-stream',
			...authorization(address.token),
			...headers
		},
		body,
		signal
	});
}

async function accepted(host: string, response: Response) {
	if (isRedirect(response)) throw redirected(host);
	const { status, headers } = response;
	if (!response.ok) throw refusal(host, { status, headers, text: await response.text() });
	const { body } = response;
	// A host that answers every address with a page.
	if (body === null || !headers.get('content-type')?.startsWith('text/event-stream'))
		throw new RemoteError(
			'not-configured',
			`${host} answers, but not as a model. Check its address.`
		);
	return { body, headers };
}

function silent(host: string, silenceMs: number): RemoteError {
	return new RemoteError(
		'stream-broken',
		`${host} sent nothing for ${Math.round(silenceMs / 1000)} seconds and was given up. Try again.`
	);
}

/** Calls `onSilence` once nothing was heard for so long. */
function silenceWatch(silenceMs: number, onSilence: () => void) {
	let silent = false;
	const start = () =>
		setTimeout(() => {
			silent = true;
			onSilence();
		}, silenceMs);
	let timer = start();
	return {
		get silent() {
			return silent;
		},
		heard() {
			clearTimeout(timer);
			timer = start();
		},
		stop: () => clearTimeout(timer)
	};
}
