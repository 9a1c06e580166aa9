// The native server against those who should not reach it: other hosts' names (DNS rebinding), other origins' pages,
// callers without its token, and whoever looks beside the app's files. What no client should send is
// native-requests.test.ts.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway } from '../../worker/node.ts';
import { startNative } from '../../worker/node/native.ts';
import { randomLlama } from '../support/random-gguf.ts';
import { nativeSetUp } from '../support/native-in-browser.ts';
import { startNativeServer, writeModel, type RunningNative } from '../support/native.ts';
import { CHAT, send, writeApp } from './native-raw.ts';

const TOKEN = 'correct-horse-battery';
const APP = 'https://app.example.org';

let server: RunningNative;
let guarded: RunningNative;
let model: Awaited<ReturnType<typeof writeModel>>;
const app = writeApp();

beforeAll(async () => {
	model = await writeModel(randomLlama());
	server = await startNativeServer({ model: model.folder, assets: app.folder, origins: [APP] });
	guarded = await startNativeServer({ model: model.folder, token: TOKEN });
}, 60_000);
afterAll(async () => {
	await server.stop();
	await guarded.stop();
	model.discard();
	app.discard();
});

describe('names', () => {
	test('a page that had its own name point here is refused, whatever it asks for', async () => {
		for (const path of ['/', '/healthz', '/v1/models', '/models/starter/base.gguf'])
			for (const host of [
				'evil.example',
				'evil.example:80',
				'localhost.evil.example',
				'127.0.0.1.nip.io'
			])
				expect((await send(server, { path, headers: { host } })).status, `${host} ${path}`).toBe(
					421
				);
		const rebound = await send(server, {
			...CHAT,
			headers: { host: 'evil.example', origin: 'http://evil.example' }
		});
		expect(rebound).toMatchObject({ status: 421 });
		expect(rebound.body).toContain('unknown_host');
	});

	test('this machine’s names and addresses are known', async () => {
		const { port } = new URL(server.origin);
		for (const host of [
			`localhost:${port}`,
			`127.0.0.1:${port}`,
			'[::1]',
			'192.168.1.7:80',
			'app.localhost'
		])
			expect((await send(server, { headers: { host } })).status, host).not.toBe(421);
	});

	test('a name that it was given is known, with the app’s page there behind a proxy', async () => {
		const names = ['Models.example.org', 'box.example.org'];
		const named = await startNativeServer({ model: model.folder, token: TOKEN, names });
		try {
			const headers = { authorization: `Bearer ${TOKEN}` };
			for (const host of ['models.example.org', 'box.example.org:8443'])
				expect((await send(named, { headers: { ...headers, host } })).status, host).toBe(200);
			for (const host of ['example.org', 'other.example.org', 'models.example.org.evil.example'])
				expect((await send(named, { headers: { ...headers, host } })).status, host).toBe(421);
			const host = 'models.example.org';
			const from = (origin: string) => send(named, { headers: { ...headers, host, origin } });
			expect((await from('https://models.example.org')).status).toBe(200);
			expect((await from('https://evil.example')).status).toBe(403);
		} finally {
			await named.stop();
		}
	});

	test('such a name is a name, and needs a token', async () => {
		const options = { port: 0, env: {}, assets: '', model: server.provider };
		for (const name of ['https://models.example.org', 'a b', '', '*', 'a:80', '10.0.0.7'])
			await expect(startNative({ ...options, token: TOKEN, names: [name] })).rejects.toThrow(
				'should be a host’s name'
			);
		await expect(startNative({ ...options, names: ['models.example.org'] })).rejects.toThrow(
			'needs a token'
		);
	});

	test('a request without a name, or with a broken one, is refused', async () => {
		expect((await send(server, { headers: { host: '' } })).status).toBeGreaterThanOrEqual(400);
		expect((await send(server, { headers: { host: 'a b' } })).status).toBeGreaterThanOrEqual(400);
	});
});

