// From OpenAI's chat and embeddings requests to Google's Gemini API: roles, tools, images, a wanted JSON
// form, sampling. Images must come as data: an address would be one more thing fetched for a client.
// Reading answers is `gemini.ts`. Reference: https://ai.google.dev/api/generate-content

import type { ChatMessage, ChatPart, ChatRequest, EmbeddingsRequest } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import type { Target, UpstreamCall } from '../providers/provider.ts';
import { object, text, type Json } from './translated.ts';

type Turn = { role: 'user' | 'model'; parts: Json[] };

export function geminiCall(request: ChatRequest, target: Target): UpstreamCall {
	const method = request.stream ? 'streamGenerateContent?alt=sse' : 'generateContent';
	return call(target, method, contentBody(request, target));
}

export function geminiEmbeddings(request: EmbeddingsRequest, target: Target): UpstreamCall {
	const texts = typeof request.input === 'string' ? [request.input] : request.input;
	const requests = texts.map((input) => {
		if (typeof input !== 'string')
			throw new GatewayError(400, 'tokens_not_supported', 'Gemini embeds text, not token lists.', {
				param: 'input'
			});
		return {
			model: `models/${target.model}`,
			content: { parts: [{ text: input }] },
			...(request['dimensions'] !== undefined && {
				outputDimensionality: request['dimensions']
			})
		};
	});
	return call(target, 'batchEmbedContents', { requests });
}

