// A model loaded by wllama: requests in, events out, one at a time per sequence, over a session that
// is replaced when it dies. Created by wllama.ts, whose header says what recovery promises.

import type { Manifest } from '../contract/manifest.ts';
import { ENGINE_MEMORY_BYTES, memoryOfHeader, roomForContext } from '../contract/model-memory.ts';
import { EngineError } from './engine.ts';
import type {
	Backend,
	Capabilities,
	ChatMessage,
	EngineEvent,
	GenerateRequest,
	LoadedModel,
	LoadOptions,
	ModelRef
} from './engine.ts';
import { mergeEvents } from './merge-events.ts';
import { Permits } from './permits.ts';
import {
	initialState,
	planAdapters,
	type AdapterState,
	type ChosenAdapter
} from './wllama-adapters.ts';
import { answerEvents } from './wllama-answer.ts';
import { openSession, type WllamaModelOptions } from './wllama-open.ts';
import { partsOf, type Parts } from './wllama-parts.ts';
import { backendsFor, nextAttempt, SMALLEST_CONTEXT, type Attempt } from './wllama-recovery.ts';
import { ChunkReader, sharedMessages } from './wllama-request.ts';
import type { Session } from './wllama-session.ts';

const MIB = 1024 * 1024;

export class WllamaModel implements LoadedModel {
	readonly manifest: Manifest;
	readonly #parts: Parts;
	readonly #load: LoadOptions;
	readonly #options: WllamaModelOptions;
	readonly #permits: Permits;
	readonly #disposal = new AbortController();
	#session: Session;
	#attempt: Attempt;
	#recovering: Promise<EngineError> | null = null;
	#adapterState: AdapterState;
	#last: { messages: readonly ChatMessage[]; tokens: number } | null = null;
	#copiedBytes = 0;

	private constructor(
		manifest: Manifest,
		parts: Parts,
		load: LoadOptions,
		options: WllamaModelOptions,
		opened: { session: Session; attempt: Attempt }
	) {
		this.manifest = manifest;
		this.#parts = parts;
		this.#adapterState = initialState(parts.standing);
		this.#load = load;
		this.#options = options;
		this.#session = opened.session;
		this.#attempt = opened.attempt;
		this.#permits = new Permits(load.parallel);
	}

	/** Throws EngineError, or the reason of `load.signal`. */
	static async open(
		model: ModelRef,
		load: LoadOptions,
		options: WllamaModelOptions
	): Promise<WllamaModel> {
		const parts = await partsOf(model);
		for (const error of parts.refused.values()) load.onNotice?.(error.message);
		const trained = parts.header.contextTokens ?? Number.POSITIVE_INFINITY;
		const wanted = Math.min(load.contextTokens, model.manifest.template.contextTokens, trained);
		// Found out by failing, a shorter context would cost the reading of gigabytes each time.
		const room = roomForContext(parts.header, placedBytes(parts), wanted);
		const contextTokens = Math.min(wanted, Math.max(SMALLEST_CONTEXT, room));
		if (contextTokens < wanted)
			load.onNotice?.(
				`This model leaves little of the memory that an engine in a browser can have. It keeps ${contextTokens} tokens of a conversation in mind instead of ${wanted}.`
			);
		const [backend] = backendsFor(load.backend, options.device);
		const { noWebgpu } = options.device;
		if (load.backend === 'webgpu' && noWebgpu !== null)
			load.onNotice?.(`${noWebgpu} The model runs on the processor.`);
		const first = { backend: backend ?? 'wasm-single', contextTokens };
		const opened = await openSession(model.manifest, parts, load, options, first);
		return new WllamaModel(model.manifest, parts, load, options, opened);
	}

	get backend(): Backend {
		return this.#attempt.backend;
	}

	get contextTokens(): number {
		return this.#attempt.contextTokens;
	}

	get capabilities(): Capabilities {
		return {
			logprobs: true,
			modifiers: true,
			mixes: true,
			parallel: this.#load.parallel,
			sharedPrefix: true,
			grammar: true,
			embeddings: false
		};
	}

