// What a request may hold: personal data is taken out, bodies have limits, and nothing in one chooses an address
// or shows a key. Part of the trust suite, in both runtimes.

import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { patientFetch } from '../support/patient-fetch.ts';
import { INSIDE } from './inside-addresses.ts';
import { MAX_BODY_BYTES, type TrustBench } from './trust-bench.ts';

export function requestTests(bench: TrustBench): void {
	const { answers, asked, someone, call, question, post, ask, code } = bench;

	test('the redactor takes out what it was told to, before anything is sent', async () => {
		answers();
		const response = await ask(
			{ messages: [{ role: 'user', content: 'I am ada@example.org, 4111 1111 1111 1111' }] },
			someone()
		);
		expect(response.headers.get('x-understudy-redacted')).toBe('2');
		expect(bench.mock.seen('up').at(-1)?.body['messages']).toEqual([
			{ role: 'user', content: 'I am [email], [card]' }
		]);
	});

	describe('a body', () => {
		test('that is too large is refused, said or not', async () => {
			const text = JSON.stringify({ messages: 'x'.repeat(MAX_BODY_BYTES) });
			const said = await post(text, someone());
			expect(said.status).toBe(413);
			expect(await code(said)).toBe('body_too_large');
			const headers = { 'content-type': 'application/json', ...someone() };
			const chunked = await patientFetch(
				`${bench.origin}/v1/chat/completions`,
				() =>
					({
						method: 'POST',
						headers,
						body: new Blob([text]).stream(),
						duplex: 'half'
					}) as RequestInit
			);
			expect(chunked.status).toBe(413);
		});

		test('that does not come is not waited for', async () => {
			const { port } = new URL(bench.origin);
			const answer = await new Promise<string>((resolve, reject) => {
				const socket = connect(Number(port), '127.0.0.1', () =>
					socket.write(
						`POST /v1/chat/completions HTTP/1.1\r\nhost: localhost:${port}\r\nauthorization: ${someone().authorization}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"model":`
					)
				);
				let heard = '';
				socket.on('data', (chunk) => {
					heard += chunk;
					if (heard.includes('body_timeout')) resolve(heard);
				});
				socket.on('close', () => resolve(heard));
				socket.on('error', reject);
			});
			expect(answer).toMatch(/^HTTP\/1\.1 408/);
		});

		test('that is compressed, broken, deep or no object is refused with its reason', async () => {
			const deep = (open: string, close: string) =>
				`{"model":"up/m","messages":${open.repeat(5000)}1${close.repeat(5000)}}`;
			for (const [body, headers, status, reason] of [
				['{}', { 'content-encoding': 'gzip' }, 415, 'unsupported_encoding'],
				['{', {}, 400, 'invalid_json'],
				['', {}, 400, 'invalid_json'],
				['null', {}, 400, 'invalid_json'],
				['[1]', {}, 400, 'invalid_json'],
				[deep('[', ']'), {}, 400, 'invalid_json'],
				[deep('{"a":', '}'), {}, 400, 'invalid_json'],
				['{"__proto__":{"model":"x"}}', {}, 400, 'invalid_json']
			] as const) {
				const response = await post(body, { ...someone(), ...headers });
				expect(response.status, body.slice(0, 40)).toBe(status);
				expect(await code(response)).toBe(reason);
			}
			const bytes = await call('/v1/chat/completions', {
				method: 'POST',
				headers: someone(),
				body: new Uint8Array([123, 0xff, 0xfe, 125])
			});
			expect(await code(bytes)).toBe('invalid_utf8');
		});

		test('with a field that OpenAI refuses is refused with its name', async () => {
			const tools = [{ type: 'function', function: { name: 'ring' } }];
			const named = (name: unknown) => ({ type: 'function', function: { name } });
			const who = someone();
			const before = asked();
			for (const [body, param] of [
				[{ tools, tool_choice: 'nope' }, 'tool_choice'],
				[{ tools, tool_choice: 7 }, 'tool_choice'],
				[{ tools, tool_choice: [] }, 'tool_choice'],
				[{ tools, tool_choice: { name: 'ring' } }, 'tool_choice.type'],
				[{ tools, tool_choice: { type: 'function' } }, 'tool_choice.function'],
				[{ tools, tool_choice: named('knock') }, 'tool_choice'],
				[{ tool_choice: named('ring') }, 'tool_choice'],
				[{ tool_choice: 'required' }, 'tool_choice'],
				[{ top_logprobs: 2 }, 'top_logprobs'],
				[{ logprobs: false, top_logprobs: 2 }, 'top_logprobs'],
				[{ functions: [{ name: 'ring' }] }, 'functions'],
				[{ function_call: 'auto' }, 'function_call']
			] as const) {
				const response = await ask(body, who);
				expect(response.status, JSON.stringify(body)).toBe(400);
				expect((await response.json()).error.param, JSON.stringify(body)).toBe(param);
			}
			expect(asked()).toBe(before);
			answers();
			for (const choice of ['none', 'auto', 'required', null, named('ring')])
				expect((await ask({ tools, tool_choice: choice }, who)).status).toBe(200);
			expect((await ask({ logprobs: true, top_logprobs: 2 }, who)).status).toBe(200);
		});

		test('for vectors in a form there is none of is refused, and null is as if nothing was said', async () => {
			const who = someone();
			const embed = (fields: object) =>
				call('/v1/embeddings', {
					method: 'POST',
					headers: who,
					body: JSON.stringify({ model: 'up/e', input: 'hello', ...fields })
				});
			for (const encoding_format of ['hex', 7]) {
				const response = await embed({ encoding_format });
				expect(response.status).toBe(400);
				expect((await response.json()).error.param).toBe('encoding_format');
			}
			const data = [{ object: 'embedding', index: 0, embedding: [0.5] }];
			bench.mock.script('up', { kind: 'json', body: { object: 'list', data, model: 'e' } });
			expect((await embed({ dimensions: null, encoding_format: null })).status).toBe(200);
			expect(bench.mock.seen('up').at(-1)?.body).toEqual({ model: 'e', input: 'hello' });
			answers();
		});

		test('that asks for more tokens than are allowed is refused', async () => {
			for (const body of [{ max_tokens: 1001 }, { max_tokens: 501, n: 2 }]) {
				const response = await ask(body, someone());
				expect(response.status).toBe(400);
				expect((await response.json()).error.param).toBe('max_tokens');
			}
		});
	});

	describe('nothing a client sends chooses an address', () => {
		test('not a model’s name', async () => {
			const who = someone();
			const before = asked();
			for (const model of [
				...INSIDE,
				'up/../../admin',
				'up/..%2f..%2fadmin',
				'up/%2e%2e/admin',
				'up//evil.example/m',
				'up/m?x=http://evil.example',
				'up/m#x',
				'up/m\r\nhost: evil.example',
				'up\\..\\m',
				'http://evil.example/up/m',
				'evil/m',
				'__proto__',
				'constructor/m',
				'up/e'
			]) {
				const response = await ask({ model }, who);
				expect([400, 404], model).toContain(response.status);
				await response.text();
			}
			expect(asked()).toBe(before);
		});

		test('not a field of the body, a query or a header', async () => {
			answers();
			const who = someone();
			const evil = 'http://169.254.169.254/';
			const names = ['base_url', 'baseUrl', 'api_base', 'endpoint', 'url', 'host', 'proxy'];
			for (const name of names) {
				const response = await ask({ [name]: evil }, who);
				expect(response.status, name).toBe(200);
				expect(bench.mock.seen('up').at(-1)?.path, name).toBe('/up/v1/chat/completions');
			}
			const response = await call(`/v1/chat/completions?base_url=${evil}`, {
				method: 'POST',
				body: question(),
				headers: {
					...someone(),
					'x-base-url': evil,
					'x-portkey-custom-host': evil,
					'x-forwarded-host': 'evil.example',
					'x-original-url': '/admin'
				}
			});
			expect(response.status).toBe(200);
			expect(bench.mock.seen('up').at(-1)?.headers.host).toBe(new URL(bench.mock.origin).host);
		});

		test('not an image’s address, for a provider that would fetch it', async () => {
			const who = someone();
			const before = asked();
			for (const url of INSIDE) {
				const image = { type: 'image_url', image_url: { url } };
				const response = await ask({ messages: [{ role: 'user', content: [image] }] }, who);
				expect(response.status, url).toBe(400);
				expect((await response.json()).error.param).toBe('messages[0].content[0].image_url.url');
			}
			expect(asked()).toBe(before);
		});

		test('not a redirect of the provider', async () => {
			const before = asked();
			bench.mock.script('up', {
				kind: 'json',
				status: 307,
				headers: { location: `${bench.mock.origin}/stolen/v1` },
				body: {}
			});
			const response = await ask({}, someone());
			expect(response.status).toBeGreaterThanOrEqual(500);
			expect(asked()).toBeGreaterThan(before);
			expect(bench.mock.seen('stolen')).toHaveLength(0);
		});
	});

	test('an own key that cannot be read is refused without being repeated', async () => {
		for (const key of [
			'sk-only-a-key',
			'up',
			'up  ',
			'UP sk-upper-case',
			`up ${'x'.repeat(600)}`
		]) {
			const response = await ask({}, { ...someone(), 'x-understudy-key': key });
			expect(response.status, key).toBe(400);
			expect(await response.text()).not.toContain(key.split(' ').at(-1) || 'up  ');
		}
	});
}
