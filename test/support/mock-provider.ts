// A provider on a real loopback socket that answers as it is told: whole, streamed, at a fixed rate, or
// wrong in one of the ways providers are. What it answers is scripted per path prefix, so that many
// tests share one server. It knows nothing of the gateway.

import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { onLoopback } from './loopback.ts';

export type Script =
	/** One JSON answer, or an error. */
	| { kind: 'json'; status?: number; headers?: Record<string, string>; body: unknown }
	/** Other bytes than JSON, all at once. */
	| { kind: 'text'; status?: number; headers?: Record<string, string>; body: string }
	/** A stream of these pieces, then its end, a cut connection, or silence. Promises are waited for. */
	| { kind: 'stream'; pieces: StreamPiece[]; ending?: 'end' | 'reset' | 'silence' }
	/** The same text piece again and again, as fast as it is taken, until the client leaves. */
	| { kind: 'endless'; piece: string }
	/** Cut before anything was answered. */
	| { kind: 'reset' }
	/** Never answers. */
	| { kind: 'silence' };

export type StreamPiece = string | Uint8Array | Promise<void>;

export type SeenRequest = {
	path: string;
	headers: IncomingHttpHeaders;
	body: Record<string, unknown>;
	/** Resolves when the connection's answer is over: sent, or left by the client. */
	closed: Promise<'sent' | 'left'>;
	/** Of the answer, handed to the socket. */
	sentBytes: number;
};

export type MockProvider = {
	origin: string;
	/** Answers to requests under `/<prefix>/`, one after the other; the last one stays. */
	script(prefix: string, ...scripts: Script[]): void;
	/** Requests under `/<prefix>/` so far. */
	seen(prefix: string): SeenRequest[];
	/** Resolves with the request of that number, counted from 0, once it has come. */
	arrived(prefix: string, index?: number): Promise<SeenRequest>;
	stop(): Promise<void>;
};

/** Listens on a free port of the loopback. */
export async function startMockProvider(): Promise<MockProvider> {
	const scripts = new Map<string, Script[]>();
	const requests = new Map<string, SeenRequest[]>();
	const waiting: (() => void)[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const path = request.url ?? '/';
			const prefix = path.split('/')[1] ?? '';
			const text = Buffer.concat(chunks).toString();
			const seen: SeenRequest = {
				path,
				headers: request.headers,
				body: text === '' ? {} : JSON.parse(text),
				closed: new Promise((resolve) =>
					response.on('close', () => resolve(response.writableFinished ? 'sent' : 'left'))
				),
				sentBytes: 0
			};
			requests.set(prefix, [...(requests.get(prefix) ?? []), seen]);
			for (const wake of waiting.splice(0)) wake();
			const queue = scripts.get(prefix) ?? [];
			const script = queue.length > 1 ? queue.shift() : queue[0];
			void answer(response, script ?? { kind: 'json', status: 404, body: {} }, seen);
		});
	});
	const { port, stop } = await onLoopback(server);
	const seen = (prefix: string) => requests.get(prefix) ?? [];
	return {
		origin: `http://127.0.0.1:${port}`,
		script: (prefix, ...list) => void scripts.set(prefix, list),
		seen,
		async arrived(prefix, index = 0) {
			for (;;) {
				const request = seen(prefix)[index];
				if (request) return request;
				await new Promise<void>((resolve) => waiting.push(resolve));
			}
		},
		stop
	};
}

/** It as an operator lists it: a provider `mine` with one model, in dollars a million tokens. */
export const mine = (mock: MockProvider, price = { input: 1, output: 2 }) => ({
	id: 'mine',
	baseUrl: `${mock.origin}/mine/v1`,
	models: ['m'],
	price
});

async function answer(response: ServerResponse, script: Script, seen: SeenRequest): Promise<void> {
	const write = async (piece: string | Uint8Array) => {
		seen.sentBytes += piece.length;
		if (!response.write(piece)) await drained(response);
	};
	switch (script.kind) {
		case 'json':
			response.writeHead(script.status ?? 200, {
				'content-type': 'application/json',
				...script.headers
			});
			response.end(JSON.stringify(script.body));
			break;
		case 'text':
			response.writeHead(script.status ?? 200, { 'content-type': 'text/html', ...script.headers });
			response.end(script.body);
			break;
		case 'stream':
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			for (const piece of script.pieces) {
				if (piece instanceof Promise) await piece;
				else await write(piece);
				// Its own packet: what was written is handed over before the next piece is.
				await new Promise(setImmediate);
			}
			if (script.ending === 'reset') response.socket?.resetAndDestroy();
			else if (script.ending !== 'silence') response.end();
			break;
		case 'endless':
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			while (!response.closed && !response.destroyed) {
				await write(script.piece);
				await new Promise(setImmediate);
			}
			break;
		case 'reset':
			response.socket?.resetAndDestroy();
			break;
		case 'silence':
			break;
		default:
			script satisfies never;
	}
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

/** One event of an OpenAI stream. */
export function event(body: object): string {
	return `data: ${JSON.stringify(body)}\n\n`;
}

/** A text answer in OpenAI's form: role, words, finish, usage, `[DONE]`. */
export function openAiStream(words: string[], usage = { prompt: 7, completion: 5 }): string[] {
	const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm' };
	const delta = (part: object, finish: string | null = null) =>
		event({ ...head, choices: [{ index: 0, delta: part, finish_reason: finish }], usage: null });
	return [
		delta({ role: 'assistant', content: '' }),
		...words.map((content) => delta({ content })),
		delta({}, 'stop'),
		event({
			...head,
			choices: [],
			usage: {
				prompt_tokens: usage.prompt,
				completion_tokens: usage.completion,
				total_tokens: usage.prompt + usage.completion
			}
		}),
		'data: [DONE]\n\n'
	];
}

/** A whole text answer in OpenAI's form. */
export function openAiAnswer(content: string, usage = { prompt: 7, completion: 1 }) {
	return {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 1,
		model: 'm',
		choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
		usage: {
			prompt_tokens: usage.prompt,
			completion_tokens: usage.completion,
			total_tokens: usage.prompt + usage.completion
		}
	};
}
