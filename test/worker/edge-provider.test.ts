// The edge as a turn asks it, against the real gateway on Node and a provider on a real socket: sessions,
// bills, prices, refusals in sentences, and that nothing is sent before it may be.

import { afterEach, expect, test } from 'vitest';
import { createEdge, type EdgeParts } from '../../src/engine/edge-provider.ts';
import type { EngineEvent, GenerateRequest, LoadedModel } from '../../src/engine/engine.ts';
import type { GatewayEnv } from '../../worker/contract.ts';
import { startGateway } from '../../worker/node.ts';
import { openAiStream, startMockProvider, type Script } from '../support/mock-provider.ts';
import { sendJson, startWireServer } from '../support/wire-server.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0).toReversed()) await stop();
});

const ANSWER: Script = { kind: 'stream', pieces: openAiStream(['Grüße', ' 🎉']) };

/** A gateway with one provider behind it, whose answers are scripted. */
async function start(env: GatewayEnv = {}, ...scripts: Script[]) {
	const provider = await startMockProvider();
	stops.push(() => provider.stop());
	provider.script('frontier', ...(scripts.length > 0 ? scripts : [ANSWER]));
	const upstream = {
		id: 'frontier',
		baseUrl: `${provider.origin}/frontier`,
		apiKey: 'k',
		models: [{ id: 'big', price: { input: 3, output: 15 } }]
	};
	const gateway = await startGateway({
		port: 0,
		env: { UNDERSTUDY_PROVIDERS: JSON.stringify([upstream]), UNDERSTUDY_RETRIES: '0', ...env },
		ledgerPath: ':memory:',
		parts: { log: () => undefined }
	});
	stops.push(() => gateway.stop());
	return { provider, origin: gateway.origin, ...edgeAt(gateway.origin) };
}

function edgeAt(origin: string, parts: Partial<EdgeParts> = {}) {
	const asked: string[] = [];
	const edge = createEdge({
		origin,
		fetch(url, init) {
			asked.push(`${init.method ?? 'GET'} ${new URL(url).pathname}`);
			return fetch(url, init);
		},
		isOnline: () => true,
		nowMs: () => Date.now(),
		elapsed: () => performance.now(),
		...parts
	});
	return { edge, asked };
}

const REQUEST: GenerateRequest = {
	messages: [{ role: 'user', content: 'Hello?' }],
	modifier: null,
	sampling: { temperature: 0, topP: 1, topK: 0, seed: null, maxTokens: 64 },
	idempotencyKey: 'turn-1'
};

async function ask(model: LoadedModel, request = REQUEST) {
	const events: EngineEvent[] = [];
	try {
		const signal = new AbortController().signal;
		for await (const event of model.generate(request, signal)) events.push(event);
		return { events, error: null };
	} catch (error) {
		return { events, error };
	}
}

const textOf = (events: EngineEvent[]) =>
	events.map((event) => (event.type === 'delta' ? event.text : '')).join('');

test('answers through the gateway, and brings the bill: who, how often, what it cost, what was sent', async () => {
	const { edge, provider } = await start();
	const { model, name, host, loopback, costMicroUsd } = await edge.open('smart');
	expect({ name, loopback }).toEqual({ name: 'smart', loopback: true });
	expect(host).toMatch(/^127\.0\.0\.1:\d+$/);
	const { events, error } = await ask(model);
	expect(error).toBeNull();
	expect(textOf(events)).toBe('Grüße 🎉');
	expect(events.find(({ type }) => type === 'prompt-read')).toMatchObject({ promptTokens: 7 });
	expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'stop', completionTokens: 5 });
	expect(events.at(-2)).toMatchObject({
		type: 'billed',
		provider: 'frontier',
		attempts: 1,
		// 7 tokens at $3 and 5 at $15 a million.
		costMicroUsd: 7 * 3 + 5 * 15
	});
	const billed = events.find((event) => event.type === 'billed');
	expect(billed?.bytesSent).toBeGreaterThan(20);
	// Nothing but what was asked goes along, and no field that only llama.cpp knows.
	const [asked] = provider.seen('frontier');
	expect(Object.keys(asked?.body ?? {}).toSorted()).toEqual(
		[
			'max_tokens',
			'messages',
			'model',
			'stream',
			'stream_options',
			'temperature',
			'top_p'
		].toSorted()
	);
	expect(costMicroUsd(1000, 100)).toBe(1000 * 3 + 100 * 15);
});

test('where the edge wants to know who asks, a session is made once and kept', async () => {
	const { edge, asked } = await start({ UNDERSTUDY_ACCESS: 'closed' });
	const { model } = await edge.open('smart');
	expect(edge.session()).toBeNull();
	expect((await ask(model)).error).toBeNull();
	expect(edge.session()).not.toBeNull();
	expect((await ask(model, { ...REQUEST, idempotencyKey: 'turn-2' })).error).toBeNull();
	expect(asked.filter((path) => path === 'POST /v1/session')).toHaveLength(1);
});

