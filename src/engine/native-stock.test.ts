// Servers of other makers with the model of this browser, on real sockets that answer as llama.cpp's server,
// vLLM and Ollama do: told by their names and by what they answer. The real llama-server is in
// test/e2e-all/app-llama-server.spec.ts; vLLM and Ollama were not run.

import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { nativeSetUp, READY } from '../../test/support/native-in-browser.ts';
import { testManifest } from '../../test/support/scripted-model.ts';
import { runWhole, text, turnBench } from '../../test/support/turn-bench.ts';
import { beginEvents, sendJson } from '../../test/support/wire-server.ts';
import type { WireServer } from '../../test/support/wire-server.ts';
import { wireServers } from '../../test/support/wire-servers.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { GenerateRequest } from './engine.ts';

const served = wireServers();
const INVOCATION = 9;
const MANIFEST: Manifest = {
	...testManifest,
	selfTest: {
		prompt: '<|user|> Hi<|assistant|>',
		tokens: [' The', ' end'],
		logprobs: [-0.1, -0.2],
		tolerance: 0.15
	},
	modifiers: [
		{ id: 'math', file: 'modifier-math.gguf', rank: 4, alpha: 8, invocationTokens: [INVOCATION] },
		{ id: 'code', file: 'modifier-code.gguf', rank: 4, alpha: 8, invocationTokens: [] }
	]
};
/** vLLM applies an adapter to every token: it can have plain ones alone. */
const PLAIN: Manifest = { ...MANIFEST, modifiers: MANIFEST.modifiers.slice(1) };

type Behaviour = {
	/** Of the self-test's tokens. */
	logprobs?: number[];
	/** What it says in a chat, a token each with its log-probability. */
	says?: [string, number][];
	adapters?: string[];
	breaks?: () => boolean;
};

// What the scripted model in the browser says to the second request, the first that compares.
const LIKE_THE_BROWSER: [string, number][] = [
	['r0w0', -0.1],
	[' r0w1', -0.2],
	[' r0w2', -0.3]
];

function say(response: ServerResponse, said: [string, number][], breaks: boolean): void {
	beginEvents(response);
	const chunk = (body: object) => `data: ${JSON.stringify(body)}\n\n`;
	const words = said.map(([token, logprob]) =>
		chunk({
			choices: [
				{
					index: 0,
					delta: { content: token },
					finish_reason: null,
					logprobs: { content: [{ token, logprob, bytes: null, top_logprobs: [] }] }
				}
			]
		})
	);
	if (breaks) {
		response.write(words[0], () => response.socket?.resetAndDestroy());
		return;
	}
	const end = chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
	response.end(`${words.join('')}${end}data: [DONE]\n\n`);
}

/** As llama-server answers where it was started by the printed line. */
async function llamaServer(behaviour: Behaviour = {}): Promise<WireServer> {
	const {
		logprobs = [-0.1, -0.2],
		says = LIKE_THE_BROWSER,
		adapters = ['modifier-code.gguf', 'modifier-math.gguf'],
		breaks = () => false
	} = behaviour;
	const known: Record<string, unknown> = {
		'/v1/models': { data: [{ id: 'scripted', owned_by: 'llamacpp' }] },
		'/props': {
			default_generation_settings: { n_ctx: 512 },
			total_slots: 2,
			model_alias: 'scripted'
		},
		'/lora-adapters': adapters.map((file, id) => ({ id, path: `/some/where/${file}`, scale: 0 })),
		'/detokenize': { content: '<|math|>' },
		'/v1/completions': {
			choices: [
				{
					index: 0,
					text: ' The end',
					logprobs: {
						content: [' The', ' end'].map((token, i) => ({
							id: i,
							token,
							logprob: logprobs[i],
							top_logprobs: [{ id: i, token, logprob: logprobs[i] }]
						}))
					},
					finish_reason: 'length'
				}
			]
		}
	};
	return served((request, response) => {
		const answer = known[request.path];
		if (answer !== undefined) sendJson(response, answer);
		else say(response, says, breaks());
	});
}

