// One loaded wllama: a worker with a model in it. It either answers or is dead: a crash, a lost
// device and `close` all end it for good, and every call then fails with the same EngineError.
// Not here: what to do about a death (wllama.ts, wllama-recovery.ts).

import wasmUrl from '@wllama/wllama/esm/wasm/wllama.wasm?url';
import { Channel } from './channel.ts';
import { EngineError, type Backend, type EngineErrorCode } from './engine.ts';
import { contextFull, type Chunk, type CompletionParams } from './wllama-request.ts';

export type SessionOptions = {
	backend: Backend;
	threads: number;
	contextTokens: number;
	parallel: number;
	/** Replaces the file's own template; null keeps it. */
	chatTemplate: string | null;
	/** Longest silence, while loading and while answering, before the worker is given up. */
	silenceMs: number;
	onProgress?: (fraction: number) => void;
	signal?: AbortSignal;
};

export type RawChunk = {
	text: string;
	tokens: { token: string; logprob: number; top: { token: string; logprob: number }[] }[];
};

// The prompt is read in steps of this many tokens, and an abort takes effect between two steps. On
// the processor larger steps are no faster; a graphics card needs the width.
const BATCH_TOKENS = { webgpu: 512, 'wasm-threads': 64, 'wasm-single': 64 } as const;
/** llama.cpp's last words kept for the message of an error. */
const KEPT_LOG_LINES = 20;

type Module = typeof import('@wllama/wllama/esm/index.js');
type Wllama = InstanceType<Module['Wllama']>;

export class Session {
	readonly options: SessionOptions;
	readonly #wllama: Wllama;
	readonly #log: Log;
	#death: EngineError | null = null;
	readonly #onDeath = new Set<(error: EngineError) => void>();

	private constructor(options: SessionOptions, wllama: Wllama, log: Log) {
		this.options = options;
		this.#wllama = wllama;
		this.#log = log;
		log.onFatal = (code, message) => this.#die(new EngineError(code, message));
	}

	/**
	 * Starts a worker and loads the base and its adapters. Throws EngineError, or `signal`'s reason
	 * when aborted.
	 */
	static async open(base: Blob, adapters: Blob[], options: SessionOptions): Promise<Session> {
		options.signal?.throwIfAborted();
		const { Wllama } = await import('@wllama/wllama/esm/index.js');
		const log = new Log();
		const wllama = new Wllama({ default: wasmUrl }, { logger: log });
		// wllama's fallback for browsers without JSPI comes from a CDN: never.
		wllama.setCompat(null);
		const session = new Session(options, wllama, log);
		const abort = () => session.#die(new EngineError('failed', 'The loading was stopped.'));
		options.signal?.addEventListener('abort', abort, { once: true });
		try {
			await session.#load(base, adapters);
			return session;
		} catch (error) {
			session.close();
			options.signal?.throwIfAborted();
			throw error;
		} finally {
			options.signal?.removeEventListener('abort', abort);
		}
	}