function call({ baseUrl, key, model }: Target, method: string, body: object): UpstreamCall {
	// The one place where a client's word is a part of a path: it is one segment, whatever it holds.
	const segment = encodeURIComponent(model.replace(/^models\//, ''));
	const headers: Record<string, string> = { 'content-type': 'application/json' };
	if (key !== null) headers['x-goog-api-key'] = key;
	return { url: `${baseUrl}/models/${segment}:${method}`, headers, body: JSON.stringify(body) };
}

function contentBody(request: ChatRequest, target: Target): Json {
	const { system, turns } = conversation(request.messages);
	const wish = jsonWish(request, target.model);
	if (wish) system.push({ text: wish });
	const body: Json = { contents: turns, generationConfig: generation(request, target) };
	if (system.length > 0) body['systemInstruction'] = { parts: system };
	if (request.tools?.length) {
		body['tools'] = [
			{
				functionDeclarations: request.tools.map(({ function: f }) => ({
					name: f.name,
					...(f.description !== undefined && { description: f.description }),
					...(f.parameters && { parametersJsonSchema: f.parameters })
				}))
			}
		];
		const mode = toolMode(request.tool_choice);
		if (mode) body['toolConfig'] = { functionCallingConfig: mode };
	}
	if (request['safety_settings'] !== undefined) body['safetySettings'] = request['safety_settings'];
	return body;
}

/** Models before Gemini 3 refuse a JSON form beside tools (400): then it is asked for in words. */
function jsonWish({ response_format: format, tools }: ChatRequest, model: string): string | null {
	if (!format || format.type === 'text' || !tools?.length || !/^gemini-[12]\b/.test(model))
		return null;
	const form =
		format.type === 'json_schema' && format.json_schema.schema
			? ` that fits this JSON schema: ${JSON.stringify(format.json_schema.schema)}`
			: '';
	return `When you give the answer itself, give one JSON object${form}, and nothing around it.`;
}

function generation(request: ChatRequest, target: Target): Json {
	const config: Json = {
		maxOutputTokens: request.max_completion_tokens ?? request.max_tokens ?? target.maxOutputTokens
	};
	const put = (name: string, value: unknown) => {
		if (value !== undefined && value !== null) config[name] = value;
	};
	put('temperature', request.temperature);
	put('topP', request.top_p);
	put('topK', request['top_k']);
	put('seed', request.seed);
	put('presencePenalty', request['presence_penalty']);
	put('frequencyPenalty', request['frequency_penalty']);
	if ((request.n ?? 1) > 1) put('candidateCount', request.n);
	put('stopSequences', typeof request.stop === 'string' ? [request.stop] : request.stop);
	if (request['logprobs'] === true) {
		put('responseLogprobs', true);
		put('logprobs', request['top_logprobs']);
	}
	if (jsonWish(request, target.model)) return config;
	const format = request.response_format;
	if (format && format.type !== 'text') put('responseMimeType', 'application/json');
	if (format?.type === 'json_schema') put('responseJsonSchema', format.json_schema.schema);
	return config;
}

function conversation(messages: readonly ChatMessage[]): { system: Json[]; turns: Turn[] } {
	const system: Json[] = [];
	const turns: Turn[] = [];
	const names = new Map<string, string>();
	const add = (role: Turn['role'], parts: Json[]) => {
		if (parts.length === 0) return;
		const last = turns.at(-1);
		if (last?.role === role) last.parts.push(...parts);
		else turns.push({ role, parts });
	};
	for (const message of messages) {
		for (const { id, function: f } of message.tool_calls ?? []) names.set(id, f.name);
		if (message.role === 'system' || message.role === 'developer')
			system.push(...partsOf(message.content));
		else if (message.role === 'tool') {
			const name = names.get(message.tool_call_id ?? '') ?? message.name ?? '';
			add('user', [{ functionResponse: { name, response: toolResult(message.content) } }]);
		} else if (message.role === 'assistant')
			add('model', [...partsOf(message.content), ...functionCalls(message)]);
		else add('user', partsOf(message.content));
	}
	return { system, turns };
}

function functionCalls(message: ChatMessage): Json[] {
	return (message.tool_calls ?? []).map((toolCall) => {
		// Newer models want back what they signed a call with.
		const extra = object(object(Object(toolCall)['extra_content'])['google']);
		const signature = extra['thought_signature'];
		return {
			functionCall: { name: toolCall.function.name, args: argumentsOf(toolCall) },
			...(typeof signature === 'string' && { thoughtSignature: signature })
		};
	});
}

function argumentsOf({
	id,
	function: f
}: {
	id: string;
	function: { arguments: string };
}): unknown {
	try {
		return JSON.parse(f.arguments || '{}');
	} catch (cause) {
		const message = `The arguments of tool call ${id} are not JSON.`;
		throw new GatewayError(400, 'invalid_tool_arguments', message, { param: 'messages', cause });
	}
}

/** Gemini wants an object: a tool's JSON object as it is, anything else under one key. */
function toolResult(content: ChatMessage['content']): Json {
	const said =
		typeof content === 'string'
			? content
			: (content ?? []).map((part) => text(Object(part)['text'])).join('');
	try {
		const json: unknown = JSON.parse(said);
		if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Json;
		return { result: json };
	} catch {
		return { result: said };
	}
}

function partsOf(content: ChatMessage['content']): Json[] {
	if (content == null || content === '') return [];
	return typeof content === 'string' ? [{ text: content }] : content.map(partOf);
}

function partOf(part: ChatPart): Json {
	if (part.type === 'text') return { text: part.text };
	const data =
		part.type === 'image_url'
			? /^data:([^;,]+);base64,(.*)$/s.exec(part.image_url.url)
			: part.type === 'input_audio'
				? audio(object(part['input_audio']))
				: null;
	if (data) return { inlineData: { mimeType: data[1], data: data[2] } };
	throw new GatewayError(
		400,
		'part_not_supported',
		part.type === 'image_url'
			? 'Gemini is given images themselves, not their addresses: neither it nor this edge fetches one for a client. Send the image as a data: URL with base64 (data:image/png;base64,…), or ask another provider.'
			: 'Gemini takes text here, and images and audio as base64 data. Leave the part out, or send its data.',
		{ param: 'messages' }
	);
}

function audio({ data, format }: Json): readonly string[] | null {
	return typeof data === 'string' ? ['', `audio/${text(format) || 'wav'}`, data] : null;
}

function toolMode(choice: unknown): Json | null {
	if (choice === 'none') return { mode: 'NONE' };
	if (choice === 'required') return { mode: 'ANY' };
	const named = object(object(choice)['function'])['name'];
	if (typeof named === 'string') return { mode: 'ANY', allowedFunctionNames: [named] };
	return choice === 'auto' ? { mode: 'AUTO' } : null;
}
