// One question at a time to the native server with the starter that ships: streams, log-probabilities, the form of
// an answer, and its places beside the gateway. Modifiers and conversations are native-conversations.test.ts.

import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../../worker/node.ts';
import { CAPITAL, nativeStarter } from './native-starter.ts';

const native = nativeStarter();
const { ask } = native;

describe('streams', () => {
	test('the official client reads an answer as it is written, with its usage', async () => {
		const stream = await native.client.chat.completions.create({
			model: 'starter',
			temperature: 0,
			stream: true,
			stream_options: { include_usage: true },
			messages: [{ role: 'user', content: CAPITAL }]
		});
		const pieces: string[] = [];
		let [finish, tokens]: [string | null, number] = [null, 0];
		for await (const { choices, usage } of stream) {
			if (choices[0]?.delta.content) pieces.push(choices[0].delta.content);
			finish = choices[0]?.finish_reason ?? finish;
			tokens = usage?.completion_tokens ?? tokens;
		}
		expect(pieces.join('')).toContain('Paris');
		expect(pieces.join('')).toBe((await ask(CAPITAL)).text);
		expect(pieces.length).toBeGreaterThan(5);
		expect(finish).toBe('stop');
		expect(tokens).toBeGreaterThanOrEqual(pieces.length);
	});

	test('streamed and whole answers say the same', async () => {
		const stream = await native.client.chat.completions.create({
			model: `starter+${native.modifiers[0]}`,
			temperature: 0,
			stream: true,
			messages: [{ role: 'user', content: 'What is 12 plus 7?' }]
		});
		let text = '';
		for await (const { choices } of stream) text += choices[0]?.delta.content ?? '';
		expect(text).toBe(
			(await ask('What is 12 plus 7?', { model: `starter+${native.modifiers[0]}` })).text
		);
	});

	test('a client that leaves ends its answer, and frees its place', async () => {
		const { pool, parallel } = native.server.provider.opened;
		const endless = { max_tokens: 400, ignore_eos: true };
		const list = Array.from({ length: parallel }, async () => {
			const stream = await native.client.chat.completions.create({
				model: 'starter',
				stream: true,
				messages: [{ role: 'user', content: CAPITAL }],
				...endless
			});
			for await (const _ of stream) break;
			stream.controller.abort();
		});
		await Promise.all(list);
		const { signal } = new AbortController();
		const leases = await Promise.all(
			Array.from({ length: parallel }, () => pool.lease([], [], signal))
		);
		// What its place holds says how far it came: to be free at its end would be no news.
		const held = leases.map(({ sequence }) => sequence.contextTokens.length);
		for (const lease of leases) lease.release();
		expect(Math.max(...held)).toBeLessThan(endless.max_tokens);
		expect((await ask(CAPITAL)).text).toContain('Paris');
	});
});

describe('log-probabilities', () => {
	test('are the model’s own, whatever the temperature', async () => {
		const cold = await ask(CAPITAL, { logprobs: true, top_logprobs: 3 });
		const hot = await ask(CAPITAL, {
			logprobs: true,
			top_logprobs: 3,
			temperature: 1.9,
			top_p: 0.3,
			seed: 4
		});
		expect(cold.logprobs.map(({ token }) => token).join('')).toBe(cold.text);
		for (const { logprob, token, top_logprobs: top } of cold.logprobs) {
			expect(top).toHaveLength(3);
			expect(top[0]).toMatchObject({ token, logprob });
			expect(top[0]!.logprob).toBeGreaterThanOrEqual(top[1]!.logprob);
		}
		// Before the first choice both see the same, and the first tokens' own probability does not change.
		expect(hot.logprobs[0]?.top_logprobs).toEqual(cold.logprobs[0]?.top_logprobs);
	});

	test('are the same with one alternative, found without the whole distribution, as with three', async () => {
		const [one, three] = [1, 3].map((count) => ({
			logprobs: true,
			top_logprobs: count,
			cache_prompt: false
		}));
		for (const question of [CAPITAL, 'What is 12 plus 30?', 'Tell me a joke.']) {
			const [short, long] = [await ask(question, one), await ask(question, three)];
			expect(short.text).toBe(long.text);
			expect(short.logprobs.length).toBeGreaterThan(0);
			for (const [i, { token, logprob, top_logprobs: top }] of short.logprobs.entries()) {
				expect(top).toMatchObject([{ token: long.logprobs[i]?.top_logprobs[0]?.token, logprob }]);
				expect(token).toBe(long.logprobs[i]?.token);
				expect(logprob).toBeCloseTo(long.logprobs[i]!.logprob, 6);
			}
		}
	});

	test('are those of the self-test that ships', async () => {
		const { selfTest } = native.server.provider.opened.files.manifest;
		const { logprobs } = await ask(CAPITAL, { logprobs: true });
		expect(selfTest?.tokens.length).toBeGreaterThan(4);
		expect(logprobs[0]?.token).toBe(selfTest?.tokens[0]);
		for (const [i, token] of logprobs.entries()) {
			if (i >= (selfTest?.tokens.length ?? 0)) break;
			expect(Math.abs(token.logprob - selfTest!.logprobs[i]!)).toBeLessThan(selfTest!.tolerance);
		}
	});

	test('come as bytes too', async () => {
		const { logprobs, text } = await ask(CAPITAL, { logprobs: true });
		const bytes = logprobs.flatMap((token) => token.bytes ?? []);
		expect(new TextDecoder().decode(Uint8Array.from(bytes))).toBe(text);
	});
});

