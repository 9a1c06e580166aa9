// A model loaded by WebLLM, as a LoadedModel: requests in, events out, one at a time. It has no adapters
// and no grammar of ours. Its log-probabilities are those after temperature, so they are asked for at
// temperature 1 wherever that changes no answer: a greedy one is drawn from the likeliest token alone. How long
// a prompt was it tells with its last chunk alone, so `prompt-read` comes after the deltas.
// Runs in the worker (webllm-worker.ts).

import type {
	ChatCompletionChunk,
	ChatCompletionRequestStreaming,
	MLCEngine
} from '@mlc-ai/web-llm';
import type { Manifest } from '../contract/manifest.ts';
import {
	type Capabilities,
	type EngineEvent,
	type GenerateRequest,
	type LoadedModel
} from './engine.ts';
import { Permits } from './permits.ts';
import { refuseUnlessPlain } from './plain-requests.ts';
import { estimatedTokens } from './remote-model.ts';
import { webLlmError } from './webllm-error.ts';
import { WebLlmPieces, type Ended } from './webllm-pieces.ts';

/** The library takes no more than five alternatives a token. */
const MOST_ALTERNATIVES = 5;
// Small enough that the likeliest token alone is in it, and more than the 0 that the library refuses.
const GREEDY_TOP_P = 1e-5;
// The library reads control tokens in what a person types and keeps its tokenizer to itself: these are the spellings
// of the models it is made for (ChatML, Llama 2 to 4, Gemma, Phi, DeepSeek, Mistral).
const CONTROL =
	/<[|｜][^<>|｜\s]{1,40}[|｜]>|<\/?(?:s|bos|eos|pad|unk|start_of_turn|end_of_turn)>|\[\/?INST\]/g;

export type WebLlmParts = {
	manifest: Manifest;
	contextTokens: number;
	/** Loaded with the model. */
	engine: Pick<MLCEngine, 'chat' | 'interruptGenerate' | 'unload'>;
	/** A monotonic clock, in milliseconds. */
	now: () => number;
};

export class WebLlmModel implements LoadedModel {
	readonly backend = 'webgpu';
	readonly manifest: Manifest;
	readonly contextTokens: number;
	readonly capabilities: Capabilities = {
		logprobs: true,
		modifiers: false,
		parallel: 1,
		sharedPrefix: false,
		grammar: false,
		embeddings: false
	};
	readonly #parts: WebLlmParts;
	readonly #permits = new Permits(1);
	readonly #disposal = new AbortController();
	#disposed: Promise<void> | null = null;
	/** What the library has read and goes on from; null where it begins anew. */
	#kept: { messages: Said[]; tokens: number } | null = null;

	constructor(parts: WebLlmParts) {
		this.manifest = parts.manifest;
		this.contextTokens = parts.contextTokens;
		this.#parts = parts;
	}

