// OpenAI's answer objects, as the translators write them: the events of a stream, and a whole answer.

import type { Bytes } from '../contract.ts';
import { dataEvent } from '../gateway/sse.ts';
import type { ReaderContext, Usage } from '../providers/provider.ts';

export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter';

/** OpenAI's form of how likely each token was. */
export type Logprobs = {
	content: { token: string; logprob: number; bytes: number[]; top_logprobs: TokenLogprob[] }[];
	refusal: null;
};

export type TokenLogprob = { token: string; logprob: number; bytes: number[] };

export type Delta = {
	role?: 'assistant';
	content?: string;
	/** As DeepSeek and others name it. */
	reasoning_content?: string;
	tool_calls?: {
		index: number;
		id?: string;
		type?: 'function';
		function: { name?: string; arguments: string };
		/** Where a provider needs something back with the call; Google's own compatible form names it so. */
		extra_content?: Record<string, unknown>;
	}[];
};

/** One event of a stream. */
export function chunk(
	context: ReaderContext,
	delta: Delta,
	{
		index = 0,
		finish = null,
		logprobs = null
	}: { index?: number; finish?: FinishReason | null; logprobs?: Logprobs | null } = {}
): Bytes {
	return dataEvent({
		...head(context, 'chat.completion.chunk'),
		choices: [{ index, delta, logprobs, finish_reason: finish }],
		...(context.showUsage && { usage: null })
	});
}

/** The closing event that carries usage, for a client that asked. */
export function usageChunk(context: ReaderContext, usage: Usage): Bytes {
	return dataEvent({
		...head(context, 'chat.completion.chunk'),
		choices: [],
		usage: usageObject(usage)
	});
}

export type WholeMessage = {
	content: string | null;
	reasoning: string;
	toolCalls: { id: string; name: string; arguments: string; extra?: Record<string, unknown> }[];
	finish: FinishReason;
	logprobs?: Logprobs | null;
};

/** A whole answer. */
export function completion(
	context: ReaderContext,
	messages: readonly WholeMessage[],
	usage: Usage | null
): Bytes {
	const choices = messages.map(({ content, reasoning, toolCalls, finish, logprobs }, index) => ({
		index,
		message: {
			role: 'assistant',
			content,
			refusal: null,
			...(reasoning && { reasoning_content: reasoning }),
			...(toolCalls.length > 0 && {
				tool_calls: toolCalls.map(({ id, name, arguments: args, extra }) => ({
					id,
					type: 'function',
					function: { name, arguments: args },
					...(extra && { extra_content: extra })
				}))
			})
		},
		logprobs: logprobs ?? null,
		finish_reason: finish
	}));
	const body = {
		...head(context, 'chat.completion'),
		choices,
		...(usage && { usage: usageObject(usage) })
	};
	return new TextEncoder().encode(JSON.stringify(body));
}

function head({ id, nowMs, model }: ReaderContext, object: string) {
	return { id, object, created: Math.floor(nowMs / 1000), model };
}

function usageObject({ promptTokens, completionTokens, cachedTokens }: Usage) {
	return {
		prompt_tokens: promptTokens,
		completion_tokens: completionTokens,
		total_tokens: promptTokens + completionTokens,
		prompt_tokens_details: { cached_tokens: cachedTokens }
	};
}