describe('pages', () => {
	const strangers = ['https://evil.example', 'http://localhost:3000', 'null', 'http://127.0.0.1:1'];

	test('of other origins may not ask, not even those of this machine', async () => {
		for (const origin of strangers) {
			const { status, head, body } = await send(server, { ...CHAT, headers: { origin } });
			expect(status, origin).toBe(403);
			expect(body).toContain('origin_not_allowed');
			expect(head).not.toContain('access-control-allow-origin');
			const asked = await send(server, { ...CHAT, method: 'OPTIONS', headers: { origin } });
			expect(asked.status, origin).toBe(403);
		}
	});

	test('are told of --origin where that lets them in, and else what would', async () => {
		const told = async (origin: string) =>
			(await send(server, { ...CHAT, headers: { origin } })).body;
		expect(await told('https://evil.example')).toContain('--origin https://evil.example ');
		for (const origin of ['null', 'http://box.example.org:3000', 'chrome-extension://abcdef']) {
			expect(await told(origin), origin).not.toContain(`--origin ${origin}`);
			expect(await told(origin), origin).toContain('no option lets them');
		}
	});

	test('that name no origin but come from another site may not ask', async () => {
		const headers = { 'sec-fetch-site': 'cross-site' };
		expect((await send(server, { ...CHAT, headers })).status).toBe(403);
	});

	test('of the app’s origins may, and of this server’s own', async () => {
		for (const origin of [APP, server.origin, 'http://localhost:8787']) {
			const { status, head } = await send(server, { ...CHAT, headers: { origin } });
			expect(status, origin).toBe(200);
			expect(head).toContain(`access-control-allow-origin: ${origin}`);
		}
		const preflight = await send(server, {
			path: '/v1/chat/completions',
			method: 'OPTIONS',
			headers: {
				origin: APP,
				'access-control-request-method': 'POST',
				'access-control-request-headers': 'authorization,content-type',
				'access-control-request-private-network': 'true'
			}
		});
		expect(preflight.status).toBe(204);
		expect(preflight.head).toContain(`access-control-allow-origin: ${APP}`);
		expect(preflight.head).toContain('access-control-allow-private-network: true');
	});
});

describe('a token', () => {
	test('is asked of everybody, this machine included', async () => {
		expect((await send(guarded, CHAT)).status).toBe(401);
		for (const authorization of ['Bearer wrong-horse-battery', 'Bearer ', `Basic ${TOKEN}`])
			expect((await send(guarded, { ...CHAT, headers: { authorization } })).status).toBe(401);
		const known = { authorization: `Bearer ${TOKEN}` };
		expect((await send(guarded, { ...CHAT, headers: known })).status).toBe(200);
	});

	test('is all there is: no session stands for it, whoever signed it', async () => {
		const ask = (headers: Record<string, string>) => send(guarded, { ...CHAT, headers });
		const shown: Record<string, string>[] = [{}, { authorization: `Bearer ${TOKEN}` }];
		for (const headers of shown)
			for (const method of ['GET', 'POST', 'PUT']) {
				const none = await send(guarded, { path: '/v1/session', method, headers, body: '{}' });
				expect(none.status, method).toBe(404);
				expect(none.body).toContain('--token');
				expect(none.body).not.toContain('us1.');
			}
		// An edge of this machine that signs with the same secret, and one with the same ledger.
		const folder = mkdtempSync(join(tmpdir(), 'understudy-ledger-'));
		const ledgerPath = join(folder, 'ledger.sqlite');
		const secret = { UNDERSTUDY_SESSION_SECRET: 'a secret that only tests know, of some length' };
		for (const env of [secret, { UNDERSTUDY_LEDGER: ledgerPath }]) {
			const edge = await startGateway({ port: 0, ledgerPath, env });
			const session = await send(edge, { path: '/v1/session', method: 'POST', body: '{}' });
			await edge.stop();
			const { token } = JSON.parse(session.body) as { token: string };
			expect(token).toMatch(/^us1\./);
			const same = await startNativeServer({ model: model.folder, token: TOKEN, env });
			const authorization = `Bearer ${token}`;
			const refused = await send(same, { ...CHAT, headers: { authorization } });
			expect(refused.status).toBe(401);
			expect(refused.body).toContain('--token');
			expect(refused.body).not.toContain('/v1/session');
			await same.stop();
		}
		rmSync(folder, { recursive: true });
		expect((await ask({ authorization: `Bearer us1.${'a'.repeat(40)}.b` })).status).toBe(401);
		expect((await ask({})).body).toContain('the one it was started with (--token)');
	});

	test('is asked for whatever the variables say, and behind a proxy that names itself or not', async () => {
		const env = { UNDERSTUDY_ACCESS: 'open', UNDERSTUDY_ACCESS_KEYS: '{"a": "another-key-of-16"}' };
		const names = ['models.example.org'];
		const open = await startNativeServer({ model: model.folder, token: TOKEN, names, env });
		const proxied: Record<string, string>[] = [
			{},
			{ host: 'models.example.org' },
			{ host: 'models.example.org', 'x-forwarded-for': '203.0.113.9' },
			{ host: '127.0.0.1', 'x-forwarded-for': '203.0.113.9' }
		];
		for (const headers of proxied) {
			const session = { path: '/v1/session', method: 'POST', body: '{}', headers };
			expect((await send(open, session)).status).toBe(404);
			expect((await send(open, { ...CHAT, headers })).status).toBe(401);
			const wrong = { ...headers, authorization: 'Bearer another-key-of-16' };
			expect((await send(open, { ...CHAT, headers: wrong })).status).toBe(401);
			const right = { ...headers, authorization: `Bearer ${TOKEN}` };
			expect((await send(open, { ...CHAT, headers: right })).status).toBe(200);
		}
		await open.stop();
	});

	test('that was not given leaves this machine alone: a proxy’s visitor has no session to ask for', async () => {
		const headers = { 'x-forwarded-for': '203.0.113.9' };
		const session = { path: '/v1/session', method: 'POST', body: '{}', headers };
		expect((await send(server, session)).status).toBe(404);
		const refused = await send(server, { ...CHAT, headers });
		expect(refused.status).toBe(401);
		expect(refused.body).toContain('answers this machine alone');
	});

	test('in its settings connects the app that stands on the server’s own origin', async () => {
		const { native } = nativeSetUp({
			origin: guarded.origin,
			active: { state: 'loading', id: 'other', fraction: 0 }
		});
		await native.connect({ address: guarded.origin, token: '' });
		expect(native.status).toMatchObject({ state: 'failed' });
		await native.connect({ address: guarded.origin, token: TOKEN });
		expect(native.status).toMatchObject({ state: 'connected', model: 'test' });
		const { model: opened } = await native.open();
		const sampling = { temperature: 0, topP: 1, topK: 1, seed: null, maxTokens: 3 };
		const messages = [{ role: 'user' as const, content: 'hello' }];
		const { signal } = new AbortController();
		const events = await Array.fromAsync(
			opened.generate({ messages, modifier: null, sampling }, signal)
		);
		expect(events.at(-1)).toMatchObject({ type: 'finished' });
	});

	test('is needed before other machines may ask, and is long enough not to be guessed', async () => {
		const options = { port: 0, env: {}, assets: '', model: server.provider };
		await expect(startNative({ ...options, host: '0.0.0.0' })).rejects.toThrow('needs a token');
		await expect(startNative({ ...options, host: '::' })).rejects.toThrow('needs a token');
		await expect(startNative({ ...options, token: 'short' })).rejects.toThrow('at least 16');
		await expect(startNative({ ...options, origins: ['*'] })).rejects.toThrow(
			'should be an origin'
		);
	});

	test('opens the server to other machines', async () => {
		const open = await startNativeServer({
			model: model.folder,
			host: '0.0.0.0',
			token: TOKEN
		});
		const { port } = new URL(open.origin);
		const local = { ...open, origin: `http://127.0.0.1:${port}` };
		const headers = { authorization: `Bearer ${TOKEN}` };
		expect((await send(local, { headers })).status).toBe(200);
		expect((await send(local, {})).status).toBe(401);
		await open.stop();
	});
});

