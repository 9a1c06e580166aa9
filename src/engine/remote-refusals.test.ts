// The remote engine where a server answers otherwise than with an answer: it refuses, sends elsewhere, shows a page, or
// is gone. Each becomes a sentence that says what to do.

import { expect, test } from 'vitest';
import { ask, llama, LLAMA_ANSWER, load } from '../../test/support/remote-stage.ts';
import { sendJson } from '../../test/support/wire-server.ts';
import { wireServers } from '../../test/support/wire-servers.ts';
import { createRemoteEngine } from './remote.ts';

const serve = wireServers();

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
