// The answer on its way to the client: the opened stream's events, then what was charged, then `[DONE]`.
// A stream that breaks ends with an error event and without `[DONE]`: never as if it were complete. A
// client that leaves stops the provider, and what was used until then is charged all the same.

import type { Bytes, Clock } from '../contract.ts';
import { after } from '../clock.ts';
import { errorBody, GatewayError } from '../errors.ts';
import type { OpenStream } from './attempt.ts';
import { concat, dataEvent } from './sse.ts';

export type StreamEnd = 'complete' | 'broken' | 'left';

export type AnswerStreamOptions = {
	clock: Clock;
	stallMs: number;
	/** Charges what was used, and returns the closing comment's JSON. Called once. */
	settle: (end: StreamEnd) => Promise<object>;
};

// Made once: an abort without a reason makes an error with a stack each time.
const OVER = new Error('The answer is over.');
// After its closing mark a provider ends at once; then its connection can serve the next request.
const GRACE_MS = 1_000;

const encoder = new TextEncoder();
const DONE = encoder.encode('data: [DONE]\n\n');

/** Pulled by whoever sends: nothing is read ahead of the client. */
export class AnswerStream {
	readonly #open: OpenStream;
	readonly #options: AnswerStreamOptions;
	#readingSinceMs: number | null = null;
	#stalled = false;
	#over = false;
	#callOff: () => void = () => undefined;
	readonly #settled = Promise.withResolvers<void>();
	/** Resolves once the answer is charged, however it ended. */
	readonly settled: Promise<void> = this.#settled.promise;

	constructor(open: OpenStream, options: AnswerStreamOptions) {
		this.#open = open;
		this.#options = options;
		this.#watchForStall(options.stallMs);
	}

	/** Nothing comes after what `next` gave last. */
	get over(): boolean {
		return this.#over;
	}

	/** The next bytes; `null` when the answer is over. */
	async next(): Promise<Bytes | null> {
		const open = this.#open;
		if (this.#over) return null;
		if (open.head) {
			const head = open.head;
			open.head = null;
			return head;
		}
		const { reader, source } = open;
		try {
			while (!reader.finished && !reader.failure && !open.ended) {
				this.#readingSinceMs = this.#options.clock.nowMs();
				const { done, value } = await source.read();
				this.#readingSinceMs = null;
				open.ended = done;
				const events = value ? reader.push(value) : reader.end();
				if (events) return events;
			}
		} catch {
			// The connection broke, or the watch cut it: told below like an end that came too early.
			open.ended = true;
		}
		return this.#close();
	}

	/** The client left. */
	async cancel(): Promise<void> {
		if (this.#over) return;
		this.#over = true;
		this.#callOff();
		this.#open.abort(OVER);
		await this.#settle('left');
	}

	async #close(): Promise<Bytes | null> {
		if (this.#over) return null;
		this.#over = true;
		this.#callOff();
		const { reader } = this.#open;
		const complete = reader.finished && !reader.failure;
		if (complete && !this.#open.ended) void this.#drain();
		else this.#open.abort(OVER);
		const comment = await this.#settle(complete ? 'complete' : 'broken');
		const said = encoder.encode(`: understudy ${JSON.stringify(comment)}\n\n`);
		return concat([said, complete ? DONE : dataEvent(errorBody(this.#failure()))]);
	}

	#failure(): GatewayError {
		const { reader, candidate } = this.#open;
		const { id } = candidate.upstream;
		if (reader.failure)
			return new GatewayError(502, reader.failure.code, `${id}: ${reader.failure.message}`);
		if (this.#stalled)
			return new GatewayError(
				504,
				'provider_stalled',
				`${id} sent nothing for ${this.#options.stallMs / 1000} s in the middle of its answer. What came before is incomplete; try again.`
			);
		return new GatewayError(
			502,
			'provider_cut_off',
			`${id} broke off in the middle of its answer. What came before is incomplete; try again.`
		);
	}

	async #settle(end: StreamEnd): Promise<object> {
		try {
			return await this.#options.settle(end);
		} finally {
			this.#settled.resolve();
		}
	}

	/** Reads what little is left, so that the connection is kept; a provider that goes on is cut off. */
	async #drain(): Promise<void> {
		const { source, abort } = this.#open;
		const callOff = after(this.#options.clock, GRACE_MS, () => abort(OVER));
		try {
			while (!(await source.read()).done);
		} catch {
			// Cut off, or broken: the answer is complete all the same.
		}
		callOff();
	}

	/** One timer for the whole stream, not one for each piece. */
	#watchForStall(waitMs: number): void {
		const { clock, stallMs } = this.#options;
		this.#callOff = after(clock, waitMs, () => {
			if (this.#over) return;
			const since = this.#readingSinceMs;
			const quietMs = since === null ? 0 : clock.nowMs() - since;
			if (quietMs < stallMs) return this.#watchForStall(stallMs - quietMs);
			this.#stalled = true;
			this.#open.abort(OVER);
		});
	}
}

/** As a web stream. */
export function readableOf(stream: AnswerStream): ReadableStream<Bytes> {
	return new ReadableStream<Bytes>(
		{
			async pull(controller) {
				const bytes = await stream.next();
				if (bytes) controller.enqueue(bytes);
				else controller.close();
			},
			cancel: () => stream.cancel()
		},
		{ highWaterMark: 0 }
	);
}
