// Who may call the gateway, from where, with what, and for how much: asked over a real socket of
// whatever runs it. The provider is a mock on the loopback. Each test takes a user nobody else is, so
// that budgets do not meet. Long because two runtimes run it whole, and each rule is a test of its own.

import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	openAiAnswer,
	openAiStream,
	startMockProvider,
	type MockProvider
} from '../support/mock-provider.ts';
import { patientFetch } from '../support/patient-fetch.ts';
import { INSIDE } from './inside-addresses.ts';

export type RunningGateway = { origin: string; stop(): Promise<void> };
export type StartGateway = (env: Record<string, string>) => Promise<RunningGateway>;

const USERS = 60;
const SHOP = 'https://shop.example';
const MAX_BODY_BYTES = 200_000;
// The mock says 7 prompt tokens and 1 completion token; a dollar and two per million.
const COST = 9;
const DAILY = 1000;

const keyOf = (user: number) => `an-access-key-of-user-${user}`;

export function trustEnv(mock: MockProvider): Record<string, string> {
	const limited = (day: object) => ({ user: { day } });
	return {
		UNDERSTUDY_PROVIDERS: JSON.stringify([
			{
				id: 'up',
				baseUrl: `${mock.origin}/up/v1`,
				apiKey: 'operator-key',
				models: [
					{ id: 'm', price: { input: 1, output: 2 } },
					{ id: 'e', kind: 'embeddings', price: { input: 1, output: 0 } }
				]
			}
		]),
		UNDERSTUDY_ACCESS_KEYS: JSON.stringify(
			Object.fromEntries(Array.from({ length: USERS }, (_, i) => [`user-${i}`, keyOf(i)]))
		),
		UNDERSTUDY_SESSION_SECRET: 'a secret that only tests know, of some length',
		UNDERSTUDY_SESSIONS_PER_ADDRESS: '50',
		UNDERSTUDY_SESSIONS_PER_ORIGIN: '40',
		UNDERSTUDY_SITES: JSON.stringify({
			version: 1,
			sites: [
				{ key: 'shop', origins: [SHOP], budget: limited({ turns: 100 }) },
				{ key: 'tiny', origins: ['https://tiny.example'], budget: limited({ turns: 1 }) },
				{ key: 'rated', origins: ['https://rated.example'] }
			]
		}),
		UNDERSTUDY_BUDGETS: JSON.stringify({ user: { day: { microUsd: DAILY } } }),
		UNDERSTUDY_ORIGINS: 'https://partner.example',
		UNDERSTUDY_MAX_BODY_BYTES: String(MAX_BODY_BYTES),
		UNDERSTUDY_BODY_SECONDS: '1',
		UNDERSTUDY_MAX_COMPLETION_TOKENS: '1000',
		UNDERSTUDY_REDACT: 'email,card',
		UNDERSTUDY_CACHE_SECONDS: '600'
	};
}

