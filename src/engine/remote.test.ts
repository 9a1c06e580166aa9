// The remote engine against servers that answer as they should: what llama-server, vLLM, a bare server of OpenAI's form
// and the edge are asked, and how what they stream is read. Not here: answers that break off (remote-breaks.test.ts),
// and refusals (remote-refusals.test.ts).

import { expect, test } from 'vitest';
import {
	ask,
	DONE,
	end,
	llama,
	LLAMA_ANSWER,
	load,
	REQUEST,
	textOf,
	word
} from '../../test/support/remote-stage.ts';
import { beginEvents, sendJson } from '../../test/support/wire-server.ts';
import { wireServers } from '../../test/support/wire-servers.ts';
import { estimatedTokens } from './remote-model.ts';
import { baseUrlOf } from './remote-server.ts';

const serve = wireServers();
const COMMENT =
	': understudy {"provider":"openai","attempts":["groq:503","openai:200"],"costMicroUsd":42,"remainingMicroUsd":499958}\n\n';

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
