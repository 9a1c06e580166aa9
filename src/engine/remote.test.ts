// The remote engine against real sockets that answer as llama.cpp's server, vLLM, the edge and broken
// things do. Long because every way a server can answer wrongly is a test of its own. Real servers are
// asked in test/worker/engine-native.test.ts and test/e2e-all.

import { afterEach, expect, test } from 'vitest';
import { testManifest } from '../../test/support/scripted-model.ts';
import { beginEvents, sendJson, startWireServer } from '../../test/support/wire-server.ts';
import type { WireHandler, WireServer } from '../../test/support/wire-server.ts';
import type { EngineEvent, GenerateRequest, LoadedModel, LoadOptions } from './engine.ts';
import { createRemoteEngine } from './remote.ts';
import { estimatedTokens } from './remote-model.ts';
import { baseUrlOf } from './remote-server.ts';

const servers: WireServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));

async function serve(handler: WireHandler): Promise<WireServer> {
	const server = await startWireServer(handler);
	servers.push(server);
	return server;
}

const event = (body: object) => `data: ${JSON.stringify(body)}\n\n`;
const word = (content: string, logprob?: number) =>
	event({
		choices: [
			{
				index: 0,
				delta: { content },
				finish_reason: null,
				...(logprob === undefined
					? {}
					: {
							logprobs: {
								content: [
									{
										token: content,
										logprob,
										bytes: null,
										top_logprobs: [
											{ token: content, logprob },
											{ token: 'x', logprob: null }
										]
									}
								]
							}
						})
			}
		]
	});
const end = (reason: string | null = 'stop') =>
	event({ choices: [{ index: 0, delta: {}, finish_reason: reason }] });
const DONE = 'data: [DONE]\n\n';
const COMMENT =
	': understudy {"provider":"openai","attempts":["groq:503","openai:200"],"costMicroUsd":42,"remainingMicroUsd":499958}\n\n';

/** As llama-server answers: what it is, and a stream with progress, timings and log-probabilities. */
const LLAMA: Record<string, unknown> = {
	'/v1/models': { data: [{ id: 'starter.gguf', owned_by: 'llamacpp' }] },
	'/props': { default_generation_settings: { n_ctx: 256 }, total_slots: 2 },
	'/lora-adapters': [
		{ id: 0, path: '/models/math.gguf', scale: 0 },
		{ id: 1, path: '/models/code.gguf', scale: 0 }
	]
};
const LLAMA_ANSWER =
	event({
		choices: [{ index: 0, delta: { role: 'assistant', content: null }, finish_reason: null }],
		prompt_progress: { total: 12, cache: 4, processed: 12, time_ms: 3 }
	}) +
	word('Grüße', -0.25) +
	word(' 🎉', -1.5) +
	end() +
	event({
		choices: [],
		usage: { prompt_tokens: 12, completion_tokens: 2 },
		timings: { cache_n: 4, prompt_n: 8, prompt_ms: 3, predicted_n: 2, predicted_ms: 10 }
	}) +
	DONE;

function llama(answer: WireHandler | string): WireHandler {
	return (request, response) => {
		const known = LLAMA[request.path];
		if (known !== undefined) return sendJson(response, known);
		if (typeof answer !== 'string') return answer(request, response);
		beginEvents(response);
		response.end(answer);
		return undefined;
	};
}

const MANIFEST = {
	...testManifest,
	modifiers: ['code', 'poetry', 'math'].map((id) => ({
		id,
		file: `${id}.gguf`,
		rank: 4,
		alpha: 8,
		invocationTokens: []
	}))
};

async function load(
	{ origin }: WireServer,
	options: Partial<LoadOptions> = {},
	silenceMs = 60_000
): Promise<LoadedModel> {
	const address = { baseUrl: `${origin}/v1`, token: 'secret' };
	const engine = createRemoteEngine({ address, silenceMs });
	const load: LoadOptions = { backend: 'auto', contextTokens: 512, parallel: 1, ...options };
	return engine.load({ manifest: MANIFEST, files: [] }, load);
}

const REQUEST: GenerateRequest = {
	messages: [{ role: 'user', content: 'Hello' }],
	modifier: null,
	sampling: { temperature: 0, topP: 1, topK: 0, seed: null, maxTokens: 8 },
	topLogprobs: 1
};

