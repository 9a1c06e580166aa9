// What the app learns of an edge, asked of the real gateway on Node, configured in every way.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { startGateway } from '../../worker/node.ts';
import { createEdgeStatus, type EdgeStatusParts } from './edge-status.ts';

const PROVIDER = {
	id: 'mine',
	baseUrl: 'http://127.0.0.1:9/v1',
	models: ['m'],
	price: { input: 1, output: 2 }
};
const CONFIGURED = { UNDERSTUDY_PROVIDERS: JSON.stringify([PROVIDER]) };
const KEYS = { UNDERSTUDY_ACCESS_KEYS: JSON.stringify({ me: 'an-access-key-of-mine' }) };

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function edge(env: Record<string, string>): Promise<string> {
	const parts = { log: () => undefined };
	const gateway = await startGateway({ port: 0, env, ledgerPath: ':memory:', parts });
	stops.push(gateway.stop);
	return gateway.origin;
}

function statusOf(origin: string, changes: Partial<EdgeStatusParts> = {}) {
	const asked: string[] = [];
	const parts: EdgeStatusParts = {
		origin,
		fetch: (url, init) => {
			asked.push(url);
			return fetch(url, init);
		},
		isOnline: () => true,
		session: () => null,
		...changes
	};
	return { asked, status: createEdgeStatus(parts) };
}

test('an edge without a key names the variables that would give it one', async () => {
	const { status, asked } = statusOf(await edge({}));
	const seen = await status.look('ask');
	expect(seen).toMatchObject({ state: 'not-configured', problems: [] });
	expect(seen).toMatchObject({ missing: expect.arrayContaining(['OPENAI_API_KEY']) });
	expect(asked).toHaveLength(1);
});

test('a configured edge tells its providers, its aliases and what was spent', async () => {
	const budgets = { user: { day: { turns: 5, microUsd: 1000 } } };
	const origin = await edge({ ...CONFIGURED, UNDERSTUDY_BUDGETS: JSON.stringify(budgets) });
	const seen = await statusOf(origin).status.look('allow');
	expect(seen).toMatchObject({
		state: 'ready',
		providers: ['mine'],
		aliases: expect.arrayContaining(['auto', 'fast', 'smart', 'cheap']),
		spend: { today: { turns: 0, microUsd: 0, limits: { turns: 5, microUsd: 1000 } } }
	});
});

test('an edge that asks who calls tells the rest to a session alone', async () => {
	const origin = await edge({ ...CONFIGURED, ...KEYS });
	expect(await statusOf(origin).status.look('ask')).toMatchObject({
		state: 'ready',
		providers: ['mine'],
		aliases: null,
		spend: null
	});
	const session = () => 'an-access-key-of-mine';
	expect(await statusOf(origin, { session }).status.look('ask')).toMatchObject({
		aliases: expect.arrayContaining(['auto']),
		spend: { month: { turns: 0 } }
	});
});

test('an edge that refuses every call says which variable is wrong', async () => {
	const origin = await edge({ ...CONFIGURED, UNDERSTUDY_BUDGETS: '{' });
	const seen = await statusOf(origin).status.look('ask');
	expect(seen).toMatchObject({ state: 'misconfigured' });
	expect(JSON.stringify(seen)).toContain('UNDERSTUDY_BUDGETS');
});

test('in local-only nobody is asked', async () => {
	const { status, asked } = statusOf(await edge(CONFIGURED));
	expect(await status.look('local-only')).toEqual({ state: 'local-only' });
	expect(asked).toEqual([]);
});

test('without a network only an edge on this machine is asked', async () => {
	const isOnline = () => false;
	const far = statusOf('https://edge.example', { isOnline });
	expect(await far.status.look('ask')).toEqual({ state: 'offline' });
	expect(far.asked).toEqual([]);
	const near = statusOf(await edge(CONFIGURED), { isOnline });
	expect(await near.status.look('ask')).toMatchObject({ state: 'ready' });
});

test('a host that answers everything with a page has no edge', async () => {
	const server = createServer((_, response) => response.end('<h1>Welcome</h1>'));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	stops.push(async () => server.close());
	const { port } = server.address() as AddressInfo;
	const { status } = statusOf(`http://127.0.0.1:${port}`);
	expect(await status.look('ask')).toEqual({ state: 'absent' });
});

test('an edge that is gone is unreachable, and a look that is called off throws', async () => {
	const origin = await edge({});
	await stops.splice(0)[0]?.();
	const { status } = statusOf(origin);
	expect(await status.look('ask')).toEqual({ state: 'unreachable' });
	await expect(status.look('ask', AbortSignal.abort())).rejects.toThrow(/abort/i);
});
