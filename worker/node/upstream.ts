// Calls to providers on Node: its own HTTP client with kept connections, without the web streams and
// header objects of `fetch`, which cost more than all else the gateway does. It follows no redirect,
// decodes nothing (no compression is asked for), and reads little ahead of who reads.
//
// Not undici, which `fetch` is made of: it holds every request on a connection that was idle back for a
// timer's round, 1.1 ms (seen in 7.29), and took a third less processor time only for many small pieces.

import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { UpstreamFetch, UpstreamResponse } from '../contract.ts';
import { readerOf } from './incoming.ts';

const KEPT = { keepAlive: true, maxSockets: Infinity, maxFreeSockets: 256 };

/** Rejects with the signal's reason once that is aborted, and with Node's error when nobody answers. */
export function nodeUpstream(): UpstreamFetch & { close(): void } {
	const http = new HttpAgent(KEPT);
	const https = new HttpsAgent(KEPT);
	// Most calls go where the last one went.
	let last = { address: '', secure: false, host: '', port: '', path: '' };
	const call: UpstreamFetch = (address, { method, headers, body, signal }) =>
		new Promise((resolve, reject) => {
			if (signal.aborted) return reject(signal.reason);
			if (address !== last.address) last = { address, ...partsOf(address) };
			const { secure, host, port, path } = last;
			const options = {
				host,
				port,
				path,
				method,
				headers: { ...headers, 'content-length': Buffer.byteLength(body) }
			};
			const request = secure
				? httpsRequest({ ...options, agent: https })
				: httpRequest({ ...options, agent: http });
			// Without an error: one would be thrown from the socket once the answer is complete.
			const onAbort = () => {
				reject(signal.reason);
				request.destroy();
			};
			signal.addEventListener('abort', onAbort, { once: true });
			request.on('response', (response) => resolve(answerOf(response)));
			request.on('error', (error) => reject(signal.aborted ? signal.reason : error));
			request.on('close', () => signal.removeEventListener('abort', onAbort));
			request.end(body);
		});
	return Object.assign(call, {
		close() {
			http.destroy();
			https.destroy();
		}
	});
}

function partsOf(address: string) {
	const { protocol, hostname, port, pathname, search } = new URL(address);
	return {
		secure: protocol === 'https:',
		// Without the brackets that an IPv6 address has in a URL.
		host: hostname.replace(/^\[|\]$/g, ''),
		port,
		path: `${pathname}${search}`
	};
}

function answerOf(response: IncomingMessage): UpstreamResponse {
	const status = response.statusCode ?? 0;
	const reader = readerOf(response, () => void response.destroy());
	return {
		ok: status >= 200 && status < 300,
		status,
		headers: {
			get(name) {
				const value = response.headers[name];
				return value === undefined ? null : String(value);
			}
		},
		body: { getReader: () => reader }
	};
}
