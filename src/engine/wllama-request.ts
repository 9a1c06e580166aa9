// What is sent to llama.cpp's server code inside wllama, and what its chunks say: pure.
// Log-probabilities are natural logarithms of the model's own distribution, before temperature and
// top-p (`post_sampling_probs` stays off). Not here: adapters' bookkeeping (wllama-adapters.ts).

import type { ChatCompletionChunk, ChatCompletionParams } from '@wllama/wllama/esm/index.js';
import type { ChatMessage, EngineEvent, GenerateRequest, TokenLogprob } from './engine.ts';
import { EngineError } from './engine.ts';

export type LoraList = { id: number; scale: number }[];

/** wllama's type knows the OpenAI fields; llama.cpp reads these as well. */
export type CompletionParams = ChatCompletionParams & {
	lora?: LoraList;
	stop?: string[];
	min_p: number;
	repeat_penalty: number;
};

export type Chunk = ChatCompletionChunk;

/** The name under which the chat template receives how the answer begins. */
const OPENING = 'understudy_opening';

/** What llama.cpp uses for a file without a template. */
const CHATML =
	"{%- for message in messages -%}{{ '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}{%- endfor -%}{%- if add_generation_prompt -%}{{ '<|im_start|>assistant\\n' }}{%- endif -%}";

/**
 * The chat template, made to end with an opening of the answer: an activated adapter's invocation,
 * or what was written before an answer is resumed. wllama has no other way to say either.
 */
export function withOpening(template: string | null): string {
	// A template's last line break is not part of the prompt; inside a longer template it would be.
	return `${(template ?? CHATML).replace(/\n$/, '')}{{ ${OPENING} | default('') }}`;
}

export type PromptEnd = {
	/** Null when the model has no adapters. */
	lora: LoraList | null;
	/** Ends the prompt; empty for none. */
	opening: string;
	logprobs: boolean;
	maxTokens: number;
	/** Whether anything cached may be used; true when absent. */
	cache?: boolean;
};

export function completionParams(
	request: Pick<GenerateRequest, 'messages' | 'sampling' | 'topLogprobs' | 'grammar'>,
	{ lora, opening, logprobs, maxTokens, cache = true }: PromptEnd
): CompletionParams {
	const { sampling } = request;
	return {
		messages: request.messages.map(({ role, content }) => ({ role, content })),
		max_tokens: maxTokens,
		temperature: sampling.temperature,
		top_p: sampling.topP,
		top_k: sampling.topK,
		// llama.cpp's own defaults would cut further (min-p 0.05); the request says all there is.
		min_p: 0,
		repeat_penalty: 1,
		// 0 alternatives would turn log-probabilities off; they are cut when read.
		...(logprobs ? { logprobs: true, top_logprobs: Math.max(1, request.topLogprobs ?? 0) } : {}),
		cache_prompt: cache,
		timings_per_token: true,
		...(sampling.seed === null ? {} : { seed: sampling.seed }),
		...(sampling.stop && sampling.stop.length > 0 ? { stop: sampling.stop } : {}),
		...(request.grammar === undefined ? {} : { grammar: request.grammar }),
		...(lora === null ? {} : { lora }),
		...(opening === '' ? {} : { chat_template_kwargs: { [OPENING]: opening } })
	};
}

/**
 * Turns the chunks of one answer into events. An answer that had to be resumed consists of several
 * segments, each a request of its own. `isEnd` tells the tokens that end an answer.
 */
export class ChunkReader {
	readonly #path: number;
	readonly #topLogprobs: number;
	readonly #isEnd: (tokenId: number) => boolean;
	#timings: Chunk['timings'];
	#reason: 'stop' | 'length' = 'stop';
	#promptRead = false;
	#earlier = { tokens: 0, ms: 0 };
	/** Tokens of this segment whose text has arrived. */
	#delivered = 0;
	#text = '';
	#skip = '';

	constructor(path: number, topLogprobs: number, isEnd: (tokenId: number) => boolean) {
		this.#path = path;
		this.#topLogprobs = topLogprobs;
		this.#isEnd = isEnd;
	}

	/** What was written so far. */
	get text(): string {
		return this.#text;
	}

	get reason(): 'stop' | 'length' {
		return this.#reason;
	}