describe('the app', () => {
	test('stands on the server’s own origin, with its pages, weights and headers', async () => {
		const page = await send(server, { path: '/' });
		expect(page).toMatchObject({ status: 200 });
		expect(page.body).toContain('<title>Understudy</title>');
		expect(page.head).toContain('cross-origin-embedder-policy: require-corp');
		expect(page.head).toContain('content-security-policy:');
		expect((await send(server, { path: '/settings' })).body).toContain('<title>Settings</title>');
		const part = await send(server, {
			path: '/models/starter/base.gguf',
			headers: { range: 'bytes=2-4' }
		});
		expect(part).toMatchObject({ status: 206 });
		expect(part.body).toContain('234');
		expect(part.body).not.toContain('5');
	});

	test('has a page for what is not there, and shows nothing beside its folder', async () => {
		expect(await send(server, { path: '/nothing' })).toMatchObject({ status: 404 });
		for (const path of [
			'/..%2f..%2fpackage.json',
			'/%2e%2e/%2e%2e/package.json',
			'/_headers',
			'/a%00b'
		])
			expect((await send(server, { path })).body, path).not.toMatch(/secret|"understudy"/);
		expect((await send(server, { path: '/', method: 'POST' })).status).toBe(405);
	});

	test('that is not built says how to build it', async () => {
		const page = await send(guarded, { path: '/' });
		expect(page.status).toBe(404);
		expect(page.body).toContain('npm run build');
	});

	test('is told by /healthz that a model is here', async () => {
		const { body } = await send(server, { path: '/healthz' });
		expect(body).toContain('"providers":["llama"]');
		expect(body).toContain('"missing":[]');
	});
});

test('none of them fills the operator’s log', () => {
	expect(server.log).toEqual([]);
});