	async #load(base: Blob, adapters: Blob[]): Promise<void> {
		const { backend, threads, contextTokens, parallel, chatTemplate, silenceMs } = this.options;
		const total = base.size + adapters.reduce((sum, { size }) => sum + size, 0);
		const watch = this.#watch(
			silenceMs,
			`The model did not load: nothing happened for ${Math.round(silenceMs / 1000)} seconds.`
		);
		this.#log.onLine = watch.sign;
		let read = 0;
		const counted = [base, ...adapters].map(
			(blob) =>
				new CountedBlob(blob, (bytes) => {
					watch.sign();
					read += bytes;
					this.options.onProgress?.(Math.min(1, read / total));
				})
		);
		const file = (index: number) => {
			const digits = (number: number) => String(number).padStart(5, '0');
			return `models/model-${digits(index + 1)}-of-${digits(counted.length)}.gguf`;
		};
		try {
			await this.#alive(
				this.#wllama.loadModel(counted, {
					n_ctx: contextTokens,
					n_parallel: parallel,
					n_batch: BATCH_TOKENS[backend],
					n_ubatch: BATCH_TOKENS[backend],
					n_threads: threads,
					n_gpu_layers: backend === 'webgpu' ? 99_999 : 0,
					// WARN; but errors are read from the log, so it is never silent.
					log_level: 3,
					jinja: true,
					reasoning: false,
					reasoning_format: 'none',
					skip_chat_parsing: true,
					// Idle sequences would be copied away and cleared at each new request.
					cache_idle_slots: false,
					ctx_shift: false,
					...(chatTemplate === null ? {} : { chat_template: chatTemplate }),
					...(adapters.length === 0
						? {}
						: {
								lora_adapters: adapters.map((_, i) => ({ path: file(i + 1), scale: 1 })),
								lora_init_without_apply: true
							})
				})
			);
		} catch (error) {
			throw this.#failure(error, 'failed');
		} finally {
			watch.stop();
			this.#log.onLine = () => {};
		}
		// loadModel resolves even when llama.cpp refused the file.
		if (!(this.#wllama.getLoadedContextInfo().n_vocab > 0))
			throw this.#failure(new Error(this.#log.text), 'invalid-model');
		this.options.onProgress?.(1);
	}

	/** Null while alive. */
	get death(): EngineError | null {
		return this.#death;
	}

	/** Whether a token ends an answer. */
	isEnd(tokenId: number): boolean {
		return this.#wllama.isTokenEOG(tokenId);
	}

	/**
	 * The chunks of a chat completion. Ends without an error when `signal` aborts, after llama.cpp
	 * stopped computing. Throws EngineError.
	 */
	chat(params: CompletionParams, signal: AbortSignal): AsyncGenerator<Chunk, void> {
		return this.#stream<Chunk>(signal, (abortSignal, onData) =>
			this.#wllama.createChatCompletion({ ...params, abortSignal, stream: true, onData })
		);
	}

	/** Greedy tokens after a raw prompt, no template applied, with the `top` alternatives of each. */
	async greedy(prompt: string, maxTokens: number, top: number): Promise<RawToken[]> {
		const tokens: RawToken[] = [];
		const never = new AbortController().signal;
		const chunks = this.#stream<unknown>(never, (abortSignal, onData) =>
			this.#wllama.createCompletion({
				prompt,
				max_tokens: maxTokens,
				temperature: 0,
				logprobs: Math.max(1, top),
				abortSignal,
				stream: true,
				onData
			})
		);
		for await (const chunk of chunks) tokens.push(...rawTokens(chunk));
		return tokens;
	}

	async *#stream<T>(
		signal: AbortSignal,
		start: (signal: AbortSignal, onData: (chunk: T) => void) => Promise<unknown>
	): AsyncGenerator<T, void> {
		if (this.#death) throw this.#death;
		if (signal.aborted) return;
		const stop = new AbortController();
		const abort = () => stop.abort();
		signal.addEventListener('abort', abort, { once: true });
		const chunks = new Channel<T>();
		const { silenceMs } = this.options;
		const watch = this.#watch(
			silenceMs,
			`The model stopped answering for ${Math.round(silenceMs / 1000)} seconds.`
		);
		const running = this.#alive(
			start(stop.signal, (chunk) => {
				watch.sign();
				chunks.push(chunk);
			})
		).then(
			() => chunks.close(),
			(error: unknown) => {
				if (stop.signal.aborted && !this.#death) chunks.close();
				else chunks.fail(this.#failure(error, 'failed'));
			}
		);
		try {
			yield* chunks;
		} finally {
			// A reader that leaves early stops the computation as well, and it has stopped when we return.
			stop.abort();
			await running;
			watch.stop();
			signal.removeEventListener('abort', abort);
		}
	}

	/** Ends the worker and frees its memory; calls under way fail. */
	close(): void {
		this.#die(new EngineError('failed', 'The model was unloaded. Send the message again.'));
	}

	#die(error: EngineError): void {
		if (this.#death) return;
		this.#death = error;
		// Terminates the worker; wllama leaves its promises open, which #alive closes.
		void this.#wllama.exit();
		for (const listener of this.#onDeath) listener(error);
		this.#onDeath.clear();
	}

	/** `promise`, or the session's death. */
	#alive<T>(promise: Promise<T>): Promise<T> {
		return new Promise((resolve, reject) => {
			if (this.#death) reject(this.#death);
			this.#onDeath.add(reject);
			promise.then(resolve, reject).finally(() => this.#onDeath.delete(reject));
		});
	}

	/** Gives the worker up when nothing is heard from it for too long. */
	#watch(silenceMs: number, message: string): { sign: () => void; stop: () => void } {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const sign = () => {
			clearTimeout(timer);
			timer = setTimeout(
				() => this.#die(new EngineError('device-lost', `${message} Try again.`)),
				silenceMs
			);
		};
		sign();
		return { sign, stop: () => clearTimeout(timer) };
	}

	/** What wllama threw, as an EngineError; a crash is also the session's death. */
	#failure(error: unknown, otherwise: EngineErrorCode): EngineError {
		if (this.#death) return this.#death;
		if (error instanceof EngineError) return error;
		const message = error instanceof Error ? error.message : String(error);
		const full = contextFull(message);
		if (full) return full;
		const said = `${message}\n${this.#log.text}`;
		const crashed = error instanceof Error && error.name === 'RuntimeError';
		const failure = new EngineError(...explain(said, crashed ? 'device-lost' : otherwise), {
			cause: error
		});
		if (crashed) this.#die(failure);
		return failure;
	}
}

