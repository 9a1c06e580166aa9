// Calls to providers on Node: its own HTTP client with kept connections, without the web streams and
// header objects of `fetch`, which cost more than all else the gateway does. It follows no redirect,
// decodes nothing (no compression is asked for), and reads no further ahead than one socket buffer.

import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { ByteReader, Bytes, UpstreamFetch } from '../contract.ts';

const KEPT = { keepAlive: true, maxSockets: Infinity, maxFreeSockets: 256 };

/** Rejects with the signal's reason once that is aborted, and with Node's error when nobody answers. */
export function nodeUpstream(): UpstreamFetch & { close(): void } {
	const http = new HttpAgent(KEPT);
	const https = new HttpsAgent(KEPT);
	const call: UpstreamFetch = (address, { method, headers, body, signal }) =>
		new Promise((resolve, reject) => {
			if (signal.aborted) return reject(signal.reason);
			const secure = address.startsWith('https:');
			const options = {
				method,
				headers: { ...headers, 'content-length': Buffer.byteLength(body) }
			};
			const request = secure
				? httpsRequest(address, { ...options, agent: https })
				: httpRequest(address, { ...options, agent: http });
			// Without an error: one would be thrown from the socket once the answer is complete.
			const onAbort = () => void request.destroy();
			signal.addEventListener('abort', onAbort, { once: true });
			request.on('response', (response) => {
				const status = response.statusCode ?? 0;
				// Read from `errored`, by whoever reads; unheard it would end the process.
				response.on('error', () => undefined);
				resolve({
					ok: status >= 200 && status < 300,
					status,
					headers: { get: (name) => headerOf(response, name) },
					body: { getReader: () => readerOf(response) }
				});
			});
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

function headerOf({ headers }: IncomingMessage, name: string): string | null {
	const value = headers[name];
	return value === undefined ? null : String(value);
}

/** Pulled: a response that nobody reads stays in the socket. */
function readerOf(response: IncomingMessage): ByteReader {
	let wake: (() => void) | null = null;
	const onChange = () => {
		wake?.();
		wake = null;
	};
	response.on('readable', onChange);
	response.on('end', onChange);
	response.on('close', onChange);
	response.on('error', onChange);
	return {
		async read() {
			for (;;) {
				const value = response.read() as Bytes | null;
				if (value) return { done: false, value };
				if (response.errored) throw response.errored;
				if (response.readableEnded) return { done: true };
				if (response.destroyed) throw new Error('The connection was closed.');
				await new Promise<void>((resolve) => (wake = resolve));
			}
		},
		async cancel() {
			response.destroy();
		}
	};
}
