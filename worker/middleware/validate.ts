// What a chat or embeddings request must be before a route sees it. Fields that are named in the
// contract are checked; any other passes through to providers that take it.

import type { ChatRequest, EmbeddingsRequest } from '../contract.ts';
import {
	array,
	flag,
	invalid,
	isAbsent,
	kindOf,
	object,
	oneOf,
	optionalText,
	range,
	text,
	whole,
	type Fields
} from './fields.ts';
import { refusedUrl } from './public-url.ts';
import type { TrustSettings } from './settings.ts';

type Limits = Pick<TrustSettings, 'maxPromptTokens' | 'maxCompletionTokens' | 'answerTokens'>;

// OpenAI's own bounds, where it has some: https://platform.openai.com/docs/api-reference/chat/create
const MAX_MESSAGES = 4096;
const MAX_PARTS = 1024;
const MAX_TOOLS = 128;
const MAX_CHOICES = 128;
const MAX_STOPS = 16;
const MAX_INPUTS = 2048;
const ROLES = ['system', 'developer', 'user', 'assistant', 'tool'];
// Usual for English; the exact number is the provider's to say.
const CHARACTERS_PER_TOKEN = 4;

/** The same object, checked. Throws a GatewayError of 400 that names the field. */
export function validateChat(body: Fields, limits: Limits): ChatRequest {
	text(body['model'], 'model', 200);
	const messages = array(body['messages'], 'messages', MAX_MESSAGES);
	if (messages.length === 0) throw invalid('messages', 'should hold at least one message');
	const characters = messages
		.map((message, i) => checkMessage(message, `messages[${i}]`))
		.reduce((sum, length) => sum + length, 0);
	checkPrompt('messages', characters, limits);
	flag(body['stream'], 'stream');
	if (!isAbsent(body['stream_options'])) {
		const options = object(body['stream_options'], 'stream_options');
		flag(options['include_usage'], 'stream_options.include_usage');
	} else delete body['stream_options'];
	checkAmounts(body, limits);
	checkSampling(body);
	checkTools(body);
	checkToolChoice(body);
	checkFormat(body['response_format']);
	return body as ChatRequest;
}

export function validateEmbeddings(body: Fields, limits: Limits): EmbeddingsRequest {
	text(body['model'], 'model', 200);
	const { input } = body;
	whole(body['dimensions'], 'dimensions', 1, 65_536);
	if (!isAbsent(body['encoding_format']))
		oneOf(body['encoding_format'], 'encoding_format', ['float', 'base64']);
	for (const name of ['dimensions', 'encoding_format']) if (isAbsent(body[name])) delete body[name];
	if (typeof input === 'string') {
		if (input === '') throw invalid('input', 'should not be empty');
		checkPrompt('input', input.length, limits);
		return body as EmbeddingsRequest;
	}
	const inputs = array(input, 'input', MAX_INPUTS);
	if (inputs.length === 0) throw invalid('input', 'should not be empty');
	const tokens = inputs.every((entry) => typeof entry === 'number') ? [inputs] : inputs;
	let characters = 0;
	tokens.forEach((entry, i) => {
		const param = tokens === inputs ? `input[${i}]` : 'input';
		if (typeof entry === 'string' && entry !== '') characters += entry.length;
		else if (Array.isArray(entry) && entry.length > 0) {
			entry.forEach((token, at) => {
				if (isAbsent(token)) throw invalid(`${param}[${at}]`, 'should be a token’s number');
				whole(token, `${param}[${at}]`, 0);
			});
			characters += entry.length * CHARACTERS_PER_TOKEN;
		} else throw invalid(param, 'should be text or a list of token numbers, and not empty');
	});
	checkPrompt('input', characters, limits);
	return body as EmbeddingsRequest;
}

