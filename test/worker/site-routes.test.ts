// What the edge gives out about sites beside their set-up, over a real socket: the index of a site's pages
// to that site's chat and pages alone, and what sites spend to the operator alone.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isKnowledge, knowledgeFiles } from '../../worker/assets.ts';
import { folderAssets } from '../../worker/node/assets.ts';
import { startGateway, type NodeGateway } from '../../worker/node.ts';

const KEY = 'an-access-key-of-the-operator';
const SHA256 = 'ab'.repeat(32);
const knowledge = (file: string) => ({ file, sha256: SHA256, bytes: 3 });
const SITES = {
	version: 1,
	sites: [
		{
			key: 'shop',
			name: 'The shop',
			origins: ['https://shop.example'],
			budget: { site: { day: { turns: 5 } } },
			widget: { knowledge: knowledge('shop.bin') }
		},
		{
			key: 'gone',
			origins: ['https://gone.example'],
			widget: { knowledge: knowledge('gone.bin') }
		},
		{ key: 'plain', origins: ['https://plain.example'] }
	]
};

let folder: string;
let gateway: NodeGateway;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'understudy-knowledge-'));
	await mkdir(join(folder, 'knowledge'));
	await writeFile(join(folder, 'knowledge/shop.bin'), 'USK');
	await writeFile(join(folder, '404.html'), 'Nothing here.');
	gateway = await startGateway({
		port: 0,
		env: {
			UNDERSTUDY_SITES: JSON.stringify(SITES),
			UNDERSTUDY_ACCESS_KEYS: JSON.stringify({ operator: KEY })
		},
		ledgerPath: ':memory:',
		parts: { knowledge: knowledgeFiles(folderAssets(folder)), log: () => undefined }
	});
});
afterAll(async () => {
	await gateway.stop();
	await rm(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
	fetch(`${gateway.origin}${path}`, { headers });
const OWN = { 'sec-fetch-site': 'same-origin' };
const code = async (response: Response) => (await response.json()).error.code;

test('the edge’s own frame and the site’s pages get the index, and it may be kept under its hash', async () => {
	const path = '/v1/widget/knowledge?site=shop';
	for (const headers of [OWN, { origin: 'https://shop.example' }, { origin: gateway.origin }]) {
		const response = await get(`${path}&sha256=${SHA256}`, headers);
		expect(response.status).toBe(200);
		expect(await response.text()).toBe('USK');
		expect(response.headers.get('cache-control')).toBe('private, max-age=86400, immutable');
	}
	const other = await get(`${path}&sha256=${'cd'.repeat(32)}`, OWN);
	expect(other.headers.get('cache-control')).toBe('no-store');
});

test('nobody else does: another site’s page, a stranger’s, or one that says nothing of itself', async () => {
	for (const headers of [
		{ origin: 'https://plain.example' },
		{ origin: 'https://evil.example' },
		{ 'sec-fetch-site': 'cross-site' },
		{ 'sec-fetch-site': 'none' },
		{}
	] as Record<string, string>[]) {
		const response = await get('/v1/widget/knowledge?site=shop', headers);
		expect([response.status, await code(response)], JSON.stringify(headers)).toEqual([
			403,
			'origin_not_allowed'
		]);
	}
});

test('a site without pages, an unknown one and a missing file say so', async () => {
	for (const [site, expected] of [
		['plain', 'no_knowledge'],
		['nobody', 'no_knowledge'],
		['', 'no_knowledge'],
		['gone', 'knowledge_missing']
	]) {
		const response = await get(`/v1/widget/knowledge?site=${site}`, OWN);
		expect([response.status, await code(response)]).toEqual([404, expected]);
	}
});

test('among the app’s files an index is not found, however its address is spelt', () => {
	const is = (path: string) => isKnowledge(new URL(`https://edge.example${path}`));
	for (const path of [
		'/knowledge/x.bin',
		'/%6bnowledge/x.bin',
		'//knowledge//x.bin',
		'/Knowledge/x'
	])
		expect(is(path), path).toBe(true);
	for (const path of ['/', '/knowledge', '/help/knowledge/x', '/%zz'])
		expect(is(path), path).toBe(false);
});

test('what sites spend is told to a holder of an access key, site by site', async () => {
	const response = await get('/v1/usage/sites', { authorization: `Bearer ${KEY}` });
	const { data } = await response.json();
	expect(data.map(({ site, name }: { site: string; name: string }) => [site, name])).toEqual([
		['shop', 'The shop'],
		['gone', 'gone'],
		['plain', 'plain']
	]);
	expect(data[0].periods.day).toMatchObject({ turns: 0, microUsd: 0, limits: { turns: 5 } });
});

test('and to nobody else, a visitor with a session included', async () => {
	expect((await get('/v1/usage/sites')).status).toBe(401);
	const session = await fetch(`${gateway.origin}/v1/session`, {
		method: 'POST',
		body: JSON.stringify({ site: 'shop' }),
		headers: { 'content-type': 'application/json', origin: 'https://shop.example' }
	});
	const { token } = await session.json();
	const response = await get('/v1/usage/sites', {
		authorization: `Bearer ${token}`,
		origin: 'https://shop.example'
	});
	expect([response.status, await code(response)]).toEqual([403, 'operator_only']);
});
