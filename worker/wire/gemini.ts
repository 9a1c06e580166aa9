// Google's Gemini API read as OpenAI's form: streamed pieces and whole answers, thoughts as
// `reasoning_content`, function calls, stop reasons, blocked prompts, usage, and vectors. Its stream has
// no closing mark: it is complete once every candidate gave a reason for ending.
// Writing requests is `gemini-request.ts`.

import type { ReaderContext, Usage, Wire, WireFailure } from '../providers/provider.ts';
import { chunk, completion, type FinishReason, type WholeMessage } from './chunks.ts';
import { logprobsOf } from './gemini-logprobs.ts';
import { geminiCall, geminiEmbeddings } from './gemini-request.ts';
import { base64Floats, failureOf } from './openai.ts';
import {
	count,
	decodeAnswer,
	list,
	object,
	text,
	TranslatedReader,
	type Json
} from './translated.ts';

export const geminiWire: Wire = {
	chat: geminiCall,
	embeddings: geminiEmbeddings,
	reader: (context) => new GeminiReader(context),
	answer: (bytes, context) => {
		const body = decodeAnswer(bytes);
		const usage = body['usageMetadata'] ? usageOf(object(body['usageMetadata'])) : null;
		if (blockOf(body)) {
			const message = {
				content: '',
				reasoning: '',
				toolCalls: [],
				finish: 'content_filter' as const
			};
			return { body: completion(context, [message], usage), usage };
		}
		const candidates = list(body['candidates']);
		if (candidates.length === 0) throw new SyntaxError('The answer holds no candidates.');
		return {
			body: completion(
				context,
				candidates.map((candidate) => messageOf(candidate, context)),
				usage
			),
			usage
		};
	},
	embedded: (bytes, request) => {
		const vectors = decodeAnswer(bytes)['embeddings'];
		if (!Array.isArray(vectors)) throw new SyntaxError('The answer holds no vectors.');
		const packed = request['encoding_format'] === 'base64';
		const data = list(vectors).map(({ values }, index) => ({
			object: 'embedding',
			index,
			embedding: packed ? base64Floats(values) : values
		}));
		const body = JSON.stringify({ object: 'list', data, model: request.model });
		return { body: new TextEncoder().encode(body), usage: null };
	},
	failure: geminiFailure
};

class GeminiReader extends TranslatedReader {
	#begun = false;
	#calls = 0;
	readonly #ended = new Map<number, boolean>();
	readonly #calling = new Set<number>();

	protected read(event: Json): void {
		const { context } = this;
		if (event['error']) {
			const { status, code, message } = geminiFailure(502, JSON.stringify(event));
			return this.fail(status, code, message);
		}
		if (event['usageMetadata']) this.usage = usageOf(object(event['usageMetadata']));
		if (!this.#begun) this.emit(chunk(context, { role: 'assistant', content: '' }), false);
		this.#begun = true;
		if (blockOf(event)) {
			this.emit(chunk(context, {}, { finish: 'content_filter' }), true);
			this.#ended.set(0, true);
		}
		for (const candidate of list(event['candidates'])) {
			const index = count(candidate['index']);
			if (!this.#ended.has(index)) this.#ended.set(index, false);
			for (const part of list(object(candidate['content'])['parts'])) this.#part(index, part);
			const logprobs = logprobsOf(candidate);
			if (logprobs) this.emit(chunk(context, {}, { index, logprobs }), false);
			const reason = text(candidate['finishReason']);
			if (reason === '') continue;
			const finish = finishOf(reason, this.#calling.has(index));
			this.emit(chunk(context, {}, { index, finish }), true);
			this.#ended.set(index, true);
		}
	}

	protected override over(): void {
		const ends = [...this.#ended.values()];
		if (ends.length > 0 && ends.every(Boolean)) this.finish();
	}

	#part(index: number, part: Json): void {
		const { context } = this;
		const said = text(part['text']);
		if (said !== '') {
			const delta = part['thought'] === true ? { reasoning_content: said } : { content: said };
			this.emit(chunk(context, delta, { index }), true);
		}
		if (!part['functionCall']) return;
		const { name: called, willContinue } = object(part['functionCall']);
		if (willContinue === true || text(called) === '')
			return this.fail(502, 'provider_garbage', 'It sent a tool call in pieces, unasked.');
		this.#calling.add(index);
		const { id, name, arguments: args, extra } = callOf(part, context, this.#calls);
		const call = {
			index: this.#calls,
			id,
			type: 'function' as const,
			function: { name, arguments: args },
			...(extra && { extra_content: extra })
		};
		this.#calls += 1;
		this.emit(chunk(context, { tool_calls: [call] }, { index }), true);
	}
}

function messageOf(candidate: Json, context: ReaderContext): WholeMessage {
	const parts = list(object(candidate['content'])['parts']);
	const joined = (thought: boolean) =>
		parts
			.filter((part) => (part['thought'] === true) === thought)
			.map((part) => text(part['text']))
			.join('');
	const toolCalls = parts
		.filter((part) => part['functionCall'])
		.map((part, i) => callOf(part, context, i));
	const content = joined(false);
	return {
		content: content === '' && toolCalls.length > 0 ? null : content,
		reasoning: joined(true),
		toolCalls,
		finish: finishOf(text(candidate['finishReason']), toolCalls.length > 0),
		logprobs: logprobsOf(candidate)
	};
}

function callOf(part: Json, { id }: ReaderContext, index: number) {
	const call = object(part['functionCall']);
	const signature = part['thoughtSignature'];
	return {
		id: text(call['id']) || `call_${id.replace(/\W/g, '')}_${index}`,
		name: text(call['name']),
		arguments: JSON.stringify(call['args'] ?? {}),
		...(typeof signature === 'string' && {
			extra: { google: { thought_signature: signature } }
		})
	};
}

/** The prompt itself was refused: there is no candidate then. */
function blockOf(body: Json): boolean {
	return text(object(body['promptFeedback'])['blockReason']) !== '';
}

const FILTERED = /SAFETY|RECITATION|BLOCKLIST|PROHIBITED_CONTENT|SPII|IMAGE_SAFETY/;

function finishOf(reason: string, called: boolean): FinishReason {
	if (reason === 'MAX_TOKENS') return 'length';
	if (FILTERED.test(reason)) return 'content_filter';
	return called ? 'tool_calls' : 'stop';
}

function usageOf(usage: Json): Usage {
	return {
		promptTokens: count(usage['promptTokenCount']) + count(usage['toolUsePromptTokenCount']),
		completionTokens: count(usage['candidatesTokenCount']) + count(usage['thoughtsTokenCount']),
		cachedTokens: count(usage['cachedContentTokenCount']),
		cacheWriteTokens: 0,
		costMicroUsd: null
	};
}

/** `{error: {code, message, status}}`, sometimes in a list. */
function geminiFailure(status: number, said: string): WireFailure {
	let json: unknown = null;
	try {
		json = JSON.parse(said);
	} catch {
		// No JSON: the plain reading below says so.
	}
	const error = object(object(Array.isArray(json) ? json[0] : json)['error']);
	const failure = failureOf(status, JSON.stringify({ error: { message: text(error['message']) } }));
	const named = text(error['status']);
	const code = count(error['code']);
	return {
		...failure,
		status: code >= 400 && code < 600 ? code : status,
		code: named === '' ? failure.code : named.toLowerCase()
	};
}
