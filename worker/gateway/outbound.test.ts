import { expect, test } from 'vitest';
import { INSIDE } from '../../test/worker/inside-addresses.ts';
import { outbound } from './outbound.ts';

const BASE = 'https://api.example/v1';

function guarded() {
	const calls: { url: string; init: RequestInit }[] = [];
	const send = outbound(async (url, init) => {
		calls.push({ url, init });
		return new Response('ok');
	}, BASE);
	return { send, calls };
}

const INIT = {
	method: 'POST' as const,
	headers: {},
	body: '{}',
	redirect: 'manual' as const,
	signal: new AbortController().signal
};

test('lets out what lies under the configured address, and follows no redirect', async () => {
	const { send, calls } = guarded();
	const paths = ['/chat/completions', '/models/a%2Fb:generate?alt=sse', '/models/v1.5..6', '/...'];
	for (const path of paths) await send(`${BASE}${path}`, INIT);
	expect(calls.map(({ url }) => url)).toEqual(paths.map((path) => `${BASE}${path}`));
	for (const { init } of calls) expect(init.redirect).toBe('manual');
});

test('a provider without an address lets nothing out', async () => {
	const send = outbound(async () => new Response('ok'), '');
	for (const url of ['https://api.example/v1/x', '/x', '', 'data:,x'])
		await expect(send(url, INIT), url).rejects.toMatchObject({ code: 'address_refused' });
});

test('lets nothing else out, in any spelling', async () => {
	const { send, calls } = guarded();
	for (const url of [
		...INSIDE,
		'https://api.example/',
		'https://api.example/v1',
		'https://api.example/v1x/chat',
		'https://api.example/v2/chat',
		'http://api.example/v1/chat',
		'https://api.example:8443/v1/chat',
		'https://api.example.evil.example/v1/chat',
		'https://api.example@evil.example/v1/chat',
		'https://user@api.example/v1/chat',
		'https://evil.example/v1/chat',
		'//api.example/v1/chat',
		`${BASE}/../admin`,
		`${BASE}/models/../../admin`,
		`${BASE}/models/..\\..\\admin`,
		`${BASE}/%2e%2e/admin`,
		`${BASE}/models/..%2f..%2fadmin`,
		`${BASE}/models/%2e%2e%2fadmin`,
		`${BASE}/models/..%5c..%5cadmin`,
		`${BASE}/models/%252e%252e%252fadmin`
	])
		await expect(send(url, INIT), url).rejects.toMatchObject({ code: 'address_refused' });
	expect(calls).toEqual([]);
});