export type RawToken = RawChunk['tokens'][number];

/** A code and a sentence for what llama.cpp, wllama or the browser said. */
function explain(said: string, otherwise: EngineErrorCode): [EngineErrorCode, string] {
	if (
		/insufficient memory|failed to allocate|out of memory|bad_alloc|Cannot (?:enlarge|allocate)|memory access out of bounds|could not allocate/i.test(
			said
		)
	)
		return [
			'out-of-memory',
			'There is not enough memory for this model. Close other tabs, or choose a smaller model.'
		];
	if (/device lost/i.test(said))
		return ['device-lost', 'The connection to the graphics card was lost. Try again.'];
	const detail = firstError(said);
	if (otherwise === 'invalid-model')
		return [
			'invalid-model',
			/lora/i.test(detail)
				? `An adapter file cannot be used with this model: ${detail}. Remove the model and download it again.`
				: `The model file cannot be read: ${detail}. Remove the model and download it again, or choose another file.`
		];
	if (otherwise === 'device-lost')
		return ['device-lost', `The model stopped unexpectedly (${detail}). Try again.`];
	return [otherwise, `The model could not answer: ${detail}. Try again, or choose another model.`];
}

/** The line that says most: the first of llama.cpp's errors, without the function's name. */
function firstError(said: string): string {
	const lines = said
		.split('\n')
		.map((line) => line.replace(/^(?:\w+ *)*\w+: +(?:error loading model: )?/, '').trim())
		.filter((line) => line !== '');
	return (lines[0] ?? 'no reason was given').replace(/[.\s]+$/, '').slice(0, 200);
}

/** wllama's logger: keeps llama.cpp's last errors, and notices what kills a session. */
class Log {
	#lines: string[] = [];
	onLine: () => void = () => {};
	onFatal: (code: EngineErrorCode, message: string) => void = () => {};

	get text(): string {
		return this.#lines.join('\n');
	}
	debug = (): void => {
		this.onLine();
	};
	log = (): void => {
		this.onLine();
	};
	warn = (...args: unknown[]): void => this.#add(args);
	error = (...args: unknown[]): void => {
		// A worker that could not start reports an event and nothing else.
		if (typeof Event !== 'undefined' && args[0] instanceof Event)
			this.onFatal('failed', 'The model’s worker could not start. Reload the page and try again.');
		else this.#add(args);
	};

	#add(args: unknown[]): void {
		this.onLine();
		const line = args.map(String).join(' ').trim();
		if (/device lost/i.test(line))
			this.onFatal('device-lost', 'The connection to the graphics card was lost. Try again.');
		if (/error|fail|insufficient|corrupt|invalid|exceed/i.test(line)) this.#lines.push(line);
		if (this.#lines.length > KEPT_LOG_LINES) this.#lines.shift();
	}
}

/** A Blob that says how much of it was read. */
class CountedBlob extends Blob {
	readonly #onRead: (bytes: number) => void;
	constructor(blob: Blob, onRead: (bytes: number) => void) {
		super([blob]);
		this.#onRead = onRead;
	}
	override slice(start = 0, end = this.size, contentType?: string): Blob {
		this.#onRead(Math.max(0, Math.min(end, this.size) - start));
		return super.slice(start, end, contentType);
	}
}

type RawCompletion = {
	choices?: {
		logprobs?: {
			content?: {
				token: string;
				logprob: number | null;
				top_logprobs?: { token: string; logprob: number | null }[];
			}[];
		} | null;
	}[];
};

function rawTokens(chunk: unknown): RawToken[] {
	const { choices } = chunk as RawCompletion;
	return (choices?.[0]?.logprobs?.content ?? []).map(({ token, logprob, top_logprobs }) => ({
		token,
		logprob: logprob ?? Number.NaN,
		top: (top_logprobs ?? []).map((other) => ({
			token: other.token,
			logprob: other.logprob ?? Number.NaN
		}))
	}));
}
