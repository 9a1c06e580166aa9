// One loaded wllama: a worker with a model in it. It either answers or is dead: a crash, a lost
// device and `close` all end it for good, and every call then fails with the same EngineError.
// Not here: what to do about a death (wllama.ts, wllama-recovery.ts).

import type { Wllama } from '@wllama/wllama/esm/index.js';
import wasmUrl from '@wllama/wllama/esm/wasm/wllama.wasm?url';
import { partName } from '../contract/gguf-parts.ts';
import { Channel } from './channel.ts';
import { EngineError, type Backend, type EngineErrorCode } from './engine.ts';
import { explain, SessionLog } from './wllama-log.ts';
import { contextFull, type Chunk, type CompletionParams, type LoraList } from './wllama-request.ts';

/**
 * wllama (3.8.1) fails to hand over a token whose alternatives hold part of a character: its JSON
 * must be UTF-8. The token is lost, the session lives.
 */
export class UndeliverableToken extends Error {
	override readonly name = 'UndeliverableToken';
}

export type SessionOptions = {
	backend: Backend;
	threads: number;
	contextTokens: number;
	parallel: number;
	/** Replaces the file's own template. */
	chatTemplate: string;
	/** What the base computes with, where adapters are loaded. */
	baseList: LoraList;
	/** Elements of an attention head; null when the file does not say. */
	headSize: number | null;
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

// On the processor llama.cpp's flash attention costs more than it saves for smaller heads: at 300 tokens
// of context and heads of 32, decoding was 2.4 times slower with it.
const FLASH_HEAD_SIZE = 64;

// 100 ms: progress that is drawn more often takes time from the loading.
const COUNT_EVERY_MS = 100;

export class Session {
	readonly options: SessionOptions;
	readonly #wllama: Wllama;
	readonly #log: SessionLog;
	#adapters = 0;
	#death: EngineError | null = null;
	readonly #onDeath = new Set<(error: EngineError) => void>();

	private constructor(options: SessionOptions, wllama: Wllama, log: SessionLog) {
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
		const library = await import('@wllama/wllama/esm/index.js');
		const log = new SessionLog();
		const wllama = new library.Wllama({ default: wasmUrl }, { logger: log });
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
		this.#adapters = adapters.length;
		const { backend, threads, contextTokens, parallel, chatTemplate, headSize, silenceMs } =
			this.options;
		const total = base.size + adapters.reduce((sum, { size }) => sum + size, 0);
		const watch = this.#watch(
			silenceMs,
			`The model did not load: nothing happened for ${Math.round(silenceMs / 1000)} seconds.`,
			'failed'
		);
		this.#log.onLine = watch.sign;
		let read = 0;
		const watched = [base, ...adapters].map((blob) =>
			counted(blob, (bytes) => {
				watch.sign();
				read += bytes;
				this.options.onProgress?.(Math.min(1, read / total));
			})
		);
		const file = (index: number) => `models/${partName('model', index, watched.length)}`;
		try {
			await this.#alive(
				this.#wllama.loadModel(watched, {
					n_ctx: contextTokens,
					n_parallel: parallel,
					n_batch: BATCH_TOKENS[backend],
					n_ubatch: BATCH_TOKENS[backend],
					n_threads: threads,
					n_gpu_layers: backend === 'webgpu' ? 99_999 : 0,
					flash_attn: backend === 'webgpu' || (headSize ?? FLASH_HEAD_SIZE) >= FLASH_HEAD_SIZE,
					// WARN; but errors are read from the log, so it is never silent.
					log_level: 3,
					jinja: true,
					reasoning: false,
					reasoning_format: 'none',
					skip_chat_parsing: true,
					// Idle sequences would be copied away and cleared at each new request.
					cache_idle_slots: false,
					ctx_shift: false,
					chat_template: chatTemplate,
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
	 * stopped computing. Throws EngineError and UndeliverableToken.
	 */
	chat(params: CompletionParams, signal: AbortSignal): AsyncGenerator<Chunk, void> {
		return this.#stream<Chunk>(signal, (abortSignal, onData) =>
			this.#wllama.createChatCompletion({ ...params, abortSignal, stream: true, onData })
		);
	}

	/** Greedy tokens of the base after a raw prompt, no template applied, with the `top` alternatives of each. */
	async greedy(prompt: string, maxTokens: number, top: number): Promise<RawToken[]> {
		const tokens: RawToken[] = [];
		const never = new AbortController().signal;
		const chunks = this.#stream<unknown>(never, (abortSignal, onData) =>
			this.#wllama.createCompletion({
				prompt,
				max_tokens: maxTokens,
				temperature: 0,
				logprobs: Math.max(1, top),
				// Without a list every adapter would act; llama.cpp refuses two activated ones.
				...(this.#adapters > 0 ? { lora: this.options.baseList } : {}),
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
		this.#log.clear();
		const stop = new AbortController();
		const abort = () => stop.abort();
		signal.addEventListener('abort', abort, { once: true });
		const chunks = new Channel<T>();
		const { silenceMs } = this.options;
		const watch = this.#watch(
			silenceMs,
			`The model stopped answering for ${Math.round(silenceMs / 1000)} seconds.`,
			'device-lost'
		);
		const running = this.#alive(
			start(stop.signal, (chunk) => {
				watch.sign();
				chunks.push(chunk);
			})
		).then(
			() => chunks.close(),
			(error: unknown) => {
				// An abort is an outcome; a session that died beside it fails the next request.
				if (signal.aborted || (stop.signal.aborted && !this.#death)) chunks.close();
				else if (/type_error\.316/.test(this.#log.text))
					chunks.fail(new UndeliverableToken('A token is part of a character.', { cause: error }));
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
	#watch(
		silenceMs: number,
		message: string,
		code: EngineErrorCode
	): { sign: () => void; stop: () => void } {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const sign = () => {
			clearTimeout(timer);
			timer = setTimeout(
				() => this.#die(new EngineError(code, `${message} Try again.`)),
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

/** The same Blob, which tells now and then how much of it was read through `slice`. */
function counted(blob: Blob, onRead: (bytes: number) => void): Blob {
	const slice = blob.slice.bind(blob);
	let unsaid = 0;
	let saidMs = -Infinity;
	// The Blob itself, not a Blob made of it: making one asks another process, and so does each slice.
	return Object.defineProperty(blob.slice(), 'slice', {
		value: (start = 0, end = blob.size, contentType?: string) => {
			unsaid += Math.max(0, Math.min(end, blob.size) - start);
			const nowMs = performance.now();
			if (end >= blob.size || nowMs - saidMs >= COUNT_EVERY_MS) {
				onRead(unsaid);
				unsaid = 0;
				saidMs = nowMs;
			}
			return slice(start, end, contentType);
		}
	});
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