	/** Tokens of prompt and answer in the KV cache, and how many of them were kept. */
	get tokens(): { prompt: number; cached: number; completion: number } {
		const cached = this.#timings?.cache_n ?? 0;
		return {
			prompt: cached + (this.#timings?.prompt_n ?? 0),
			cached,
			completion: this.#earlier.tokens + (this.#timings?.predicted_n ?? 0)
		};
	}

	/** The answer goes on in another request; `repeats` when that one writes it from its beginning. */
	resume({ repeats }: { repeats: boolean }): void {
		if (repeats) this.#skip = this.#text;
		// Tokens whose text did not arrive are computed again.
		this.#earlier.tokens = repeats ? 0 : this.#earlier.tokens + this.#delivered;
		this.#earlier.ms += this.#timings?.predicted_ms ?? 0;
		this.#delivered = 0;
		this.#timings = undefined;
	}

	*read(chunk: Chunk): Generator<EngineEvent, void> {
		if (chunk.timings) {
			this.#timings = chunk.timings;
			if (!this.#promptRead) {
				this.#promptRead = true;
				const { prompt, cached } = this.tokens;
				yield {
					type: 'prompt-read',
					...(this.#path > 0 && { path: this.#path }),
					promptTokens: prompt,
					cachedTokens: cached,
					ms: chunk.timings.prompt_ms
				};
			}
		}
		const choice = chunk.choices[0];
		if (!choice) return;
		if (choice.finish_reason) this.#reason = choice.finish_reason === 'length' ? 'length' : 'stop';
		const repeats = this.#skip !== '';
		const text = this.#unrepeated(choice.delta.content ?? '');
		// What is written once more was told of before, unless its text goes on behind it.
		const content = repeats && text === '' ? [] : (choice.logprobs?.content ?? []);
		const tokens = tokensOf(content, text, this.#isEnd, this.#topLogprobs);
		this.#text += text;
		if (text !== '') this.#delivered = chunk.timings?.predicted_n ?? this.#delivered + 1;
		if (text !== '' || tokens.length > 0) yield { type: 'delta', path: this.#path, text, tokens };
	}

	finished(aborted: boolean): EngineEvent {
		return {
			type: 'finished',
			path: this.#path,
			reason: aborted ? 'abort' : this.#reason,
			completionTokens: this.tokens.completion,
			decodeMs: this.#earlier.ms + (this.#timings?.predicted_ms ?? 0)
		};
	}

	#unrepeated(text: string): string {
		const repeated = Math.min(this.#skip.length, text.length);
		this.#skip = this.#skip.slice(repeated);
		return text.slice(repeated);
	}
}

// llama.cpp adds the token's id to OpenAI's fields.
type RawLogprob = { id?: number; token: string; logprob: number; bytes: number[] | null };

/**
 * A character spread over several tokens arrives in one chunk, with its last token alone: it is
 * reported under the whole character.
 */
function tokensOf(
	content: (RawLogprob & { top_logprobs: RawLogprob[] })[],
	text: string,
	isEnd: (tokenId: number) => boolean,
	topLogprobs: number
): TokenLogprob[] {
	return content
		.filter(({ id }) => id === undefined || !isEnd(id))
		.map((token) => ({
			token: isWhole(token.bytes) ? token.token : text,
			logprob: finite(token.logprob),
			top: token.top_logprobs
				.slice(0, topLogprobs)
				.map((other) => ({ token: other.token, logprob: finite(other.logprob) }))
		}));
}

// A sampled token of probability 0 is -∞ in JSON's null; the smallest float's logarithm stands for it.
const SMALLEST_LOGPROB = -103;

function finite(logprob: number | null): number {
	return logprob === null || !Number.isFinite(logprob)
		? SMALLEST_LOGPROB
		: Math.max(logprob, SMALLEST_LOGPROB);
}

function isWhole(bytes: number[] | null): boolean {
	if (bytes === null) return true;
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
		return true;
	} catch {
		return false;
	}
}

/** The refusal llama.cpp gives for a prompt that does not fit, as an error for people; null for others. */
export function contextFull(message: string): EngineError | null {
	const sizes = /\((\d+) tokens\).*context size \((\d+) tokens\)/.exec(message);
	if (!sizes) return null;
	return new EngineError(
		'context-full',
		`The conversation is ${sizes[1]} tokens long; this model holds ${sizes[2]}. Shorten the message, or start a new chat.`
	);
}

/** What a conversation's messages have in common, as a count from the start. */
export function sharedMessages(a: readonly ChatMessage[], b: readonly ChatMessage[]): number {
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i++)
		if (a[i]?.role !== b[i]?.role || a[i]?.content !== b[i]?.content) return i;
	return length;
}
