// What becomes of requests and answers of WebLLM: what it is asked, and what its chunks mean. Its own engine
// needs a model compiled for it, which no test has: a stand-in gives chunks in the shape of its types.

import type { ChatCompletionChunk, ChatCompletionRequestStreaming } from '@mlc-ai/web-llm';
import { expect, test } from 'vitest';
import type { Manifest } from '../contract/manifest.ts';
import type { EngineEvent, GenerateRequest, Sampling } from './engine.ts';
import { webLlmError } from './webllm-error.ts';
import { WebLlmModel, webLlmRequest, type WebLlmParts } from './webllm-model.ts';

const GREEDY: Sampling = { temperature: 0, topP: 0.9, topK: 40, seed: 5, maxTokens: 8 };
const request = (fields: Partial<GenerateRequest> = {}): GenerateRequest => ({
	messages: [{ role: 'user', content: 'hello' }],
	modifier: null,
	sampling: GREEDY,
	...fields
});

const chunk = (text: string, logprob: number): ChatCompletionChunk => ({
	id: '1',
	created: 0,
	model: 'test',
	object: 'chat.completion.chunk',
	choices: [
		{
			index: 0,
			finish_reason: null,
			delta: { content: text },
			logprobs: {
				content: [
					{
						token: text,
						logprob,
						bytes: [],
						top_logprobs: [
							{ token: text, logprob, bytes: [] },
							{ token: 'other', logprob: logprob - 1, bytes: [] }
						]
					}
				]
			}
		}
	]
});
const last = (reason: 'stop' | 'length'): ChatCompletionChunk[] => [
	{ ...chunk('', 0), choices: [{ index: 0, finish_reason: reason, delta: {} }] },
	{
		...chunk('', 0),
		choices: [],
		usage: {
			prompt_tokens: 7,
			completion_tokens: 2,
			total_tokens: 9,
			extra: {
				e2e_latency_s: 1,
				prefill_tokens_per_s: 1,
				decode_tokens_per_s: 1,
				time_to_first_token_s: 1,
				time_per_output_token_s: 1
			}
		}
	}
];

/** The library's engine, answering every request with `chunks`. */
function library(chunks: () => AsyncIterable<ChatCompletionChunk>) {
	const asked: ChatCompletionRequestStreaming[] = [];
	const calls: string[] = [];
	const create = async (one: ChatCompletionRequestStreaming) => {
		asked.push(one);
		return chunks();
	};
	const engine = {
		chat: { completions: { create } },
		interruptGenerate: () => calls.push('interrupt'),
		unload: async () => void calls.push('unload')
	} as unknown as WebLlmParts['engine'];
	const model = new WebLlmModel({
		manifest: { name: 'Test' } as Manifest,
		contextTokens: 512,
		engine,
		now: () => 0
	});
	return { model, asked, calls };
}

async function* stream(...chunks: ChatCompletionChunk[]) {
	yield* chunks;
}

async function collect(events: AsyncIterable<EngineEvent>): Promise<EngineEvent[]> {
	const all: EngineEvent[] = [];
	for await (const event of events) all.push(event);
	return all;
}
const never = new AbortController().signal;

test('a greedy answer is asked for at temperature 1, from the likeliest token alone', () => {
	const asked = webLlmRequest(request({ topLogprobs: 9 }), 0);
	expect(asked).toMatchObject({ temperature: 1, max_tokens: 8, seed: 5, top_logprobs: 5 });
	expect(asked.top_p).toBeGreaterThan(0);
	expect(asked.top_p).toBeLessThan(1e-4);
});

test('a drawn answer keeps its temperature and top-p, and each path its own seed', () => {
	const sampling = { ...GREEDY, temperature: 0.7 };
	expect(webLlmRequest(request({ sampling }), 2)).toMatchObject({
		temperature: 0.7,
		top_p: 0.9,
		seed: 7,
		top_logprobs: 1
	});
});

test('text, tokens, figures and the end come as the engine contract says', async () => {
	const { model } = library(() => stream(chunk('Os', -0.1), chunk('lo', -0.2), ...last('stop')));
	expect(await collect(model.generate(request({ topLogprobs: 2 }), never))).toEqual([
		{
			type: 'delta',
			path: 0,
			text: 'Os',
			tokens: [
				{
					token: 'Os',
					logprob: -0.1,
					top: [
						{ token: 'Os', logprob: -0.1 },
						{ token: 'other', logprob: -1.1 }
					]
				}
			]
		},
		expect.objectContaining({ type: 'delta', text: 'lo' }),
		{ type: 'prompt-read', promptTokens: 7, cachedTokens: 0, ms: 0 },
		{ type: 'finished', path: 0, reason: 'stop', completionTokens: 2, decodeMs: 0 }
	]);
});

test('log-probabilities after temperature are not passed off as those before it', async () => {
	const { model } = library(() => stream(chunk('Os', -0.1), ...last('length')));
	const sampling = { ...GREEDY, temperature: 0.7 };
	const events = await collect(model.generate(request({ sampling }), never));
	expect(events[0]).toMatchObject({ type: 'delta', text: 'Os', tokens: [] });
	expect(events.at(-1)).toMatchObject({ reason: 'length' });
});

test('an abort interrupts the library and ends with it, without an error', async () => {
	const stop = new AbortController();
	async function* endless() {
		yield chunk('Os', -0.1);
		stop.abort();
		yield chunk('lo', -0.2);
	}
	const { model, calls } = library(endless);
	const events = await collect(model.generate(request(), stop.signal));
	expect(calls).toEqual(['interrupt']);
	expect(events.map(({ type }) => type)).toEqual(['delta', 'finished']);
	expect(events.at(-1)).toMatchObject({ reason: 'abort' });
});

test('refuses modifiers and grammars, and every request after it was put away', async () => {
	const { model, asked, calls } = library(() => stream());
	const refused = (fields: Partial<GenerateRequest>) =>
		expect(collect(model.generate(request(fields), never))).rejects.toMatchObject({
			code: 'unsupported'
		});
	await refused({ modifier: { id: 'code', scale: 1 } });
	await refused({ grammar: 'root ::= "a"' });
	await model.dispose();
	expect(calls).toContain('unload');
	await expect(collect(model.generate(request(), never))).rejects.toMatchObject({ code: 'failed' });
	expect(asked).toEqual([]);
});

test.each([
	['WebGPUNotAvailableError', 'unsupported'],
	['ShaderF16SupportError', 'unsupported'],
	['IntegrityError', 'invalid-model'],
	['DeviceLostError', 'out-of-memory'],
	['ContextWindowSizeExceededError', 'context-full'],
	['CompileError', 'invalid-model'],
	['SomethingElse', 'failed']
])('the library’s %s is told as %s, with what to do', (name, code) => {
	const error = webLlmError(Object.assign(new Error('Not for people.'), { name }));
	expect(error.code).toBe(code);
	expect(error.message.split('. ').length).toBeGreaterThan(1);
	expect(error.message).not.toContain('Not for people');
});
