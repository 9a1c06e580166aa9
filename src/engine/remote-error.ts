// How asking another machine fails, in words: a connection, a status with OpenAI's error object, or an
// error inside a stream becomes a code and a sentence that names the fact and the next step. Servers'
// own words are kept where they say more. Not here: an abort, which is an outcome and no error.

import { fieldsOf, type Fields } from '../contract/parse.ts';
import { EngineError, type EngineErrorCode } from './engine.ts';

export type RemoteErrorCode =
	/** No connection, or one that broke before an answer began. */
	| 'unreachable'
	/** The answer broke off. */
	| 'stream-broken'
	| 'over-budget'
	| 'rate-limited'
	/** The caller may not. */
	| 'refused'
	/** The server runs and has nobody to ask. */
	| 'not-configured'
	| 'offline'
	| 'context-full'
	| 'unsupported'
	| 'failed';

export class RemoteError extends Error {
	override readonly name = 'RemoteError';
	readonly code: RemoteErrorCode;
	/** OpenAI's `code` where the server gave one: `session_expired`. */
	readonly serverCode: string | null;
	/** After how long it may be asked again, where the server said so. */
	readonly retryAfterMs: number | null;
	constructor(
		code: RemoteErrorCode,
		message: string,
		{
			serverCode = null,
			retryAfterMs = null,
			...options
		}: ErrorOptions & { serverCode?: string | null; retryAfterMs?: number | null } = {}
	) {
		super(message, options);
		this.code = code;
		this.serverCode = serverCode;
		this.retryAfterMs = retryAfterMs;
	}
}

const ENGINE_CODES: Readonly<Record<RemoteErrorCode, EngineErrorCode>> = {
	// What a turn answers with another attempt, on another model where this one is gone.
	unreachable: 'device-lost',
	'stream-broken': 'device-lost',
	'over-budget': 'failed',
	'rate-limited': 'failed',
	refused: 'failed',
	'not-configured': 'failed',
	offline: 'failed',
	'context-full': 'context-full',
	unsupported: 'unsupported',
	failed: 'failed'
};

/** The same as an engine fails. What is no RemoteError stays as it is. */
export function asEngineError(error: unknown): unknown {
	if (!(error instanceof RemoteError)) return error;
	return new EngineError(ENGINE_CODES[error.code], error.message, { cause: error });
}

/** For what `fetch` threw. */
export function unreachable(host: string, cause: unknown): RemoteError {
	return new RemoteError(
		'unreachable',
		`${host} could not be reached. Check that it runs and that this device is connected, then try again.`,
		{ cause }
	);
}

export function brokenStream(host: string, cause?: unknown): RemoteError {
	return new RemoteError(
		'stream-broken',
		`The answer of ${host} broke off before its end. Try again.`,
		{ cause }
	);
}

export function redirected(host: string): RemoteError {
	return new RemoteError(
		'refused',
		`${host} answered with a redirect, which is not followed. Enter the address it leads to.`
	);
}

type Refused = { status: number; headers: Pick<Headers, 'get'>; text: string };

/** For an answer whose status is no success. */
export function refusal(host: string, { status, headers, text }: Refused): RemoteError {
	const said = errorOf(parsed(text));
	const message = said?.message ?? '';
	const serverCode = said?.code ?? null;
	const full = said && contextFull(said);
	if (full) return full;
	const fail = (code: RemoteErrorCode, sentence: string) =>
		new RemoteError(code, sentence, {
			serverCode,
			retryAfterMs: secondsOf(headers.get('retry-after'))
		});
	switch (status) {
		case 401:
		case 403:
			return fail(
				'refused',
				`${host} refuses this caller${because(message)} Check the access key.`
			);
		case 402:
			return fail('over-budget', overBudget(host, message));
		case 404:
			return fail(
				'unsupported',
				`${host} does not have it${because(message)} Choose another model.`
			);
		case 409:
			return fail(
				'failed',
				`${host} has answered this already, and the answer is lost. Ask again.`
			);
		case 429:
			if (serverCode === 'turn_limit_reached')
				return fail('over-budget', overBudget(host, message));
			return fail('rate-limited', rateLimited(host, headers.get('retry-after'), message));
		default:
	}
	if (serverCode === 'not_configured' || serverCode === 'misconfigured')
		return fail('not-configured', `${host} is not set up to answer${because(message)}`);
	// A host that serves pages alone.
	if (status === 405)
		return fail('not-configured', `${host} serves files and answers no questions.`);
	if (status >= 500)
		return fail('failed', `${host} failed with HTTP ${status}${because(message)} Try again later.`);
	return fail(
		'failed',
		`${host} refused the request with HTTP ${status}${because(message)} Change the request, or choose another model.`
	);
}

