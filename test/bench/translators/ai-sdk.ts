// What the gateway would do if it translated with the AI SDK: the request in the SDK's form, its provider's
// stream read part by part, and each part written as OpenAI's event by the gateway's own writer. The peer
// of `worker/wire/`; the gateway itself does not use it, for the reasons in BENCHMARKS.md.

import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogle } from '@ai-sdk/google';
import type { Bytes, ChatRequest } from '../../../worker/contract.ts';
import type { ReaderContext, Usage } from '../../../worker/providers/provider.ts';
import { chunk, usageChunk, type FinishReason } from '../../../worker/wire/chunks.ts';

export type Form = 'anthropic' | 'gemini';

/** Answers every call with these pieces. */
export type Answer = () => Response;

type Model = ReturnType<ReturnType<typeof createAnthropic>>;
type CallOptions = Parameters<Model['doStream']>[0];
type Part =
	Awaited<ReturnType<Model['doStream']>>['stream'] extends ReadableStream<infer P> ? P : never;

/** A model of the SDK whose network is `answer`. */
export function sdkModel(form: Form, answer: Answer): Model {
	const options = { apiKey: 'none', fetch: () => Promise.resolve(answer()) };
	return form === 'anthropic'
		? createAnthropic(options)('claude-sonnet-5')
		: createGoogle(options)('gemini-3.6-flash');
}

/** One streamed call in OpenAI's form. Throws what the SDK reports as an error. */
export async function* translateBySdk(
	model: Model,
	request: ChatRequest,
	context: ReaderContext
): AsyncGenerator<Bytes> {
	const { stream } = await model.doStream(callOptions(request));
	const events = new Events(context);
	for await (const part of stream) yield* events.of(part);
}

/** Text and tools alone: what the benchmark asks. */
function callOptions(request: ChatRequest): CallOptions {
	return {
		prompt: request.messages.map(({ role, content }) =>
			role === 'system'
				? { role, content: String(content) }
				: { role: 'user', content: [{ type: 'text', text: String(content) }] }
		),
		maxOutputTokens: request.max_tokens ?? undefined,
		...(request.tools && {
			tools: request.tools.map(({ function: { name, description, parameters } }) => ({
				type: 'function',
				name,
				description,
				inputSchema: parameters ?? {}
			}))
		})
	};
}

const FINISH_OF: Readonly<Record<string, FinishReason>> = {
	length: 'length',
	'content-filter': 'content_filter',
	'tool-calls': 'tool_calls'
};

/** The SDK's parts as OpenAI's events. */
class Events {
	readonly #context: ReaderContext;
	/** The SDK's call id to the index among the client's tool calls. */
	readonly #calls = new Map<string, number>();

	constructor(context: ReaderContext) {
		this.#context = context;
	}

	*of(part: Part): Generator<Bytes> {
		const context = this.#context;
		// A tool that the provider runs itself is none that the client should run.
		if ('providerExecuted' in part && part.providerExecuted) return;
		switch (part.type) {
			case 'stream-start':
				yield chunk(context, { role: 'assistant', content: '' });
				break;
			case 'text-delta':
				yield chunk(context, { content: part.delta });
				break;
			case 'reasoning-delta':
				if (part.delta !== '') yield chunk(context, { reasoning_content: part.delta });
				break;
			case 'tool-input-start':
				yield this.#call(part.id, part.toolName, '');
				break;
			case 'tool-input-delta':
				if (part.delta !== '' && this.#calls.has(part.id)) yield this.#piece(part.id, part.delta);
				break;
			case 'tool-call':
				// Gemini's calls may come whole, without pieces before.
				if (!this.#calls.has(part.toolCallId))
					yield this.#call(part.toolCallId, part.toolName, part.input);
				break;
			case 'finish':
				if (part.finishReason.unified === 'interrupted')
					throw new Error('The stream ended before its end.');
				yield chunk(context, {}, { finish: FINISH_OF[part.finishReason.unified] ?? 'stop' });
				if (context.showUsage) yield usageChunk(context, usageOf(part.usage));
				break;
			case 'error':
				throw part.error;
			default:
			// Beginnings and ends of blocks, sources, raw events: OpenAI's form has no place for them.
		}
	}

	#call(id: string, name: string, args: string): Bytes {
		const index = this.#calls.size;
		this.#calls.set(id, index);
		const call = { index, id, type: 'function' as const, function: { name, arguments: args } };
		return chunk(this.#context, { tool_calls: [call] });
	}

	#piece(id: string, args: string): Bytes {
		const call = { index: this.#calls.get(id) ?? 0, function: { arguments: args } };
		return chunk(this.#context, { tool_calls: [call] });
	}
}

function usageOf({ inputTokens, outputTokens }: Extract<Part, { type: 'finish' }>['usage']): Usage {
	return {
		promptTokens: inputTokens.total ?? 0,
		completionTokens: outputTokens.total ?? 0,
		cachedTokens: inputTokens.cacheRead ?? 0,
		cacheWriteTokens: inputTokens.cacheWrite ?? 0,
		costMicroUsd: null
	};
}
