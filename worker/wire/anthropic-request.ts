// From OpenAI's chat request to Anthropic's Messages API: roles, tools, images, a wanted JSON form, and
// the marks of its prompt cache. What it has no word for (`seed`, `logprobs`, penalties) is left out; several
// answers (`n`) are several requests: see gateway/several-answers.ts. Reading answers is `anthropic.ts`.
// Reference: https://platform.claude.com/docs/en/api/messages

import type { ChatMessage, ChatPart, ChatRequest, ChatTool, ResponseFormat } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import type { Target, UpstreamCall } from '../providers/provider.ts';
import { traitsOf, type Traits } from './anthropic-models.ts';
import { decoderSchema } from './anthropic-schema.ts';

/** The tool that carries an answer of a wanted form; its input is the answer. */
export const JSON_TOOL = 'answer_in_json';

type Block = Record<string, unknown>;
type Turn = { role: 'user' | 'assistant'; content: Block[] };

const VERSION = '2023-06-01';
const CACHE = { type: 'ephemeral' } as const;

export function anthropicCall(request: ChatRequest, target: Target): UpstreamCall {
	const headers: Record<string, string> = {
		'content-type': 'application/json',
		'anthropic-version': VERSION
	};
	if (target.key !== null) headers['x-api-key'] = target.key;
	return {
		url: `${target.baseUrl}/messages`,
		headers,
		body: JSON.stringify(messagesBody(request, target))
	};
}

/** Whether the answer will come as the input of JSON_TOOL: not where no tool can be demanded. */
export function answersByTool(request: ChatRequest, model: string): boolean {
	if (request.response_format?.type !== 'json_schema' || request.tools?.length) return false;
	return traitsOf(model).forcedTools;
}

function messagesBody(request: ChatRequest, target: Target): Record<string, unknown> {
	const { system, turns } = conversation(request.messages);
	const traits = traitsOf(target.model);
	const byTool = answersByTool(request, target.model);
	const wishes = [jsonWish(request, byTool), toolWish(request, traits)];
	for (const wish of wishes) if (wish) system.push({ type: 'text', text: wish });
	const tools = byTool ? [jsonTool(request.response_format)] : toolsOf(request);
	const body: Record<string, unknown> = {
		model: target.model,
		max_tokens: request.max_completion_tokens ?? request.max_tokens ?? target.maxOutputTokens,
		messages: turns
	};
	if (system.length > 0) body['system'] = system;
	if (tools.length > 0) body['tools'] = tools;
	const choice = byTool
		? { type: 'tool', name: JSON_TOOL }
		: toolChoice(request, tools.length > 0, traits);
	if (choice) body['tool_choice'] = choice;
	const output = traits.outputForm && !byTool ? outputForm(request) : null;
	if (output) body['output_config'] = { format: output };
	if (request.stream) body['stream'] = true;
	if (traits.sampling) {
		// OpenAI's scale ends at 2, Anthropic's at 1.
		if (request.temperature != null) body['temperature'] = Math.min(1, request.temperature);
		if (request.top_p != null && request.temperature == null) body['top_p'] = request.top_p;
		if (request['top_k'] !== undefined) body['top_k'] = request['top_k'];
	}
	const stop = typeof request.stop === 'string' ? [request.stop] : request.stop;
	if (stop && stop.length > 0) body['stop_sequences'] = stop;
	if (typeof request['user'] === 'string') body['metadata'] = { user_id: request['user'] };
	for (const own of ['thinking', 'service_tier'])
		if (request[own] !== undefined) body[own] = request[own];
	markCache(system, tools, turns);
	return body;
}

/**
 * Marks where the part ends that the next request will begin with: tools and system, and the
 * conversation before the newest question. A short prefix is not cached, at no cost.
 */
function markCache(system: Block[], tools: Block[], turns: Turn[]): void {
	const fixed = system.at(-1) ?? tools.at(-1);
	if (fixed) fixed['cache_control'] = CACHE;
	let newest = turns.length - 1;
	while (newest > 0 && turns[newest]?.role !== 'user') newest--;
	const before = turns[newest - 1]?.content.at(-1);
	if (before) before['cache_control'] = CACHE;
}