/** For an error object inside a stream that had begun with a success. */
export function streamFailure(host: string, value: unknown): RemoteError | null {
	const said = errorOf(value);
	if (said === null) return null;
	const full = contextFull(said);
	if (full) return full;
	return new RemoteError(
		'stream-broken',
		`The answer of ${host} broke off before its end${because(said.message)} Try again.`,
		{ serverCode: said.code }
	);
}

type Said = { message: string; code: string | null; fields: Fields };

/** OpenAI's error object, or what servers write in its place: a text, or `detail`. */
function errorOf(body: unknown): Said | null {
	const root = fieldsOf(body);
	if (root === null) return null;
	const { error = root['detail'] } = root;
	if (error === undefined || error === null) return null;
	const fields = fieldsOf(error) ?? {};
	const message = typeof error === 'string' ? error : fields['message'];
	const code = [fields['code'], fields['type']].find((one) => typeof one === 'string');
	return {
		message: typeof message === 'string' ? message.slice(0, MOST_WORDS).trim() : '',
		code: typeof code === 'string' ? code : null,
		fields
	};
}

// A server's own words are shown to a person: more than this is no sentence.
const MOST_WORDS = 600;

/** A prompt that does not fit, as llama.cpp's server, vLLM and OpenAI say it; null for other refusals. */
function contextFull({ message, code, fields }: Said): RemoteError | null {
	const told = [fields['n_prompt_tokens'], fields['n_ctx']];
	const found =
		/\((\d+) tokens\).*context size \((\d+) tokens\)/.exec(message) ??
		/is (?<size>\d+) tokens long; this model holds (?<limit>\d+)/.exec(message) ??
		// vLLM counts the answer that was asked for as well, and names it first.
		/maximum context length is (?<limit>\d+) tokens.*?(?<size>\d+) (?:in the messages|input tokens)/.exec(
			message
		) ??
		/maximum context length is (?<limit>\d+) tokens.*?(?<size>\d+) /.exec(message);
	const isFull =
		/^(exceed_context_size(_error)?|context_length_exceeded|context-full)$/.test(code ?? '') ||
		found !== null;
	if (!isFull) return null;
	const size = Number(told[0] ?? found?.groups?.['size'] ?? found?.[1]);
	const limit = Number(told[1] ?? found?.groups?.['limit'] ?? found?.[2]);
	// Where it stops counting at what it holds, it says so.
	const least = message.includes(`at least ${size} `) ? 'at least ' : '';
	return new RemoteError('context-full', tooLong(size, limit, least), { serverCode: code });
}

function tooLong(size: number, limit: number, least: string): string {
	if (!Number.isFinite(size) || !Number.isFinite(limit))
		return 'The conversation is longer than this model holds. Shorten the message, or start a new chat.';
	// Prompt and answer together are what does not fit.
	if (size < limit)
		return `The conversation leaves too little room for its answer in the ${limit} tokens that this model holds. Shorten the message, or start a new chat.`;
	return `The conversation is ${least}${size} tokens long; this model holds ${limit}. Shorten the message, or start a new chat.`;
}

// The gateway's sentence (worker/ledger/budget.ts): what is left, and when it begins anew.
const BUDGET =
	/^(Your|This site’s) (daily|monthly) budget of (.+?) has (.+?) left; it resets at (\d{4}-\d\d-\d\dT[\d:]+Z)\./;

function overBudget(host: string, message: string): string {
	const [, , period, limit, left, resets] = BUDGET.exec(message) ?? [];
	if (!limit || !left || !resets)
		return `The budget at ${host} is spent${because(message)} Wait until it begins anew, or let this device answer.`;
	const rest = `It begins anew on ${localTime(new Date(resets))}; until then this device answers.`;
	return period === 'daily'
		? `Today’s budget of ${limit} at ${host} has ${left} left, too little for this answer. ${rest}`
		: `This month’s budget of ${limit} at ${host} has ${left} left, too little for this answer. ${rest}`;
}

function rateLimited(host: string, retryAfter: string | null, message: string): string {
	const seconds = Number(retryAfter);
	return retryAfter !== null && Number.isFinite(seconds)
		? `${host} takes no more requests for now. Try again in ${Math.max(1, Math.ceil(seconds))} seconds.`
		: `${host} takes no more requests for now${because(message)} Try again in a minute.`;
}

/** `Retry-After` in seconds, as the gateway writes it; null where it says nothing else. */
function secondsOf(retryAfter: string | null): number | null {
	const seconds = Number(retryAfter ?? Number.NaN);
	return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

/** Day and minute on this device's clock, alike in every language. */
function localTime(date: Date): string {
	const two = (number: number) => String(number).padStart(2, '0');
	const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
	return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The server's words behind a colon; a full stop where it has none. */
function because(message: string): string {
	if (message === '') return '.';
	return `: ${message}${/[.!?]$/.test(message) ? '' : '.'}`;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
