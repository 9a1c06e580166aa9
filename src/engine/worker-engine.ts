// The engine as the page has it: the same interface, its work done in a worker (serve-engine.ts). A
// worker that crashes fails what was asked of it as `device-lost`, and the next load starts another.

import type { Manifest } from '../contract/manifest.ts';
import { Channel } from './channel.ts';
import {
	EngineError,
	type ChatMessage,
	type Engine,
	type EngineEvent,
	type EngineId,
	type GenerateRequest,
	type LoadedModel,
	type LoadOptions,
	type ModelRef
} from './engine.ts';
import {
	errorOf,
	type EngineRequest,
	type FromEngine,
	type ModelState,
	type ToEngine
} from './engine-port.ts';

/** The part of a Worker that is used. */
export type EngineWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

type Pending = {
	onMessage: (message: FromEngine) => void;
	resolve: (value: number | null) => void;
	reject: (error: Error) => void;
};

/** The engine in a worker of the browser's. */
export function createBrowserEngine(): Engine {
	return createWorkerEngine(
		() => new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' })
	);
}

/** `start` makes a worker that serves an engine; called at the first load and after a crash. */
export function createWorkerEngine(start: () => EngineWorker, id: EngineId = 'wllama'): Engine {
	let line: WorkerLine | null = null;
	const open = () => (line = line === null || line.broken ? new WorkerLine(start()) : line);
	return {
		id,
		probe: async () =>
			typeof Worker === 'undefined'
				? { ok: false, reason: 'This browser does not run workers. Update it, or use another one.' }
				: { ok: true },
		load: async (model, options) =>
			new WorkerModel(open, model, options, await place(open(), model, options))
	};
}

/** One worker: numbers requests, matches answers. */
class WorkerLine {
	broken = false;
	readonly #worker: EngineWorker;
	readonly #pending = new Map<number, Pending>();
	#requests = 0;

	constructor(worker: EngineWorker) {
		this.#worker = worker;
		worker.addEventListener('message', (event) =>
			this.#hear((event as MessageEvent<FromEngine>).data)
		);
		for (const type of ['error', 'messageerror'] as const)
			worker.addEventListener(type, (event) => this.#break(event));
	}

	/** Resolves at the answer's end. An abort is passed on; the worker says what comes of it. */
	ask(
		message: EngineRequest,
		signal: AbortSignal | undefined,
		onMessage: Pending['onMessage'] = () => undefined
	): { request: number; answer: Promise<number | null> } {
		const request = ++this.#requests;
		const send = (what: ToEngine) => this.#worker.postMessage(what);
		const abort = () => send({ request, type: 'abort' });
		const answer = new Promise<number | null>((resolve, reject) => {
			if (this.broken) return reject(lost());
			this.#pending.set(request, { onMessage, resolve, reject });
			send({ ...message, request });
			if (signal?.aborted) abort();
			signal?.addEventListener('abort', abort, { once: true });
		}).finally(() => signal?.removeEventListener('abort', abort));
		return { request, answer };
	}

	#hear(message: FromEngine): void {
		const pending = this.#pending.get(message.request);
		if (!pending) return;
		pending.onMessage(message);
		if (message.type !== 'done' && message.type !== 'failed') return;
		// What loaded a model goes on hearing its notices.
		if (message.type === 'done') pending.resolve(message.value);
		else pending.reject(errorOf(message.failure));
	}

	/** Nothing more is heard for this request. */
	forget(request: number): void {
		this.#pending.delete(request);
	}

	#break(event: Event): void {
		if (this.broken) return;
		this.broken = true;
		event.preventDefault?.();
		this.#worker.terminate();
		for (const { reject } of this.#pending.values()) reject(lost());
		this.#pending.clear();
	}
}

function lost(): EngineError {
	return new EngineError(
		'device-lost',
		'The engine stopped and was started again. Send the message again.'
	);
}

/** A model in a worker: `id` is the request that loaded it. */
type Placed = { line: WorkerLine; id: number; manifest: Manifest; state: ModelState };

async function place(
	line: WorkerLine,
	model: ModelRef,
	{ signal, onProgress, onNotice, ...options }: LoadOptions
): Promise<Placed> {
	signal?.throwIfAborted();
	const placed: { now: Placed | null } = { now: null };
	const { request, answer } = line.ask({ type: 'load', model, options }, signal, (message) => {
		if (message.type === 'progress') onProgress?.(message.fraction);
		else if (message.type === 'loaded')
			placed.now = { line, id: request, manifest: message.manifest, state: message.state };
		else if (message.type === 'notice') {
			if (placed.now && message.state) placed.now.state = message.state;
			onNotice?.(message.message);
		}
	});
	try {
		await answer;
	} catch (error) {
		line.forget(request);
		signal?.throwIfAborted();
		throw error;
	}
	if (placed.now === null) throw lost();
	return placed.now;
}

class WorkerModel implements LoadedModel {
	readonly #open: () => WorkerLine;
	readonly #model: ModelRef;
	readonly #options: LoadOptions;
	#placed: Placed;
	#replacing: Promise<void> | null = null;

	constructor(open: () => WorkerLine, model: ModelRef, options: LoadOptions, placed: Placed) {
		this.#open = open;
		this.#model = model;
		this.#options = options;
		this.#placed = placed;
	}

	get manifest() {
		return this.#placed.manifest;
	}

	get backend() {
		return this.#placed.state.backend;
	}

	get contextTokens() {
		return this.#placed.state.contextTokens;
	}

	get capabilities() {
		return this.#placed.state.capabilities;
	}

	async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<EngineEvent> {
		const left = new AbortController();
		const events = new Channel<EngineEvent>();
		const ended = this.#ask(
			(model) => ({ type: 'generate', model, body: request }),
			AbortSignal.any([signal, left.signal]),
			(message) => {
				if (message.type === 'events') for (const event of message.events) events.push(event);
			}
		).then(
			() => events.close(),
			(error: unknown) => events.fail(error)
		);
		try {
			yield* events;
		} finally {
			// A reader that leaves early stops the computation as well, and it has stopped when we return.
			left.abort();
			await ended;
		}
	}

	async countTokens(text: string): Promise<number> {
		return (await this.#ask((model) => ({ type: 'count', model, text }))) ?? 0;
	}

	async warm(messages: ChatMessage[], signal: AbortSignal): Promise<void> {
		await this.#ask((model) => ({ type: 'warm', model, messages }), signal);
	}

	async dispose(): Promise<void> {
		const { line, id } = this.#placed;
		line.forget(id);
		// A worker that is gone has freed everything.
		if (!line.broken) await this.#ask((model) => ({ type: 'dispose', model }));
	}

	async #ask(
		message: (model: number) => EngineRequest,
		signal?: AbortSignal,
		onMessage?: (message: FromEngine) => void
	): Promise<number | null> {
		if (this.#placed.line.broken) await this.#replace();
		const placed = this.#placed;
		const { request, answer } = placed.line.ask(message(placed.id), signal, (heard) => {
			if ((heard.type === 'done' || heard.type === 'failed') && heard.state)
				placed.state = heard.state;
			onMessage?.(heard);
		});
		return answer.finally(() => placed.line.forget(request));
	}

	/** The same model in a new worker, once for all that wait for it. */
	#replace(): Promise<void> {
		const options = { ...this.#options, signal: undefined, onProgress: undefined };
		this.#replacing ??= place(this.#open(), this.#model, options)
			.then((placed) => {
				this.#placed = placed;
			})
			.finally(() => (this.#replacing = null));
		return this.#replacing;
	}
}