function conversation(messages: readonly ChatMessage[]): { system: Block[]; turns: Turn[] } {
	const system: Block[] = [];
	const turns: Turn[] = [];
	const add = (role: Turn['role'], content: Block[]) => {
		if (content.length === 0) return;
		const last = turns.at(-1);
		// The roles alternate there: neighbours of one role are one turn.
		if (last?.role === role) last.content.push(...content);
		else turns.push({ role, content });
	};
	for (const message of messages) {
		if (message.role === 'system' || message.role === 'developer')
			system.push(...blocksOf(message.content));
		else if (message.role === 'tool')
			add('user', [
				{
					type: 'tool_result',
					tool_use_id: message.tool_call_id ?? '',
					content: blocksOf(message.content)
				}
			]);
		else if (message.role === 'assistant')
			add('assistant', [...blocksOf(message.content), ...toolUses(message)]);
		else add('user', blocksOf(message.content));
	}
	return { system, turns };
}

function toolUses(message: ChatMessage): Block[] {
	return (message.tool_calls ?? []).map((call) => {
		let input: unknown = {};
		try {
			input = JSON.parse(call.function.arguments || '{}');
		} catch (cause) {
			throw new GatewayError(
				400,
				'invalid_tool_arguments',
				`The arguments of tool call ${call.id} are not JSON.`,
				{ param: 'messages', cause }
			);
		}
		return { type: 'tool_use', id: call.id, name: call.function.name, input };
	});
}

function blocksOf(content: ChatMessage['content']): Block[] {
	if (content == null) return [];
	// An empty text block is refused there.
	if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
	return content.flatMap(blockOf);
}

function blockOf(part: ChatPart): Block[] {
	if (part.type === 'text') return part.text === '' ? [] : [{ type: 'text', text: part.text }];
	if (part.type === 'image_url') {
		const { url } = part.image_url;
		const data = /^data:([^;,]+);base64,(.*)$/s.exec(url);
		const source = data
			? { type: 'base64', media_type: data[1], data: data[2] }
			: { type: 'url', url };
		return [{ type: 'image', source }];
	}
	if (part.type === 'refusal') return [{ type: 'text', text: String(part['refusal'] ?? '') }];
	throw new GatewayError(
		400,
		'part_not_supported',
		`Anthropic takes text and images here, not ${part.type}.`,
		{ param: 'messages' }
	);
}

function toolsOf(request: ChatRequest): Block[] {
	return (request.tools ?? []).map(({ function: { name, description, parameters } }: ChatTool) => ({
		name,
		...(description !== undefined && { description }),
		input_schema: parameters ?? { type: 'object', properties: {} }
	}));
}

function jsonTool(format: ResponseFormat | undefined): Block {
	const schema = format?.type === 'json_schema' ? format.json_schema.schema : undefined;
	return {
		name: JSON_TOOL,
		description: 'Give the answer, in exactly this form.',
		input_schema: schema ?? { type: 'object' }
	};
}

/** The form is the decoder's to keep, as far as it can hold it; the words say all of it. */
function outputForm({ response_format: format }: ChatRequest): Block | null {
	if (format?.type !== 'json_schema') return null;
	const schema = decoderSchema(format.json_schema.schema);
	return schema && { type: 'json_schema', schema };
}

/** Where a tool cannot carry the form, it is asked for in words. */
function jsonWish({ response_format: format }: ChatRequest, byTool: boolean): string | null {
	if (!format || format.type === 'text' || byTool) return null;
	const form =
		format.type === 'json_schema' && format.json_schema.schema
			? ` that fits this JSON schema: ${JSON.stringify(format.json_schema.schema)}`
			: '';
	return `When you give the answer itself, give one JSON object${form}, and nothing around it.`;
}

/** Where a tool cannot be demanded, it is asked for in words. */
function toolWish({ tool_choice: choice, tools }: ChatRequest, traits: Traits): string | null {
	if (traits.forcedTools || !tools?.length) return null;
	const named = namedTool(choice);
	if (named !== null) return `Answer by using the tool ${named}.`;
	return choice === 'required' ? 'Answer by using one of the tools.' : null;
}

function namedTool(choice: unknown): string | null {
	const name = (choice as { function?: { name?: unknown } } | undefined)?.function?.name;
	return typeof name === 'string' ? name : null;
}

function toolChoice(request: ChatRequest, hasTools: boolean, traits: Traits): Block | null {
	if (!hasTools) return null;
	const { tool_choice: choice } = request;
	const single =
		request.parallel_tool_calls === false ? { disable_parallel_tool_use: true } : undefined;
	if (choice === 'none') return { type: 'none' };
	if (traits.forcedTools) {
		if (choice === 'required') return { type: 'any', ...single };
		const name = namedTool(choice);
		if (name !== null) return { type: 'tool', name, ...single };
	}
	return choice === 'auto' || single ? { type: 'auto', ...single } : null;
}
