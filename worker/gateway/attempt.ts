// One attempt at one upstream: ask, wait for the first token or the whole answer, and say plainly how
// it failed: worth another try here, worth trying elsewhere, or the client's own mistake. Nothing has
// gone to the client while an attempt can still fail.

import type {
	ByteReader,
	Bytes,
	ChatRequest,
	GatewayOptions,
	UpstreamResponse
} from '../contract.ts';
import { after } from '../clock.ts';
import { GatewayError } from '../errors.ts';
import type {
	ReaderContext,
	UpstreamCall,
	Usage,
	Wire,
	WireReader
} from '../providers/provider.ts';
import type { Policy } from './config.ts';
import type { Candidate } from './resolve.ts';
import { concat } from './sse.ts';

/** `again`: here once more; `elsewhere`: only at another; `final`: nowhere. */
export type Remedy = 'again' | 'elsewhere' | 'final';

export class AttemptError extends Error {
	override readonly name = 'AttemptError';
	/** For the attempts header: a status, or `timeout`, `unreachable`, `cut`, `garbage`. */
	readonly outcome: string;
	readonly remedy: Remedy;
	/** What the client is told when this was the last. */
	readonly error: GatewayError;
	readonly retryAfterMs: number;
	/** Requests that the provider had taken on: their prompts are likely to be charged. */
	readonly billed: number;

	constructor(
		outcome: string,
		remedy: Remedy,
		error: GatewayError,
		{ retryAfterMs = 0, billed = 0 } = {}
	) {
		super(error.message, { cause: error });
		this.outcome = outcome;
		this.remedy = remedy;
		this.error = error;
		this.retryAfterMs = retryAfterMs;
		this.billed = billed;
	}
}

/** A stream whose first token is here. */
export type OpenStream = {
	kind: 'stream';
	candidate: Candidate;
	reader: WireReader;
	/** What it is made of, for the bill: one answer, or several. */
	answers: readonly Pick<WireReader, 'usage' | 'deltas' | 'finished'>[];
	source: ByteReader;
	/** Events read so far, for the client. */
	head: Bytes | null;
	/** The provider's bytes are over. */
	ended: boolean;
	abort: (reason: unknown) => void;
};

export type WholeAnswer = {
	kind: 'answer';
	candidate: Candidate;
	body: Bytes;
	/** Of each request it took. */
	usages: readonly (Usage | null)[];
};

export type AttemptContext = Pick<GatewayOptions, 'clock'> & {
	policy: Policy;
	request: ChatRequest;
	/** For ids of translated answers. */
	id: string;
	/** Told once the provider has taken the request on. */
	taken?: () => void;
};

// Bodies beyond are refused: no answer is that long, and memory is bounded. 32 MiB.
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
const MAX_ERROR_BYTES = 64 * 1024;
// Made once: an abort without a reason makes an error with a stack each time.
const TIMED_OUT = new Error('The deadline is over.');
const NOT_NEEDED = new Error('It is not needed any more.');
const decoder = new TextDecoder();

/** Asks for a chat. Throws an AttemptError, or the signal's reason once that is aborted. */
export async function attemptChat(
	candidate: Candidate,
	context: AttemptContext,
	signal: AbortSignal
): Promise<OpenStream | WholeAnswer> {
	const { request, policy } = context;
	const wire = await candidate.upstream.wire();
	const call = wire.chat(request, targetOf(candidate, policy));
	const readerContext: ReaderContext = {
		model: candidate.model,
		showUsage: request.stream_options?.include_usage === true,
		request,
		nowMs: context.clock.nowMs(),
		id: context.id
	};
	const limitMs = request.stream ? policy.firstTokenMs : policy.answerMs;
	return within(limitMs, candidate, context, signal, async (controller, taken) => {
		const response = await send(candidate, wire, call, controller.signal);
		taken();
		context.taken?.();
		if (request.stream) return openStream(candidate, wire, readerContext, response, controller);
		const bytes = await bodyOf(response, MAX_ANSWER_BYTES);
		const answer = whole(candidate, wire, bytes, (b) => wire.answer(b, readerContext));
		return { kind: 'answer', candidate, body: answer.body, usages: [answer.usage] };
	});
}

