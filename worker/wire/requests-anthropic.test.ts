// What is asked of Anthropic for an OpenAI request. Not here: the other providers (requests.test.ts).

import { describe, expect, test } from 'vitest';
import type { ChatRequest } from '../contract.ts';
import { CONVERSATION, sent, TOOL } from '../../test/support/wire-requests.ts';
import { anthropicWire } from './anthropic.ts';

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
