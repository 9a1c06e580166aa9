// The tutor as an OpenAI-compatible upstream: POST /v1/chat/completions, streamed and not, and GET
// /v1/models. Answers come from converse.ts and, in a seat of a recipe, from roles.ts; its price, latency and
// error rate are those stated when it is started. It needs no key and listens on this machine alone.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hashText } from '../generator/random.ts';
import { answer } from './converse.ts';
import { replyTo, wishIn } from './roles.ts';
import {
	type ChatRequest,
	MODEL,
	modelCard,
	piecesOf,
	readChat,
	type Terms,
	usageOf,
	WireError
} from './wire.ts';
import { isWrongHere, wrongly } from './wrong.ts';

const MOST_BODY_BYTES = 4 * 1024 * 1024;

export interface TutorOptions {
	terms: Terms;
	/** 0 for any free port. */
	port: number;
	/** Milliseconds since 1970. */
	now?: () => number;
	/** Resolves after `ms`; rejects when the signal aborts. */
	delay?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface RunningTutor {
	/** The base address of the API: `http://127.0.0.1:PORT/v1`. */
	baseUrl: string;
	close(): Promise<void>;
}

/** What the tutor says to a conversation under these terms. */
export function tutorAnswer(
	{ messages, maxTokens, stop }: Pick<ChatRequest, 'messages' | 'maxTokens' | 'stop'>,
	{ errorRate, seed }: Terms
): { text: string; finish: 'stop' | 'length' } {
	const wish = wishIn(messages);
	const solved = answer(wish.messages);
	const { task } = solved;
	const request = messages.map(({ role, content }) => `${role}: ${content}`).join('\n');
	// What is not known is neither right nor wrong.
	const errs = task !== 'none' && isWrongHere(request, errorRate, seed);
	let text = replyTo(
		wish,
		solved,
		errs ? (right: string) => wrongly(right, task, request, seed) : null
	);
	for (const end of stop) if (text.includes(end)) text = text.slice(0, text.indexOf(end));
	const pieces = piecesOf(text);
	return maxTokens !== null && pieces.length > maxTokens
		? { text: pieces.slice(0, maxTokens).join(''), finish: 'length' }
		: { text, finish: 'stop' };
}

export async function startTutor(options: TutorOptions): Promise<RunningTutor> {
	const { terms, now = Date.now, delay = wait } = options;
	const created = Math.floor(now() / 1000);
	const server = createServer((request, response) => {
		respond(request, response).catch((error: unknown) => fail(response, error));
	});

	async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		const route = `${request.method} ${pathname}`;
		if (route === 'GET /v1/models')
			return sendJson(response, 200, { object: 'list', data: [modelCard(terms, created)] });
		if (route === `GET /v1/models/${MODEL}`)
			return sendJson(response, 200, modelCard(terms, created));
		if (route !== 'POST /v1/chat/completions')
			throw new WireError(
				pathname === '/v1/chat/completions' ? 405 : 404,
				`There is no ${route}. Use POST /v1/chat/completions or GET /v1/models.`
			);
		const gone = new AbortController();
		response.once('close', () => gone.abort());
		const chat = readChat(await bodyOf(request));
		const { text, finish } = tutorAnswer(chat, terms);
		await delay(terms.latencyMs, gone.signal);
		const base = {
			id: `chatcmpl-${hashText(JSON.stringify(chat.messages)).toString(16)}`,
			created: Math.floor(now() / 1000),
			model: MODEL
		};
		const usage = usageOf(chat.messages, text, terms);
		if (!chat.stream)
			return sendJson(response, 200, {
				...base,
				object: 'chat.completion',
				choices: [
					{
						index: 0,
						message: { role: 'assistant', content: text },
						logprobs: null,
						finish_reason: finish
					}
				],
				usage
			});
		response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		const chunk = (delta: object, finish_reason: string | null) => ({
			...base,
			object: 'chat.completion.chunk',
			choices: [{ index: 0, delta, logprobs: null, finish_reason }]
		});
		const events: object[] = [
			chunk({ role: 'assistant', content: '' }, null),
			...piecesOf(text).map((piece) => chunk({ content: piece }, null)),
			chunk({}, finish)
		];
		if (chat.includeUsage)
			events.push({ ...base, object: 'chat.completion.chunk', choices: [], usage });
		for (const event of events) {
			if (gone.signal.aborted) return;
			response.write(`data: ${JSON.stringify(event)}\n\n`);
		}
		response.end('data: [DONE]\n\n');
	}

	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	return { baseUrl: `http://127.0.0.1:${port}/v1`, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}

function sendJson(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

function fail(response: ServerResponse, error: unknown): void {
	// Who asked has left: nobody to tell.
	if (response.destroyed || response.headersSent) return void response.destroy();
	const known =
		error instanceof WireError
			? error
			: new WireError(500, error instanceof Error ? error.message : String(error), 'failed');
	sendJson(response, known.status, known.body());
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	let bytes = 0;
	for await (const part of request as AsyncIterable<Buffer>) {
		bytes += part.length;
		if (bytes > MOST_BODY_BYTES)
			throw new WireError(413, `The body is over ${MOST_BODY_BYTES} bytes. Send less text.`);
		parts.push(part);
	}
	return Buffer.concat(parts).toString('utf8');
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
	if (ms <= 0) return Promise.resolve();
	return new Promise((resolve, reject) => {
		const timer = setTimeout(resolve, ms);
		signal.addEventListener(
			'abort',
			() => {
				clearTimeout(timer);
				reject(signal.reason as Error);
			},
			{ once: true }
		);
	});
}