const REQUEST: GenerateRequest = {
	messages: [{ role: 'user', content: 'Six times seven?' }],
	modifier: null,
	sampling: { temperature: 0, topP: 1, topK: 1, seed: null, maxTokens: 8 },
	topLogprobs: 1
};
const asked = (server: WireServer, path: string) => server.seen.filter((one) => one.path === path);
const loading = { state: 'loading', id: 'scripted', fraction: 0 } as const;
const ask = (
	model: ReturnType<ReturnType<typeof nativeSetUp>['native']['current']>,
	request: GenerateRequest
) => Array.fromAsync(model?.generate(request, new AbortController().signal) ?? []);

test('llama-server with the model chosen here is told by its name and its numbers, and answers with every modifier', async () => {
	const server = await llamaServer();
	const { native } = nativeSetUp({ manifest: MANIFEST, active: loading });
	await native.connect({ address: server.origin, token: 'secret' });
	expect(native.status).toMatchObject({ state: 'connected', model: 'scripted', use: 'answers' });
	const [test] = asked(server, '/v1/completions');
	expect(test?.body).toMatchObject({
		model: 'scripted',
		prompt: '<|user|> Hi<|assistant|>',
		max_tokens: 2,
		temperature: 0,
		lora: [{ id: 0, scale: 0 }],
		cache_prompt: false
	});
	expect(test?.headers['authorization']).toBe('Bearer secret');
	const model = native.current();
	expect(model?.capabilities).toMatchObject({ modifiers: true, logprobs: true });
	expect(model?.manifest.calibration).toBe(MANIFEST.calibration);
	await ask(model, REQUEST);
	await ask(model, { ...REQUEST, modifier: { id: 'code', scale: 0.5 } });
	await ask(model, { ...REQUEST, modifier: { id: 'math', scale: 1 } });
	const [base, code, math] = asked(server, '/v1/chat/completions').slice(-3);
	expect(base?.body).toMatchObject({ lora: [{ id: 0, scale: 0 }] });
	expect(code?.body).toMatchObject({ lora: [{ id: 0, scale: 0.5 }] });
	// Activated: its invocation ends the prompt, spelled by the server, since no file is here.
	expect(asked(server, '/detokenize')[0]?.body).toEqual({ tokens: [INVOCATION] });
	expect(math?.body).toMatchObject({
		lora: [{ id: 1, scale: 1 }],
		messages: [...REQUEST.messages, { role: 'assistant', content: '<|math|>' }]
	});
});

test.each([
	['answers the self-test otherwise', { logprobs: [-0.1, -0.4] }, MANIFEST],
	['lacks one of its modifiers', { adapters: ['modifier-code.gguf'] }, MANIFEST],
	['has no recorded answers to be compared with', {}, { ...MANIFEST, selfTest: null }]
])('a server of that name that %s is another model’s', async (_, behaviour, manifest) => {
	const server = await llamaServer(behaviour);
	const { native } = nativeSetUp({ manifest, active: loading });
	await native.connect({ address: server.origin, token: '' });
	expect(native.status).toMatchObject({ state: 'connected', use: 'unlike' });
	expect(native.current()).toBeNull();
	const { model } = await native.open();
	expect(model.manifest).toMatchObject({ calibration: null, modifiers: [] });
	// What it has loaded acts on nothing it is asked.
	await ask(model, REQUEST);
	expect(server.seen.at(-1)?.body).toMatchObject({ lora: [{ id: 0, scale: 0 }] });
});

test('a server without the address of the self-test, and one of another name, are other models’', async () => {
	const without = await served((request, response) => {
		if (request.path === '/v1/models') sendJson(response, { data: [{ id: 'scripted' }] });
		else sendJson(response, { error: 'not here' }, 404);
	});
	const plain = { ...MANIFEST, modifiers: [] };
	const first = nativeSetUp({ manifest: plain, active: loading });
	await first.native.connect({ address: without.origin, token: '' });
	expect(first.native.current()).toBeNull();
	expect(asked(without, '/v1/completions')).toHaveLength(1);
	const named = await llamaServer();
	const second = nativeSetUp({ manifest: { ...MANIFEST, id: 'somebody' }, active: loading });
	await second.native.connect({ address: named.origin, token: '' });
	expect(second.native.status).toMatchObject({ use: 'further' });
	expect(asked(named, '/v1/completions')).toHaveLength(0);
});

