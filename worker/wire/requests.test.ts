// What is asked of each provider, for the same OpenAI request. Not here: Anthropic (requests-anthropic.test.ts).

import { describe, expect, test } from 'vitest';
import type { ChatRequest } from '../contract.ts';
import { KNOWN } from '../providers/registry.ts';
import { CONVERSATION, sent, TOOL } from '../../test/support/wire-requests.ts';
import { geminiWire } from './gemini.ts';
import { openAiWire } from './openai.ts';
import { workersAiWire } from './workers-ai.ts';

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