async function ask(model: LoadedModel, request = REQUEST, signal = new AbortController().signal) {
	const events: EngineEvent[] = [];
	try {
		for await (const one of model.generate(request, signal)) events.push(one);
		return { events, error: null };
	} catch (error) {
		return { events, error };
	}
}

const textOf = (events: EngineEvent[]) =>
	events.map((one) => (one.type === 'delta' ? one.text : '')).join('');

test('reads what llama-server streams: the prompt, tokens with log-probabilities, the end', async () => {
	const model = await load(await serve(llama(LLAMA_ANSWER)));
	expect(model.contextTokens).toBe(256);
	expect(model.capabilities).toMatchObject({ logprobs: true, modifiers: true, grammar: true });
	const { events, error } = await ask(model);
	expect(error).toBeNull();
	expect(events).toEqual([
		{ type: 'prompt-read', promptTokens: 12, cachedTokens: 4, ms: 3 },
		{
			type: 'delta',
			path: 0,
			text: 'Grüße',
			tokens: [{ token: 'Grüße', logprob: -0.25, top: [{ token: 'Grüße', logprob: -0.25 }] }]
		},
		{
			type: 'delta',
			path: 0,
			text: ' 🎉',
			tokens: [{ token: ' 🎉', logprob: -1.5, top: [{ token: ' 🎉', logprob: -1.5 }] }]
		},
		{
			type: 'billed',
			provider: 'llama-server',
			attempts: 1,
			costMicroUsd: 0,
			remainingMicroUsd: null,
			bytesSent: 0
		},
		{ type: 'finished', path: 0, reason: 'stop', completionTokens: 2, decodeMs: 10 }
	]);
});

test('the answer is the same at every place where its bytes are split', async () => {
	const bytes = Buffer.from(LLAMA_ANSWER);
	let at = 0;
	const server = await serve(
		llama(async (_, response) => {
			beginEvents(response);
			response.write(bytes.subarray(0, at));
			await new Promise(setImmediate);
			response.end(bytes.subarray(at));
		})
	);
	const model = await load(server);
	const expected = (await ask(model)).events;
	expect(textOf(expected)).toBe('Grüße 🎉');
	for (at = 1; at < bytes.length; at++)
		expect((await ask(model)).events, `at ${at}`).toEqual(expected);
});

test('sends what llama-server needs, and every request names its adapters', async () => {
	const server = await serve(llama(LLAMA_ANSWER));
	const model = await load(server);
	await ask(model);
	await ask(model, { ...REQUEST, modifier: { id: 'code', scale: 0.5 }, grammar: 'root ::= "a"' });
	const [base, code] = server.seen.filter(({ method }) => method === 'POST');
	expect(base?.path).toBe('/v1/chat/completions');
	expect(base?.headers['authorization']).toBe('Bearer secret');
	expect(base?.body).toMatchObject({
		model: 'starter.gguf',
		stream: true,
		stream_options: { include_usage: true },
		messages: [{ role: 'user', content: 'Hello' }],
		max_tokens: 8,
		temperature: 0,
		logprobs: true,
		top_logprobs: 1,
		min_p: 0,
		lora: [{ id: 0, scale: 0 }]
	});
	expect(code?.body).toMatchObject({ lora: [{ id: 1, scale: 0.5 }], grammar: 'root ::= "a"' });
});

test('a mix is one list of llama-server’s numbers, and nothing cached under another list is used', async () => {
	const server = await serve(llama(LLAMA_ANSWER));
	const model = await load(server);
	expect(model.capabilities.mixes).toBe(true);
	const mix = { modifier: { id: 'code', scale: 0.5 }, mixed: [{ id: 'math', scale: 1 }] };
	await ask(model, { ...REQUEST, ...mix });
	const lora = [
		{ id: 1, scale: 0.5 },
		{ id: 0, scale: 1 }
	];
	expect(server.seen.at(-1)?.body).toMatchObject({ lora, cache_prompt: false });
	await ask(model, { ...REQUEST, ...mix });
	expect(server.seen.at(-1)?.body).toMatchObject({ lora, cache_prompt: true });
	const before = server.seen.length;
	const { error } = await ask(model, { ...REQUEST, ...mix, mixed: [{ id: 'poetry', scale: 1 }] });
	expect(error).toMatchObject({ code: 'unsupported' });
	expect(server.seen.length).toBe(before);
});

