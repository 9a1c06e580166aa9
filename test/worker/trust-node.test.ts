// Trust where a test must stand in for something: Turnstile's siteverify, the clock, the caller's
// address, or what the gateway fetches. On Node; the same code runs in workerd.

import { afterEach, describe, expect, test } from 'vitest';
import { createApp } from '../../worker/app.ts';
import type { GatewayEnv, GatewayOptions } from '../../worker/contract.ts';
import { nodeLedger, openNodeSql, type NodeSql } from '../../worker/ledger/node.ts';
import { memoryAnswers } from '../../worker/middleware/answer-stores.ts';
import { openAiAnswer, openAiStream } from '../support/mock-provider.ts';

const HOST = 'https://edge.example';
const SHOP = 'https://shop.example';
const START_MS = Date.UTC(2026, 10, 21, 12);

/** What Cloudflare gives a request; the work here is done before a test ends. */
const CONTEXT = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} };

type Fetched = { url: string; init: RequestInit };
type Bench = {
	ask(path: string, init?: RequestInit & { from?: string; at?: string }): Promise<Response>;
	fetched: Fetched[];
	logged: string[];
	sql: NodeSql;
	clock: { ms: number };
};

const opened: NodeSql[] = [];
afterEach(() => {
	for (const sql of opened.splice(0)) sql.close();
});

/** A gateway whose fetches are answered by `answer`. */
function bench(env: GatewayEnv, answer: (call: Fetched) => Response | Promise<Response>): Bench {
	const sql = openNodeSql(':memory:');
	opened.push(sql);
	const fetched: Fetched[] = [];
	const logged: string[] = [];
	const clock = { ms: START_MS, nowMs: () => clock.ms, delay: never };
	const options: GatewayOptions = {
		env,
		ledger: nodeLedger(sql, clock),
		fetch: async (url, init) => {
			fetched.push({ url, init });
			return answer({ url, init });
		},
		clock,
		random: () => 0,
		address: (_request, bindings) => String(bindings['from']),
		repeats: memoryAnswers(clock),
		log: (line) => void logged.push(line)
	};
	const app = createApp(options, '0');
	return {
		ask: async (path, { from = '192.0.2.1', at = HOST, ...init } = {}) =>
			app.request(`${at}${path}`, init, { from }, CONTEXT),
		fetched,
		logged,
		sql,
		clock
	};
}

/** Nothing here waits. */
const never = (_ms: number, signal?: AbortSignal) =>
	new Promise<void>((_resolve, reject) =>
		signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
	);

const post = (body: unknown, headers: Record<string, string> = {}) => ({
	method: 'POST',
	body: JSON.stringify(body),
	headers: { 'content-type': 'application/json', ...headers }
});
const code = async (response: Response) => (await response.json()).error.code;

const SITES = JSON.stringify({ version: 1, sites: [{ key: 'shop', origins: [SHOP] }] });
const CHAT = { model: 'openai/m', messages: [{ role: 'user', content: 'Hi' }] };
const helloFrom = () => Response.json(openAiAnswer('Hello'));

