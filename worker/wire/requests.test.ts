// What is asked of each provider, for the same OpenAI request. Long because each form is told whole.

import { describe, expect, test } from 'vitest';
import type { ChatRequest } from '../contract.ts';
import type { Dialect, Wire } from '../providers/provider.ts';
import { KNOWN } from '../providers/registry.ts';
import { anthropicWire } from './anthropic.ts';
import { geminiWire } from './gemini.ts';
import { openAiWire } from './openai.ts';
import { workersAiWire } from './workers-ai.ts';

const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';
const TOOL = {
	type: 'function' as const,
	function: {
		name: 'get_weather',
		description: 'The weather.',
		parameters: { type: 'object', properties: { city: { type: 'string' } } }
	}
};

const CONVERSATION: ChatRequest = {
	model: 'auto',
	stream: true,
	messages: [
		{ role: 'system', content: 'Be brief.' },
		{ role: 'user', content: 'Weather in Köln?' },
		{
			role: 'assistant',
			content: null,
			tool_calls: [
				{
					id: 'c1',
					type: 'function',
					function: { name: 'get_weather', arguments: '{"city":"Köln"}' }
				}
			]
		},
		{ role: 'tool', tool_call_id: 'c1', content: '{"sky":"grey"}' },
		{ role: 'assistant', content: 'Grey.' },
		{
			role: 'user',
			content: [
				{ type: 'text', text: 'And here?' },
				{ type: 'image_url', image_url: { url: PIXEL } }
			]
		}
	],
	tools: [TOOL],
	tool_choice: 'required',
	parallel_tool_calls: false,
	temperature: 1.5,
	stop: 'END',
	seed: 4
};

function sent(wire: Wire, request: ChatRequest, dialect: Dialect = {}, model = 'm-1') {
	const target = { baseUrl: 'https://api/v1', key: 'k', model, dialect, maxOutputTokens: 64 };
	const call = wire.chat(request, target);
	return { ...call, body: JSON.parse(call.body) };
}

describe('the OpenAI form', () => {
	test('goes out as it came, but for the model, a ceiling, and usage', () => {
		const { url, headers, body } = sent(openAiWire, { ...CONVERSATION, min_p: 0.1 });
		expect(url).toBe('https://api/v1/chat/completions');
		expect(headers).toEqual({ 'content-type': 'application/json', authorization: 'Bearer k' });
		expect(body).toEqual({
			...CONVERSATION,
			model: 'm-1',
			min_p: 0.1,
			max_tokens: 64,
			stream_options: { include_usage: true }
		});
	});

	test('leaves out what a provider refuses, and renames what it calls otherwise', () => {
		const mistral = KNOWN.find(({ id }) => id === 'mistral');
		const { body } = sent(openAiWire, { ...CONVERSATION, logprobs: true }, mistral?.dialect);
		expect(body).toMatchObject({ random_seed: 4, max_tokens: 64 });
		for (const field of ['seed', 'stream_options', 'logprobs', 'max_completion_tokens'])
			expect(body).not.toHaveProperty(field);
	});

	test('gives the ceiling the one name a provider knows', () => {
		const openai = KNOWN.find(({ id }) => id === 'openai');
		const { body } = sent(openAiWire, { ...CONVERSATION, max_tokens: 9 }, openai?.dialect);
		expect(body).toHaveProperty('max_completion_tokens', 9);
		expect(body).not.toHaveProperty('max_tokens');
	});
});

describe('OpenAI', () => {
	const dialect = KNOWN.find(({ id }) => id === 'openai')?.dialect ?? {};
	const to = (model: string, changes: Partial<ChatRequest> = {}) => {
		const target = { baseUrl: 'https://api/v1', key: 'k', model, dialect, maxOutputTokens: 64 };
		return JSON.parse(openAiWire.chat({ ...CONVERSATION, ...changes }, target).body);
	};

	test('is spared sampling where the model thinks, and given it where it does not', () => {
		for (const model of ['gpt-5-mini', 'o4-mini', 'gpt-6.2-sol', 'gpt-5.6-terra'])
			expect(to(model, { tools: undefined }), model).not.toHaveProperty('temperature');
		for (const model of ['gpt-4.1', 'gpt-5.4', 'gpt-5-chat-latest'])
			expect(to(model), model).toHaveProperty('temperature', 1.5);
		expect(to('gpt-5.4', { reasoning_effort: 'high' })).not.toHaveProperty('temperature');
	});

	test('is told not to think where the model takes no tools while it does', () => {
		expect(to('gpt-5.6-luna')).toMatchObject({ reasoning_effort: 'none', temperature: 1.5 });
		expect(to('gpt-5.6-luna', { reasoning_effort: 'low' })).toHaveProperty(
			'reasoning_effort',
			'low'
		);
		expect(to('gpt-5.6-luna', { tools: undefined })).not.toHaveProperty('reasoning_effort');
		expect(to('gpt-6.2-sol')).not.toHaveProperty('reasoning_effort');
	});
});

