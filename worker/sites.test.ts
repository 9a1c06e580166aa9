import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
	configuredSites,
	frameAncestors,
	isLoopback,
	keyValueSites,
	parseBudgets,
	parseSites
} from './sites.ts';

const SITE = { key: 'shop', name: 'Shop', origins: ['https://shop.example'] };
const document = (...sites: unknown[]) => ({ version: 1, sites });

test('reads the file that the project ships, and one with every field', () => {
	const shipped = new URL('../sites.json', import.meta.url);
	expect(parseSites(JSON.parse(readFileSync(shipped, 'utf8')))).toEqual([]);
	const [site] = parseSites({
		$schema: './worker/sites.schema.json',
		...document({
			...SITE,
			origins: ['https://shop.example', 'https://www.shop.example:8443', 'http://localhost:5173'],
			budget: { user: { day: { turns: 5 } }, site: { month: { microUsd: 7, tokens: null } } }
		})
	});
	expect(site).toMatchObject({ key: 'shop', name: 'Shop' });
	expect(site?.budget.user?.day).toEqual({ turns: 5, tokens: null, microUsd: null });
	expect(site?.budget.site?.month).toEqual({ turns: null, tokens: null, microUsd: 7 });
});

describe('refuses, saying where and why', () => {
	for (const [what, value, message] of [
		['no list', { version: 1 }, 'sites: should be a list, is missing'],
		['another version', { version: 2, sites: [] }, 'sites.json.version: '],
		['an unknown field', document({ ...SITE, orgins: [] }), 'sites[0].orgins: is not known'],
		['no key', document({ origins: SITE.origins }), 'sites[0].key: should be text'],
		['a short key', document({ ...SITE, key: 'a' }), 'sites[0].key: should be 3 to 64'],
		['a reserved key', document({ ...SITE, key: 'app' }), 'not “app”'],
		['a key twice', document(SITE, SITE), 'sites[1].key: “shop” is there twice'],
		['no origins', document({ ...SITE, origins: [] }), 'sites[0].origins: should list at least'],
		[
			'a path',
			document({ ...SITE, origins: ['https://a.example/x'] }),
			'written as https://a.example'
		],
		[
			'a slash',
			document({ ...SITE, origins: ['https://a.example/'] }),
			'written as https://a.example'
		],
		[
			'upper case',
			document({ ...SITE, origins: ['https://A.example'] }),
			'written as https://a.example'
		],
		['the usual port', document({ ...SITE, origins: ['https://a.example:443'] }), 'written as'],
		['a pattern', document({ ...SITE, origins: ['https://*.a.example'] }), 'should be an origin'],
		['every origin', document({ ...SITE, origins: ['*'] }), 'should be an origin'],
		['null', document({ ...SITE, origins: ['null'] }), 'should be an origin'],
		['http', document({ ...SITE, origins: ['http://a.example'] }), 'should begin with https'],
		['a file', document({ ...SITE, origins: ['file:///x'] }), 'should be an origin'],
		['a header', document({ ...SITE, origins: ['https://a.example; script-src *'] }), 'origins[0]'],
		[
			'a budget of text',
			document({ ...SITE, budget: { user: { day: { turns: '5' } } } }),
			'turns: '
		],
		[
			'a negative budget',
			document({ ...SITE, budget: { site: { day: { turns: -1 } } } }),
			'turns: '
		],
		['another period', document({ ...SITE, budget: { user: { week: {} } } }), 'week: is not known'],
		['another unit', document({ ...SITE, budget: { user: { day: { usd: 1 } } } }), 'turns, tokens']
	] as const)
		test(what, () => {
			expect(() => parseSites(value)).toThrow(message);
		});
});

test('a webhook is read for the edge alone: of what the widget is told it is no part', () => {
	const url = 'https://hooks.shop.example/secret';
	const withHandoff = (handoff: unknown) => parseSites(document({ ...SITE, widget: { handoff } }));
	const [site] = withHandoff({ kind: 'webhook', url });
	expect(site?.webhook).toBe(url);
	expect(JSON.stringify(site?.widget)).not.toContain('secret');
	expect(withHandoff({ kind: 'page' })[0]?.webhook).toBeNull();
	expect(withHandoff({ kind: 'webhook', url: 'http://127.0.0.1:99/x' })[0]?.webhook).toContain(
		':99'
	);
	for (const bad of [undefined, '', '/inside', 'http://shop.example', 'https://me:pw@shop.example'])
		expect(() => withHandoff({ kind: 'webhook', url: bad }), String(bad)).toThrow(
			'sites[0].widget.handoff.url: should be'
		);
});

test('the schema for editors knows the same fields', () => {
	const schema = readFileSync(new URL('./sites.schema.json', import.meta.url), 'utf8');
	const { properties, $defs } = JSON.parse(schema);
	expect(Object.keys(properties)).toEqual(['$schema', 'version', 'sites']);
	expect(Object.keys($defs.site.properties)).toEqual([
		'key',
		'name',
		'origins',
		'budget',
		'widget'
	]);
	expect(Object.keys($defs.limits.properties)).toEqual(['turns', 'tokens', 'microUsd']);
});

test('budgets without a word have no limits', () => {
	expect(parseBudgets({}, 'b')).toEqual({});
	expect(parseBudgets({ user: {} }, 'b').user?.day.turns).toBeNull();
});

test('sites in KV are read again after a minute, and stand in for the file', async () => {
	let stored: string | null = null;
	let reads = 0;
	const clock = { ms: 0, nowMs: () => clock.ms, delay: async () => {} };
	const kv = { get: async () => (reads++, stored) };
	const sites = keyValueSites(kv, configuredSites({}, document(SITE)), clock);
	expect((await sites.all()).map(({ key }) => key)).toEqual(['shop']);
	stored = JSON.stringify(document({ ...SITE, key: 'other' }));
	expect((await sites.all()).map(({ key }) => key)).toEqual(['shop']);
	clock.ms = 60_000;
	expect((await sites.all()).map(({ key }) => key)).toEqual(['other']);
	expect(reads).toBe(2);
	stored = '{';
	clock.ms = 120_000;
	await expect(sites.all()).rejects.toThrow('sites.json in KV is not valid JSON');
	stored = JSON.stringify(document());
	expect(await sites.all()).toEqual([]);
});

test('the widget may stand in the site’s pages alone, and nowhere without a site', () => {
	const [site = null] = parseSites(document(SITE));
	expect(frameAncestors(site)).toBe("'self' https://shop.example");
	expect(frameAncestors(null)).toBe("'none'");
});

test('loopback is this machine in every form, and nothing that only begins like it', () => {
	for (const name of ['localhost', 'app.localhost', '127.0.0.1', '127.1.2.3', '[::1]'])
		expect(isLoopback(name), name).toBe(true);
	for (const name of ['localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1', '[::2]'])
		expect(isLoopback(name), name).toBe(false);
});