describe('with a Turnstile secret', () => {
	const env = { UNDERSTUDY_TURNSTILE_SECRET: 'ts-secret', UNDERSTUDY_SITES: SITES };
	const verdict = { success: true, hostname: 'shop.example', action: 'session' };
	const session = (turnstileToken: unknown, answer: () => Response) => {
		const made = bench(env, answer);
		const asked = made.ask('/v1/session', post({ site: 'shop', turnstileToken }, { origin: SHOP }));
		return { made, asked };
	};

	test('a solved challenge of this page and action gives a session', async () => {
		const { made, asked } = session('token', () => Response.json(verdict));
		expect((await asked).status).toBe(200);
		const [call] = made.fetched;
		expect(call?.url).toBe('https://challenges.cloudflare.com/turnstile/v0/siteverify');
		expect(call?.init.redirect).toBe('manual');
		expect(Object.fromEntries(new URLSearchParams(String(call?.init.body)))).toEqual({
			secret: 'ts-secret',
			response: 'token',
			remoteip: '192.0.2.1'
		});
	});

	for (const [what, answer, status] of [
		['that was not solved', { success: false, 'error-codes': ['invalid-input-response'] }, 403],
		['that says yes in words', { ...verdict, success: 'true' }, 403],
		['of another host', { ...verdict, hostname: 'evil.example' }, 403],
		['of a host that ends alike', { ...verdict, hostname: 'evil-shop.example' }, 403],
		['of no host', { success: true, action: 'session' }, 403],
		['of another action', { ...verdict, action: 'login' }, 403],
		['of no action', { success: true, hostname: 'shop.example' }, 403],
		['with an answer that is no object', 'yes', 503]
	] as const)
		test(`a token ${what} gives none`, async () => {
			const { asked } = session('token', () => Response.json(answer));
			expect((await asked).status).toBe(status);
		});

	for (const [what, answer] of [
		['fails', () => new Response('oops', { status: 500 })],
		['redirects', () => Response.redirect('https://evil.example/', 302)],
		['answers no JSON', () => new Response('success')],
		[
			'cannot be reached',
			() => {
				throw new TypeError('fetch failed');
			}
		]
	] as const)
		test(`there is no session when siteverify ${what}`, async () => {
			const response = await session('token', answer).asked;
			expect(response.status).toBe(503);
			expect(await code(response)).toBe('turnstile_unavailable');
		});

	test('a missing, empty, huge or odd token is refused before anyone is asked', async () => {
		for (const token of [undefined, null, '', 7, {}, 'x'.repeat(2049)]) {
			const { made, asked } = session(token, () => Response.json(verdict));
			expect(await code(await asked)).toBe('turnstile_required');
			expect(made.fetched).toHaveLength(0);
		}
	});

	test('one address cannot ask without end', async () => {
		const made = bench({ ...env, UNDERSTUDY_SESSIONS_PER_ADDRESS: '2' }, () =>
			Response.json({ success: false })
		);
		const body = post({ site: 'shop', turnstileToken: 'x' }, { origin: SHOP });
		const statuses = [];
		for (let i = 0; i < 4; i++) statuses.push((await made.ask('/v1/session', body)).status);
		expect(statuses).toEqual([403, 403, 429, 429]);
		expect(made.fetched).toHaveLength(2);
	});

	test('a page is told what to solve, and not the secret', async () => {
		const made = bench({ ...env, UNDERSTUDY_TURNSTILE_SITE_KEY: '0x4' }, helloFrom);
		const text = await (await made.ask('/v1/session')).text();
		expect(JSON.parse(text).turnstile).toEqual({ siteKey: '0x4', action: 'session' });
		expect(text).not.toContain('ts-secret');
	});
});

describe('who needs a session', () => {
	const local = { at: 'http://localhost:8787', from: '127.0.0.1' };
	const keys = { OPENAI_API_KEY: 'k' };
	const status = async (
		env: GatewayEnv,
		init: RequestInit & { from?: string; at?: string }
	): Promise<number> => (await bench(env, helloFrom).ask('/v1/usage', init)).status;

	test('nobody on this machine while nothing is configured', async () => {
		for (const at of ['http://localhost:8787', 'http://127.0.0.1:1', 'http://[::1]:1'])
			for (const from of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
				expect(await status(keys, { at, from }), `${at} ${from}`).toBe(200);
	});

	test('everyone from elsewhere', async () => {
		expect(await status(keys, {})).toBe(401);
		expect(await status(keys, { ...local, from: '192.168.1.7' })).toBe(401);
		expect(await status(keys, { at: 'http://rebound.example', from: '127.0.0.1' })).toBe(401);
	});

	test('everyone whose request says that it was passed on', async () => {
		for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])
			expect(await status(keys, { ...local, headers: { [name]: '1' } }), name).toBe(401);
	});

	test('everyone once keys, sessions or Turnstile are configured, or access is closed', async () => {
		for (const env of [
			{ UNDERSTUDY_ACCESS: 'closed' },
			{ UNDERSTUDY_ACCESS_KEYS: '{"ada":"a-key-of-ada-here"}' },
			{ UNDERSTUDY_SESSION_SECRET: 'x'.repeat(32) },
			{ UNDERSTUDY_TURNSTILE_SECRET: 'x' }
		])
			expect(await status(env, local), JSON.stringify(env)).toBe(401);
	});

	test('nobody where access is open; but pages of other origins are still refused', async () => {
		const env = { UNDERSTUDY_ACCESS: 'open' };
		expect(await status(env, {})).toBe(200);
		expect(await status(env, { headers: { origin: 'https://evil.example' } })).toBe(403);
	});

	test('a page of another port of this machine may call; one of another host may not', async () => {
		const from = (origin: string) => status(keys, { ...local, headers: { origin } });
		expect(await from('http://localhost:5173')).toBe(200);
		expect(await from('https://evil.example')).toBe(403);
		expect(await from('http://localhost.evil.example')).toBe(403);
	});
});

