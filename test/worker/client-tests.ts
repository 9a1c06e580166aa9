// The clients people use, unchanged, against the gateway: the official `openai` package and the AI SDK's
// `@ai-sdk/openai-compatible`. Part of gateway-suite, so they run on Node and in workerd.

import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, jsonSchema, Output, streamText, tool } from 'ai';
import OpenAI, { NotFoundError, RateLimitError } from 'openai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
	openAiAnswer,
	openAiStream,
	type MockProvider,
	type Script
} from '../support/mock-provider.ts';

export type ClientContext = {
	origin: string;
	mock: MockProvider;
	/** Two providers nobody used yet, and the alias that means one, then the other. */
	fresh(first: Script[], second?: Script[]): { a: string; b: string; pair: string };
};

const WEATHER = {
	type: 'function' as const,
	function: {
		name: 'get_weather',
		parameters: { type: 'object', properties: { city: { type: 'string' } } }
	}
};
const recorded = (name: string) =>
	readFileSync(join(import.meta.dirname, '../fixtures/wire', name), 'utf8');

export function clientTests(context: () => ClientContext): void {
	const openai = () =>
		new OpenAI({ baseURL: `${context().origin}/v1`, apiKey: 'unused', maxRetries: 0 });

	describe('the official openai client', () => {
		test('streams words, and usage when it asks', async () => {
			const { a } = context().fresh([{ kind: 'stream', pieces: openAiStream(['Hel', 'lo']) }]);
			const stream = await openai().chat.completions.create({
				model: `${a}/m`,
				messages: [{ role: 'user', content: 'hi' }],
				stream: true,
				stream_options: { include_usage: true }
			});
			let [text, total] = ['', 0];
			for await (const chunk of stream) {
				text += chunk.choices[0]?.delta.content ?? '';
				total = chunk.usage?.total_tokens ?? total;
			}
			expect([text, total]).toEqual(['Hello', 12]);
		});

		for (const [provider, fixture, count] of [
			['anthropic/claude-sonnet-5', 'anthropic-tools.sse', 2],
			['gemini/gemini-3.6-flash', 'gemini-tools.sse', 2]
		] as const)
			test(`gets tool calls from ${provider}, streamed and put together`, async () => {
				const { mock } = context();
				mock.script(provider.split('/')[0] ?? '', {
					kind: 'stream',
					pieces: [recorded(fixture)]
				});
				const answer = await openai()
					.chat.completions.stream({
						model: provider,
						messages: [{ role: 'user', content: 'Weather in San Francisco and Köln?' }],
						tools: [WEATHER],
						stream_options: { include_usage: true }
					})
					.finalChatCompletion();
				const [choice] = answer.choices;
				expect(choice?.finish_reason).toBe('tool_calls');
				const calls = choice?.message.tool_calls ?? [];
				expect(calls).toHaveLength(count);
				expect(
					calls.map((call) => (call.type === 'function' ? JSON.parse(call.function.arguments) : 0))
				).toEqual([{ city: 'San Francisco' }, { city: 'Köln' }]);
				expect(answer.usage?.total_tokens).toBeGreaterThan(0);
			});

		test('sends images, seeds, n, logprobs and a wanted form on unchanged', async () => {
			const { mock } = context();
			const { a } = context().fresh([{ kind: 'json', body: openAiAnswer('{}') }]);
			const request = {
				messages: [
					{
						role: 'user' as const,
						content: [
							{ type: 'text' as const, text: 'What is it?' },
							{
								type: 'image_url' as const,
								image_url: { url: 'data:image/png;base64,iVBORw0KGgo=', detail: 'low' as const }
							}
						]
					}
				],
				seed: 7,
				n: 2,
				logprobs: true,
				top_logprobs: 2,
				max_tokens: 5,
				response_format: {
					type: 'json_schema' as const,
					json_schema: { name: 'x', schema: { type: 'object' } }
				}
			};
			const answer = await openai().chat.completions.create({ model: `${a}/m`, ...request });
			expect(answer.choices[0]?.message.content).toBe('{}');
			expect(mock.seen(a)[0]?.body).toEqual({ model: 'm', ...request });
		});

		test('gets vectors, in the packed form it asks for by itself', async () => {
			const data = [{ object: 'embedding', index: 0, embedding: [0.5, -2] }];
			const usage = { prompt_tokens: 1, total_tokens: 1 };
			const { a } = context().fresh([
				{ kind: 'json', body: { object: 'list', data, model: 'e', usage } }
			]);
			const answer = await openai().embeddings.create({ model: `${a}/e`, input: 'hi' });
			expect(Array.from(answer.data[0]?.embedding ?? [])).toEqual([0.5, -2]);
		});

		test('lists models', async () => {
			const ids: string[] = [];
			for await (const model of openai().models.list()) ids.push(model.id);
			expect(ids).toContain('p0/m');
		});

		test('has one of them by its name, with the slash in it, and is told which is not there', async () => {
			const listed = [];
			for await (const model of openai().models.list()) listed.push(model);
			for (const id of ['p0/m', 'p1/e', 'pair0'])
				expect(await openai().models.retrieve(id)).toEqual(listed.find((one) => one.id === id));
			for (const id of ['nobody/has+this', 'openai/gpt-5.4-mini'])
				await expect(openai().models.retrieve(id)).rejects.toMatchObject({
					status: 404,
					code: 'model_not_found',
					param: 'model'
				});
		});

		test('rebuilds its own errors from the gateway’s', async () => {
			const client = openai();
			const ask = (model: string) =>
				client.chat.completions.create({ model, messages: [{ role: 'user', content: 'hi' }] });
			await expect(ask('nobody/has-this')).rejects.toBeInstanceOf(NotFoundError);
			const { a } = context().fresh([
				{ kind: 'json', status: 429, headers: { 'retry-after': '60' }, body: {} }
			]);
			await expect(ask(`${a}/m`)).rejects.toBeInstanceOf(RateLimitError);
		});

		test('throws when a stream breaks, and does not take it for complete', async () => {
			const { a } = context().fresh([
				{ kind: 'stream', pieces: openAiStream(['Once']).slice(0, 2) }
			]);
			const stream = await openai().chat.completions.create({
				model: `${a}/m`,
				messages: [{ role: 'user', content: 'hi' }],
				stream: true
			});
			const read = async () => {
				let text = '';
				for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
				return text;
			};
			await expect(read()).rejects.toThrow(/broke off/);
		});

		test('aborts, and the provider is stopped', async () => {
			const { mock } = context();
			const { a } = context().fresh([
				{ kind: 'stream', pieces: openAiStream(['Once']).slice(0, 2), ending: 'silence' }
			]);
			const stream = await openai().chat.completions.create({
				model: `${a}/m`,
				messages: [{ role: 'user', content: 'hi' }],
				stream: true
			});
			for await (const chunk of stream)
				if (chunk.choices[0]?.delta.content) stream.controller.abort();
			expect(await (await mock.arrived(a)).closed).toBe('left');
		});
	});

	describe('the AI SDK', () => {
		const model = (id: string) =>
			createOpenAICompatible({
				name: 'understudy',
				baseURL: `${context().origin}/v1`,
				includeUsage: true,
				supportsStructuredOutputs: true
			})(id);

		test('generates text', async () => {
			const { a } = context().fresh([{ kind: 'json', body: openAiAnswer('Hello') }]);
			const { text, usage } = await generateText({ model: model(`${a}/m`), prompt: 'hi' });
			expect([text, usage.inputTokens, usage.outputTokens]).toEqual(['Hello', 7, 1]);
		});

		test('streams text and usage', async () => {
			const { a } = context().fresh([{ kind: 'stream', pieces: openAiStream(['Hel', 'lo']) }]);
			const result = streamText({ model: model(`${a}/m`), prompt: 'hi' });
			expect(await result.text).toBe('Hello');
			expect((await result.usage).outputTokens).toBe(5);
		});

		test('sends images, a seed and a wanted form, and reads the object', async () => {
			const { mock } = context();
			const { a } = context().fresh([{ kind: 'json', body: openAiAnswer('{"sky":"blue"}') }]);
			const schema = jsonSchema<{ sky: string }>({
				type: 'object',
				properties: { sky: { type: 'string' } },
				required: ['sky'],
				additionalProperties: false
			});
			const image = 'data:image/png;base64,iVBORw0KGgo=';
			const { output } = await generateText({
				model: model(`${a}/m`),
				seed: 7,
				messages: [
					{
						role: 'user',
						content: [
							{ type: 'text', text: 'What is it?' },
							{ type: 'file', mediaType: 'image/png', data: 'iVBORw0KGgo=' }
						]
					}
				],
				output: Output.object({ schema })
			});
			expect(output).toEqual({ sky: 'blue' });
			expect(mock.seen(a)[0]?.body).toMatchObject({
				seed: 7,
				messages: [
					{
						role: 'user',
						content: [
							{ type: 'text', text: 'What is it?' },
							{ type: 'image_url', image_url: { url: image } }
						]
					}
				],
				response_format: { type: 'json_schema', json_schema: { schema: { required: ['sky'] } } }
			});
		});

		test('aborts, and the provider is stopped', async () => {
			const { mock } = context();
			const { a } = context().fresh([
				{ kind: 'stream', pieces: openAiStream(['Once']).slice(0, 2), ending: 'silence' }
			]);
			const left = new AbortController();
			const { textStream } = streamText({
				model: model(`${a}/m`),
				prompt: 'hi',
				abortSignal: left.signal
			});
			for await (const text of textStream) if (text) left.abort();
			expect(await (await mock.arrived(a)).closed).toBe('left');
		});

		test('calls tools of Anthropic', async () => {
			context().mock.script('anthropic', {
				kind: 'stream',
				pieces: [recorded('anthropic-tools.sse')]
			});
			const result = streamText({
				model: model('anthropic/claude-sonnet-5'),
				prompt: 'Weather?',
				tools: {
					get_weather: tool({
						inputSchema: jsonSchema<{ city: string }>(WEATHER.function.parameters)
					})
				}
			});
			const calls = await result.toolCalls;
			expect(calls.map(({ input }) => input)).toEqual([
				{ city: 'San Francisco' },
				{ city: 'Köln' }
			]);
			expect(await result.reasoningText).toBe('Two cities, two calls.');
		});
	});
}