test('a modifier the server did not load is refused before anything is sent', async () => {
	const server = await serve(llama(LLAMA_ANSWER));
	const model = await load(server);
	const before = server.seen.length;
	const { error } = await ask(model, { ...REQUEST, modifier: { id: 'poetry', scale: 1 } });
	expect(error).toMatchObject({ code: 'unsupported' });
	expect(server.seen.length).toBe(before);
});

test('vLLM’s adapters are asked for by their names, without llama.cpp’s fields', async () => {
	const server = await serve((request, response) => {
		if (request.path === '/v1/models')
			return sendJson(response, {
				data: [
					{ id: 'starter', owned_by: 'vllm', max_model_len: 400 },
					{ id: 'code', owned_by: 'vllm', parent: 'starter' }
				]
			});
		if (request.method === 'GET') return sendJson(response, { detail: 'Not Found' }, 404);
		beginEvents(response);
		response.end(word('a') + end('length') + DONE);
		return undefined;
	});
	const model = await load(server);
	expect(model.contextTokens).toBe(400);
	expect(model.capabilities).toMatchObject({ modifiers: true, mixes: false, grammar: false });
	const { events } = await ask(model, { ...REQUEST, modifier: { id: 'code', scale: 1 } });
	expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'length', completionTokens: 1 });
	const body = server.seen.at(-1)?.body ?? {};
	expect(body['model']).toBe('code');
	for (const field of ['lora', 'top_k', 'cache_prompt', 'min_p'])
		expect(body).not.toHaveProperty(field);
	const half = await ask(model, { ...REQUEST, modifier: { id: 'code', scale: 0.5 } });
	expect(half.error).toMatchObject({ code: 'unsupported' });
	const grammar = await ask(model, { ...REQUEST, grammar: 'root ::= "a"' });
	expect(grammar.error).toMatchObject({ code: 'unsupported' });
});

test('a server that says nothing of itself has no log-probabilities and is not asked for any', async () => {
	const server = await serve((request, response) => {
		if (request.path === '/v1/models')
			return sendJson(response, { data: [{ id: 'llama3.2', owned_by: 'library' }] });
		if (request.method === 'GET') return sendJson(response, {}, 404);
		beginEvents(response);
		response.end(word('a') + end() + DONE);
		return undefined;
	});
	const model = await load(server);
	expect(model.capabilities).toMatchObject({ logprobs: false, modifiers: false });
	expect((await ask(model)).error).toBeNull();
	expect(server.seen.at(-1)?.body).not.toHaveProperty('logprobs');
});

test('the closing comment of an edge becomes the bill', async () => {
	const model = await load(await serve(llama(word('a') + end() + COMMENT + DONE)));
	const { events } = await ask(model);
	expect(events.at(-2)).toEqual({
		type: 'billed',
		provider: 'openai',
		attempts: 2,
		costMicroUsd: 42,
		remainingMicroUsd: 499958,
		bytesSent: 0
	});
});

test.each([
	['its connection is reset', word('a'), 'reset'],
	['it ends before it said that it ends', word('a'), 'end'],
	['half an event is its last', word('a') + 'data: {"choices":[{"ind', 'end'],
	['it is no JSON', word('a') + 'data: <html>\n\n' + DONE, 'end'],
	['it is bytes of nothing', word('a') + 'data: \u0000\u0001\n\n', 'end'],
	[
		'an error stands in it',
		word('a') + event({ error: { message: 'Out of cheese.', code: 'provider_cut_off' } }),
		'end'
	],
	['an error stands behind its end', word('a') + end() + event({ error: 'no' }) + DONE, 'end'],
	['a line of 10 MB comes', word('a') + 'data: ' + 'x'.repeat(10_000_000), 'end']
])('an answer has broken off when %s', async (_, bytes, ending) => {
	const server = await serve(
		llama(async (_request, response) => {
			beginEvents(response);
			response.write(bytes);
			if (ending === 'end') return void response.end();
			// What was written is on its way before the reset.
			await new Promise((resolve) => response.write('', resolve));
			response.socket?.resetAndDestroy();
		})
	);
	const { events, error } = await ask(await load(server));
	expect(error).toMatchObject({ name: 'EngineError', code: 'device-lost' });
	expect(String(error)).toMatch(/broke off.*Try again\.$/);
	// What was sent is told all the same.
	expect(events.at(-1)).toMatchObject({ type: 'billed' });
	expect(events.some(({ type }) => type === 'finished')).toBe(false);
});

