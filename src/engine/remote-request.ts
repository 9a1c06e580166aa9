// The body of a streamed chat completion, in the dialect a server takes. Pure.
// Not here: which adapters a request asks for (remote-adapters.ts).

import type { ChatMessage, GenerateRequest } from './engine.ts';
import type { RemoteServer } from './remote-server.ts';
import type { LoraList } from './wllama-request.ts';

/** Which model, and how it ends its prompt. */
export type RemoteChoice = {
	model: string;
	/** llama-server's list; null for none. */
	lora: LoraList | null;
	/** What the answer begins with: an activated adapter's invocation. */
	opening: string;
	/** False where what is cached may be another adapter's. */
	cache: boolean;
};

export type RemoteBody = Record<string, unknown> & { messages: ChatMessage[]; stream: true };

export function chatBody(
	request: Pick<GenerateRequest, 'messages' | 'sampling' | 'topLogprobs' | 'grammar'>,
	{ model, lora, opening, cache }: RemoteChoice,
	server: Pick<RemoteServer, 'logprobs' | 'llamaFields'>,
	path: number
): RemoteBody {
	const { messages, sampling, topLogprobs = 0, grammar } = request;
	const { temperature, topP, topK, seed, maxTokens, stop = [] } = sampling;
	return {
		model,
		messages: [
			...messages.map(({ role, content }) => ({ role, content })),
			...(opening === '' ? [] : [{ role: 'assistant' as const, content: opening }])
		],
		stream: true,
		stream_options: { include_usage: true },
		max_tokens: maxTokens,
		temperature,
		top_p: topP,
		...(stop.length > 0 ? { stop } : {}),
		// Paths of one request that begin alike must not go on alike.
		...(seed === null ? {} : { seed: seed + path }),
		// llama-server takes 0 alternatives for none of it; they are cut when read.
		...(server.logprobs ? { logprobs: true, top_logprobs: Math.max(1, topLogprobs) } : {}),
		...(server.llamaFields
			? {
					top_k: topK,
					// llama.cpp's own defaults would cut further; the request says all there is.
					min_p: 0,
					repeat_penalty: 1,
					cache_prompt: cache,
					timings_per_token: true,
					return_progress: true
				}
			: {}),
		...(grammar === undefined ? {} : { grammar }),
		...(lora === null ? {} : { lora })
	};
}
