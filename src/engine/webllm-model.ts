// A model loaded by WebLLM, as a LoadedModel: requests in, events out, one at a time. It has no adapters
// and no grammar of ours. Its log-probabilities are those after temperature, so they are asked for at
// temperature 1 wherever that changes no answer: a greedy one is drawn from the likeliest token alone.
// Runs in the worker (webllm-worker.ts).

import type {
	ChatCompletionChunk,
	ChatCompletionRequestStreaming,
	MLCEngine
} from '@mlc-ai/web-llm';
import type { Manifest } from '../contract/manifest.ts';
import {
	type Capabilities,
	type ChatMessage,
	type EngineEvent,
	type GenerateRequest,
	type LoadedModel,
	type TokenLogprob
} from './engine.ts';
import { Permits } from './permits.ts';
import { refuseUnlessPlain, warmByOneToken } from './plain-requests.ts';
import { estimatedTokens } from './remote-model.ts';
import { webLlmError } from './webllm-error.ts';

/** The library takes no more than five alternatives a token. */
const MOST_ALTERNATIVES = 5;
// Small enough that the likeliest token alone is in it, and more than the 0 that the library refuses.
const GREEDY_TOP_P = 1e-5;

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

	/** The library keeps what it read as long as the next conversation begins alike. */
	warm(messages: ChatMessage[], signal: AbortSignal): Promise<void> {
		return warmByOneToken(this, messages, signal);
	}

	async dispose(): Promise<void> {
		this.#disposal.abort();
		this.#parts.engine.interruptGenerate();
		await this.#parts.engine.unload();
	}

	async *#path(
		request: GenerateRequest,
		path: number,
		signal: AbortSignal
	): AsyncGenerator<EngineEvent, void> {
		const release = await this.#permits.acquire(signal);
		let completionTokens = 0;
		const finished = (reason: 'stop' | 'length' | 'abort', decodeMs = 0): EngineEvent => ({
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
		const interrupt = () => engine.interruptGenerate();
		const startedMs = now();
		let firstMs: number | null = null;
		let usage: ChatCompletionChunk['usage'];
		let reason: 'stop' | 'length' | 'abort' = 'stop';
		try {
			signal.addEventListener('abort', interrupt, { once: true });
			const chunks = await engine.chat.completions.create(webLlmRequest(request, path));
			for await (const chunk of chunks) {
				usage = chunk.usage ?? usage;
				const [choice] = chunk.choices;
				if (!choice) continue;
				const tokens = tokensOf(choice.logprobs?.content ?? [], request.topLogprobs ?? 0);
				const text = choice.delta.content ?? '';
				if (choice.finish_reason === 'length') reason = 'length';
				if (text === '' && tokens.length === 0) continue;
				firstMs ??= now();
				completionTokens++;
				if (!signal.aborted)
					yield { type: 'delta', path, text, tokens: tellsTokens(request) ? tokens : [] };
			}
		} catch (error) {
			if (!signal.aborted) throw webLlmError(error);
		} finally {
			signal.removeEventListener('abort', interrupt);
			release();
		}
		completionTokens = usage?.completion_tokens ?? completionTokens;
		if (usage)
			yield {
				type: 'prompt-read',
				...(path > 0 && { path }),
				promptTokens: usage.prompt_tokens,
				cachedTokens: 0,
				ms: (firstMs ?? now()) - startedMs
			};
		yield finished(signal.aborted ? 'abort' : reason, firstMs === null ? 0 : now() - firstMs);
	}
}

/** Whether the library's log-probabilities are those before temperature. */
function tellsTokens({ sampling: { temperature } }: GenerateRequest): boolean {
	return temperature === 0 || temperature === 1;
}

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
		messages: messages.map(({ role, content }) => ({ role, content })),
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

type LibraryToken = {
	token: string;
	logprob: number;
	top_logprobs: readonly { token: string; logprob: number }[];
};

function tokensOf(content: readonly LibraryToken[], topLogprobs: number): TokenLogprob[] {
	return content.map(({ token, logprob, top_logprobs: top }) => ({
		token,
		logprob,
		top: top
			.slice(0, topLogprobs)
			.map(({ token: other, logprob: itsLogprob }) => ({ token: other, logprob: itsLogprob }))
	}));
}