describe('Anthropic', () => {
	test('gets alternating turns, tools, images, and marks where the stable prefix ends', () => {
		const { url, headers, body } = sent(anthropicWire, CONVERSATION);
		expect(url).toBe('https://api/v1/messages');
		expect(headers).toMatchObject({ 'x-api-key': 'k', 'anthropic-version': '2023-06-01' });
		const cached = { cache_control: { type: 'ephemeral' } };
		expect(body).toEqual({
			model: 'm-1',
			max_tokens: 64,
			stream: true,
			temperature: 1,
			stop_sequences: ['END'],
			system: [{ type: 'text', text: 'Be brief.', ...cached }],
			tools: [
				{
					name: 'get_weather',
					description: 'The weather.',
					input_schema: TOOL.function.parameters
				}
			],
			tool_choice: { type: 'any', disable_parallel_tool_use: true },
			messages: [
				{ role: 'user', content: [{ type: 'text', text: 'Weather in Köln?' }] },
				{
					role: 'assistant',
					content: [{ type: 'tool_use', id: 'c1', name: 'get_weather', input: { city: 'Köln' } }]
				},
				{
					role: 'user',
					content: [
						{
							type: 'tool_result',
							tool_use_id: 'c1',
							content: [{ type: 'text', text: '{"sky":"grey"}' }]
						}
					]
				},
				{ role: 'assistant', content: [{ type: 'text', text: 'Grey.', ...cached }] },
				{
					role: 'user',
					content: [
						{ type: 'text', text: 'And here?' },
						{
							type: 'image',
							source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' }
						}
					]
				}
			]
		});
	});

	test('keeps the same prefix, marks aside, when the conversation grows', () => {
		const plain = (request: ChatRequest) => {
			const { system, tools, messages } = sent(anthropicWire, request).body;
			return JSON.stringify([system, tools, messages]).replaceAll(
				',"cache_control":{"type":"ephemeral"}',
				''
			);
		};
		const longer: ChatRequest = {
			...CONVERSATION,
			messages: [
				...CONVERSATION.messages,
				{ role: 'assistant', content: 'Sunny.' },
				{ role: 'user', content: 'Thanks.' }
			]
		};
		const before = plain(CONVERSATION);
		expect(plain(longer).startsWith(before.slice(0, -2))).toBe(true);
	});

	test('carries a wanted JSON form as a tool it must use', () => {
		const { tools: _tools, tool_choice: _choice, ...rest } = CONVERSATION;
		const schema = { type: 'object', properties: { a: { type: 'number' } } };
		const { body } = sent(anthropicWire, {
			...rest,
			response_format: { type: 'json_schema', json_schema: { name: 'x', schema } }
		});
		expect(body.tools).toMatchObject([{ name: 'answer_in_json', input_schema: schema }]);
		expect(body.tool_choice).toEqual({ type: 'tool', name: 'answer_in_json' });
	});

	describe('knows what its newer models refuse', () => {
		const to = (model: string, changes: Partial<ChatRequest>) =>
			sent(anthropicWire, { ...CONVERSATION, ...changes }, {}, model).body;
		const schema = { type: 'object', properties: { a: { type: 'number' } } };
		const form = { type: 'json_schema' as const, json_schema: { name: 'x', schema } };

		test('sampling, since they think by themselves', () => {
			for (const model of [
				'claude-opus-5',
				'claude-sonnet-5-5',
				'claude-haiku-5-5',
				'claude-opus-4-8'
			])
				expect(to(model, { top_k: 3 }), model).not.toHaveProperty('temperature');
			expect(to('claude-opus-5', { top_k: 3 })).not.toHaveProperty('top_k');
			for (const model of ['claude-haiku-4-5', 'claude-sonnet-4-6', 'claude-opus-4-20250514'])
				expect(to(model, {}), model).toHaveProperty('temperature', 1);
		});

		test('being made to use a tool: then it is asked for in words', () => {
			const required = to('claude-opus-5-5', { tool_choice: 'required' });
			expect(required.tool_choice).toEqual({ type: 'auto', disable_parallel_tool_use: true });
			expect(required.system.at(-1).text).toContain('one of the tools');
			const tool_choice = { type: 'function', function: { name: 'get_weather' } };
			const named = to('claude-fable-5-1', { tool_choice });
			expect(named.system.at(-1).text).toContain('get_weather');
			expect(to('claude-opus-5', { tool_choice }).tool_choice).toMatchObject({ type: 'tool' });
		});

		test('a form as a tool: then the decoder keeps it, and the words say it', () => {
			const body = to('claude-opus-5-5', { tools: undefined, response_format: form });
			expect(body).not.toHaveProperty('tools');
			expect(body).not.toHaveProperty('tool_choice');
			expect(body.output_config.format).toMatchObject({ type: 'json_schema' });
			expect(body.system.at(-1).text).toContain('JSON schema');
		});
	});

	describe('asked for a JSON form beside tools', () => {
		const schema = {
			type: 'object',
			properties: {
				city: { type: 'string', minLength: 2, format: 'hostname' },
				degrees: { oneOf: [{ type: 'number', minimum: -90 }, { type: 'null' }] },
				days: { type: 'array', minItems: 3, items: { type: 'object', properties: {} } }
			},
			required: ['city']
		};
		const beside = (given: Record<string, unknown>, model = 'claude-sonnet-5') => {
			const json_schema = { name: 'x', schema: given };
			const request: ChatRequest = {
				...CONVERSATION,
				response_format: { type: 'json_schema', json_schema }
			};
			return sent(anthropicWire, request, {}, model).body;
		};

		test('has its decoder keep the form, and says all of it in words', () => {
			const body = beside(schema);
			expect(body.output_config).toEqual({
				format: {
					type: 'json_schema',
					schema: {
						type: 'object',
						properties: {
							city: { type: 'string', format: 'hostname' },
							degrees: { anyOf: [{ type: 'number' }, { type: 'null' }] },
							days: {
								type: 'array',
								items: { type: 'object', properties: {}, additionalProperties: false }
							}
						},
						required: ['city'],
						additionalProperties: false
					}
				}
			});
			expect(JSON.stringify(body.system)).toContain('minLength');
			expect(body.tools).toHaveLength(1);
			expect(body.tool_choice).toMatchObject({ type: 'any' });
		});

		test('leaves it to the words what the decoder cannot hold, and for models without one', () => {
			for (const open of [
				{ type: 'object', additionalProperties: true },
				{ type: 'object', additionalProperties: { type: 'string' } },
				{ type: 'object', properties: { a: { $ref: '#/$defs/a' } } },
				{ type: 'array', items: [{ type: 'string' }] },
				{ type: 'object', properties: { any: {} } },
				{ anyOf: [true] }
			]) {
				const body = beside(open);
				expect(body, JSON.stringify(open)).not.toHaveProperty('output_config');
				expect(body.system.at(-1).text).toContain('JSON schema');
			}
			for (const model of [
				'claude-3-5-haiku-latest',
				'claude-sonnet-4-20250514',
				'claude-opus-4-0'
			])
				expect(beside(schema, model), model).not.toHaveProperty('output_config');
			for (const model of ['claude-opus-5', 'claude-haiku-4-5', 'claude-sonnet-4-6'])
				expect(beside(schema, model), model).toHaveProperty('output_config');
		});
	});

	test('refuses broken tool arguments with a sentence', () => {
		const call = { id: 'c9', type: 'function' as const, function: { name: 'f', arguments: '{' } };
		const broken: ChatRequest = {
			model: 'm',
			messages: [{ role: 'assistant', tool_calls: [call] }]
		};
		expect(() => sent(anthropicWire, broken)).toThrow(/c9 are not JSON/);
	});
});