describe('the form of an answer', () => {
	const schema = {
		type: 'object',
		properties: {
			city: { type: 'string', maxLength: 12 },
			kind: { enum: ['town', 'village'] },
			sizes: { type: 'array', items: { type: 'integer', minimum: 0 }, minItems: 1, maxItems: 2 },
			near: { anyOf: [{ type: 'null' }, { $ref: '#/$defs/place' }] }
		},
		required: ['city', 'kind', 'sizes'],
		additionalProperties: false,
		$defs: { place: { type: 'object', properties: { name: { type: 'string', maxLength: 5 } } } }
	};

	test('is the schema’s, at any temperature', async () => {
		for (const seed of [1, 2, 3, 4]) {
			const { text, finish, logprobs } = await ask('Describe a place.', {
				temperature: 1.5,
				seed,
				logprobs: true,
				top_logprobs: 2,
				response_format: { type: 'json_schema', json_schema: { name: 'place', schema } }
			});
			expect(finish, text).toBe('stop');
			const place = JSON.parse(text) as Record<string, unknown>;
			expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(place)));
			expect(place).toMatchObject({ city: expect.any(String), sizes: expect.any(Array) });
			expect(['town', 'village']).toContain(place['kind']);
			expect(logprobs.every(({ logprob }) => logprob <= 0)).toBe(true);
		}
	});

	test('is what a GBNF grammar allows', async () => {
		const { text } = await ask('Is water wet?', { grammar: 'root ::= "yes" | "no"' });
		expect(['yes', 'no']).toContain(text);
	});

	test('is a call of a tool where one is required', async () => {
		const tool = (name: string) => ({
			type: 'function' as const,
			function: {
				name,
				parameters: { type: 'object', properties: { city: { type: 'string', maxLength: 9 } } }
			}
		});
		const { calls, finish, text } = await ask('How is the weather in Oslo?', {
			tools: [tool('weather'), tool('alarm')],
			tool_choice: { type: 'function', function: { name: 'weather' } }
		});
		expect(finish).toBe('tool_calls');
		expect(text).toBe('');
		expect(calls).toMatchObject([{ type: 'function', function: { name: 'weather' } }]);
		const [call] = calls;
		expect(call?.type === 'function' && JSON.parse(call.function.arguments)).toEqual(
			expect.any(Object)
		);
	});

	test('ends before a stop string, and at its ceiling', async () => {
		const { logprobs } = await ask(CAPITAL, { logprobs: true });
		const [first, second, third] = logprobs.map(({ token }) => token);
		const begun = `${first}${second}`;
		expect(await ask(CAPITAL, { stop: third! })).toMatchObject({ text: begun, finish: 'stop' });
		expect(await ask(CAPITAL, { max_tokens: 2 })).toMatchObject({
			text: begun,
			finish: 'length'
		});
	});

	test('goes on from the assistant’s words', async () => {
		const { text, logprobs } = await ask(CAPITAL, { logprobs: true });
		const begun = `${logprobs[0]!.token}${logprobs[1]!.token}`;
		const further = await ask('', {
			messages: [
				{ role: 'user', content: CAPITAL },
				{ role: 'assistant', content: begun.trim() }
			]
		});
		expect(begun + further.text).toBe(text);
	});

	test('comes several times where several are asked for', async () => {
		// Nothing it was taught: it is sure of no word.
		const { choices } = await native.client.chat.completions.create({
			model: 'starter',
			n: 3,
			seed: 5,
			temperature: 2,
			max_tokens: 24,
			messages: [{ role: 'user', content: 'Zorp quill, why the seven of mauve?' }]
		});
		expect(choices.map(({ index }) => index)).toEqual([0, 1, 2]);
		expect(new Set(choices.map(({ message }) => message.content)).size).toBeGreaterThan(1);
	});
});