/** Asks for one JSON answer that `read` understands: embeddings. */
export async function attemptCall<T>(
	candidate: Candidate,
	wire: Wire,
	call: UpstreamCall,
	read: (bytes: Bytes) => T,
	context: Pick<AttemptContext, 'clock' | 'policy'>,
	signal: AbortSignal
): Promise<T> {
	return within(context.policy.answerMs, candidate, context, signal, async (controller, taken) => {
		const response = await send(candidate, wire, call, controller.signal);
		taken();
		return whole(candidate, wire, await bodyOf(response, MAX_ANSWER_BYTES), read);
	});
}

export function targetOf({ upstream, model, key }: Candidate, policy: Policy) {
	const { baseUrl, dialect } = upstream;
	return { baseUrl, key, model, dialect, maxOutputTokens: policy.maxOutputTokens };
}

/**
 * Runs `work` under a deadline and the caller's signal, and turns what it throws into an AttemptError.
 * `work` calls `taken` once the provider has taken the request on: a connection that breaks after that has
 * cost a prompt.
 */
async function within<T>(
	limitMs: number,
	candidate: Candidate,
	{ clock }: Pick<AttemptContext, 'clock'>,
	signal: AbortSignal,
	work: (controller: AbortController, taken: () => void) => Promise<T>
): Promise<T> {
	signal.throwIfAborted();
	let billed = 0;
	const controller = new AbortController();
	const onAbort = () => controller.abort(signal.reason);
	signal.addEventListener('abort', onAbort, { once: true });
	const callOff = after(clock, limitMs, () => controller.abort(TIMED_OUT));
	try {
		return await work(controller, () => (billed = 1));
	} catch (error) {
		if (signal.aborted) throw signal.reason;
		if (controller.signal.reason === TIMED_OUT) throw timedOut(candidate, limitMs);
		controller.abort(NOT_NEEDED);
		if (error instanceof AttemptError || error instanceof GatewayError) throw error;
		throw new AttemptError(
			billed ? 'cut' : 'unreachable',
			'again',
			new GatewayError(
				502,
				'provider_unreachable',
				`${candidate.upstream.id} could not be reached, or broke the connection. Try again.`,
				{ cause: error }
			),
			{ billed }
		);
	} finally {
		callOff();
		// A stream outlives its attempt; who reads it then stops it by `abort`.
		signal.removeEventListener('abort', onAbort);
	}
}

async function send(
	candidate: Candidate,
	wire: Wire,
	call: UpstreamCall,
	signal: AbortSignal
): Promise<UpstreamResponse> {
	const response = await candidate.upstream.send(call, signal);
	if (response.ok) return response;
	const text = decoder.decode(await bodyOf(response, MAX_ERROR_BYTES));
	throw refused(candidate, wire, response, text);
}

async function openStream(
	candidate: Candidate,
	wire: Wire,
	context: ReaderContext,
	response: UpstreamResponse,
	controller: AbortController
): Promise<OpenStream> {
	const type = response.headers.get('content-type') ?? '';
	if (!response.body || type.includes('application/json'))
		throw garbage(candidate, wire, decoder.decode(await bodyOf(response, MAX_ERROR_BYTES)));
	const source = response.body.getReader();
	const reader = wire.reader(context);
	const head: Bytes[] = [];
	let ended = false;
	while (!reader.started && !reader.finished && !reader.failure && !ended) {
		const { done, value } = await source.read();
		ended = done;
		const events = value ? reader.push(value) : reader.end();
		if (events) head.push(events);
	}
	const { failure } = reader;
	if (failure) {
		controller.abort(NOT_NEEDED);
		throw new AttemptError(
			String(failure.status),
			failure.status < 500 && failure.status !== 429 ? 'elsewhere' : 'again',
			new GatewayError(502, failure.code, `${candidate.upstream.id}: ${failure.message}`),
			{ billed: 1 }
		);
	}
	if (!reader.started && !reader.finished)
		throw new AttemptError(
			'cut',
			'again',
			new GatewayError(
				502,
				'provider_cut_off',
				`${candidate.upstream.id} ended its answer before it began. Try again.`
			),
			{ billed: 1 }
		);
	return {
		kind: 'stream',
		candidate,
		reader,
		answers: [reader],
		source,
		head: head.length === 0 ? null : concat(head),
		ended,
		abort: (reason) => controller.abort(reason)
	};
}

