// A server on a real loopback socket whose every address is answered by a handler: for tests of what
// speaks to model servers, where their bytes, their breaks and what they were asked matter.

import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type WireRequest = {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	/** Parsed where it is JSON; null for none. */
	body: Record<string, unknown> | null;
	text: string;
};

export type WireHandler = (request: WireRequest, response: ServerResponse) => void | Promise<void>;

export type WireServer = {
	origin: string;
	/** Everything it was asked, in order. */
	readonly seen: readonly WireRequest[];
	/** Resolves once `count` connections were closed by the other side in the middle of an answer. */
	left(count?: number): Promise<void>;
	stop(): Promise<void>;
};

export async function startWireServer(handler: WireHandler, port = 0): Promise<WireServer> {
	const seen: WireRequest[] = [];
	const sockets = new Set<Socket>();
	let gone = 0;
	const waiting: (() => void)[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		response.on('close', () => {
			if (response.writableFinished) return;
			gone += 1;
			for (const wake of waiting.splice(0)) wake();
		});
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const text = Buffer.concat(chunks).toString();
			const asked = {
				method: request.method ?? '',
				path: request.url ?? '/',
				headers: request.headers,
				body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : null,
				text
			};
			seen.push(asked);
			void handler(asked, response);
		});
	});
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => undefined);
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		seen,
		async left(count = 1) {
			for (;;) {
				if (gone >= count) return;
				await new Promise<void>((resolve) => waiting.push(resolve));
			}
		},
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			})
	};
}

/** Whole, as JSON. */
export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

/** The head of a stream of events. */
export function beginEvents(response: ServerResponse, headers: Record<string, string> = {}): void {
	response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', ...headers });
}