test('a session that ended is asked for anew, and the answer comes all the same', async () => {
	const { origin } = await start({ UNDERSTUDY_ACCESS: 'closed' });
	let spoil = false;
	const { edge, asked } = edgeAt(origin, {
		fetch(url, init) {
			asked.push(new URL(url).pathname);
			if (!spoil) return fetch(url, init);
			spoil = false;
			const headers = { ...(init.headers as Record<string, string>) };
			return fetch(url, {
				...init,
				headers: { ...headers, authorization: `${headers['authorization']}x` }
			});
		}
	});
	const { model } = await edge.open('smart');
	await ask(model);
	spoil = true;
	const { events, error } = await ask(model, { ...REQUEST, idempotencyKey: 'turn-2' });
	expect(error).toBeNull();
	expect(textOf(events)).toBe('Grüße 🎉');
	expect(asked.filter((path) => path === '/v1/session')).toHaveLength(2);
});

test('a spent budget says what is left and when it begins anew', async () => {
	const budget = { user: { day: { turns: null, tokens: null, microUsd: 10 } } };
	const { edge } = await start({ UNDERSTUDY_BUDGETS: JSON.stringify(budget) });
	const { error } = await ask((await edge.open('smart')).model);
	expect(error).toMatchObject({ code: 'over-budget' });
	expect(String(error)).toMatch(
		/Today’s budget of \$\S+ at 127\.0\.0\.1:\d+ has \$\S+ left, too little for this answer\. It begins anew on \d{4}-\d\d-\d\d \d\d:\d\d; until then this device answers\.$/
	);
});

test('turns that are used up are a spent budget too', async () => {
	const budget = { user: { day: { turns: 1, tokens: null, microUsd: null } } };
	const { edge } = await start({ UNDERSTUDY_BUDGETS: JSON.stringify(budget) });
	const { model } = await edge.open('smart');
	expect((await ask(model)).error).toBeNull();
	const { error } = await ask(model, { ...REQUEST, idempotencyKey: 'turn-2' });
	expect(error).toMatchObject({ code: 'over-budget' });
	expect(String(error)).toContain('begins anew on');
});

test('an edge with nobody behind it says which variables would help, before anything is sent', async () => {
	const gateway = await startGateway({ port: 0, env: {}, ledgerPath: ':memory:' });
	stops.push(() => gateway.stop());
	const { edge, asked } = edgeAt(gateway.origin);
	await expect(edge.open('smart')).rejects.toMatchObject({
		code: 'not-configured',
		message: expect.stringMatching(/^No bigger model stands behind .*_API_KEY.* start it again\.$/)
	});
	expect(asked).toEqual(['GET /healthz']);
	// Known for a minute: it is not asked again.
	await expect(edge.open('smart')).rejects.toMatchObject({ code: 'not-configured' });
	expect(asked).toEqual(['GET /healthz']);
});

test('a host of pages alone has no edge', async () => {
	const server = await startWireServer((_, response) => {
		response.writeHead(200, { 'content-type': 'text/html' });
		response.end('<!doctype html>');
	});
	stops.push(() => server.stop());
	await expect(edgeAt(server.origin).edge.open('smart')).rejects.toMatchObject({
		code: 'not-configured'
	});
});

test('an edge elsewhere is asked nothing before its model is, and nothing at all offline', async () => {
	const { edge, asked } = edgeAt('https://edge.example.org');
	const { loopback, host, costMicroUsd } = await edge.open('smart');
	expect({ loopback, host }).toEqual({ loopback: false, host: 'edge.example.org' });
	expect(costMicroUsd(10, 10)).toBeNull();
	expect(asked).toEqual([]);
	const away = edgeAt('https://edge.example.org', { isOnline: () => false });
	await expect(away.edge.open('smart')).rejects.toMatchObject({ code: 'offline' });
	expect(away.asked).toEqual([]);
});

test('an edge elsewhere that turns out to have nobody is not offered again for a while', async () => {
	let nowMs = 1_000_000;
	const answered = (url: string) =>
		Promise.resolve(
			url.endsWith('/session')
				? Response.json({ token: 't', expiresAtMs: nowMs + 600_000 })
				: Response.json(
						{
							error: { message: 'OPENAI_API_KEY is not set at this edge.', code: 'not_configured' }
						},
						{ status: 503 }
					)
		);
	const { edge } = edgeAt('https://edge.example.org', { fetch: answered, nowMs: () => nowMs });
	const { error } = await ask((await edge.open('smart')).model);
	expect(error).toMatchObject({ code: 'not-configured' });
	expect(String(error)).toContain('OPENAI_API_KEY is not set');
	await expect(edge.open('smart')).rejects.toMatchObject({ code: 'not-configured' });
	nowMs += 61_000;
	await expect(edge.open('smart')).resolves.toMatchObject({ host: 'edge.example.org' });
});

test('a provider that breaks off is a broken stream, with what it cost', async () => {
	const pieces = openAiStream(['One', ' two']).slice(0, 2);
	const { edge } = await start({}, { kind: 'stream', pieces, ending: 'reset' });
	const { events, error } = await ask((await edge.open('smart')).model);
	expect(textOf(events)).toBe('One');
	expect(error).toMatchObject({ code: 'stream-broken' });
	const billed = events.find((event) => event.type === 'billed');
	expect(billed?.costMicroUsd).toBeGreaterThan(0);
	// The same key again: it was charged, and its answer is gone.
	const again = await ask((await edge.open('smart')).model);
	expect(again.error).toMatchObject({ code: 'failed' });
	expect(String(again.error)).toContain('the answer is lost');
});

test('an edge that is not there is unreachable', async () => {
	const server = await startWireServer((_, response) => sendJson(response, {}));
	await server.stop();
	await expect(edgeAt(server.origin).edge.open('smart')).rejects.toMatchObject({
		code: 'unreachable'
	});
});