function whole<T>(candidate: Candidate, wire: Wire, bytes: Bytes, read: (bytes: Bytes) => T): T {
	try {
		return read(bytes);
	} catch (error) {
		if (error instanceof SyntaxError) throw garbage(candidate, wire, decoder.decode(bytes));
		throw error;
	}
}

/** All of a body, up to a limit. */
async function bodyOf(response: UpstreamResponse, limit: number): Promise<Bytes> {
	const pieces: Bytes[] = [];
	let size = 0;
	const reader = response.body?.getReader();
	for (;;) {
		const next = await reader?.read();
		if (!next?.value) return pieces.length === 0 ? new Uint8Array(0) : concat(pieces);
		size += next.value.length;
		if (size > limit) {
			await reader?.cancel();
			throw new Error(`The answer is larger than ${limit} bytes.`);
		}
		pieces.push(next.value);
	}
}

function timedOut({ upstream }: Candidate, limitMs: number): AttemptError {
	const error = new GatewayError(
		504,
		'provider_timeout',
		`${upstream.id} sent nothing within ${limitMs / 1000} s. Try again, or another model.`
	);
	return new AttemptError('timeout', 'elsewhere', error, { billed: 1 });
}

/** 200, but not an answer. What it says may be an error that its provider forgot to mark. */
function garbage({ upstream }: Candidate, wire: Wire, text: string): AttemptError {
	const { message } = wire.failure(502, text);
	const error = new GatewayError(
		502,
		'provider_garbage',
		`${upstream.id} answered 200 with something else than an answer. ${message}`
	);
	return new AttemptError('garbage', 'again', error, { billed: 1 });
}

function refused(
	candidate: Candidate,
	wire: Wire,
	response: UpstreamResponse,
	text: string
): AttemptError {
	const { status } = response;
	const { upstream, ownKey } = candidate;
	const failure = wire.failure(status, text);
	const say = `${upstream.id} answered ${status}: ${failure.message}`;
	const make = (shown: number, remedy: Remedy, message = say) =>
		new AttemptError(String(status), remedy, new GatewayError(shown, failure.code, message));
	if (status === 401 || status === 402 || status === 403)
		return ownKey
			? make(status, 'final')
			: // The provider's words may quote a part of the key.
				make(
					502,
					'elsewhere',
					`${upstream.id} refused this edge’s key (${status}). Its operator must check it.`
				);
	if (status === 404) return make(404, 'elsewhere');
	if (status === 429 || status === 408 || status === 425 || status >= 500) {
		const retryAfterMs = retryAfter(response.headers);
		const shown = status === 429 ? 429 : 502;
		const headers: Record<string, string> =
			retryAfterMs > 0 ? { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) } : {};
		const error = new GatewayError(shown, failure.code, say, { headers });
		return new AttemptError(String(status), 'again', error, { retryAfterMs });
	}
	if (status < 400)
		return make(502, 'elsewhere', `${upstream.id} redirected (${status}), which is not followed.`);
	return make(status, 'final');
}

/** `retry-after-ms`, or `Retry-After` in seconds or as a date. 0 when there is none. */
function retryAfter(headers: UpstreamResponse['headers']): number {
	const ms = Number(headers.get('retry-after-ms') ?? Number.NaN);
	if (ms >= 0) return ms;
	const text = headers.get('retry-after');
	if (text === null) return 0;
	const seconds = Number(text);
	if (seconds >= 0) return seconds * 1000;
	const until = Date.parse(text) - Date.parse(headers.get('date') ?? '');
	return until > 0 ? until : 0;
}