	async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<EngineEvent> {
		if (this.#disposal.signal.aborted)
			throw new EngineError('failed', 'The model was unloaded. Load it again.');
		const stop = AbortSignal.any([signal, this.#disposal.signal]);
		const paths = Array.from({ length: request.paths ?? 1 }, (_, path) => path);
		const { vocabulary } = this.#parts;
		// The template writes control tokens; messages must not.
		const messages = await Promise.all(
			request.messages.map(async ({ role, content }) => ({
				role,
				content: await vocabulary.inert(content)
			}))
		);
		const inert = { ...request, messages };
		if (paths.length === 1) yield* this.#path(inert, 0, stop);
		else yield* mergeEvents(paths.map((path) => this.#path(drawn(inert, path), path, stop)));
	}

	async countTokens(text: string): Promise<number> {
		const { vocabulary } = this.#parts;
		return vocabulary.count(await vocabulary.inert(text));
	}

	async warm(messages: ChatMessage[], signal: AbortSignal): Promise<void> {
		const sampling = { temperature: 0, topP: 1, topK: 1, seed: null, maxTokens: 1 };
		const events = this.generate({ messages, modifier: null, sampling }, signal);
		for await (const event of events) void event;
	}

	async dispose(): Promise<void> {
		this.#disposal.abort();
		await this.#recovering;
		this.#session.close();
	}

	async *#path(
		request: GenerateRequest,
		path: number,
		signal: AbortSignal
	): AsyncGenerator<EngineEvent, void> {
		const wanted = this.#modifiers(request);
		const release = await this.#permits.acquire(signal);
		const reader = new ChunkReader(path, request.topLogprobs ?? 0, (id) => this.#session.isEnd(id));
		if (!release) {
			yield reader.finished(true);
			return;
		}
		try {
			if (this.#recovering) await this.#recovering;
			const plan = planAdapters(
				this.#parts.adapters,
				wanted,
				request.messages,
				this.#adapterState,
				this.#load.parallel,
				this.#parts.standing
			);
			if (plan.needsFreshSession || this.#holdsTooManyCopies(request.messages))
				await this.#reopen();
			const session = this.#session;
			this.#adapterState = plan.after;
			const before = this.#last?.tokens ?? 0;
			try {
				yield* answerEvents(session, request, plan, reader, signal);
			} catch (error) {
				if (session.death && !this.#disposal.signal.aborted)
					throw await this.#recover(session, session.death);
				throw error;
			} finally {
				const { prompt, cached, completion } = reader.tokens;
				// llama.cpp keeps a copy of what it leaves when less than half of it is used again.
				if (cached < before / 2) this.#copiedBytes += before * this.#bytesPerToken();
				this.#last = { messages: request.messages, tokens: prompt + completion };
			}
			yield reader.finished(signal.aborted);
		} finally {
			release();
		}
	}

	#modifiers({ modifier, mixed = [] }: GenerateRequest): ChosenAdapter[] {
		return modifier === null ? [] : [modifier, ...mixed].map((one) => this.#modifier(one));
	}

	#modifier({ id, scale }: NonNullable<GenerateRequest['modifier']>): ChosenAdapter {
		const refusal = this.#parts.refused.get(id);
		if (refusal) throw refusal;
		const adapter = this.#parts.adapters.find(({ modifierId }) => modifierId === id);
		if (!adapter)
			throw new EngineError(
				'unsupported',
				`This model has no specialist “${id}”. Choose another one, or answer without.`
			);
		return { adapter, scale: scale * (adapter.scale ?? 1) };
	}

	/** Whether a switch to another conversation should start from an empty memory. */
	#holdsTooManyCopies(messages: readonly ChatMessage[]): boolean {
		const limit = this.#options.copiesBytes ?? this.#roomForCopies();
		if (this.#copiedBytes <= limit || this.#load.parallel > 1) return false;
		const { length } = this.#last?.messages ?? [];
		return length === 0 || sharedMessages(this.#last?.messages ?? [], messages) < length;
	}

	/** An eighth of the model, at least 64 MiB; less where it leaves the engine less. */
	#roomForCopies(): number {
		const parts = this.#parts;
		const { total } = memoryOfHeader(parts.header, placedBytes(parts), this.contextTokens);
		return Math.min(
			Math.max(64 * MIB, Math.floor(parts.base.size / 8)),
			Math.max(0, ENGINE_MEMORY_BYTES - total)
		);
	}

	#bytesPerToken(): number {
		const { shape } = this.#parts.header;
		// Keys and values, 16 bits each (llama.cpp's default for both).
		return shape ? shape.layers * shape.kvWidth * 2 * 2 : 64 * 1024;
	}

	/** A fresh session like the present one. */
	async #reopen(): Promise<void> {
		this.#session.close();
		const { session, attempt } = await openSession(
			this.manifest,
			this.#parts,
			{ ...this.#load, onProgress: undefined, signal: this.#disposal.signal },
			this.#options,
			this.#attempt,
			{ selfTest: false }
		);
		this.#replace(session, attempt);
	}

	#replace(session: Session, attempt: Attempt) {
		this.#session = session;
		this.#attempt = attempt;
		this.#adapterState = initialState(this.#parts.standing);
		this.#last = null;
		this.#copiedBytes = 0;
	}

	/** Opens a session after a death, once for all requests that saw it; resolves to what they throw. */
	#recover(dead: Session, death: EngineError): Promise<EngineError> {
		if (this.#session !== dead && !this.#recovering)
			return Promise.resolve(retryable('The model was started again.', death));
		this.#recovering ??= this.#openAfter(death).finally(() => (this.#recovering = null));
		return this.#recovering;
	}

	async #openAfter(death: EngineError): Promise<EngineError> {
		const next = nextAttempt(this.#attempt, death.code, this.#options.device);
		if (!next) return death;
		try {
			const opened = await openSession(
				this.manifest,
				this.#parts,
				{ ...this.#load, onProgress: undefined, signal: this.#disposal.signal },
				this.#options,
				next.attempt
			);
			this.#replace(opened.session, opened.attempt);
			this.#load.onNotice?.(next.notice);
			return retryable(next.notice, death);
		} catch (error) {
			return error instanceof EngineError ? error : death;
		}
	}
}

/** What is placed in the engine's memory at load. */
function placedBytes({ base, adapterBlobs }: Parts): number {
	return adapterBlobs.reduce((sum, { size }) => sum + size, base.size);
}

/** The request of one of several paths: from the same seed all would be the same. */
function drawn(request: GenerateRequest, path: number): GenerateRequest {
	const { seed } = request.sampling;
	if (seed === null) return request;
	return { ...request, sampling: { ...request.sampling, seed: seed + path } };
}

/** What a request fails with when it can be sent again at once. */
function retryable(notice: string, cause: EngineError): EngineError {
	return new EngineError('device-lost', `${notice} Send the message again.`, { cause });
}