test('beside the browser’s own model it must go on as that does where neither is sure', async () => {
	const like = await llamaServer();
	const same = nativeSetUp({ manifest: MANIFEST });
	await same.native.connect({ address: like.origin, token: '' });
	expect(same.native.status).toMatchObject({ use: expect.stringMatching(/answers|slower/) });
	// Sure of the same words, as every training of one model is of the self-test's, but another one.
	const other = await llamaServer({ says: [['r0w0', -0.9], ...LIKE_THE_BROWSER.slice(1)] });
	const unlike = nativeSetUp({ manifest: MANIFEST });
	await unlike.native.connect({ address: other.origin, token: '' });
	expect(unlike.native.status).toMatchObject({ use: 'unlike', speed: { here: null } });
	expect(unlike.native.current()).toBeNull();
	// Before the browser's model was there it answered; from then on it does not.
	const later = nativeSetUp({ manifest: MANIFEST, active: loading });
	await later.native.connect({ address: other.origin, token: '' });
	expect(later.native.status).toMatchObject({ use: 'answers' });
	later.change({ ...READY, manifest: MANIFEST });
	const isUnlike = () =>
		later.native.status.state === 'connected' && later.native.status.use === 'unlike';
	while (!isUnlike()) await new Promise(setImmediate);
});

test('when it breaks an answer off, the turn is answered in the browser', async () => {
	let posts = 0;
	// Whole while it is measured.
	const server = await llamaServer({ breaks: () => ++posts > 2 });
	const { native, browser } = nativeSetUp({ manifest: MANIFEST, active: loading });
	await native.connect({ address: server.origin, token: '' });
	const bench = await turnBench(browser, {
		models: {
			current: () => native.current() ?? browser,
			acquire: async () => native.current() ?? browser,
			lookAgain: () => native.lookAgain()
		}
	});
	const { turns, messages, conversationId } = bench;
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hello?') });
	expect(events.filter(({ type }) => type === 'attempt-dropped')).toHaveLength(1);
	expect((await messages()).at(-1)).toMatchObject({
		status: 'done',
		parts: text('r0w0 r0w1 r0w2')
	});
	expect(native.status).toMatchObject({ state: 'failed', returns: true });
});

/** As vLLM answers where it was started by the printed line: OpenAI's first form of log-probabilities. */
function vllm(tokens: string[], tops: Record<string, number>[]): Promise<WireServer> {
	return served((request, response) => {
		if (request.path === '/v1/models')
			sendJson(response, {
				object: 'list',
				data: [
					{
						id: 'scripted',
						object: 'model',
						owned_by: 'vllm',
						root: '/m/base.gguf',
						parent: null,
						max_model_len: 512
					},
					{ id: 'code', object: 'model', owned_by: 'vllm', root: '/m/code', parent: 'scripted' },
					{ id: 'math', object: 'model', owned_by: 'vllm', root: '/m/math', parent: 'scripted' }
				]
			});
		else if (request.path === '/v1/completions')
			sendJson(response, {
				object: 'text_completion',
				choices: [
					{
						index: 0,
						text: 'The end',
						logprobs: {
							text_offset: [0, 3],
							token_logprobs: tops.map((top, i) => top[tokens[i] ?? '']),
							tokens,
							top_logprobs: tops
						},
						finish_reason: 'length'
					}
				]
			});
		else if (request.method === 'GET') sendJson(response, { detail: 'Not Found' }, 404);
		else say(response, LIKE_THE_BROWSER, false);
	});
}

test.each([
	['as SentencePiece writes them', ['▁The', '▁end']],
	['without the space before a word', ['The', 'end']]
])('vLLM’s tokens are compared %s, and its modules asked for by name', async (_, tokens) => {
	const server = await vllm(tokens, [{ [tokens[0]!]: -0.12 }, { [tokens[1]!]: -0.2 }]);
	const { native } = nativeSetUp({ manifest: PLAIN, active: loading });
	await native.connect({ address: server.origin, token: '' });
	expect(native.status).toMatchObject({ state: 'connected', use: 'answers' });
	await ask(native.current(), { ...REQUEST, modifier: { id: 'code', scale: 1 } });
	expect(server.seen.at(-1)?.body).toMatchObject({ model: 'code' });
	for (const { body } of asked(server, '/v1/completions')) expect(body).not.toHaveProperty('lora');
	// An activated modifier would act on the whole conversation there.
	const activated = nativeSetUp({ manifest: MANIFEST, active: loading });
	await activated.native.connect({ address: server.origin, token: '' });
	expect(activated.native.status).toMatchObject({ use: 'unlike' });
});

