// Who may call the gateway, and from where: with a key, with a session of the page it was given to, as a page of
// a listed origin; and what keeps every answer data. Part of the trust suite, in both runtimes.

import { describe, expect, test } from 'vitest';
import { COST, keyOf, SHOP, type TrustBench } from './trust-bench.ts';

export function originTests(bench: TrustBench): void {
	const { answers, asked, someone, call, ask, code, session, spent } = bench;

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
			expect(bench.mock.seen('up').at(-1)?.headers.authorization).toBe('Bearer operator-key');
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
			const headers = bench.mock.seen('up').at(-1)?.headers;
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
				expect(await code(await ask({}, { origin: SHOP, authorization: `Bearer ${forged}` }))).toBe(
					'invalid_session'
				);
		});

		test('is for pages of the site that the key belongs to', async () => {
			const elsewhere: Record<string, string>[] = [{}, { origin: 'https://tiny.example' }];
			for (const headers of elsewhere) {
				const response = await session({ site: 'shop' }, headers);
				expect(response.status).toBe(403);
				expect(await code(response)).toBe('origin_not_allowed');
			}
			expect(await code(await session({ site: 'nobody' }, { origin: SHOP }))).toBe('site_unknown');
			expect((await session({ site: 'shop' }, { origin: bench.origin })).status).toBe(200);
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
}