/** The number of characters in it that a model will read. */
function checkMessage(value: unknown, param: string): number {
	const message = object(value, param);
	oneOf(message['role'], `${param}.role`, ROLES);
	optionalText(message['name'], `${param}.name`);
	const { content } = message;
	const calls = checkToolCalls(message, param);
	if (message['role'] === 'tool') text(message['tool_call_id'], `${param}.tool_call_id`);
	if (typeof content === 'string') return content.length + calls;
	if (isAbsent(content)) {
		if (message['role'] === 'assistant') return calls;
		throw invalid(`${param}.content`, `should be text or a list of parts, is ${kindOf(content)}`);
	}
	if (!Array.isArray(content))
		throw invalid(`${param}.content`, `should be text or a list of parts, is ${kindOf(content)}`);
	return array(content, `${param}.content`, MAX_PARTS)
		.map((part, i) => checkPart(part, `${param}.content[${i}]`))
		.reduce((sum, length) => sum + length, calls);
}

function checkPart(value: unknown, param: string): number {
	const part = object(value, param);
	const type = text(part['type'], `${param}.type`, 64);
	if (type === 'text') return text(part['text'], `${param}.text`).length;
	if (type === 'image_url') {
		const image = object(part['image_url'], `${param}.image_url`);
		text(image['url'], `${param}.image_url.url`);
	}
	checkAddresses(part, param);
	return 0;
}

/** Every address in a part, whatever the part is called: providers fetch more than images. */
function checkAddresses(fields: Fields | unknown[], param: string): void {
	for (const [name, value] of Object.entries(fields)) {
		const path = Array.isArray(fields) ? `${param}[${name}]` : `${param}.${name}`;
		if (typeof value === 'object' && value !== null) checkAddresses(value as Fields, path);
		else if (typeof value === 'string' && /ur[il]$/i.test(name)) {
			const wrong = refusedUrl(value);
			if (wrong) throw invalid(path, `${wrong}: what stands there is fetched by the provider`);
		}
	}
}

function checkToolCalls(message: Fields, param: string): number {
	if (isAbsent(message['tool_calls'])) {
		delete message['tool_calls'];
		return 0;
	}
	const calls = array(message['tool_calls'], `${param}.tool_calls`, MAX_TOOLS);
	return calls
		.map((value, i) => {
			const path = `${param}.tool_calls[${i}]`;
			const call = object(value, path);
			text(call['id'], `${path}.id`);
			oneOf(call['type'], `${path}.type`, ['function']);
			const called = object(call['function'], `${path}.function`);
			text(called['name'], `${path}.function.name`, 256);
			return text(called['arguments'], `${path}.function.arguments`).length;
		})
		.reduce((sum, length) => sum + length, 0);
}

/**
 * Fields that change what a call costs behind the price list's back: another tier or model, tools that
 * are billed by themselves, or more tokens than max_tokens. Not for visitors, whose budget they would
 * pass.
 */
const COSTLY = [
	'service_tier',
	'web_search_options',
	'plugins',
	'models',
	'route',
	'provider',
	'modalities',
	'audio',
	'best_of',
	'min_tokens',
	'ignore_eos',
	'n_predict',
	'num_predict',
	'max_new_tokens',
	'max_output_tokens'
];

/** Throws for the fields that only the operator's own callers may set. */
export function refuseCostly(body: Fields): void {
	for (const name of COSTLY)
		if (!isAbsent(body[name]))
			throw invalid(name, 'changes what a call costs, and is not for visitors: leave it out');
}

function checkAmounts(body: Fields, { maxCompletionTokens, answerTokens }: Limits): void {
	whole(body['max_tokens'], 'max_tokens', 1);
	whole(body['max_completion_tokens'], 'max_completion_tokens', 1);
	whole(body['n'], 'n', 1, MAX_CHOICES);
	const both = !isAbsent(body['max_tokens']) && !isAbsent(body['max_completion_tokens']);
	if (both && body['max_tokens'] !== body['max_completion_tokens'])
		throw invalid('max_tokens', 'should not differ from max_completion_tokens: give one of them');
	const name = isAbsent(body['max_completion_tokens']) ? 'max_tokens' : 'max_completion_tokens';
	const each = Number(body[name] ?? Math.min(answerTokens, maxCompletionTokens));
	const choices = Number(body['n'] ?? 1);
	if (each * choices > maxCompletionTokens)
		throw invalid(
			name,
			choices > 1
				? `times n is ${each * choices}, more than the ${maxCompletionTokens} tokens allowed here`
				: `is ${each}, more than the ${maxCompletionTokens} tokens allowed here`
		);
}