test('vLLM with other numbers is another model’s', async () => {
	const server = await vllm(['The', 'end'], [{ The: -0.1 }, { end: -1.2 }]);
	const { native } = nativeSetUp({ manifest: PLAIN, active: loading });
	await native.connect({ address: server.origin, token: '' });
	expect(native.status).toMatchObject({ use: 'unlike' });
});

// As Ollama was recorded: its list, a refusal in plain text, a stream's events, and usage in one without choices.
const OLLAMA = 'qwen2.5-coder:7b-instruct-q8_0';
const OLLAMA_LIST = `{"object":"list","data":[{"id":"${OLLAMA}","object":"model","created":1743021801,"owned_by":"library"}]}\n`;
const ollamaEvent = (choices: string, more = '') =>
	`data: {"id":"chatcmpl-209","object":"chat.completion.chunk","created":1743021818,"model":"${OLLAMA}","system_fingerprint":"fp_ollama","choices":[${choices}]${more}}\n\n`;
const ollamaWord = (content: string, reason = 'null') =>
	ollamaEvent(
		`{"index":0,"delta":{"role":"assistant","content":"${content}"},"finish_reason":${reason}}`
	);
const OLLAMA_STREAM = [
	ollamaWord('Forty'),
	ollamaWord('-two'),
	ollamaWord('.'),
	ollamaWord('', '"stop"'),
	ollamaEvent('', ',"usage":{"prompt_tokens":31,"completion_tokens":4,"total_tokens":35}'),
	'data: [DONE]\n\n'
].join('');

test('Ollama is asked further, in the fields it has, and its stream is read to the end', async () => {
	const server = await served((request, response) => {
		if (request.path === '/v1/models') {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(OLLAMA_LIST);
		} else if (request.path === '/v1/chat/completions') {
			beginEvents(response);
			response.end(OLLAMA_STREAM);
		} else {
			response.writeHead(404, { 'content-type': 'text/plain' });
			response.end('404 page not found');
		}
	});
	const { native } = nativeSetUp({ manifest: MANIFEST });
	await native.connect({ address: server.origin, token: '' });
	expect(native.status).toMatchObject({ state: 'connected', model: OLLAMA, use: 'further' });
	expect(native.current()).toBeNull();
	const { model, name, loopback } = await native.open();
	expect({ name, loopback }).toEqual({ name: 'ollama', loopback: true });
	expect(model.capabilities).toMatchObject({ logprobs: false, modifiers: false, grammar: false });
	const events = await ask(model, REQUEST);
	const said = events.map((event) => (event.type === 'delta' ? event.text : '')).join('');
	expect(said).toBe('Forty-two.');
	expect(events).toContainEqual(
		expect.objectContaining({ type: 'prompt-read', promptTokens: 31, cachedTokens: 0 })
	);
	expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'stop', completionTokens: 4 });
	const body = server.seen.at(-1)?.body ?? {};
	expect(body).toMatchObject({ model: OLLAMA, stream: true, max_tokens: 8, temperature: 0 });
	for (const field of ['lora', 'logprobs', 'top_k', 'cache_prompt', 'min_p', 'grammar'])
		expect(body).not.toHaveProperty(field);
	expect(asked(server, '/v1/completions')).toHaveLength(0);
});

test('an answer of Ollama that breaks off is told as one', async () => {
	const server = await served((request, response) => {
		if (request.path === '/v1/models') sendJson(response, JSON.parse(OLLAMA_LIST));
		else if (request.method === 'GET') sendJson(response, {}, 404);
		else if (asked(server, request.path).length <= 2) {
			beginEvents(response);
			response.end(OLLAMA_STREAM);
		} else {
			beginEvents(response);
			response.write(ollamaWord('Forty'), () => response.socket?.resetAndDestroy());
		}
	});
	const { native } = nativeSetUp();
	await native.connect({ address: server.origin, token: '' });
	const { model } = await native.open();
	await expect(ask(model, REQUEST)).rejects.toMatchObject({ code: 'device-lost' });
	expect(native.status).toMatchObject({ state: 'failed', returns: true });
});
