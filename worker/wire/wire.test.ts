// Every wire form against bytes as its provider sends them (test/fixtures/wire, written to the providers'
// published formats), cut in two at every byte, and handed over byte by byte: what comes out is the same.

import { describe, expect, test } from 'vitest';
import type { Bytes, ChatRequest } from '../contract.ts';
import type { ReaderContext, Wire, WireReader } from '../providers/provider.ts';
import { anthropicWire } from './anthropic.ts';
import { geminiWire } from './gemini.ts';
import { openAiWire } from './openai.ts';
import { workersAiWire } from './workers-ai.ts';

/** By file name. Read by the bundler: these tests run in workerd too, which has no files. */
const FIXTURES = new Map(
	Object.entries(
		import.meta.glob<string>('../../test/fixtures/wire/*.sse', {
			query: '?raw',
			import: 'default',
			eager: true
		})
	).map(([path, text]) => [path.replace(/^.*\//, ''), text])
);
const TEXT = 'Grüße, 世界 "quoted" 🎭\nnew line';

function wireOf(name: string): Wire {
	if (name.startsWith('anthropic')) return anthropicWire;
	if (name.startsWith('gemini')) return geminiWire;
	return name.startsWith('workers-ai') ? workersAiWire : openAiWire;
}

function contextOf(changes: Partial<ChatRequest> = {}): ReaderContext {
	const request: ChatRequest = { model: 'm', messages: [], stream: true, ...changes };
	const showUsage = request.stream_options?.include_usage === true;
	return { model: 'm', showUsage, request, nowMs: 1_760_000_000_000, id: 'chatcmpl-1' };
}

const USAGE = { stream_options: { include_usage: true } };

function read(reader: WireReader, pieces: readonly Bytes[]) {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let text = '';
	const add = (bytes: Bytes | null) => (text += bytes ? decoder.decode(bytes) : '');
	for (const piece of pieces) add(reader.push(piece));
	add(reader.end());
	const { started, finished, failure, usage, deltas } = reader;
	return { text, started, finished, failure, usage, deltas };
}

const bytesOf = (name: string): Bytes => new TextEncoder().encode(FIXTURES.get(name) ?? '');
const readAll = (name: string, changes: Partial<ChatRequest> = USAGE) =>
	read(wireOf(name).reader(contextOf(changes)), [bytesOf(name)]);

/** What an OpenAI client makes of the events. */
function assembled(text: string) {
	const answer = { role: '', content: '', reasoning: '', finish: null as string | null };
	const calls: { id: string; name: string; arguments: string; extra?: unknown }[] = [];
	let usage: unknown = null;
	for (const block of text.split(/\n\n|\r\n\r\n/)) {
		if (!block.startsWith('data: ')) continue;
		const body = JSON.parse(block.slice(6));
		usage = body.usage ?? usage;
		for (const { delta, finish_reason: finish } of body.choices) {
			answer.role += delta.role ?? '';
			answer.content += delta.content ?? '';
			answer.reasoning += delta.reasoning_content ?? '';
			answer.finish = finish ?? answer.finish;
			for (const call of delta.tool_calls ?? []) {
				const known = (calls[call.index] ??= { id: '', name: '', arguments: '' });
				known.id += call.id ?? '';
				known.name += call.function.name ?? '';
				known.arguments += call.function.arguments ?? '';
				if (call.extra_content) known.extra = call.extra_content;
			}
		}
	}
	return { ...answer, calls, usage };
}

describe('wherever the network cuts', () => {
	for (const name of FIXTURES.keys()) {
		test(`${name} reads the same`, () => {
			const bytes = bytesOf(name);
			const whole = readAll(name);
			expect(whole.text).not.toBe('');
			const wire = wireOf(name);
			for (let i = 1; i < bytes.length; i++)
				expect(
					read(wire.reader(contextOf(USAGE)), [bytes.slice(0, i), bytes.slice(i)]),
					`cut after byte ${i}`
				).toEqual(whole);
			const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
			expect(read(wire.reader(contextOf(USAGE)), single)).toEqual(whole);
		});

		test(`${name} that ends anywhere before its end is not complete`, () => {
			const bytes = bytesOf(name);
			const wire = wireOf(name);
			const full = readAll(name);
			for (let i = 0; i < bytes.length; i++) {
				const cut = read(wire.reader(contextOf(USAGE)), [bytes.slice(0, i)]);
				expect(full.text.startsWith(cut.text) || cut.finished, `after byte ${i}`).toBe(true);
				// Complete is only what has its reason for ending.
				if (cut.finished) expect(assembled(cut.text).finish, `after byte ${i}`).not.toBeNull();
			}
		});
	}
});

describe('the OpenAI form', () => {
	test('is forwarded byte for byte, whatever words a text or a tool’s arguments hold', () => {
		const source = new TextDecoder().decode(bytesOf('openai-tools.sse'));
		const { text, usage, finished } = readAll('openai-tools.sse');
		expect(text).toBe(source.replace(/data: \[DONE\]\n\n$/, ''));
		expect(finished).toBe(true);
		expect(usage).toMatchObject({ promptTokens: 60, completionTokens: 15, cachedTokens: 32 });
	});

	test('hides usage from a client that did not ask, and keeps what stands beside it', () => {
		const mistral = readAll('mistral-text.sse', {});
		expect(assembled(mistral.text)).toMatchObject({
			content: 'Grüße!',
			finish: 'stop',
			usage: null
		});
		expect(mistral.usage).toMatchObject({ promptTokens: 6, completionTokens: 3 });
		const openai = readAll('openai-tools.sse', {});
		expect(openai.text).not.toContain('"usage":{"prompt_tokens"');
	});

	test('takes the cost that a provider states, and lets its comments pass', () => {
		const { text, usage } = readAll('openrouter-text.sse');
		expect(text).toContain(': OPENROUTER PROCESSING\n\n');
		expect(usage?.costMicroUsd).toBe(68);
	});

	test('takes vectors as they come, and packs them for a client that wants base64', () => {
		const vectors = { object: 'list', data: [{ index: 0, embedding: [0.5, -2] }], model: 'e' };
		const bytes = new TextEncoder().encode(JSON.stringify(vectors));
		const plain = openAiWire.embedded?.(bytes, { model: 'e', input: 'x' });
		expect(plain?.body).toBe(bytes);
		const request = { model: 'e', input: 'x', encoding_format: 'base64' };
		const packed = JSON.parse(new TextDecoder().decode(openAiWire.embedded?.(bytes, request).body));
		const floats = Buffer.from(packed.data[0].embedding, 'base64');
		expect([floats.readFloatLE(0), floats.readFloatLE(4)]).toEqual([0.5, -2]);
	});
});

describe('Anthropic', () => {
	test('streams text, its reason for ending, and usage with what the prompt cache did', () => {
		const { text, usage, finished, deltas } = readAll('anthropic-text.sse');
		expect(assembled(text)).toEqual({
			role: 'assistant',
			content: TEXT,
			reasoning: '',
			finish: 'stop',
			calls: [],
			usage: {
				prompt_tokens: 3084,
				completion_tokens: 17,
				total_tokens: 3101,
				prompt_tokens_details: { cached_tokens: 1024 }
			}
		});
		expect(usage).toMatchObject({ promptTokens: 3084, cachedTokens: 1024, cacheWriteTokens: 2048 });
		expect([finished, deltas]).toEqual([true, 3]);
	});

	test('streams thinking, text and two tool calls', () => {
		expect(assembled(readAll('anthropic-tools.sse').text)).toMatchObject({
			reasoning: 'Two cities, two calls.',
			content: 'Let me look.',
			finish: 'tool_calls',
			calls: [
				{ id: 'toolu_01A', name: 'get_weather', arguments: '{"city": "San Francisco"}' },
				{ id: 'toolu_01B', name: 'get_weather', arguments: '{"city": "Köln"}' }
			]
		});
	});

	test('tells an error in the middle', () => {
		const { failure, finished, started } = readAll('anthropic-overloaded.sse');
		expect(failure).toEqual({ status: 529, code: 'overloaded_error', message: 'Overloaded' });
		expect([started, finished]).toEqual([true, false]);
	});

	test('takes the same beginning twice as one, and another before the end as a break', () => {
		const start = (id: string) =>
			`data: {"type":"message_start","message":{"id":"${id}","usage":{"input_tokens":1}}}\n\n`;
		const said =
			'data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}\n\n';
		const encoder = new TextEncoder();
		const same = encoder.encode(start('a') + start('a') + said);
		const other = encoder.encode(start('a') + said + start('b') + said);
		const once = read(anthropicWire.reader(contextOf()), [same]);
		expect([assembled(once.text).content, once.failure]).toEqual(['Hi', null]);
		const spliced = read(anthropicWire.reader(contextOf()), [other]);
		expect(assembled(spliced.text).content).toBe('Hi');
		expect(spliced.failure).toMatchObject({ code: 'provider_garbage' });
	});

	test('gives a whole answer, thinking and tool calls included', () => {
		const body = {
			type: 'message',
			content: [
				{ type: 'thinking', thinking: 'Hm.', signature: 'x' },
				{ type: 'text', text: 'Let me look.' },
				{ type: 'tool_use', id: 't1', name: 'look', input: { at: 'it' } }
			],
			stop_reason: 'tool_use',
			usage: { input_tokens: 5, output_tokens: 7 }
		};
		expect(answerOf(anthropicWire, body)).toMatchObject({
			object: 'chat.completion',
			choices: [
				{
					message: {
						role: 'assistant',
						content: 'Let me look.',
						reasoning_content: 'Hm.',
						tool_calls: [{ id: 't1', function: { name: 'look', arguments: '{"at":"it"}' } }]
					},
					finish_reason: 'tool_calls'
				}
			],
			usage: { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 }
		});
	});

	test('gives an answer of a wanted form as its text', () => {
		const format: Partial<ChatRequest> = {
			response_format: {
				type: 'json_schema',
				json_schema: { name: 'x', schema: { type: 'object' } }
			}
		};
		const body = {
			type: 'message',
			content: [{ type: 'tool_use', id: 't1', name: 'answer_in_json', input: { a: 1 } }],
			stop_reason: 'tool_use',
			usage: { input_tokens: 5, output_tokens: 7 }
		};
		expect(answerOf(anthropicWire, body, format).choices[0]).toMatchObject({
			message: { content: '{"a":1}' },
			finish_reason: 'stop'
		});
	});

	test('that answers with something else is refused', () => {
		expect(() => answerOf(anthropicWire, { hello: 1 })).toThrow(SyntaxError);
	});
});

describe('Gemini', () => {
	test('streams thoughts, text, its reason for ending and usage', () => {
		expect(assembled(readAll('gemini-text.sse').text)).toEqual({
			role: 'assistant',
			content: TEXT,
			reasoning: '**Weighing it**',
			finish: 'stop',
			calls: [],
			usage: {
				prompt_tokens: 9,
				completion_tokens: 33,
				total_tokens: 42,
				prompt_tokens_details: { cached_tokens: 4 }
			}
		});
	});

	test('streams tool calls with ids of our own and the signature to give back', () => {
		const { finish, calls } = assembled(readAll('gemini-tools.sse').text);
		expect(finish).toBe('tool_calls');
		expect(calls).toEqual([
			{
				id: 'call_chatcmpl1_0',
				name: 'get_weather',
				arguments: '{"city":"San Francisco"}',
				extra: { google: { thought_signature: 'CpQBAVKh' } }
			},
			{ id: 'call_chatcmpl1_1', name: 'get_weather', arguments: '{"city":"Köln"}' }
		]);
	});

	test('a tool call in pieces, which is never asked for, is a break and no half call', () => {
		const part = { functionCall: { name: 'look', willContinue: true } };
		const event = { candidates: [{ content: { parts: [part] }, index: 0 }] };
		const bytes = new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`);
		const { text, failure } = read(geminiWire.reader(contextOf()), [bytes]);
		expect(assembled(text).calls).toEqual([]);
		expect(failure).toMatchObject({ code: 'provider_garbage' });
	});

	test('a prompt it refuses is a filtered answer', () => {
		const { text, finished } = readAll('gemini-blocked.sse');
		expect(assembled(text)).toMatchObject({ content: '', finish: 'content_filter' });
		expect(finished).toBe(true);
	});

	test('says how likely each token was, in OpenAI’s form, streamed and whole', () => {
		const candidate = {
			content: { parts: [{ text: 'Grüße!' }], role: 'model' },
			finishReason: 'STOP',
			index: 0,
			logprobsResult: {
				chosenCandidates: [
					{ token: 'Grüße', tokenId: 7, logProbability: -0.25 },
					{ token: '!', tokenId: 8, logProbability: -1.5 }
				],
				topCandidates: [
					{ candidates: [{ token: 'Grüße', tokenId: 7, logProbability: -0.25 }] },
					{ candidates: [{ token: '.', tokenId: 9, logProbability: -0.5 }] }
				]
			}
		};
		const expected = {
			content: [
				{
					token: 'Grüße',
					logprob: -0.25,
					bytes: [71, 114, 195, 188, 195, 159, 101],
					top_logprobs: [
						{ token: 'Grüße', logprob: -0.25, bytes: [71, 114, 195, 188, 195, 159, 101] }
					]
				},
				{
					token: '!',
					logprob: -1.5,
					bytes: [33],
					top_logprobs: [{ token: '.', logprob: -0.5, bytes: [46] }]
				}
			],
			refusal: null
		};
		const asked = { logprobs: true, top_logprobs: 1 };
		const whole = answerOf(geminiWire, { candidates: [candidate] }, asked);
		expect(whole.choices[0].logprobs).toEqual(expected);
		const bytes = new TextEncoder().encode(
			`data: ${JSON.stringify({ candidates: [candidate] })}\n\n`
		);
		const { text } = read(geminiWire.reader(contextOf(asked)), [bytes]);
		const choices = text
			.split('\n\n')
			.filter((event) => event.startsWith('data: '))
			.map((event) => JSON.parse(event.slice(6)).choices[0]);
		expect(choices.map(({ logprobs }) => logprobs).filter(Boolean)).toEqual([expected]);
		expect(choices.at(-1).finish_reason).toBe('stop');
	});

	test('gives a whole answer, and its error’s own words', () => {
		const body = {
			candidates: [{ content: { parts: [{ text: 'Hello' }] }, finishReason: 'MAX_TOKENS' }],
			usageMetadata: { promptTokenCount: 2, candidatesTokenCount: 3 }
		};
		expect(answerOf(geminiWire, body).choices[0]).toMatchObject({
			message: { content: 'Hello' },
			finish_reason: 'length'
		});
		const said = '[{"error":{"code":400,"message":"Bad key","status":"INVALID_ARGUMENT"}}]';
		expect(geminiWire.failure(400, said)).toEqual({
			status: 400,
			code: 'invalid_argument',
			message: 'Bad key'
		});
	});
});

describe('Workers AI', () => {
	test('streams its own form as OpenAI’s', () => {
		for (const name of ['workers-ai-text.sse', 'workers-ai-choices.sse'])
			expect(assembled(readAll(name).text), name).toEqual({
				role: 'assistant',
				content: TEXT,
				reasoning: '',
				finish: 'stop',
				calls: [],
				usage: {
					prompt_tokens: 19,
					completion_tokens: 11,
					total_tokens: 30,
					prompt_tokens_details: { cached_tokens: 0 }
				}
			});
	});

	test('gives a whole answer from either form', () => {
		expect(answerOf(workersAiWire, { response: 'Hello' }).choices[0].message.content).toBe('Hello');
		const openai = { choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' } }] };
		expect(answerOf(workersAiWire, openai).choices).toEqual(openai.choices);
	});
});

function answerOf(wire: Wire, body: object, changes: Partial<ChatRequest> = {}) {
	const bytes = new TextEncoder().encode(JSON.stringify(body));
	return JSON.parse(new TextDecoder().decode(wire.answer(bytes, contextOf(changes)).body));
}
