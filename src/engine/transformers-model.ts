// A chat model in ONNX form, as a LoadedModel: requests in, events out, one at a time, its cache kept from
// one to the next. No adapters: ONNX files have their weights baked in; no grammar either. Runs in the
// worker (transformers-worker.ts).

import type { Manifest } from '../contract/manifest.ts';
import {
	EngineError,
	type Capabilities,
	type ChatMessage,
	type EngineEvent,
	type GenerateRequest,
	type LoadedModel,
	type TokenLogprob
} from './engine.ts';
import { Permits } from './permits.ts';
import { refuseUnlessPlain, warmByOneToken } from './plain-requests.ts';
import { StopText } from './stop-text.ts';
import type { TransformersDecoder } from './transformers-decoder.ts';
import type { Pictures, TransformersEyes } from './transformers-pictures.ts';
import { chooseToken, largest, logSoftmax, seededRandom } from './transformers-sampling.ts';
import type { TransformersTokens } from './transformers-tokens.ts';

export type TransformersParts = {
	manifest: Manifest;
	contextTokens: number;
	backend: 'wasm-threads' | 'wasm-single';
	decoder: TransformersDecoder;
	tokens: TransformersTokens;
	/** Null for a model that does not see. */
	eyes: TransformersEyes | null;
	/** Ends an answer. */
	ends: ReadonlySet<number>;
	now: () => number;
	random: () => number;
};

export class TransformersModel implements LoadedModel {
	readonly manifest: Manifest;
	readonly contextTokens: number;
	readonly backend: 'wasm-threads' | 'wasm-single';
	readonly capabilities: Capabilities;
	readonly #parts: TransformersParts;
	readonly #permits = new Permits(1);
	readonly #disposal = new AbortController();
	#disposed: Promise<void> | null = null;

	constructor(parts: TransformersParts) {
		this.manifest = parts.manifest;
		this.contextTokens = parts.contextTokens;
		this.backend = parts.backend;
		this.#parts = parts;
		this.capabilities = {
			logprobs: true,
			modifiers: false,
			parallel: 1,
			sharedPrefix: false,
			grammar: false,
			embeddings: false,
			vision: parts.eyes !== null
		};
	}

	async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<EngineEvent> {
		refuseUnlessPlain(request, this.#disposal.signal);
		const stop = AbortSignal.any([signal, this.#disposal.signal]);
		const paths = request.paths ?? 1;
		const release = await this.#permits.acquire(stop);
		try {
			for (let path = 0; path < paths; path++)
				yield* release ? this.#path(request, path, stop) : [abortedAtOnce(path)];
		} finally {
			release?.();
		}
	}

	async countTokens(text: string): Promise<number> {
		return this.#parts.tokens.count(text);
	}

	warm(messages: ChatMessage[], signal: AbortSignal): Promise<void> {
		return warmByOneToken(this, messages, signal);
	}

	dispose(): Promise<void> {
		this.#disposed ??= this.#end();
		return this.#disposed;
	}

	/** What is under way ends first: it holds the memory that is to be freed. */
	async #end(): Promise<void> {
		this.#disposal.abort();
		const release = await this.#permits.acquire(new AbortController().signal);
		await this.#parts.decoder.dispose();
		release?.();
	}

	async *#path(
		{ messages, sampling, topLogprobs = 0 }: GenerateRequest,
		path: number,
		signal: AbortSignal
	): AsyncGenerator<EngineEvent, void> {
		if (signal.aborted) return void (yield abortedAtOnce(path));
		const { decoder, tokens, ends, now, contextTokens } = this.#parts;
		const startedMs = now();
		const { prompt, pictures } = await this.#read(messages);
		if (prompt.length >= contextTokens)
			throw new EngineError(
				'context-full',
				`The conversation has ${prompt.length} tokens, and this model reads ${contextTokens} at most. Start a new one, or shorten the message.`
			);
		const random = sampling.seed === null ? this.#parts.random : seededRandom(sampling.seed + path);
		const stops = new StopText(sampling.stop ?? []);
		const cachedTokens = decoder.keep(prompt, pictures);
		let scores = await decoder.read(prompt, signal);
		const readMs = now();
		let completionTokens = 0;
		const finished = (reason: 'stop' | 'length' | 'abort'): EngineEvent => ({
			type: 'finished',
			path,
			reason,
			completionTokens,
			decodeMs: now() - readMs
		});
		if (scores === null) return void (yield finished('abort'));
		yield {
			type: 'prompt-read',
			...(path > 0 && { path }),
			promptTokens: prompt.length,
			cachedTokens,
			ms: readMs - startedMs
		};
		/** The prompt and the answer so far. */
		const all = [...prompt];
		/** Tokens whose text is not whole yet. */
		let held: { id: number; token: TokenLogprob }[] = [];
		const most = Math.min(sampling.maxTokens, contextTokens - prompt.length);
		while (completionTokens < most) {
			const logprobs = logSoftmax(scores);
			const id = chooseToken(logprobs, sampling, random);
			if (ends.has(id)) {
				const rest = stops.end();
				if (rest !== '') yield { type: 'delta', path, text: rest, tokens: [] };
				return void (yield finished('stop'));
			}
			completionTokens++;
			held.push({ id, token: this.#told(id, logprobs, topLogprobs) });
			const ids = held.map((one) => one.id);
			const added = tokens.added(all.slice(0, all.length - held.length + 1), ids);
			all.push(id);
			if (added !== null) {
				const { text, stopped } = stops.add(added);
				const told = toldTogether(
					held.map(({ token }) => token),
					added
				);
				held = [];
				yield { type: 'delta', path, text, tokens: told };
				if (stopped) return void (yield finished('stop'));
			}
			if (signal.aborted) return void (yield finished('abort'));
			if (completionTokens === most) break;
			scores = await decoder.read(all, signal);
			if (scores === null) return void (yield finished('abort'));
		}
		const rest = stops.end();
		if (rest !== '') yield { type: 'delta', path, text: rest, tokens: [] };
		yield finished('length');
	}

	/** The conversation as tokens, and what its pictures put in their places. Throws EngineError. */
	async #read(
		messages: readonly ChatMessage[]
	): Promise<{ prompt: number[]; pictures: Pictures | null }> {
		const { tokens, eyes } = this.#parts;
		const images = messages.flatMap((message) => message.images ?? []);
		if (eyes === null || images.length === 0)
			return { prompt: tokens.prompt(messages), pictures: null };
		return eyes.look(tokens.written(messages), images);
	}

	#told(id: number, logprobs: Float32Array, count: number): TokenLogprob {
		const { tokens } = this.#parts;
		const one = (other: number) => ({
			token: tokens.text(other),
			logprob: logprobs[other] ?? Number.NEGATIVE_INFINITY
		});
		return { ...one(id), top: count > 0 ? largest(logprobs, count).map(one) : [] };
	}
}

/** A character of several tokens is told with its last one. */
function toldTogether(tokens: TokenLogprob[], text: string): TokenLogprob[] {
	return tokens.map((token, i) => ({ ...token, token: i === tokens.length - 1 ? text : '' }));
}

function abortedAtOnce(path: number): EngineEvent {
	return { type: 'finished', path, reason: 'abort', completionTokens: 0, decodeMs: 0 };
}
