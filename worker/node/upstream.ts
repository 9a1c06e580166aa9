// Calls to providers on Node: undici's dispatcher, the HTTP client under Node's own `fetch`, without the
// web streams and header objects of `fetch`, which cost more than all else the gateway does. It follows
// no redirect, decodes nothing (no compression is asked for), and reads little ahead of who reads.

import { Agent, type Dispatcher } from 'undici';
import type { ByteReader, Bytes, UpstreamFetch, UpstreamResponse } from '../contract.ts';
import { concat } from '../gateway/sse.ts';

// An unused connection is kept as long, unless the provider says how long it keeps it.
const KEPT_MS = 30_000;
// Beyond that nothing more is taken from the connection until somebody reads.
const MOST_AHEAD_BYTES = 65_536;

/** Rejects with the signal's reason once that is aborted, and with Node's error when nobody answers. */
export function nodeUpstream(): UpstreamFetch & { close(): void } {
	// The gateway has deadlines of its own.
	const agent = new Agent({ keepAliveTimeout: KEPT_MS, headersTimeout: 0, bodyTimeout: 0 });
	// Most calls go where the last one went.
	let last = { address: '', origin: '', path: '' };
	const call: UpstreamFetch = (address, { method, headers, body, signal }) =>
		new Promise((resolve, reject) => {
			if (signal.aborted) return reject(signal.reason);
			if (address !== last.address) {
				const { origin, pathname, search } = new URL(address);
				last = { address, origin, path: `${pathname}${search}` };
			}
			const { origin, path } = last;
			agent.dispatch(
				{ origin, path, method, headers, body },
				new Exchange(signal, resolve, reject)
			);
		});
	return Object.assign(call, { close: () => void agent.destroy() });
}

/** One request and its answer: what comes waits here until it is read. */
class Exchange implements Dispatcher.DispatchHandler, ByteReader {
	readonly #signal: AbortSignal;
	readonly #resolve: (response: UpstreamResponse) => void;
	readonly #reject: (reason: unknown) => void;
	#controller: Dispatcher.DispatchController | null = null;
	#pieces: Bytes[] = [];
	#waitingBytes = 0;
	#ended = false;
	#error: Error | null = null;
	#wake: (() => void) | null = null;

	constructor(
		signal: AbortSignal,
		resolve: (response: UpstreamResponse) => void,
		reject: (reason: unknown) => void
	) {
		this.#signal = signal;
		this.#resolve = resolve;
		this.#reject = reject;
		signal.addEventListener('abort', this.#onAbort, { once: true });
	}

	readonly #onAbort = () => {
		this.#reject(this.#signal.reason);
		this.#stop();
	};

	onRequestStart(controller: Dispatcher.DispatchController): void {
		this.#controller = controller;
		if (this.#error) controller.abort(this.#error);
	}

	onResponseStart(
		_controller: Dispatcher.DispatchController,
		status: number,
		headers: Record<string, string | string[] | undefined>
	): void {
		// Interim answers are not answers.
		if (status < 200) return;
		this.#resolve({
			ok: status < 300,
			status,
			headers: { get: (name) => (headers[name] === undefined ? null : String(headers[name])) },
			body: { getReader: () => this }
		});
	}

	onResponseData(controller: Dispatcher.DispatchController, piece: Buffer): void {
		this.#pieces.push(piece as Bytes);
		this.#waitingBytes += piece.length;
		if (this.#waitingBytes > MOST_AHEAD_BYTES) controller.pause();
		this.#notify();
	}

	onResponseEnd(): void {
		this.#ended = true;
		this.#finish();
	}

	onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
		this.#error ??= error;
		this.#reject(error);
		this.#finish();
	}

	/** All that has come since the last time, as one piece. */
	async read(): Promise<{ done: boolean; value?: Bytes }> {
		for (;;) {
			if (this.#pieces.length > 0) {
				const value = concat(this.#pieces);
				this.#pieces = [];
				this.#waitingBytes = 0;
				if (this.#controller?.paused) this.#controller.resume();
				return { done: false, value };
			}
			if (this.#error) throw this.#error;
			if (this.#ended) return { done: true };
			await new Promise<void>((resolve) => (this.#wake = resolve));
		}
	}

	async cancel(): Promise<void> {
		this.#stop();
	}

	#stop(): void {
		if (this.#ended || this.#error) return;
		this.#error = STOPPED;
		this.#controller?.abort(STOPPED);
		this.#finish();
	}

	#finish(): void {
		this.#signal.removeEventListener('abort', this.#onAbort);
		this.#notify();
	}

	#notify(): void {
		this.#wake?.();
		this.#wake = null;
	}
}

// Made once: an error with a stack for each client that leaves would cost more than its answer.
const STOPPED = new Error('The call was stopped.');
