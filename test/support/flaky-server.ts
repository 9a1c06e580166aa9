// A model host that misbehaves on purpose, on a real socket: breaks connections midway, ignores
// Range, answers other bytes than asked, errors, falls silent, hands bytes out only when told. Each
// fault is for one request; without one it is a decent host. It also serves a page, so that a real
// browser can run the weight store beside it. Nothing here waits for a clock.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ISOLATION_HEADERS } from '../../worker/headers.ts';
import { onLoopback } from './loopback.ts';

export type FileSource = { bytes: number; read(start: number, end: number): Uint8Array };

export type Fault =
	/** The connection is cut after so many bytes of the body. */
	| { kind: 'break'; afterBytes: number }
	/** The body ends in good order, too early. */
	| { kind: 'end-early'; afterBytes: number }
	/** Nothing more comes after so many bytes, and the connection stays open. */
	| { kind: 'silence'; afterBytes: number }
	/** The rest comes once `until` resolves. */
	| { kind: 'hold'; afterBytes: number; until: Promise<void> }
	| { kind: 'status'; status: number; headers?: Record<string, string> }
	/** 200 with everything. */
	| { kind: 'ignore-range' }
	/** 206 that says, and sends, so many bytes further on than asked. */
	| { kind: 'wrong-range'; shift: number }
	/** One byte of the file is another, when this request covers it. */
	| { kind: 'corrupt'; at: number };

export type LoggedRequest = {
	method: string;
	path: string;
	range: string | null;
	ifRange: string | null;
	/** Of the body, handed to the socket. */
	sentBytes: number;
};

export type HostedFile = {
	source: FileSource;
	etag: string | null;
	/** Taken from the front, one per GET. */
	faults: Fault[];
	/** Applies to every GET that no fault is left for. */
	always: Fault | null;
};

export type FlakyServer = {
	origin: string;
	log: LoggedRequest[];
	host(path: string, source: FileSource | Uint8Array, options?: Partial<HostedFile>): HostedFile;
	/** A page or a script, or JSON of a model API. */
	page(path: string, type: string, body: string | Uint8Array): void;
	/** Bytes of hosted files sent so far. */
	sentBytes(): number;
	/** Closes every open connection. */
	hangUp(): void;
	stop(): Promise<void>;
};

const WRITE_BYTES = 64 * 1024;

/** Listens on a free port of the loopback. */
export async function startFlakyServer(): Promise<FlakyServer> {
	const files = new Map<string, HostedFile>();
	const pages = new Map<string, { type: string; body: string | Uint8Array }>();
	const log: LoggedRequest[] = [];
	const server = createServer((request, response) => {
		const path = new URL(request.url ?? '/', 'http://localhost').pathname;
		const page = pages.get(path);
		setCommonHeaders(response);
		const file = files.get(path);
		if (page) {
			response.setHeader('content-type', page.type);
			response.end(page.body);
		} else if (file) void answer(request, response, path, file, log);
		else {
			response.statusCode = 404;
			response.end('not here');
		}
	});
	const { port, hangUp, stop } = await onLoopback(server);
	return {
		origin: `http://localhost:${port}`,
		log,
		host(path, source, options = {}) {
			const file: HostedFile = {
				source: source instanceof Uint8Array ? sourceOf(source) : source,
				etag: '"one"',
				faults: [],
				always: null,
				...options
			};
			files.set(path, file);
			return file;
		},
		page: (path, type, body) => void pages.set(path, { type, body }),
		sentBytes: () => log.reduce((sum, { sentBytes }) => sum + sentBytes, 0),
		hangUp,
		stop
	};
}

function sourceOf(bytes: Uint8Array): FileSource {
	return { bytes: bytes.length, read: (start, end) => bytes.subarray(start, end) };
}

function setCommonHeaders(response: ServerResponse): void {
	for (const [name, value] of Object.entries(ISOLATION_HEADERS)) response.setHeader(name, value);
	response.setHeader('cross-origin-resource-policy', 'cross-origin');
	response.setHeader('access-control-allow-origin', '*');
	response.setHeader('access-control-allow-headers', 'range');
	response.setHeader('access-control-expose-headers', 'content-range, etag, content-length');
	response.setHeader('cache-control', 'no-store');
}

async function answer(
	request: IncomingMessage,
	response: ServerResponse,
	path: string,
	file: HostedFile,
	log: LoggedRequest[]
): Promise<void> {
	const range = request.headers.range ?? null;
	const ifRange = request.headers['if-range']?.toString() ?? null;
	const entry = { method: request.method ?? 'GET', path, range, ifRange, sentBytes: 0 };
	log.push(entry);
	const fault = request.method === 'GET' ? (file.faults.shift() ?? file.always) : null;
	if (file.etag) response.setHeader('etag', file.etag);
	response.setHeader('accept-ranges', 'bytes');
	if (fault?.kind === 'status') {
		response.writeHead(fault.status, fault.headers);
		response.end();
		return;
	}
	const total = file.source.bytes;
	const honoured = range !== null && (ifRange === null || ifRange === file.etag);
	let [start, end] = [0, total];
	if (honoured && fault?.kind !== 'ignore-range') {
		const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [];
		start = Number(from) + (fault?.kind === 'wrong-range' ? fault.shift : 0);
		end = to === '' ? total : Math.min(total, Number(to) + 1);
		if (start >= total) {
			response.writeHead(416, { 'content-range': `bytes */${total}` });
			response.end();
			return;
		}
		response.writeHead(206, {
			'content-range': `bytes ${start}-${end - 1}/${total}`,
			...(fault?.kind === 'end-early' ? {} : { 'content-length': end - start })
		});
	} else if (fault?.kind !== 'end-early') response.setHeader('content-length', total);
	if (request.method === 'HEAD') return void response.end();
	await send(response, file.source, start, end, fault, entry);
}

async function send(
	response: ServerResponse,
	source: FileSource,
	start: number,
	end: number,
	fault: Fault | null,
	entry: LoggedRequest
): Promise<void> {
	const stopAt = fault && 'afterBytes' in fault ? start + fault.afterBytes : Infinity;
	for (let at = start; at < end;) {
		if (at === stopAt && fault) {
			if (fault.kind === 'break') return void response.socket?.destroy();
			if (fault.kind === 'end-early') return void response.end();
			if (fault.kind === 'silence') return;
			if (fault.kind === 'hold') await fault.until;
		}
		const next = Math.min(end, at + WRITE_BYTES, at < stopAt ? stopAt : Infinity);
		let piece = source.read(at, next);
		if (fault?.kind === 'corrupt' && fault.at >= at && fault.at < next) {
			piece = piece.slice();
			piece[fault.at - at]! ^= 0xff;
		}
		if (response.destroyed) return;
		entry.sentBytes += piece.length;
		if (!response.write(piece)) await drained(response);
		at = next;
	}
	response.end();
}

function drained(response: ServerResponse): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			response.off('drain', done).off('close', done);
			resolve();
		};
		response.on('drain', done).on('close', done);
	});
}

/** Bytes that look random, computed where they are asked for: large files cost no memory. */
export function generatedFile(bytes: number, seed = 1): FileSource {
	return {
		bytes,
		read(start, end) {
			const out = new Uint8Array(end - start);
			for (let i = 0; i < out.length; i++) {
				const x = Math.imul((start + i) ^ (seed * 0x9e3779b9), 0x85ebca6b);
				out[i] = (x ^ (x >>> 13)) >>> 7;
			}
			return out;
		}
	};
}
