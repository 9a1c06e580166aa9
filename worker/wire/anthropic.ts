// Anthropic's Messages API read as OpenAI's form: streamed events and whole answers, thinking as
// `reasoning_content`, tool calls, stop reasons, and usage with what its prompt cache read and wrote.
// Writing requests is `anthropic-request.ts`.
// Reference: https://platform.claude.com/docs/en/build-with-claude/streaming

import type { Usage, Wire } from '../providers/provider.ts';
import { anthropicCall, answersByTool, JSON_TOOL } from './anthropic-request.ts';
import { chunk, completion, type FinishReason } from './chunks.ts';
import { failureOf } from './openai.ts';
import {
	count,
	decodeAnswer,
	list,
	object,
	text,
	TranslatedReader,
	type Json
} from './translated.ts';

export const anthropicWire: Wire = {
	chat: anthropicCall,
	reader: (context) => new AnthropicReader(context),
	answer: (bytes, context) => {
		const body = decodeAnswer(bytes);
		if (body['type'] !== 'message') throw new SyntaxError('The answer holds no message.');
		const blocks = list(body['content']);
		const joined = (type: string, field: string) =>
			blocks
				.filter((block) => block['type'] === type)
				.map((block) => text(block[field]))
				.join('');
		const uses = blocks.filter((block) => block['type'] === 'tool_use');
		const byTool = answersByTool(context.request, context.model);
		const json = byTool ? uses.find((use) => use['name'] === JSON_TOOL) : undefined;
		const usage = usageOf(object(body['usage']), null);
		const content = json ? JSON.stringify(json['input'] ?? {}) : joined('text', 'text');
		const toolCalls = json
			? []
			: uses.map((use) => ({
					id: text(use['id']),
					name: text(use['name']),
					arguments: JSON.stringify(use['input'] ?? {})
				}));
		const message = {
			content: content === '' && toolCalls.length > 0 ? null : content,
			reasoning: joined('thinking', 'thinking'),
			toolCalls,
			finish: finishOf(body['stop_reason'], Boolean(json))
		};
		return { body: completion(context, [message], usage), usage };
	},
	failure: failureOf
};

class AnthropicReader extends TranslatedReader {
	/** Anthropic's block index to the index among the client's tool calls. */
	readonly #tools = new Map<number, number>();
	/** The block whose input is the answer itself. */
	#answerBlock = -1;
	/** The message that began; null before. */
	#message: string | null = null;

	protected read(event: Json): void {
		const { context } = this;
		switch (event['type']) {
			case 'message_start':
				this.#startMessage(object(event['message']));
				break;
			case 'content_block_start':
				this.#startBlock(count(event['index']), object(event['content_block']));
				break;
			case 'content_block_delta':
				this.#delta(count(event['index']), object(event['delta']));
				break;
			case 'message_delta': {
				this.usage = usageOf(object(event['usage']), this.usage);
				const reason = object(event['delta'])['stop_reason'];
				if (reason == null) break;
				const finish = finishOf(reason, this.#answerBlock !== -1);
				this.emit(chunk(context, {}, { finish }), true);
				break;
			}
			case 'message_stop':
				this.finish();
				break;
			case 'error': {
				const error = object(event['error']);
				const kind = text(error['type']) || 'upstream_error';
				this.fail(STATUS_OF[kind] ?? 502, kind, text(error['message']) || 'It gave no reason.');
				break;
			}
			default:
			// `ping`, `content_block_stop`, and kinds to come say nothing the client needs.
		}
	}

	/** Proxies in between were seen to say it twice, and to begin anew after a break of their own. */
	#startMessage(message: Json): void {
		const id = text(message['id']);
		if (this.#message === null) {
			this.#message = id;
			this.usage = usageOf(object(message['usage']), null);
			this.emit(chunk(this.context, { role: 'assistant', content: '' }), false);
		} else if (this.#message !== id)
			this.fail(502, 'provider_garbage', 'A second answer began before the first had ended.');
	}

	#startBlock(index: number, block: Json): void {
		if (block['type'] === 'text' && text(block['text']) !== '')
			this.emit(chunk(this.context, { content: text(block['text']) }), true);
		if (block['type'] !== 'tool_use') return;
		const { request, model } = this.context;
		if (block['name'] === JSON_TOOL && answersByTool(request, model)) {
			this.#answerBlock = index;
			return;
		}
		const call = this.#tools.size;
		this.#tools.set(index, call);
		const start = {
			index: call,
			id: text(block['id']),
			type: 'function' as const,
			function: { name: text(block['name']), arguments: '' }
		};
		this.emit(chunk(this.context, { tool_calls: [start] }), true);
	}

	#delta(index: number, delta: Json): void {
		const { context } = this;
		switch (delta['type']) {
			case 'text_delta':
				this.emit(chunk(context, { content: text(delta['text']) }), true);
				break;
			case 'thinking_delta':
				this.emit(chunk(context, { reasoning_content: text(delta['thinking']) }), true);
				break;
			case 'input_json_delta': {
				const part = text(delta['partial_json']);
				if (part === '') break;
				if (index === this.#answerBlock) {
					this.emit(chunk(context, { content: part }), true);
					break;
				}
				const call = this.#tools.get(index);
				if (call === undefined) break;
				const piece = { index: call, function: { arguments: part } };
				this.emit(chunk(context, { tool_calls: [piece] }), true);
				break;
			}
			default:
			// A thinking block's signature has no place in OpenAI's form.
		}
	}
}

// https://platform.claude.com/docs/en/api/errors
const STATUS_OF: Readonly<Record<string, number>> = {
	invalid_request_error: 400,
	authentication_error: 401,
	permission_error: 403,
	not_found_error: 404,
	request_too_large: 413,
	rate_limit_error: 429,
	api_error: 500,
	overloaded_error: 529
};

const FINISH_OF: Readonly<Record<string, FinishReason>> = {
	end_turn: 'stop',
	stop_sequence: 'stop',
	pause_turn: 'stop',
	max_tokens: 'length',
	model_context_window_exceeded: 'length',
	tool_use: 'tool_calls',
	refusal: 'content_filter'
};

function finishOf(reason: unknown, byTool: boolean): FinishReason {
	const finish = FINISH_OF[text(reason)] ?? 'stop';
	return byTool && finish === 'tool_calls' ? 'stop' : finish;
}

/** Later counts are totals, and replace earlier ones where they are given. */
function usageOf(usage: Json, before: Usage | null): Usage {
	const cachedTokens =
		'cache_read_input_tokens' in usage
			? count(usage['cache_read_input_tokens'])
			: (before?.cachedTokens ?? 0);
	const cacheWriteTokens =
		'cache_creation_input_tokens' in usage
			? count(usage['cache_creation_input_tokens'])
			: (before?.cacheWriteTokens ?? 0);
	const plain =
		'input_tokens' in usage
			? count(usage['input_tokens'])
			: (before?.promptTokens ?? 0) - (before?.cachedTokens ?? 0) - (before?.cacheWriteTokens ?? 0);
	return {
		promptTokens: plain + cachedTokens + cacheWriteTokens,
		completionTokens: count(usage['output_tokens']) || (before?.completionTokens ?? 0),
		cachedTokens,
		cacheWriteTokens,
		costMicroUsd: null
	};
}