function checkSampling(body: Fields): void {
	range(body['temperature'], 'temperature', 0, 2);
	range(body['top_p'], 'top_p', 0, 1);
	range(body['presence_penalty'], 'presence_penalty', -2, 2);
	range(body['frequency_penalty'], 'frequency_penalty', -2, 2);
	flag(body['logprobs'], 'logprobs');
	whole(body['top_logprobs'], 'top_logprobs', 0, 20);
	if (!isAbsent(body['top_logprobs']) && body['logprobs'] !== true)
		throw invalid('top_logprobs', 'is for a request with logprobs: true');
	whole(body['seed'], 'seed', Number.MIN_SAFE_INTEGER);
	const { stop } = body;
	if (isAbsent(stop) || typeof stop === 'string') return;
	array(stop, 'stop', MAX_STOPS).forEach((entry, i) => text(entry, `stop[${i}]`));
}

/** What OpenAI had before tools, which no provider's form here knows: passed over it would seem to be done. */
const BEFORE_TOOLS = { functions: 'tools', function_call: 'tool_choice' };

function checkTools(body: Fields): void {
	for (const [name, instead] of Object.entries(BEFORE_TOOLS))
		if (!isAbsent(body[name]))
			throw invalid(name, `is not taken here: send ${instead} in its place`);
	flag(body['parallel_tool_calls'], 'parallel_tool_calls');
	if (isAbsent(body['tools'])) {
		delete body['tools'];
		return;
	}
	array(body['tools'], 'tools', MAX_TOOLS).forEach((value, i) => {
		const tool = object(value, `tools[${i}]`);
		oneOf(tool['type'], `tools[${i}].type`, ['function']);
		const called = object(tool['function'], `tools[${i}].function`);
		text(called['name'], `tools[${i}].function.name`, 256);
		optionalText(called['description'], `tools[${i}].function.description`);
		if (!isAbsent(called['parameters']))
			object(called['parameters'], `tools[${i}].function.parameters`);
	});
}

/** OpenAI's own rules; `none` and `auto` say nothing where there are no tools, and are let be. */
function checkToolChoice({ tool_choice: choice, tools }: Fields): void {
	if (isAbsent(choice)) return;
	const names = (Array.isArray(tools) ? (tools as Fields[]) : []).map(
		(tool) => (tool['function'] as Fields)['name']
	);
	if (typeof choice !== 'object') {
		oneOf(choice, 'tool_choice', ['none', 'auto', 'required']);
		if (choice === 'required' && names.length === 0)
			throw invalid('tool_choice', 'requires one of the tools, and there are none');
		return;
	}
	const { type, function: named } = object(choice, 'tool_choice');
	oneOf(type, 'tool_choice.type', ['function', 'allowed_tools']);
	if (type !== 'function') return;
	const name = text(
		object(named, 'tool_choice.function')['name'],
		'tool_choice.function.name',
		256
	);
	if (!names.includes(name))
		throw invalid('tool_choice', `names “${name}”, which is not among tools`);
}

function checkFormat(value: unknown): void {
	if (isAbsent(value)) return;
	const format = object(value, 'response_format');
	oneOf(format['type'], 'response_format.type', ['text', 'json_object', 'json_schema']);
	if (format['type'] !== 'json_schema') return;
	const schema = object(format['json_schema'], 'response_format.json_schema');
	optionalText(schema['name'], 'response_format.json_schema.name');
	if (!isAbsent(schema['schema'])) object(schema['schema'], 'response_format.json_schema.schema');
}

function checkPrompt(param: string, characters: number, { maxPromptTokens }: Limits): void {
	const tokens = Math.ceil(characters / CHARACTERS_PER_TOKEN);
	if (tokens > maxPromptTokens)
		throw invalid(
			param,
			`is about ${tokens} tokens, more than the ${maxPromptTokens} allowed here: shorten it`
		);
}
