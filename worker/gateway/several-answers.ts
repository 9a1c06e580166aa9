// Several answers (`n`) of a provider that gives one a request: as many requests at once, told as the
// choices of one answer. All or none before the first token; afterwards a break of one breaks the whole.
// Which providers need it is their dialect's `oneChoice`; what one request is stands in attempt.ts.

import type { ByteReader, Bytes, ChatRequest } from '../contract.ts';
import type { Usage, WireFailure, WireReader } from '../providers/provider.ts';
import { usageChunk } from '../wire/chunks.ts';
import {
	attemptChat,
	AttemptError,
	type AttemptContext,
	type OpenStream,
	type WholeAnswer
} from './attempt.ts';
import type { Candidate } from './resolve.ts';
import { concat, dataEvent, eventData, EventSplitter } from './sse.ts';

/** How many requests a call makes of a candidate. */
export function requestsFor({ upstream, model }: Candidate, request: ChatRequest): number {
	return upstream.dialect.oneChoice?.test(model) ? (request.n ?? 1) : 1;
}

/** Asks for a chat, by as many requests as it takes. Throws as attemptChat does. */
export async function attemptAnswers(
	candidate: Candidate,
	context: AttemptContext,
	signal: AbortSignal
): Promise<OpenStream | WholeAnswer> {
	const count = requestsFor(candidate, context.request);
	if (count === 1) return attemptChat(candidate, context, signal);
	const all = new AbortController();
	const stop = () => all.abort(signal.reason);
	signal.addEventListener('abort', stop, { once: true });
	const taken = new Set<number>();
	const attempts = Array.from({ length: count }, (_, i) =>
		attemptChat(
			candidate,
			oneOf(context, i, () => taken.add(i)),
			all.signal
		)
	);
	try {
		const opened = await Promise.all(attempts);
		const streams = opened.filter((one) => one.kind === 'stream');
		if (streams.length > 0) return mergedStream(candidate, context, streams);
		return mergedAnswer(
			candidate,
			opened.filter((one) => one.kind === 'answer')
		);
	} catch (error) {
		all.abort(error);
		for (const one of await Promise.allSettled(attempts))
			if (one.status === 'fulfilled' && one.value.kind === 'stream') one.value.abort(error);
		if (signal.aborted) throw signal.reason;
		if (!(error instanceof AttemptError)) throw error;
		const { outcome, remedy, error: told, retryAfterMs } = error;
		const billed = Math.max(taken.size, error.billed);
		throw new AttemptError(outcome, remedy, told, { retryAfterMs, billed });
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

function oneOf(context: AttemptContext, i: number, taken: () => void): AttemptContext {
	const { n: _count, stream_options: _told, ...request } = context.request;
	// The same seed would give the same answer.
	if (request.seed != null) request.seed += i;
	return { ...context, request, id: `${context.id}-${i}`, taken };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function mergedAnswer(candidate: Candidate, answers: readonly WholeAnswer[]): WholeAnswer {
	const bodies = answers.map(({ body }) => JSON.parse(decoder.decode(body)) as Fields);
	const choices = bodies.flatMap((body, index) => renumbered(body['choices'], index));
	const usages = bodies.flatMap(({ usage }) => (isFields(usage) ? [usage] : []));
	const body = {
		...bodies[0],
		choices,
		...(usages.length === answers.length && { usage: usages.reduce(added) })
	};
	return {
		kind: 'answer',
		candidate,
		body: encoder.encode(JSON.stringify(body)),
		usages: answers.flatMap((answer) => answer.usages)
	};
}

function mergedStream(
	candidate: Candidate,
	context: AttemptContext,
	streams: readonly OpenStream[]
): OpenStream {
	const merged = new MergedStream(candidate, context, streams);
	return {
		kind: 'stream',
		candidate,
		reader: merged,
		answers: streams.flatMap(({ answers }) => answers),
		source: merged,
		head: merged.head(),
		ended: false,
		abort: (reason) => {
			for (const { abort } of streams) abort(reason);
		}
	};
}

/** What came of one of them: its bytes, its end, or that it broke. */
type Arrival = { index: number; done: boolean; value?: Bytes } | { error: unknown };

/** Several streams read as one, whichever has something first. Its bytes are whole events already. */
class MergedStream implements WireReader, ByteReader {
	readonly started = true;
	finished = false;
	failure: WireFailure | null = null;
	readonly #candidate: Candidate;
	readonly #context: AttemptContext;
	readonly #streams: readonly OpenStream[];
	readonly #arrived: Arrival[] = [];
	#wake: () => void = () => undefined;
	/** One of them ended without its provider's mark: so the whole has no end. */
	#broken = false;
	/** The id that all their events are given. */
	#id: unknown;

	constructor(candidate: Candidate, context: AttemptContext, streams: readonly OpenStream[]) {
		this.#candidate = candidate;
		this.#context = context;
		this.#streams = streams;
	}

	get usage(): Usage | null {
		const usages = this.#streams.map(({ reader }) => reader.usage);
		const known = usages.filter((usage) => usage !== null);
		return known.length === usages.length ? known.reduce(together) : null;
	}

	get deltas(): number {
		return this.#streams.reduce((sum, { reader }) => sum + reader.deltas, 0);
	}

	/** What came while they were opened; their further bytes are asked for from here on. */
	head(): Bytes | null {
		const heads = this.#streams.map(({ head }, index) => head && this.#asChoice(head, index));
		this.#streams.forEach((stream, index) => {
			if (!stream.ended) this.#ask(index);
			else if (!stream.reader.finished) this.#broken = true;
		});
		return concatOf([...heads, this.#closing()]);
	}

	push(events: Bytes): Bytes {
		return events;
	}

	end(): null {
		return null;
	}

	/** The next events; after the last, what little the providers still send is read and dropped. */
	async read(): Promise<{ done: boolean; value?: Bytes }> {
		for (;;) {
			if (this.#broken || this.failure) return { done: true };
			const arrival = this.#arrived.shift();
			if (!arrival) {
				if (this.#streams.every(({ ended }) => ended)) return { done: true };
				await new Promise<void>((resolve) => (this.#wake = resolve));
				continue;
			}
			if ('error' in arrival) throw arrival.error;
			const { index, done, value } = arrival;
			const stream = this.#streams[index];
			if (!stream) continue;
			stream.ended = done;
			const events = this.#eventsOf(stream, index, value);
			if (!done) this.#ask(index);
			else if (!stream.reader.finished) this.#broken = true;
			if (events) return { done: false, value: events };
		}
	}

	cancel(): Promise<void> {
		return Promise.all(this.#streams.map(({ source }) => source.cancel())).then(() => undefined);
	}

	#eventsOf({ reader }: OpenStream, index: number, value: Bytes | undefined): Bytes | null {
		if (this.finished || reader.finished) return null;
		const events = value ? reader.push(value) : reader.end();
		this.failure = reader.failure;
		return concatOf([events && this.#asChoice(events, index), this.#closing()]);
	}

	/** Once all of them are complete: what they used together, for a client that asked. */
	#closing(): Bytes | null {
		if (this.finished || !this.#streams.every(({ reader }) => reader.finished)) return null;
		this.finished = true;
		const { usage } = this;
		const { request, clock, id } = this.#context;
		if (!usage || request.stream_options?.include_usage !== true) return null;
		const { model } = this.#candidate;
		const context = { model, showUsage: true, request, nowMs: clock.nowMs(), id };
		return usageChunk({ ...context, id: typeof this.#id === 'string' ? this.#id : id }, usage);
	}

	#ask(index: number): void {
		const arrive = (arrival: Arrival) => {
			this.#arrived.push(arrival);
			this.#wake();
		};
		this.#streams[index]?.source.read().then(
			(read) => arrive({ index, ...read }),
			(error: unknown) => arrive({ error })
		);
	}

	/** The same events as those of the choice with this number. */
	#asChoice(events: Bytes, index: number): Bytes {
		const pieces: Bytes[] = [];
		new EventSplitter().push(events, (all, start, end) => {
			const event = all.subarray(start, end);
			const fields = parsed(eventData(event));
			if (!Array.isArray(fields?.['choices'])) return void pieces.push(event);
			this.#id ??= fields['id'];
			const choices = renumbered(fields['choices'], index);
			pieces.push(dataEvent({ ...fields, id: this.#id, choices }));
		});
		return concat(pieces);
	}
}

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(data: string | null): Fields | null {
	try {
		const value: unknown = JSON.parse(data ?? '');
		return isFields(value) ? value : null;
	} catch {
		return null;
	}
}

function renumbered(choices: unknown, index: number): Fields[] {
	return (Array.isArray(choices) ? choices.filter(isFields) : []).map((one) => ({ ...one, index }));
}

/** Usage objects as providers write them: numbers are added, and what is in them likewise. */
function added(a: Fields, b: Fields): Fields {
	const sum: Fields = { ...a };
	for (const [name, value] of Object.entries(b)) {
		const known = a[name];
		if (typeof value === 'number' && typeof known === 'number') sum[name] = known + value;
		else if (isFields(value) && isFields(known)) sum[name] = added(known, value);
		else sum[name] ??= value;
	}
	return sum;
}

function together(a: Usage, b: Usage): Usage {
	return {
		promptTokens: a.promptTokens + b.promptTokens,
		completionTokens: a.completionTokens + b.completionTokens,
		cachedTokens: a.cachedTokens + b.cachedTokens,
		cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
		costMicroUsd:
			a.costMicroUsd === null || b.costMicroUsd === null ? null : a.costMicroUsd + b.costMicroUsd
	};
}

function concatOf(pieces: readonly (Bytes | null)[]): Bytes | null {
	const present = pieces.filter((piece) => piece !== null);
	return present.length === 0 ? null : concat(present);
}