export function trustSuite(name: string, start: StartGateway): void {
	describe(name, () => {
		let mock: MockProvider;
		let gateway: RunningGateway;
		let users = 0;

		beforeAll(async () => {
			mock = await startMockProvider();
			gateway = await start(trustEnv(mock));
		}, 120_000);
		afterAll(async () => {
			await gateway?.stop();
			await mock?.stop();
		});

		const answers = () => mock.script('up', { kind: 'json', body: openAiAnswer('Hello') });
		const streams = () =>
			mock.script('up', { kind: 'stream', pieces: openAiStream(['Hel', 'lo']) });
		const asked = () => mock.seen('up').length;
		/** The Authorization of a user who has spent nothing yet. */
		const someone = () => ({ authorization: `Bearer ${keyOf(users++)}` });
		const call = (path: string, init: RequestInit = {}) =>
			patientFetch(`${gateway.origin}${path}`, {
				redirect: 'manual',
				...init,
				headers: { 'content-type': 'application/json', ...init.headers }
			});
		// `no-store` keeps the response cache out of tests that are not about it.
		const ask = (body: object, headers: Record<string, string>) =>
			call('/v1/chat/completions', {
				method: 'POST',
				body: JSON.stringify({
					model: 'up/m',
					messages: [{ role: 'user', content: 'Say hello.' }],
					max_tokens: 5,
					...body
				}),
				headers: { 'cache-control': 'no-store', ...headers }
			});
		const post = (body: string, headers: Record<string, string>) =>
			call('/v1/chat/completions', { method: 'POST', body, headers });
		const code = async (response: Response) => (await response.json()).error.code;
		const session = (body: object, headers: Record<string, string> = {}) =>
			call('/v1/session', { method: 'POST', body: JSON.stringify(body), headers });
		const spent = async (headers: Record<string, string>) => {
			const { accounts } = await (await call('/v1/usage', { headers })).json();
			return accounts[0].periods.day;
		};

		describe('a caller', () => {
			test('without a key is told how to get one', async () => {
				const before = asked();
				const response = await ask({}, {});
				expect(response.status).toBe(401);
				expect(response.headers.get('www-authenticate')).toBe('Bearer');
				expect((await response.json()).error).toMatchObject({
					type: 'authentication_error',
					code: 'no_key',
					message: expect.stringContaining('POST /v1/session')
				});
				expect(asked()).toBe(before);
			});

			test('with a key that is not known here is refused, on every route', async () => {
				for (const [path, method] of [
					['/v1/models', 'GET'],
					['/v1/usage', 'GET'],
					['/v1/chat/completions', 'POST'],
					['/v1/embeddings', 'POST'],
					['/v1/anything', 'GET']
				] as const)
					for (const authorization of [
						'Bearer operator-key',
						'Bearer an-access-key-of-user-',
						`Basic ${keyOf(0)}`,
						`Bearer ${keyOf(0)} x`,
						'Bearer undefined'
					]) {
						const body = method === 'POST' ? '{}' : undefined;
						const response = await call(path, { method, body, headers: { authorization } });
						expect(response.status, `${path} ${authorization}`).toBe(401);
					}
			});

			test('with a key is answered, charged, and the key goes no further', async () => {
				answers();
				const who = someone();
				const response = await ask({}, who);
				expect(response.status).toBe(200);
				expect((await spent(who)).microUsd).toBe(COST);
				expect(mock.seen('up').at(-1)?.headers.authorization).toBe('Bearer operator-key');
			});

			test('sends no header of its own to the provider', async () => {
				answers();
				await ask(
					{},
					{
						...someone(),
						'x-secret': 'client',
						cookie: 'a=b',
						'x-forwarded-host': 'evil.example',
						'openai-organization': 'org-x'
					}
				);
				const headers = mock.seen('up').at(-1)?.headers;
				for (const name of ['x-secret', 'cookie', 'x-forwarded-host', 'openai-organization'])
					expect(headers?.[name], name).toBeUndefined();
			});
		});

		describe('a session', () => {
			test('lets its own page in, and is counted to a user that a new one does not renew', async () => {
				answers();
				const tokens: string[] = [];
				for (let i = 0; i < 2; i++) {
					const response = await session({ site: 'shop' }, { origin: SHOP });
					expect(response.status).toBe(200);
					const { token, expiresAtMs, site } = await response.json();
					expect(site).toBe('shop');
					expect(expiresAtMs).toBeGreaterThan(Date.now());
					tokens.push(token);
					const answer = await ask({}, { origin: SHOP, authorization: `Bearer ${token}` });
					expect(answer.status).toBe(200);
					expect(answer.headers.get('access-control-allow-origin')).toBe(SHOP);
				}
				const headers = { origin: SHOP, authorization: `Bearer ${tokens[1]}` };
				expect((await spent(headers)).turns).toBe(2);
				const { accounts } = await (await call('/v1/usage', { headers })).json();
				expect(accounts.map(({ kind }: { kind: string }) => kind)).toEqual(['user']);
			});

			test('serves no other page, and no program', async () => {
				const { token } = await (await session({ site: 'shop' }, { origin: SHOP })).json();
				const authorization = `Bearer ${token}`;
				const elsewhere: Record<string, string>[] = [{}, { origin: 'https://tiny.example' }];
				for (const headers of elsewhere)
					expect(await code(await ask({}, { authorization, ...headers }))).toBe(
						'session_of_another_origin'
					);
				const foreign = await ask({}, { authorization, origin: 'https://evil.example' });
				expect(foreign.status).toBe(403);
			});

			test('cannot be made up', async () => {
				const { token } = await (await session({ site: 'shop' }, { origin: SHOP })).json();
				const [, payload = '', signature = ''] = token.split('.');
				const fields = JSON.parse(Buffer.from(payload, 'base64url').toString());
				const forge = (change: unknown[]) =>
					`us1.${Buffer.from(JSON.stringify(change)).toString('base64url')}.${signature}`;
				for (const forged of [
					forge([fields[0], null, null, fields[3]]),
					forge([fields[0], fields[1], fields[2], fields[3] + 1e9]),
					forge(['shop/a-another', fields[1], fields[2], fields[3]]),
					`us1.${payload}.`,
					`us1.${payload}.${'A'.repeat(43)}`
				])
					expect(
						await code(await ask({}, { origin: SHOP, authorization: `Bearer ${forged}` }))
					).toBe('invalid_session');
			});

			test('is for pages of the site that the key belongs to', async () => {
				const elsewhere: Record<string, string>[] = [{}, { origin: 'https://tiny.example' }];
				for (const headers of elsewhere) {
					const response = await session({ site: 'shop' }, headers);
					expect(response.status).toBe(403);
					expect(await code(response)).toBe('origin_not_allowed');
				}
				expect(await code(await session({ site: 'nobody' }, { origin: SHOP }))).toBe(
					'site_unknown'
				);
				expect((await session({ site: 'shop' }, { origin: gateway.origin })).status).toBe(200);
			});

			test('of a site’s page counts in the site: its key cannot be left out', async () => {
				expect(await code(await session({}, { origin: SHOP }))).toBe('site_required');
				expect((await session({}, { origin: 'https://partner.example' })).status).toBe(200);
			});

			test('is given so many times an hour to an origin', async () => {
				const headers = { origin: 'https://rated.example' };
				const statuses: number[] = [];
				for (let i = 0; i < 41; i++) {
					const response = await session({ site: 'rated' }, headers);
					statuses.push(response.status);
					if (response.status === 429) {
						expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
						expect(await code(response)).toBe('too_many_sessions');
					}
				}
				expect(statuses.filter((status) => status === 200)).toHaveLength(40);
				expect(statuses.at(-1)).toBe(429);
			});

			test('refuses what is no request for one', async () => {
				for (const body of ['{', '[]', '"x"', '{"site":7}', '{"site":{"key":"shop"}}']) {
					const response = await call('/v1/session', { method: 'POST', body });
					expect(response.status, body).toBe(400);
				}
				const large = await session({ site: 'x'.repeat(10_000) });
				expect(large.status).toBe(413);
			});
		});

		describe('a page', () => {
			test('of an unknown origin is refused, and not told that it may read the answer', async () => {
				const before = asked();
				for (const origin of [
					'https://evil.example',
					'null',
					`${SHOP}.evil.example`,
					'https://evil.example/https://shop.example',
					'http://shop.example',
					`${SHOP}:444`,
					'https://SHOP.example'
				]) {
					const response = await ask({}, { ...someone(), origin });
					expect(response.status, origin).toBe(403);
					expect(response.headers.get('access-control-allow-origin'), origin).toBeNull();
				}
				expect(asked()).toBe(before);
			});

			test('of a listed origin may ask first what is allowed', async () => {
				const response = await call('/v1/chat/completions', {
					method: 'OPTIONS',
					headers: {
						origin: SHOP,
						'access-control-request-method': 'POST',
						'access-control-request-headers':
							'authorization,content-type,x-stainless-os,x-understudy-key,x-evil'
					}
				});
				expect(response.status).toBe(204);
				expect(response.headers.get('access-control-allow-origin')).toBe(SHOP);
				expect(response.headers.get('access-control-allow-headers')).toBe(
					'authorization, content-type, x-stainless-os, x-understudy-key'
				);
				expect(response.headers.get('access-control-allow-credentials')).toBeNull();
				expect(response.headers.get('vary')).toContain('origin');
			});

			test('of another site cannot ask without naming itself', async () => {
				const headers = { ...someone(), 'sec-fetch-site': 'cross-site' };
				expect((await ask({}, headers)).status).toBe(403);
			});

			test('can read why it was refused', async () => {
				const response = await ask({}, { origin: SHOP });
				expect(response.status).toBe(401);
				expect(response.headers.get('access-control-allow-origin')).toBe(SHOP);
			});
		});

		test('every answer carries the headers that keep it data', async () => {
			answers();
			for (const response of [
				await ask({}, someone()),
				await ask({}, {}),
				await ask({}, { origin: 'https://evil.example' }),
				await call('/v1/models', { headers: someone() }),
				await call('/v1/nothing', { headers: someone() }),
				await session({})
			]) {
				expect(Object.fromEntries(response.headers), response.url).toMatchObject({
					'x-content-type-options': 'nosniff',
					'referrer-policy': 'no-referrer',
					'cache-control': 'no-store',
					'cross-origin-resource-policy': 'same-origin',
					'content-security-policy': "default-src 'none'; frame-ancestors 'none'"
				});
				await response.body?.cancel();
			}
		});

		describe('a budget', () => {
			test('is never passed by calls made at once, and what was refused says what is left', async () => {
				answers();
				const who = someone();
				const responses = await Promise.all(Array.from({ length: 150 }, () => ask({}, who)));
				const granted = responses.filter(({ status }) => status === 200).length;
				const refused = responses.filter(({ status }) => status === 402);
				const others = responses.filter(({ status }) => status !== 200 && status !== 402);
				expect(await Promise.all(others.map((other) => other.text()))).toEqual([]);
				expect(refused.length).toBeGreaterThan(0);
				const { microUsd, turns, resetsAtMs, limits } = await spent(who);
				expect(microUsd).toBe(granted * COST);
				expect(turns).toBe(granted);
				expect(microUsd).toBeLessThanOrEqual(DAILY);
				expect(limits.microUsd).toBe(DAILY);
				const [first] = refused;
				if (!first) throw new Error('Nothing was refused.');
				const { error } = await first.json();
				expect(error).toMatchObject({ type: 'insufficient_quota', code: 'budget_exceeded' });
				expect(error.message).toMatch(/Your daily budget of \$0\.001 has \$0\.\d+ left/);
				const waitMs = Number(first.headers.get('retry-after')) * 1000;
				expect(Math.abs(Date.now() + waitMs - resetsAtMs)).toBeLessThan(60_000);
			});

			test('holds for prompts in which every byte is a token', async () => {
				const content = Array.from({ length: 300 }, (_, i) =>
					String.fromCharCode(33 + ((i * 37) % 90))
				).join('');
				const usage = { prompt: 300, completion: 1 };
				mock.script('up', { kind: 'json', body: openAiAnswer('Hello', usage) });
				const who = someone();
				const messages = [{ role: 'user', content }];
				await Promise.all(Array.from({ length: 30 }, () => ask({ messages }, who)));
				const { microUsd } = await spent(who);
				expect(microUsd).toBeGreaterThan(0);
				expect(microUsd).toBeLessThanOrEqual(DAILY);
			});

			test('is not passed by a visitor’s field that changes what a call costs', async () => {
				answers();
				const before = asked();
				const { token } = await (await session({ site: 'shop' }, { origin: SHOP })).json();
				const headers = { origin: SHOP, authorization: `Bearer ${token}` };
				for (const field of [
					{ service_tier: 'priority' },
					{ models: ['dear/model'] },
					{ plugins: [{ id: 'web' }] },
					{ n_predict: 100_000 },
					{ best_of: 20 }
				])
					expect((await ask(field, headers)).status, JSON.stringify(field)).toBe(400);
				expect(asked()).toBe(before);
				expect((await ask({ service_tier: 'flex' }, someone())).status).toBe(200);
			});

			test('is not passed by two ceilings of which only one is counted', async () => {
				const response = await ask({ max_completion_tokens: 1, max_tokens: 900 }, someone());
				expect(response.status).toBe(400);
				expect((await response.json()).error.param).toBe('max_tokens');
			});

			test('counts every choice, also where no ceiling is asked for', async () => {
				answers();
				expect((await ask({ n: 2 }, someone())).status).toBe(200);
				// 1,000 tokens each, and 1,000 for a call.
				const response = await ask({ n: 2, max_tokens: undefined }, someone());
				expect(response.status).toBe(400);
				expect((await response.json()).error.message).toContain('times n is 2000');
			});

			test('of turns answers 429 when it is used up', async () => {
				answers();
				const origin = 'https://tiny.example';
				const { token } = await (await session({ site: 'tiny' }, { origin })).json();
				const headers = { origin, authorization: `Bearer ${token}` };
				expect((await ask({}, headers)).status).toBe(200);
				const response = await ask({}, headers);
				expect(response.status).toBe(429);
				expect((await response.json()).error.message).toContain('1 turns has 0 turns left');
			});

			test('is not spent by requests that are refused', async () => {
				const who = someone();
				for (const body of ['{', '{}', '{"model":"up/m","messages":[]}'])
					expect((await post(body, who)).status).toBe(400);
				expect(await spent(who)).toMatchObject({ turns: 0, microUsd: 0 });
			});
		});

		describe('a repeat of an Idempotency-Key', () => {
			test('gets the answer again, byte for byte, and is neither charged nor asked for', async () => {
				for (const stream of [false, true]) {
					if (stream) streams();
					else answers();
					const who = someone();
					const headers = { ...who, 'idempotency-key': 'once' };
					const first = await (await ask({ stream }, headers)).text();
					const before = asked();
					const second = await ask({ stream }, headers);
					expect(second.status).toBe(200);
					expect(second.headers.get('x-understudy-repeat')).toBe('true');
					expect(await second.text()).toBe(first);
					expect(asked()).toBe(before);
					expect((await spent(who)).turns).toBe(1);
				}
			});

			test('gets 409 while the first is in flight', async () => {
				const before = asked();
				mock.script('up', { kind: 'silence' });
				const headers = { ...someone(), 'idempotency-key': 'flight' };
				const leave = new AbortController();
				const first = call('/v1/chat/completions', {
					method: 'POST',
					body: JSON.stringify({
						model: 'up/m',
						messages: [{ role: 'user', content: 'Say hello.' }],
						max_tokens: 5
					}),
					headers: { ...headers, 'cache-control': 'no-store' },
					signal: leave.signal
				}).catch(() => null);
				await mock.arrived('up', before);
				const second = await ask({}, headers);
				expect(second.status).toBe(409);
				expect(await code(second)).toBe('idempotency_in_flight');
				leave.abort();
				await first;
			});

			test('with another body gets 422', async () => {
				answers();
				const headers = { ...someone(), 'idempotency-key': 'other' };
				await (await ask({}, headers)).text();
				expect((await ask({ max_tokens: 4 }, headers)).status).toBe(422);
			});

			test('of another user is a call of its own', async () => {
				answers();
				for (const who of [someone(), someone()]) {
					const response = await ask({}, { ...who, 'idempotency-key': 'shared' });
					expect(response.headers.get('x-understudy-repeat')).toBeNull();
					await response.text();
					expect((await spent(who)).turns).toBe(1);
				}
			});
		});

		describe('the response cache', () => {
			const cached = (body: object, headers: Record<string, string>) =>
				post(
					JSON.stringify({
						model: 'up/m',
						messages: [{ role: 'user', content: 'Say hello.' }],
						max_tokens: 5,
						...body
					}),
					headers
				);

			test('gives the same user the same answer for nothing, and another user none', async () => {
				for (const stream of [false, true]) {
					if (stream) streams();
					else answers();
					const who = someone();
					const first = await cached({ stream }, who);
					expect(first.headers.get('x-understudy-cache')).toBeNull();
					const text = await first.text();
					const second = await cached({ stream }, who);
					expect(second.headers.get('x-understudy-cache')).toBe('hit');
					const again = await second.text();
					if (stream) expect(again).toContain('"costMicroUsd":0');
					else expect(again).toBe(text);
					expect((await spent(who)).turns).toBe(1);
					const other = await cached({ stream }, someone());
					expect(other.headers.get('x-understudy-cache')).toBeNull();
					await other.text();
				}
			});

			test('keeps no answer that was cut', async () => {
				const who = someone();
				const pieces = openAiStream(['Hel', 'lo']).slice(0, 2);
				mock.script('up', { kind: 'stream', pieces });
				const first = await cached({ stream: true }, who);
				expect(await first.text()).not.toContain('[DONE]');
				streams();
				const second = await cached({ stream: true }, who);
				expect(second.headers.get('x-understudy-cache')).toBeNull();
				expect(await second.text()).toContain('[DONE]');
			});
		});

		test('the redactor takes out what it was told to, before anything is sent', async () => {
			answers();
			const response = await ask(
				{ messages: [{ role: 'user', content: 'I am ada@example.org, 4111 1111 1111 1111' }] },
				someone()
			);
			expect(response.headers.get('x-understudy-redacted')).toBe('2');
			expect(mock.seen('up').at(-1)?.body['messages']).toEqual([
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
					`${gateway.origin}/v1/chat/completions`,
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
				const { port } = new URL(gateway.origin);
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
					expect(mock.seen('up').at(-1)?.path, name).toBe('/up/v1/chat/completions');
				}
				const response = await call(`/v1/chat/completions?base_url=${evil}`, {
					method: 'POST',
					body: JSON.stringify({
						model: 'up/m',
						max_tokens: 5,
						messages: [{ role: 'user', content: 'Hi' }]
					}),
					headers: {
						...someone(),
						'x-base-url': evil,
						'x-portkey-custom-host': evil,
						'x-forwarded-host': 'evil.example',
						'x-original-url': '/admin'
					}
				});
				expect(response.status).toBe(200);
				expect(mock.seen('up').at(-1)?.headers.host).toBe(new URL(mock.origin).host);
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
				mock.script('up', {
					kind: 'json',
					status: 307,
					headers: { location: `${mock.origin}/stolen/v1` },
					body: {}
				});
				const response = await ask({}, someone());
				expect(response.status).toBeGreaterThanOrEqual(500);
				expect(asked()).toBeGreaterThan(before);
				expect(mock.seen('stolen')).toHaveLength(0);
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
	});
}