test('an end with a reason and without the closing mark is an end', async () => {
	const { events, error } = await ask(await load(await serve(llama(word('a') + end()))));
	expect(error).toBeNull();
	expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'stop' });
});

test('an abort closes the connection at once, and is no error', async () => {
	const server = await serve(
		llama((_, response) => {
			beginEvents(response);
			response.write(word('a'));
		})
	);
	const model = await load(server);
	const stop = new AbortController();
	const events: EngineEvent[] = [];
	for await (const one of model.generate(REQUEST, stop.signal)) {
		events.push(one);
		if (one.type === 'delta') stop.abort();
	}
	await server.left();
	expect(events.map(({ type }) => type)).toEqual(['delta', 'billed', 'finished']);
	expect(events.at(-1)).toMatchObject({ reason: 'abort', completionTokens: 1 });
});

test('a reader that leaves, and a model that is disposed, close the connection', async () => {
	const server = await serve(
		llama((_, response) => {
			beginEvents(response);
			response.write(word('a'));
		})
	);
	const model = await load(server);
	for await (const one of model.generate(REQUEST, new AbortController().signal))
		if (one.type === 'delta') break;
	await server.left(1);
	const asking = ask(model);
	while (server.seen.filter(({ method }) => method === 'POST').length < 2)
		await new Promise(setImmediate);
	await model.dispose();
	expect((await asking).events.at(-1)).toMatchObject({ reason: 'abort' });
	await server.left(2);
	expect((await ask(model)).error).toMatchObject({ code: 'failed' });
});

test('an abort before the start asks nobody', async () => {
	const server = await serve(llama(LLAMA_ANSWER));
	const model = await load(server);
	const before = server.seen.length;
	const { events } = await ask(model, REQUEST, AbortSignal.abort());
	expect(events).toEqual([
		{ type: 'finished', path: 0, reason: 'abort', completionTokens: 0, decodeMs: 0 }
	]);
	expect(server.seen.length).toBe(before);
});

test('a server that falls silent is given up', async () => {
	const server = await serve(
		llama((_, response) => {
			beginEvents(response);
			response.write(word('a'));
		})
	);
	const { error } = await ask(await load(server, {}, 40));
	expect(error).toMatchObject({ code: 'device-lost' });
	await server.left();
});

test('a redirect is refused, and where it leads is not asked', async () => {
	const elsewhere = await serve((_, response) => sendJson(response, {}));
	const server = await serve(
		llama((_, response) => {
			response.writeHead(307, { location: `${elsewhere.origin}/v1/chat/completions` });
			response.end();
		})
	);
	const { error } = await ask(await load(server));
	expect(String(error)).toContain('redirect');
	expect(elsewhere.seen).toEqual([]);
});

