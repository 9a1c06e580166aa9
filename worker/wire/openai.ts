// The OpenAI form, which most providers speak: the request with the gateway's few changes, and a
// reader that forwards the provider's bytes as received. Events are only delimited; the one that
// carries `usage`, an error, or anything before the first token is decoded, and nothing else.

import type { Bytes, ChatRequest, EmbeddingsRequest } from '../contract.ts';
import { concat, dataEvent, eventData, EventSplitter, MAX_EVENT_BYTES } from '../gateway/sse.ts';
import type {
	Target,
	UpstreamCall,
	Usage,
	Wire,
	WireFailure,
	WireReader
} from '../providers/provider.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The one instance: the form keeps nothing between answers. */
export const openAiWire: Wire = {
	chat: (request, target) => call('/chat/completions', chatBody(request, target), target),
	embeddings: (request, target) =>
		call('/embeddings', embeddingsBody(request, target.model), target),
	reader: (context) => new OpenAiReader(context.showUsage),
	answer: (bytes) => {
		const body = asObject(JSON.parse(decoder.decode(bytes)));
		if (!body || body['error']) throw new SyntaxError('The answer holds no completion.');
		return { body: bytes, usage: usageOf(body['usage']) };
	},
	embedded: (bytes, request) => {
		const body = asObject(JSON.parse(decoder.decode(bytes)));
		const data = body?.['data'];
		if (!Array.isArray(data)) throw new SyntaxError('The answer holds no vectors.');
		const usage = usageOf(body?.['usage']);
		const first: unknown = asObject(data[0])?.['embedding'];
		if (request['encoding_format'] !== 'base64' || !Array.isArray(first))
			return { body: bytes, usage };
		// The official client asks for base64 unless told otherwise, and not every server gives it.
		const packed = data.map((item) => ({
			...asObject(item),
			embedding: base64Floats(asObject(item)?.['embedding'])
		}));
		return { body: encoder.encode(JSON.stringify({ ...body, data: packed })), usage };
	},
	failure: failureOf
};

function call(path: string, body: object, { baseUrl, key, dialect }: Target): UpstreamCall {
	const headers: Record<string, string> = {
		'content-type': 'application/json',
		...dialect.headers
	};
	if (key !== null) headers['authorization'] = `Bearer ${key}`;
	return { url: `${baseUrl}${path}`, headers, body: JSON.stringify(body) };
}

function chatBody(request: ChatRequest, target: Target): Record<string, unknown> {
	const { drops = [], renames = {}, streamOptions = true, maxTokens, adjust } = target.dialect;
	const body: Record<string, unknown> = { ...request, model: target.model };
	const limit = request.max_completion_tokens ?? request.max_tokens ?? target.maxOutputTokens;
	if (maxTokens) {
		delete body['max_tokens'];
		delete body['max_completion_tokens'];
		body[maxTokens] = limit;
	} else if (request.max_completion_tokens == null) body['max_tokens'] = limit;
	if (!request.stream || !streamOptions) delete body['stream_options'];
	else if (streamOptions !== 'as-asked')
		body['stream_options'] = { ...request.stream_options, include_usage: true };
	for (const field of drops) delete body[field];
	for (const [from, to] of Object.entries(renames)) {
		if (body[from] === undefined) continue;
		body[to] = body[from];
		delete body[from];
	}
	adjust?.(body, target.model);
	return body;
}

function embeddingsBody(request: EmbeddingsRequest, model: string): EmbeddingsRequest {
	return { ...request, model };
}

/** Numbers as base64 of little-endian 32-bit floats: OpenAI's `encoding_format: base64`. */
export function base64Floats(values: unknown): string {
	const numbers = Array.isArray(values) ? values.map(Number) : [];
	const view = new DataView(new ArrayBuffer(numbers.length * 4));
	numbers.forEach((number, i) => view.setFloat32(i * 4, number, true));
	let binary = '';
	for (let i = 0; i < view.byteLength; i++) binary += String.fromCharCode(view.getUint8(i));
	return btoa(binary);
}

