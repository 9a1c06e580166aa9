// The body of a streamed chat completion, in the dialect a server takes. Pure.
// Not here: which adapters a request asks for (remote-adapters.ts).

import type { Role } from '../contract/messages.ts';
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

type RemotePart =
	{ type: 'text'; text: string } | { type: 'image_url'; image_url: { url: string } };

type RemoteMessage = { role: Role; content: string | RemotePart[] };

export type RemoteBody = Record<string, unknown> & { messages: RemoteMessage[]; stream: true };

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
			...messages.map(remoteMessage),
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

/** Images go in the message they belong to, as data: no server fetches one. */
function remoteMessage({ role, content, images = [] }: ChatMessage): RemoteMessage {
	if (images.length === 0) return { role, content };
	const shown = images.map(({ mediaType, data }): RemotePart => ({
		type: 'image_url',
		image_url: { url: `data:${mediaType};base64,${data}` }
	}));
	return { role, content: [{ type: 'text', text: content }, ...shown] };
}