describe('Gemini', () => {
	test('gets contents, declarations, a system instruction and its own names for sampling', () => {
		const { url, headers, body } = sent(geminiWire, CONVERSATION);
		expect(url).toBe('https://api/v1/models/m-1:streamGenerateContent?alt=sse');
		expect(headers).toMatchObject({ 'x-goog-api-key': 'k' });
		expect(body).toEqual({
			contents: [
				{ role: 'user', parts: [{ text: 'Weather in Köln?' }] },
				{
					role: 'model',
					parts: [{ functionCall: { name: 'get_weather', args: { city: 'Köln' } } }]
				},
				{
					role: 'user',
					parts: [{ functionResponse: { name: 'get_weather', response: { sky: 'grey' } } }]
				},
				{ role: 'model', parts: [{ text: 'Grey.' }] },
				{
					role: 'user',
					parts: [
						{ text: 'And here?' },
						{ inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } }
					]
				}
			],
			systemInstruction: { parts: [{ text: 'Be brief.' }] },
			tools: [
				{
					functionDeclarations: [
						{
							name: 'get_weather',
							description: 'The weather.',
							parametersJsonSchema: TOOL.function.parameters
						}
					]
				}
			],
			toolConfig: { functionCallingConfig: { mode: 'ANY' } },
			generationConfig: { maxOutputTokens: 64, temperature: 1.5, seed: 4, stopSequences: ['END'] }
		});
	});

	test('is asked for a JSON form in words where it refuses one beside tools', () => {
		const schema = { type: 'object', properties: { a: { type: 'number' } } };
		const ask = (model: string, tools: ChatRequest['tools']) => {
			const target = {
				baseUrl: 'https://api/v1',
				key: 'k',
				model,
				dialect: {},
				maxOutputTokens: 64
			};
			const json_schema = { name: 'x', schema };
			const { tools: _tools, ...rest } = CONVERSATION;
			const request: ChatRequest = {
				...rest,
				...(tools && { tools }),
				response_format: { type: 'json_schema', json_schema }
			};
			return JSON.parse(geminiWire.chat(request, target).body);
		};
		const form = { responseMimeType: 'application/json', responseJsonSchema: schema };
		expect(ask('gemini-3.6-flash', [TOOL]).generationConfig).toMatchObject(form);
		expect(ask('gemini-2.5-pro', undefined).generationConfig).toMatchObject(form);
		const beside = ask('gemini-2.5-pro', [TOOL]);
		expect(beside.generationConfig).not.toHaveProperty('responseMimeType');
		expect(beside.generationConfig).not.toHaveProperty('responseJsonSchema');
		expect(beside.systemInstruction.parts.at(-1).text).toContain(JSON.stringify(schema));
	});

	test('keeps a model’s name inside one segment of the path, whatever it holds', () => {
		const target = { baseUrl: 'https://api/v1', key: 'k', dialect: {}, maxOutputTokens: 64 };
		for (const model of ['../../v1/files', 'a/b?x=1#y', '%2e%2e', 'm:delete', '..\\..']) {
			const { url } = geminiWire.chat(CONVERSATION, { ...target, model });
			const { origin, pathname, searchParams } = new URL(url);
			expect([origin, pathname.split('/').length, [...searchParams.keys()]]).toEqual([
				'https://api',
				4,
				['alt']
			]);
			expect(pathname.startsWith('/v1/models/')).toBe(true);
		}
	});

	test('refuses an image by address, which somebody would have to fetch, and says what to send', () => {
		const part = { type: 'image_url' as const, image_url: { url: 'https://example.com/a.png' } };
		const request: ChatRequest = { model: 'm', messages: [{ role: 'user', content: [part] }] };
		expect(() => sent(geminiWire, request)).toThrow(/not their addresses.*data: URL/);
	});
});

test('Workers AI gets the model apart from its input', () => {
	const { url, body } = sent(workersAiWire, { ...CONVERSATION, max_completion_tokens: 7 });
	expect(url).toBe('m-1');
	expect(body).toMatchObject({ messages: CONVERSATION.messages, stream: true, max_tokens: 7 });
	expect(body).not.toHaveProperty('model');
});

test('every known provider has a key variable or a binding, an https address, and dated prices', () => {
	for (const { id, keyVariable, binding, baseUrl, models, pricesAsOf, pricesFrom } of KNOWN) {
		expect(keyVariable !== null || binding !== undefined, id).toBe(true);
		if (!binding) expect(new URL(baseUrl).protocol, id).toBe('https:');
		expect(models.length, id).toBeGreaterThan(0);
		expect(pricesAsOf, id).toMatch(/^20\d\d-\d\d-\d\d$/);
		expect(pricesFrom, id).toMatch(/^https:/);
	}
});