/** OpenAI's usage object, with the cached parts as OpenAI, DeepSeek and OpenRouter name them. */
export function usageOf(value: unknown): Usage | null {
	const usage = asObject(value);
	if (!usage) return null;
	const details = asObject(usage['prompt_tokens_details']);
	const cost = usage['cost'];
	return {
		promptTokens: count(usage['prompt_tokens']),
		completionTokens: count(usage['completion_tokens']),
		cachedTokens: count(details?.['cached_tokens'] ?? usage['prompt_cache_hit_tokens']),
		cacheWriteTokens: count(details?.['cache_write_tokens']),
		costMicroUsd:
			typeof cost === 'number' && Number.isFinite(cost) && cost >= 0 ? Math.ceil(cost * 1e6) : null
	};
}

/** The provider's own words for a refusal; its status where the body says nothing. */
export function failureOf(status: number, text: string): WireFailure {
	const body = parsed(text);
	const error = asObject(body?.['error']) ?? body;
	const message = error?.['message'] ?? body?.['error'] ?? body?.['detail'];
	const code = error?.['code'] ?? error?.['type'];
	return {
		status,
		code: typeof code === 'string' && code !== '' ? code : `upstream_${status}`,
		message:
			typeof message === 'string' && message !== ''
				? message.slice(0, 2000)
				: `The provider answered ${status} and gave no reason.`
	};
}

// Only a key of the object itself can stand unescaped before a colon: the same letters inside a text or
// a tool's arguments have their quotes escaped. So bytes are enough to find these.
const USAGE = encoder.encode('"usage"');
const ERROR = encoder.encode('"error"');
const FINISH = encoder.encode('"finish_reason"');
const [COLON, SPACE, QUOTE, BRACE, LETTER_N] = [58, 32, 34, 123, 110];
// `data: [DONE]` with its line ends is 16 bytes at most.
const DONE_BYTES = 32;