	async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<EngineEvent> {
		refuseUnlessPlain(request, this.#disposal.signal);
		const stop = AbortSignal.any([signal, this.#disposal.signal]);
		for (let path = 0; path < (request.paths ?? 1); path++) yield* this.#path(request, path, stop);
	}

	/** An estimate, rather too many: the library keeps its tokenizer to itself. */
	async countTokens(text: string): Promise<number> {
		return estimatedTokens(text);
	}

	/**
	 * Does nothing: the library keeps what it has read for the next turn of an answer that ended by itself, and for
	 * nothing else. To read a prompt ahead would be to read it twice.
	 */
	async warm(): Promise<void> {}

	dispose(): Promise<void> {
		this.#disposed ??= this.#end();
		return this.#disposed;
	}

	/** What is under way ends first: it computes with what is to be freed. */
	async #end(): Promise<void> {
		this.#disposal.abort();
		const release = await this.#permits.acquire(new AbortController().signal);
		await this.#parts.engine.unload();
		release?.();
	}

	async *#path(
		request: GenerateRequest,
		path: number,
		signal: AbortSignal
	): AsyncGenerator<EngineEvent, void> {
		const release = await this.#permits.acquire(signal);
		let completionTokens = 0;
		const finished = (reason: Ended, decodeMs = 0): EngineEvent => ({
			type: 'finished',
			path,
			reason,
			completionTokens,
			decodeMs
		});
		if (!release) {
			yield finished('abort');
			return;
		}
		const { engine, now } = this.#parts;
		const interrupt = () => void engine.interruptGenerate();
		const asked = webLlmRequest(request, path);
		const cachedTokens = this.#cachedTokens(asked.messages);
		this.#kept = null;
		const startedMs = now();
		let firstMs: number | null = null;
		const pieces = new WebLlmPieces(request, path);
		let begun = false;
		let usage: ChatCompletionChunk['usage'];
		try {
			signal.addEventListener('abort', interrupt, { once: true });
			const chunks = await engine.chat.completions.create(asked);
			// One that nobody reads from has not begun.
			if (!signal.aborted)
				for await (const chunk of chunks) {
					// The library forgets an interrupt that came before it began.
					if (!begun && signal.aborted) interrupt();
					begun = true;
					usage = chunk.usage ?? usage;
					const [choice] = chunk.choices;
					if (!choice) continue;
					firstMs ??= now();
					for (const delta of pieces.add(choice)) if (!signal.aborted) yield delta;
				}
		} catch (error) {
			if (!signal.aborted) throw webLlmError(error, cachedTokens);
		} finally {
			signal.removeEventListener('abort', interrupt);
			release();
		}
		completionTokens = pieces.count;
		if (usage) {
			completionTokens = usage.completion_tokens - pieces.endTokens;
			// What is kept is not counted again by the library.
			const promptTokens = cachedTokens + usage.prompt_tokens;
			if (pieces.ended === 'stop')
				this.#kept = {
					messages: [...asked.messages, { role: 'assistant', content: pieces.text }],
					// The last token was chosen, but not read.
					tokens: promptTokens + usage.completion_tokens - 1
				};
			yield {
				type: 'prompt-read',
				...(path > 0 && { path }),
				promptTokens,
				cachedTokens,
				ms: (firstMs ?? now()) - startedMs
			};
		}
		const decodeMs = firstMs === null ? 0 : now() - firstMs;
		yield finished(signal.aborted ? 'abort' : (pieces.ended ?? 'stop'), decodeMs);
	}

	/** What of a prompt the library has read, by the rule it goes by: a conversation that goes on exactly. */
	#cachedTokens(messages: readonly Said[]): number {
		const before = messages.slice(0, -1);
		const kept = this.#kept;
		if (kept === null || kept.messages.length !== before.length) return 0;
		const same = kept.messages.every(
			({ role, content }, i) => role === before[i]?.role && content === before[i].content
		);
		return same ? kept.tokens : 0;
	}
}

type Said = ChatCompletionRequestStreaming['messages'][number];

/** One request as the library takes it. Throws nothing: what it does not know is left out (`topK`). */
export function webLlmRequest(
	{ messages, sampling, topLogprobs = 0 }: GenerateRequest,
	path: number
): ChatCompletionRequestStreaming {
	const { temperature, topP, seed, maxTokens, stop } = sampling;
	const greedy = temperature === 0;
	return {
		stream: true,
		stream_options: { include_usage: true },
		messages: messages.map(({ role, content }) => ({ role, content: inert(content) })),
		temperature: greedy ? 1 : temperature,
		top_p: greedy ? GREEDY_TOP_P : topP,
		max_tokens: maxTokens,
		...(seed !== null && { seed: seed + path }),
		...(stop && stop.length > 0 && { stop }),
		logprobs: true,
		// At least one: without alternatives the library reports no token at all.
		top_logprobs: Math.min(MOST_ALTERNATIVES, Math.max(1, topLogprobs))
	};
}

/** With a space in what spells a control token, so that a person's message cannot end itself. */
function inert(text: string): string {
	return text.replace(CONTROL, ([first = '', ...rest]) => `${first} ${rest.join('')}`);
}