test('the list names the base, its modifiers and its embedder', async () => {
	const ids: string[] = [];
	for await (const model of native.client.models.list())
		if (model.owned_by === 'llama') ids.push(model.id);
	expect(ids).toEqual([
		'starter',
		...native.modifiers.map((id) => `starter+${id}`),
		'starter-embedder'
	]);
});

test('the gateway takes it as one of its upstreams', async () => {
	const gateway = await startGateway({
		port: 0,
		ledgerPath: ':memory:',
		parts: { log: () => undefined },
		env: {
			UNDERSTUDY_PROVIDERS: JSON.stringify([
				{
					id: 'native',
					baseUrl: `${native.server.origin}/v1`,
					models: ['starter', `starter+${native.modifiers[0]}`]
				}
			])
		}
	});
	try {
		const through = new OpenAI({ baseURL: `${gateway.origin}/v1`, apiKey: 'none' });
		for (const model of ['starter', `starter+${native.modifiers[0]}`]) {
			const stream = await through.chat.completions.create({
				model: `native/${model}`,
				stream: true,
				temperature: 0,
				messages: [{ role: 'user', content: CAPITAL }]
			});
			let text = '';
			for await (const { choices } of stream) text += choices[0]?.delta.content ?? '';
			expect(text).toBe((await ask(CAPITAL, { model })).text);
		}
	} finally {
		await gateway.stop();
	}
});

test('embeddings of like texts are near each other, and token numbers are refused', async () => {
	const { data } = await native.client.embeddings.create({
		model: 'starter-embedder',
		input: ['How old are you?', 'What is your age?', 'Convert 3 miles to kilometres.']
	});
	const [a, b, c] = data.map(({ embedding }) => embedding);
	const dot = (x: number[], y: number[]) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
	expect(dot(a!, a!)).toBeCloseTo(1, 4);
	expect(dot(a!, b!)).toBeGreaterThan(dot(a!, c!));
	await expect(
		native.client.embeddings.create({ model: 'starter-embedder', input: [1, 2] })
	).rejects.toMatchObject({ status: 400, param: 'input' });
});

test('a text that is longer than the embedder reads is refused, not cut, and what was read is counted', async () => {
	const embed = (input: string | string[], more: object = {}) =>
		native.client.embeddings.create({ model: 'starter-embedder', input, ...more });
	const { usage } = await embed('oslo');
	// The mark of its beginning is read too.
	expect(usage.prompt_tokens).toBe(2);
	expect((await embed(['oslo', 'oslo'])).usage.prompt_tokens).toBe(4);
	expect((await embed('oslo '.repeat(127))).usage.prompt_tokens).toBe(128);
	await expect(embed(['oslo', 'oslo '.repeat(128)])).rejects.toMatchObject({
		status: 400,
		param: 'input',
		message: expect.stringContaining('at most 128 tokens of a text, and input[1] has 129')
	});
	const list = await fetch(`${native.server.origin}/v1/models`);
	expect(await list.text()).toContain('"max_input_tokens":128');
});

test('dimensions may be null or what they are', async () => {
	const embed = (dimensions: unknown) =>
		fetch(`${native.server.origin}/v1/embeddings`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ model: 'starter-embedder', input: 'oslo', dimensions })
		});
	expect((await embed(null)).status).toBe(200);
	expect((await embed(256)).status).toBe(200);
	expect((await embed(64)).status).toBe(400);
});

test('many embeddings hold nobody up, and those of a client that left are not computed', async () => {
	const input = Array.from({ length: 1024 }, (_, i) => `text ${i} about the capitals of countries`);
	const left = new AbortController();
	const request = { model: 'starter-embedder', input };
	const order: string[] = [];
	const embedded = native.client.embeddings
		.create(request, { signal: left.signal })
		.then(() => order.push('embedded'))
		.catch(() => order.push('left'));
	// A chat is answered, and so is a second client's text, while the first one's are computed.
	await ask(CAPITAL);
	order.push('chat');
	await native.client.embeddings.create({ model: 'starter-embedder', input: 'oslo' });
	order.push('one text');
	left.abort();
	await embedded;
	expect(order).toEqual(['chat', 'one text', 'left']);
});

native.nothingFailed();
