// What the native server has, and what it has not: its models' names by OpenAI's client, names of others' models, and
// the small print of OpenAI's form. Real sockets, random weights. Not here: what its models answer (native.test.ts).

import OpenAI, { NotFoundError } from 'openai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAiAnswer, startMockProvider } from '../support/mock-provider.ts';
import { startNativeServer, writeModel, type RunningNative } from '../support/native.ts';
import { randomLlama, randomLora } from '../support/random-gguf.ts';

const llama = randomLlama();
const MESSAGES = [{ role: 'user' as const, content: 'hello' }];
let model: Awaited<ReturnType<typeof writeModel>>;
let server: RunningNative;

beforeAll(async () => {
	model = await writeModel(llama, { plain: randomLora(llama, { seed: 3, scale: 1 }) });
	server = await startNativeServer({
		model: model.folder,
		// As on a machine that others' programs use: they count at an edge alone.
		env: { OPENAI_API_KEY: 'sk-of-another-program' }
	});
}, 60_000);
afterAll(async () => {
	await server?.stop();
	model?.discard();
});

async function post(body: object, headers: Record<string, string> = {}, to = server) {
	const response = await fetch(`${to.origin}/v1/chat/completions`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify({ model: 'test', max_tokens: 4, messages: MESSAGES, ...body })
	});
	return { status: response.status, text: await response.text() };
}

test('a name of somebody else’s model is not found, and is told which there are', async () => {
	for (const name of ['gpt-4o', 'openai/gpt-4o', 'gpt-5.4-mini', 'test+code']) {
		const { status, text } = await post({ model: name });
		expect(status, name).toBe(404);
		expect(JSON.parse(text), name).toMatchObject({
			error: {
				code: 'model_not_found',
				param: 'model',
				message: `There is no model ${name} here. This server has test, test+plain. GET /v1/models lists what there is.`
			}
		});
	}
});

test('OpenAI’s client takes that for what it is, and does not ask again', async () => {
	let asked = 0;
	const client = new OpenAI({
		baseURL: `${server.origin}/v1`,
		apiKey: 'none',
		maxRetries: 2,
		fetch: (url, init) => {
			asked += 1;
			return fetch(url, init);
		}
	});
	const answer = client.chat.completions.create({ model: 'gpt-4o', messages: MESSAGES });
	await expect(answer).rejects.toBeInstanceOf(NotFoundError);
	expect(asked).toBe(1);
});

test('nobody’s own key leads out of it, and no key is missing', async () => {
	for (const [name, key] of [
		['gpt-4o', 'openai sk-0123456789'],
		['openai/gpt-4o', 'openai sk-0123456789'],
		['test', 'openai sk-0123456789'],
		['anthropic/claude-sonnet-5', 'anthropic sk-0123456789']
	] as const)
		expect((await post({ model: name }, { 'x-understudy-key': key })).status, name).toBe(404);
	const health = (await (await fetch(`${server.origin}/healthz`)).json()) as {
		gateway: { missing: string[]; providers: string[] };
	};
	expect(health.gateway).toMatchObject({ missing: [], providers: ['llama'] });
});

test('an upstream that was set up is asked, and is all that is asked', async () => {
	const mock = await startMockProvider();
	mock.script('up', { kind: 'json', body: openAiAnswer('Hello') });
	const provider = {
		id: 'up',
		baseUrl: `${mock.origin}/up/v1`,
		apiKey: 'operator-key',
		models: ['m']
	};
	const both = await startNativeServer({
		model: model.folder,
		env: { UNDERSTUDY_PROVIDERS: JSON.stringify([provider]) }
	});
	try {
		for (const name of ['up/m', 'smart'])
			expect((await post({ model: name }, {}, both)).status).toBe(200);
		expect((await post({ model: 'gpt-4o' }, {}, both)).status).toBe(404);
		const key = { 'x-understudy-key': 'openai sk-0123456789' };
		expect((await post({ model: 'gpt-4o' }, key, both)).status).toBe(404);
	} finally {
		await both.stop();
		await mock.stop();
	}
});

test('each model of the list can be had by its name, a modifier’s too, and no other', async () => {
	const listed = [];
	for await (const one of server.client.models.list()) listed.push(one);
	const own = listed.filter((one) => one.owned_by === 'llama');
	expect(own.map(({ id }) => id)).toEqual(['test', 'test+plain']);
	// Its own model is what the aliases mean.
	expect(listed.map(({ id }) => id)).toContain('auto');
	for (const one of listed) expect(await server.client.models.retrieve(one.id)).toEqual(one);
	for (const path of ['test+plain', 'test%2Bplain']) {
		const found = await fetch(`${server.origin}/v1/models/${path}`);
		expect(await found.json(), path).toMatchObject({ id: 'test+plain', object: 'model' });
	}
	await expect(server.client.models.retrieve('gpt-4o')).rejects.toMatchObject({
		status: 404,
		code: 'model_not_found',
		param: 'model'
	});
	expect((await fetch(`${server.origin}/v1/models/%zz`)).status).toBe(400);
});

const TOOL = {
	type: 'function' as const,
	function: { name: 'ring', parameters: { type: 'object', properties: {} } }
};

test('a whole answer’s calls carry no number, and a stream’s do', async () => {
	const body = { tools: [TOOL], tool_choice: 'required', max_tokens: 150 };
	const whole = JSON.parse((await post(body)).text) as OpenAI.ChatCompletion;
	const [call] = whole.choices[0]?.message.tool_calls ?? [];
	expect(call).toMatchObject({ type: 'function', function: { name: 'ring' } });
	expect(call).not.toHaveProperty('index');
	const { text } = await post({ ...body, stream: true });
	expect(text).toContain('"tool_calls":[{"index":0,"id":"call_');
});

test('a stream that was asked for usage says null until it tells it, and no other speaks of it', async () => {
	const events = async (more: object) =>
		(await post({ stream: true, ...more })).text
			.split('\n\n')
			.filter((event) => event.startsWith('data: {'))
			.map((event) => JSON.parse(event.slice(6)) as OpenAI.ChatCompletionChunk);
	const told = await events({ stream_options: { include_usage: true } });
	expect(told.length).toBeGreaterThan(2);
	for (const event of told.slice(0, -1)) expect(event.usage).toBeNull();
	expect(told.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 4 } });
	for (const more of [{}, { stream_options: { include_usage: false } }])
		for (const event of await events(more)) expect(event).not.toHaveProperty('usage');
});

test('nothing failed without its operator reading of it', () => {
	expect(server.log).toEqual([]);
});