test.each([
	[
		401,
		{ error: { message: 'Invalid API Key', code: 401 } },
		'failed',
		/refuses this caller: Invalid/
	],
	[
		400,
		{
			error: {
				type: 'exceed_context_size_error',
				message: 'request (704 tokens) exceeds the available context size (512 tokens)',
				n_prompt_tokens: 704,
				n_ctx: 512
			}
		},
		'context-full',
		/704 tokens long; this model holds 512/
	],
	...[
		[
			'However, you requested 512 tokens (704 in the messages, 8 in the completion).',
			/is 704 tokens long; this model holds 512\. Shorten/
		],
		[
			'However, your request has at least 513 input tokens.',
			/is at least 513 tokens long; this model holds 512\. Shorten/
		],
		[
			'However, you requested 100 output tokens and your prompt contains at least 413 input tokens, for a total of at least 513 tokens.',
			/too little room for its answer in the 512 tokens that this model holds\. Shorten/
		],
		[
			'However, your messages resulted in 704 tokens.',
			/is 704 tokens long; this model holds 512\. Shorten/
		]
	].map(([said, sentence]): [number, unknown, string, RegExp] => [
		400,
		{ error: { message: `This model's maximum context length is 512 tokens. ${said}` } },
		'context-full',
		sentence as RegExp
	]),
	[404, { error: { message: 'No such model.' } }, 'unsupported', /No such model\. Choose another/],
	[429, { error: { message: 'Slow down' } }, 'failed', /no more requests.*Slow down/],
	[503, { error: { message: 'Loading model' } }, 'failed', /HTTP 503: Loading model\./],
	[500, 'oops', 'failed', /HTTP 500\. Try again later\./]
])('a refusal with status %i becomes a sentence', async (status, body, code, sentence) => {
	const server = await serve(llama((_, response) => sendJson(response, body, status)));
	const { error } = await ask(await load(server));
	expect(error).toMatchObject({ name: 'EngineError', code });
	expect(String(error)).toMatch(sentence);
});

test('a page in place of a stream is no model', async () => {
	const server = await serve(
		llama((_, response) => {
			response.writeHead(200, { 'content-type': 'text/html' });
			response.end('<!doctype html>');
		})
	);
	expect(String((await ask(await load(server))).error)).toContain('not as a model');
});

test('a server that is gone is unreachable, at load and when asked', async () => {
	const server = await serve(llama(LLAMA_ANSWER));
	const model = await load(server);
	await server.stop();
	expect((await ask(model)).error).toMatchObject({ code: 'device-lost' });
	await expect(load(server)).rejects.toMatchObject({ name: 'EngineError', code: 'device-lost' });
	const engine = createRemoteEngine({ address: { baseUrl: `${server.origin}/v1`, token: null } });
	expect(await engine.probe()).toMatchObject({ ok: false, reason: /could not be reached/ });
});

test('paths are requests of their own, as many at once as the server takes, with seeds that differ', async () => {
	let open = 0;
	let most = 0;
	const server = await serve(
		llama(async (_, response) => {
			most = Math.max(most, ++open);
			beginEvents(response);
			await new Promise(setImmediate);
			open--;
			response.end(word('a') + end() + DONE);
		})
	);
	const model = await load(server, { parallel: 5 });
	expect(model.capabilities.parallel).toBe(2);
	const { events } = await ask(model, {
		...REQUEST,
		paths: 3,
		sampling: { ...REQUEST.sampling, temperature: 1, seed: 7 },
		idempotencyKey: 'k'
	});
	expect(events.filter(({ type }) => type === 'finished').length).toBe(3);
	const posts = server.seen.filter(({ method }) => method === 'POST');
	expect(posts.map(({ body }) => body?.['seed']).toSorted()).toEqual([7, 8, 9]);
	expect(posts.map(({ headers }) => headers['idempotency-key']).toSorted()).toEqual([
		'k',
		'k.1',
		'k.2'
	]);
	expect(most).toBeLessThanOrEqual(2);
});

test('addresses are taken as people write them, and http leads to this machine alone', () => {
	expect(baseUrlOf('localhost:8080')).toBe('http://localhost:8080/v1');
	expect(baseUrlOf(' http://127.0.0.1:11434/v1/ ')).toBe('http://127.0.0.1:11434/v1');
	expect(baseUrlOf('https://box.example.org/llama')).toBe('https://box.example.org/llama/v1');
	for (const wrong of ['', 'http://box.local:8080', '192.168.1.4:8080', 'ftp://localhost', 'a b'])
		expect(baseUrlOf(wrong), wrong).toBeNull();
	expect(baseUrlOf('http://user:key@localhost:1')).toBeNull();
});

test('an estimate counts every word, digit and sign, and rare scripts by their bytes', () => {
	expect(estimatedTokens('')).toBe(0);
	expect(estimatedTokens('a b c')).toBe(3);
	expect(estimatedTokens('2026-11-21')).toBe(10);
	expect(estimatedTokens('你好')).toBe(2);
	expect(estimatedTokens('one\n\ntwo')).toBe(3);
});