const ROLE_ONLY = /"role"\s*:\s*"assistant"|"choices"\s*:\s*\[\s*\]/;
const CONTENT =
	/"(?:content|reasoning_content|reasoning|refusal|text|data)"\s*:\s*"[^"]|"(?:tool_calls|content)"\s*:\s*\[\s*\{|"function_call"\s*:\s*\{|"finish_reason"\s*:\s*"/;

class OpenAiReader implements WireReader {
	started = false;
	finished = false;
	failure: WireFailure | null = null;
	usage: Usage | null = null;
	deltas = 0;
	readonly #showUsage: boolean;
	readonly #splitter = new EventSplitter();
	/** A finish reason was seen: an end without `[DONE]` is then no break. */
	#complete = false;

	constructor(showUsage: boolean) {
		this.#showUsage = showUsage;
	}

	push(bytes: Bytes): Bytes | null {
		const pieces: Bytes[] = [];
		// Forwarded events that lie side by side stay one piece: most often all of `bytes`.
		let run: { all: Bytes; from: number; to: number } | null = null;
		this.#splitter.push(bytes, (all, start, end) => {
			if (this.finished || this.failure) return;
			const instead = this.#read(all, start, end);
			if (instead === 'forward') {
				if (run) run.to = end;
				else run = { all, from: start, to: end };
				return;
			}
			if (run) pieces.push(run.all.subarray(run.from, run.to));
			run = null;
			if (instead) pieces.push(instead);
		});
		const last = run as { all: Bytes; from: number; to: number } | null;
		if (last) pieces.push(last.all.subarray(last.from, last.to));
		if (this.#splitter.overflowed && !this.finished)
			this.failure ??= {
				status: 502,
				code: 'upstream_event_too_large',
				message: `The provider sent one event of more than ${MAX_EVENT_BYTES} bytes.`
			};
		return pieces.length === 0 ? null : concat(pieces);
	}

	end(): Bytes | null {
		const rest = this.#splitter.rest();
		let last: Bytes | null = null;
		// An event whose blank line never came counts if it is whole; half of one is a break.
		const data = rest.length > 0 && !this.finished ? eventData(rest)?.trim() : undefined;
		if (data === '[DONE]') this.finished = true;
		else if (data && parsed(data)) {
			const event = encoder.encode(`data: ${data}\n\n`);
			const instead = this.#read(event, 0, event.length);
			last = instead === 'forward' ? event : instead;
		}
		if (this.#complete && !this.failure) this.finished = true;
		return last;
	}

	/** What becomes of one event: forwarded as it is, replaced, or left out. */
	#read(all: Bytes, start: number, end: number): 'forward' | Bytes | null {
		if (end - start <= DONE_BYTES && eventData(all.subarray(start, end))?.trim() === '[DONE]') {
			this.finished = true;
			return null;
		}
		let [usage, error, finish] = [false, false, false];
		for (let i = start; i < end; i++) {
			if (all[i] !== QUOTE) continue;
			if (isKey(all, i, end, USAGE)) usage ||= valueAt(all, i + USAGE.length, end) === BRACE;
			else if (isKey(all, i, end, ERROR))
				error ||= valueAt(all, i + ERROR.length, end) !== LETTER_N;
			else if (isKey(all, i, end, FINISH))
				finish ||= valueAt(all, i + FINISH.length, end) === QUOTE;
		}
		if (finish) this.#complete = true;
		// As good as every event: nothing of it is looked at further.
		if (this.started && !error && !usage) {
			this.deltas += 1;
			return 'forward';
		}
		const event = all.subarray(start, end);
		if (error && this.#readError(event)) return null;
		if (this.started) this.deltas += 1;
		else {
			const text = decoder.decode(event);
			this.started = CONTENT.test(text) || (eventData(event) !== null && !ROLE_ONLY.test(text));
			if (this.started) this.deltas = 1;
		}
		return usage ? this.#readUsage(event) : 'forward';
	}

	#readError(event: Bytes): boolean {
		const body = parsed(eventData(event) ?? '');
		const choice = Array.isArray(body?.['choices']) ? asObject(body['choices'][0]) : null;
		const error = asObject(body?.['error']) ?? asObject(choice?.['error']) ?? body?.['error'];
		if (!error) return false;
		const status = asObject(error)?.['status'] ?? asObject(error)?.['code'];
		const known = typeof status === 'number' && status >= 400 && status < 600;
		this.failure = failureOf(known ? status : 502, JSON.stringify({ error }));
		return true;
	}

	#readUsage(event: Bytes): 'forward' | Bytes | null {
		const body = parsed(eventData(event) ?? '');
		const usage = usageOf(body?.['usage']);
		if (!body || !usage) return 'forward';
		this.usage = usage;
		if (this.#showUsage) return 'forward';
		const choices = body['choices'];
		if (!Array.isArray(choices) || choices.length === 0) return null;
		// Some providers put it beside the last text; the client then gets the rest of the event.
		delete body['usage'];
		return dataEvent(body);
	}
}

function isKey(bytes: Bytes, at: number, end: number, key: Bytes): boolean {
	if (at + key.length >= end || bytes[at + 1] !== key[1]) return false;
	for (let i = 2; i < key.length; i++) if (bytes[at + i] !== key[i]) return false;
	return true;
}

/** The first byte of a key's value; -1 when what stands there is no key. */
function valueAt(bytes: Bytes, at: number, end: number): number {
	let i = at;
	while (i < end && bytes[i] === SPACE) i++;
	if (bytes[i] !== COLON) return -1;
	do i++;
	while (i < end && bytes[i] === SPACE);
	return bytes[i] ?? -1;
}

function parsed(text: string): Record<string, unknown> | null {
	try {
		return asObject(JSON.parse(text));
	} catch {
		return null;
	}
}

function asObject(value: unknown): Record<string, unknown> | null {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: null;
}

function count(value: unknown): number {
	return typeof value === 'number' && value > 0 ? Math.floor(value) : 0;
}
