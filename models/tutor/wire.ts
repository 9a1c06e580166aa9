// OpenAI's wire form as the tutor speaks it: what a request may hold, and answers, chunks, usage and
// errors. No sockets here (server.ts).

import type { ChatMessage } from './converse.ts';

/** What the tutor costs and how it behaves, as stated on the command line. */
export interface Terms {
	/** Micro-dollars a token, which is dollars a million tokens. */
	price: { input: number; output: number };
	latencyMs: number;
	/** The share of solvable requests that are answered wrongly. */
	errorRate: number;
	seed: number;
}

export const MODEL = 'tutor';

export class WireError extends Error {
	readonly status: number;
	readonly type: string;
	readonly code: string | null;
	readonly param: string | null;
	constructor(
		status: number,
		message: string,
		code: string | null = null,
		param: string | null = null
	) {
		super(message);
		this.status = status;
		this.type = status >= 500 ? 'server_error' : 'invalid_request_error';
		this.code = code;
		this.param = param;
	}

	body() {
		const { message, type, code, param } = this;
		return { error: { message, type, param, code } };
	}
}

export interface ChatRequest {
	messages: ChatMessage[];
	stream: boolean;
	includeUsage: boolean;
	maxTokens: number | null;
	stop: string[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text of a message: a string, or the text parts of a list. */
function textOf(content: unknown, at: string): string {
	if (typeof content === 'string') return content;
	if (Array.isArray(content))
		return content
			.map((part: unknown) => (isObject(part) && typeof part.text === 'string' ? part.text : ''))
			.join('\n');
	if (content === null || content === undefined) return '';
	throw new WireError(400, `${at}.content should be text or a list of parts.`, null, at);
}

/** The request in a body. Throws WireError. */
export function readChat(text: string): ChatRequest {
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		throw new WireError(400, 'The body is not valid JSON. Send a chat completion request.');
	}
	if (!isObject(body)) throw new WireError(400, 'The body should be a JSON object.');
	if (body.model !== MODEL)
		throw new WireError(
			404,
			`The model ${JSON.stringify(body.model ?? null)} does not exist here. Ask for “${MODEL}”.`,
			'model_not_found',
			'model'
		);
	if (!Array.isArray(body.messages) || body.messages.length === 0)
		throw new WireError(
			400,
			'“messages” should be a list with at least one message.',
			null,
			'messages'
		);
	const messages = body.messages.map((message: unknown, i): ChatMessage => {
		const at = `messages[${i}]`;
		if (!isObject(message)) throw new WireError(400, `${at} should be an object.`, null, at);
		const role = message.role === 'developer' ? 'system' : message.role;
		if (role !== 'system' && role !== 'user' && role !== 'assistant')
			throw new WireError(400, `${at}.role should be system, user or assistant.`, null, at);
		return { role, content: textOf(message.content, at) };
	});
	if (!messages.some(({ role }) => role === 'user'))
		throw new WireError(400, 'One message should be of the role “user”.', null, 'messages');
	const most = body.max_completion_tokens ?? body.max_tokens ?? null;
	if (most !== null && !(Number.isInteger(most) && (most as number) > 0))
		throw new WireError(400, '“max_tokens” should be a whole number above 0.', null, 'max_tokens');
	const stop =
		typeof body.stop === 'string' ? [body.stop] : Array.isArray(body.stop) ? body.stop : [];
	return {
		messages,
		stream: body.stream === true,
		includeUsage: isObject(body.stream_options) && body.stream_options.include_usage === true,
		maxTokens: most as number | null,
		stop: stop.filter((one): one is string => typeof one === 'string' && one !== '')
	};
}

/** The pieces a text is streamed and counted in: words with the space before them. */
export const piecesOf = (text: string): string[] => text.match(/\s*\S+/g) ?? [];

/** Tokens as the tutor counts them: pieces of at most four characters. */
export const countTokens = (text: string): number =>
	piecesOf(text).reduce((sum, piece) => sum + Math.ceil(piece.trim().length / 4), 0);

export interface Usage {
	prompt_tokens: number;
	completion_tokens: number;
	total_tokens: number;
	/** The terms it was answered under, and what they come to. */
	tutor: {
		cost_micro_usd: number;
		price_micro_usd_per_token: { input: number; output: number };
		latency_ms: number;
		error_rate: number;
	};
}

export function usageOf(messages: readonly ChatMessage[], answer: string, terms: Terms): Usage {
	const prompt = messages.reduce((sum, { content }) => sum + countTokens(content), 0),
		completion = countTokens(answer);
	return {
		prompt_tokens: prompt,
		completion_tokens: completion,
		total_tokens: prompt + completion,
		tutor: {
			cost_micro_usd: Math.ceil(prompt * terms.price.input + completion * terms.price.output),
			price_micro_usd_per_token: terms.price,
			latency_ms: terms.latencyMs,
			error_rate: terms.errorRate
		}
	};
}

export function modelCard(terms: Terms, created: number) {
	return {
		id: MODEL,
		object: 'model',
		created,
		owned_by: 'understudy',
		description:
			'A program, not a language model: it parses a request and solves it with the programs that the starter’s training questions were made by. It says so when it cannot.',
		tutor: {
			price_micro_usd_per_token: terms.price,
			latency_ms: terms.latencyMs,
			error_rate: terms.errorRate,
			seed: terms.seed
		}
	};
}
