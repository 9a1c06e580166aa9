// Cloudflare's Workers AI through its binding. Newer models answer in OpenAI's form; older ones in one of
// their own: `{response, tool_calls, usage}`, streamed as pieces of `response`. Both are read here.
// Reference: https://developers.cloudflare.com/workers-ai/features/

import type { ChatRequest } from '../contract.ts';
import { dataEvent } from '../gateway/sse.ts';
import type { ReaderContext, UpstreamCall, Wire } from '../providers/provider.ts';
import { chunk, completion } from './chunks.ts';
import { base64Floats, failureOf, usageOf } from './openai.ts';
import {
	count,
	decodeAnswer,
	list,
	object,
	text,
	TranslatedReader,
	type Json
} from './translated.ts';

export const workersAiWire: Wire = {
	chat: (request, target) => bindingCall(target.model, chatInput(request, target.maxOutputTokens)),
	embeddings: ({ input }, target) => bindingCall(target.model, { text: input }),
	reader: (context) => new WorkersAiReader(context),
	answer: (bytes, context) => {
		const body = unwrapped(decodeAnswer(bytes));
		const usage = usageOf(body['usage']);
		if (Array.isArray(body['choices'])) return { body: encoded(body), usage };
		const toolCalls = list(body['tool_calls']).map((call, i) => toolCall(call, context, i));
		if (body['response'] === undefined && toolCalls.length === 0)
			throw new SyntaxError('The answer holds no response.');
		const message = {
			content: toolCalls.length > 0 ? null : said(body['response']),
			reasoning: '',
			toolCalls,
			finish: toolCalls.length > 0 ? ('tool_calls' as const) : ('stop' as const)
		};
		return { body: completion(context, [message], usage), usage };
	},
	embedded: (bytes, request) => {
		const vectors = unwrapped(decodeAnswer(bytes))['data'];
		if (!Array.isArray(vectors)) throw new SyntaxError('The answer holds no vectors.');
		const packed = request['encoding_format'] === 'base64';
		const data = vectors.map((values: unknown, index) => ({
			object: 'embedding',
			index,
			embedding: packed ? base64Floats(values) : values
		}));
		return { body: encoded({ object: 'list', data, model: request.model }), usage: null };
	},
	failure: failureOf
};

class WorkersAiReader extends TranslatedReader {
	#begun = false;
	#ended = false;
	#calls = 0;

	protected read(event: Json): void {
		if (event['error'] || event['errors'])
			return this.fail(502, 'workers_ai_error', text(event['error']) || 'It gave no reason.');
		this.usage = usageOf(event['usage']) ?? this.usage;
		if (Array.isArray(event['choices'])) return this.#forward(event);
		if (!this.#begun) this.emit(chunk(this.context, { role: 'assistant', content: '' }), false);
		this.#begun = true;
		const piece = said(event['response']);
		if (piece !== '') this.emit(chunk(this.context, { content: piece }), true);
		for (const call of list(event['tool_calls'])) {
			const { id, name, arguments: args } = toolCall(call, this.context, this.#calls);
			const start = { index: this.#calls, id, type: 'function' as const };
			const delta = { tool_calls: [{ ...start, function: { name, arguments: args } }] };
			this.#calls += 1;
			this.emit(chunk(this.context, delta), true);
		}
	}

	protected override over(mark: 'done' | 'end'): void {
		if (mark === 'end' && !this.#ended) return;
		if (!this.#ended) {
			const finish = this.#calls > 0 ? 'tool_calls' : 'stop';
			this.emit(chunk(this.context, {}, { finish }), true);
		}
		this.finish();
	}

	#forward(event: Json): void {
		// The closing usage of such a stream comes in the other form: no second beginning.
		this.#begun = true;
		const choices = list(event['choices']);
		if (choices.length === 0) return;
		const { usage: _hidden, ...rest } = event;
		const ends = choices.some((choice) => choice['finish_reason']);
		const delta = object(choices[0]?.['delta']);
		this.#ended ||= ends;
		const content = ends || Object.entries(delta).some(([key, value]) => key !== 'role' && value);
		this.emit(dataEvent(rest), content);
	}
}

function bindingCall(model: string, input: Json): UpstreamCall {
	return { url: model, headers: {}, body: JSON.stringify(input) };
}

function chatInput(request: ChatRequest, maxOutputTokens: number): Json {
	const {
		model: _model,
		stream_options: _options,
		max_completion_tokens: limit,
		...rest
	} = request;
	return { ...rest, max_tokens: limit ?? request.max_tokens ?? maxOutputTokens };
}

/** The REST form wraps what the binding gives bare. */
function unwrapped(body: Json): Json {
	return body['result'] === undefined ? body : object(body['result']);
}

/** A wanted JSON form comes as an object. */
function said(response: unknown): string {
	if (typeof response === 'string') return response;
	return response == null ? '' : JSON.stringify(response);
}

function toolCall(call: Json, { id }: ReaderContext, index: number) {
	const inner = object(call['function']);
	const args = call['arguments'] ?? inner['arguments'] ?? {};
	return {
		id: text(call['id']) || `call_${id.replace(/\W/g, '')}_${count(index)}`,
		name: text(call['name']) || text(inner['name']),
		arguments: typeof args === 'string' ? args : JSON.stringify(args)
	};
}

function encoded(value: unknown) {
	return new TextEncoder().encode(JSON.stringify(value));
}