describe('a mistake in the configuration', () => {
	for (const [name, value, what] of [
		[
			'UNDERSTUDY_BUDGETS',
			'{"user":{"day":{"turn":5}}}',
			'should be one of turns, tokens, microUsd'
		],
		['UNDERSTUDY_BUDGETS', '{', 'is not valid JSON'],
		['UNDERSTUDY_ACCESS', 'public', 'should be one of auto, open, closed'],
		['UNDERSTUDY_ACCESS_KEYS', '{"ada":"short"}', 'at least 16 characters'],
		['UNDERSTUDY_SESSION_SECRET', 'short', 'at least 32 characters'],
		['UNDERSTUDY_ORIGINS', 'https://a.example/', 'written as https://a.example'],
		['UNDERSTUDY_MAX_BODY_BYTES', 'lots', 'UNDERSTUDY_MAX_BODY_BYTES'],
		['UNDERSTUDY_REDACT', 'emails', 'should be one of email, phone, card, key']
	] as const)
		test(`${name}=${value} stops every call, and is named`, async () => {
			const { ask, fetched, logged } = bench({ [name]: value, OPENAI_API_KEY: 'k' }, helloFrom);
			const local = { at: 'http://localhost', from: '127.0.0.1' };
			const response = await ask('/v1/chat/completions', { ...post(CHAT), ...local });
			expect(response.status).toBe(503);
			const { error } = await response.json();
			expect(error.code).toBe('misconfigured');
			expect(error.message).toContain(name);
			expect(error.message).toContain(what);
			expect(fetched).toHaveLength(0);
			expect(logged.join()).toContain(name);
			expect((await (await ask('/healthz')).json()).gateway.problems.join()).toContain(name);
		});

	test('in the list of sites stops what needs it', async () => {
		const { ask } = bench({ UNDERSTUDY_SITES: '{"version":1}' }, helloFrom);
		const response = await ask('/v1/session', post({ site: 'shop' }, { origin: SHOP }));
		expect(response.status).toBe(503);
		expect((await response.json()).error.message).toContain('sites: should be a list');
	});
});

test('a session ends at its time', async () => {
	const env = { UNDERSTUDY_SESSION_MINUTES: '5', OPENAI_API_KEY: 'k' };
	const { ask, clock } = bench(env, helloFrom);
	const { token, expiresAtMs } = await (await ask('/v1/session', post({}))).json();
	expect(expiresAtMs).toBe(START_MS + 300_000);
	const headers = { authorization: `Bearer ${token}` };
	clock.ms += 299_999;
	expect((await ask('/v1/usage', { headers })).status).toBe(200);
	clock.ms += 1;
	expect(await code(await ask('/v1/usage', { headers }))).toBe('session_expired');
});

test('without a secret of the operator’s, sessions are signed by one the ledger keeps', async () => {
	const { ask, sql } = bench({}, helloFrom);
	const { token } = await (await ask('/v1/session', post({}))).json();
	const headers = { authorization: `Bearer ${token}` };
	expect((await ask('/v1/usage', { headers })).status).toBe(200);
	const [row] = sql.all("SELECT value FROM meta WHERE key = 'secret:session'");
	expect(row?.['value']).toMatch(/^[0-9a-f]{64}$/);
	expect((await bench({}, helloFrom).ask('/v1/usage', { headers })).status).toBe(401);
});

test('two addresses are two users, and one address is one, whatever its sessions', async () => {
	const budget = { UNDERSTUDY_BUDGETS: '{"user":{"day":{"turns":1}}}', OPENAI_API_KEY: 'k' };
	const { ask } = bench(budget, helloFrom);
	const turn = async (from: string) => {
		const { token } = await (await ask('/v1/session', { ...post({}), from })).json();
		const headers = { authorization: `Bearer ${token}` };
		const response = await ask('/v1/chat/completions', { ...post(CHAT, headers), from });
		await response.text();
		return response.status;
	};
	expect(await turn('192.0.2.1')).toBe(200);
	expect(await turn('192.0.2.1')).toBe(429);
	expect(await turn('192.0.2.2')).toBe(200);
	expect(await turn('2001:db8:1:2::1')).toBe(200);
	expect(await turn('2001:db8:1:2:ffff::1')).toBe(429);
});

test('visitors have a budget also where the operator set none; other callers have no limits', async () => {
	const env = { OPENAI_API_KEY: 'k', UNDERSTUDY_ACCESS_KEYS: '{"ada":"a-key-of-ada-here"}' };
	const { ask } = bench(env, helloFrom);
	const { token } = await (await ask('/v1/session', post({}))).json();
	const limits = async (key: string) => {
		const response = await ask('/v1/usage', { headers: { authorization: `Bearer ${key}` } });
		return (await response.json()).accounts[0].periods.day.limits;
	};
	expect(await limits(token)).toEqual({ turns: 200, tokens: null, microUsd: 500_000 });
	expect(await limits('a-key-of-ada-here')).toEqual({ turns: null, tokens: null, microUsd: null });
});

