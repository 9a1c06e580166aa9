// What readers of translated streams have in common: delimiting events, decoding each one's JSON, and
// the state the gateway looks at. A form fills in what one event means.

import type { Bytes } from '../contract.ts';
import { concat, eventData, EventSplitter, MAX_EVENT_BYTES } from '../gateway/sse.ts';
import type { ReaderContext, Usage, WireFailure, WireReader } from '../providers/provider.ts';
import { usageChunk } from './chunks.ts';

export type Json = Record<string, unknown>;

export abstract class TranslatedReader implements WireReader {
	started = false;
	finished = false;
	failure: WireFailure | null = null;
	usage: Usage | null = null;
	deltas = 0;
	protected readonly context: ReaderContext;
	readonly #splitter = new EventSplitter();
	#out: Bytes[] = [];

	constructor(context: ReaderContext) {
		this.context = context;
	}

	/** Translates one event's JSON, with `emit` and `fail`. */
	protected abstract read(event: Json): void;

	/** The provider's `[DONE]`, or the end of its bytes where it has no such mark. */
	protected over(_mark: 'done' | 'end'): void {}

	push(bytes: Bytes): Bytes | null {
		this.#splitter.push(bytes, (all, start, end) => this.#event(all.subarray(start, end)));
		if (this.#splitter.overflowed && !this.finished)
			this.fail(502, 'upstream_event_too_large', `One event exceeded ${MAX_EVENT_BYTES} bytes.`);
		return this.#taken();
	}

	end(): Bytes | null {
		const rest = this.#splitter.rest();
		if (rest.length > 0) this.#event(rest, true);
		if (!this.finished && !this.failure) this.over('end');
		return this.#taken();
	}

	/** Sends an event on; `content` when a first token is in it. */
	protected emit(event: Bytes, content: boolean): void {
		this.#out.push(event);
		if (!content) return;
		this.started = true;
		this.deltas += 1;
	}

	protected fail(status: number, code: string, message: string): void {
		this.failure ??= { status, code, message };
	}

	/** The provider said the answer is complete. */
	protected finish(): void {
		if (this.finished) return;
		if (this.context.showUsage && this.usage)
			this.emit(usageChunk(this.context, this.usage), false);
		this.finished = true;
	}

	#event(event: Bytes, last = false): void {
		if (this.finished || this.failure) return;
		const data = eventData(event)?.trim();
		if (data === '[DONE]') return this.over('done');
		if (!data) return;
		let json: unknown;
		try {
			json = JSON.parse(data);
		} catch {
			// Half an event at the end of a broken stream is the break, not garbage.
			if (!last) this.fail(502, 'provider_garbage', 'The provider sent an event that is not JSON.');
			return;
		}
		if (typeof json === 'object' && json !== null && !Array.isArray(json)) this.read(json as Json);
	}

	#taken(): Bytes | null {
		if (this.#out.length === 0) return null;
		const out = concat(this.#out);
		this.#out = [];
		return out;
	}
}

export function object(value: unknown): Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Json)
		: {};
}

export function list(value: unknown): Json[] {
	return Array.isArray(value) ? value.map(object) : [];
}

export function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

export function count(value: unknown): number {
	return typeof value === 'number' && value > 0 ? Math.floor(value) : 0;
}

/** Decodes a whole answer. Throws a SyntaxError for what is no JSON object. */
export function decodeAnswer(bytes: Bytes): Json {
	const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
	if (typeof json !== 'object' || json === null || Array.isArray(json))
		throw new SyntaxError('The answer is not an object.');
	return json as Json;
}