test('large requests count in memory until their answers end, and too many at once are told so', async () => {
	const ends: (() => void)[] = [];
	const { ask } = bench({ OPENAI_API_KEY: 'k', UNDERSTUDY_ACCESS: 'open' }, () => {
		const encoder = new TextEncoder();
		return new Response(
			new ReadableStream({
				start(controller) {
					// The role and a first word: an answer begins with its first word.
					const [role = '', word = '', ...rest] = openAiStream(['Hello']);
					controller.enqueue(encoder.encode(role + word));
					ends.push(() => {
						for (const piece of rest) controller.enqueue(encoder.encode(piece));
						controller.close();
					});
				}
			}),
			{ headers: { 'content-type': 'text/event-stream' } }
		);
	});
	const url = `data:image/png;base64,${'A'.repeat(10_000_000)}`;
	const content = [{ type: 'image_url', image_url: { url } }];
	const large = post({ ...CHAT, messages: [{ role: 'user', content }], stream: true });
	const turn = () => ask('/v1/chat/completions', large);
	const open = [];
	for (let i = 0; i < 6; i++) open.push(await turn());
	expect(open.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
	const refused = await turn();
	expect(refused.status).toBe(503);
	expect(await code(refused)).toBe('busy');
	await open[0]?.body?.cancel();
	expect((await turn()).status).toBe(200);
	ends[1]?.();
	await open[1]?.text();
	expect((await turn()).status).toBe(200);
	expect((await turn()).status).toBe(503);
});

test('where access is open, strangers are told apart by address, whatever key they send', async () => {
	const { ask } = bench(
		{
			UNDERSTUDY_ACCESS: 'open',
			UNDERSTUDY_BUDGETS: '{"user":{"day":{"turns":1}}}',
			OPENAI_API_KEY: 'k'
		},
		helloFrom
	);
	const turn = async (from: string, key: string) => {
		const headers = { authorization: `Bearer ${key}` };
		const response = await ask('/v1/chat/completions', { ...post(CHAT, headers), from });
		await response.text();
		return response.status;
	};
	expect(await turn('192.0.2.1', 'sk-one')).toBe(200);
	expect(await turn('192.0.2.1', 'sk-two')).toBe(429);
	expect(await turn('192.0.2.2', 'sk-one')).toBe(200);
});

test('an own key is used for its one call, costs the operator nothing, and is kept nowhere', async () => {
	const env = { OPENAI_API_KEY: 'operator-key', UNDERSTUDY_ACCESS: 'open' };
	const { ask, fetched, logged, sql } = bench(env, helloFrom);
	const own = { 'x-understudy-key': 'openai sk-of-the-user', 'idempotency-key': 'k' };
	const response = await ask('/v1/chat/completions', post(CHAT, own));
	expect(response.status).toBe(200);
	expect(response.headers.get('x-understudy-cost-microusd')).toBe('0');
	expect(new Headers(fetched[0]?.init.headers).get('authorization')).toBe('Bearer sk-of-the-user');
	const tables = ['spent', 'reservation', 'idempotency', 'rate', 'meta'];
	const rows = tables.map((table) => JSON.stringify(sql.all(`SELECT * FROM ${table}`))).join();
	expect(rows).toContain('user:a-');
	expect(`${rows}${logged.join()}`).not.toContain('sk-of-the-user');
	await ask('/v1/chat/completions', post(CHAT));
	expect(new Headers(fetched[1]?.init.headers).get('authorization')).toBe('Bearer operator-key');
	const missing = { 'x-understudy-key': 'nobody sk-of-the-user' };
	const refused = await ask('/v1/chat/completions', post(CHAT, missing));
	expect(refused.status).toBe(404);
	expect(await refused.text()).not.toContain('sk-of-the-user');
});

test('every call that leaves is one the operator configured, and follows no redirect', async () => {
	const { ask, fetched } = bench({ OPENAI_API_KEY: 'k', UNDERSTUDY_ACCESS: 'open' }, () =>
		Response.redirect('http://169.254.169.254/', 307)
	);
	const response = await ask('/v1/chat/completions', post(CHAT));
	expect(response.status).toBeGreaterThanOrEqual(500);
	for (const { url, init } of fetched) {
		expect(url).toBe('https://api.openai.com/v1/chat/completions');
		expect(init.redirect).toBe('manual');
	}
});
