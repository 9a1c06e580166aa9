// The widget's page may be framed by the pages of its site, and every other page by nobody.

import { expect, test } from 'vitest';
import { serveAsset } from '../../worker/assets.ts';
import { setUpPreload } from '../../worker/headers.ts';
import { configuredSites, widgetAncestors } from '../../worker/sites.ts';

const PAGE = `<!doctype html><meta http-equiv="content-security-policy" content="default-src 'self'">`;
const assets = {
	fetch: async () => new Response(PAGE, { headers: { 'content-type': 'text/html' } })
};
const SITES = configuredSites(
	{},
	{
		version: 1,
		sites: [{ key: 'shop', origins: ['https://shop.example', 'https://www.shop.example'] }]
	}
);

async function policyOf(path: string, sites = SITES): Promise<Headers> {
	const url = `https://edge.example${path}`;
	const ancestors = await widgetAncestors(new URL(url), sites);
	return (await serveAsset(new Request(url), assets, ancestors)).headers;
}

test('the widget’s page names its site’s origins, in the page’s own policy', async () => {
	for (const path of ['/widget?site=shop', '/widget/?site=shop', '/widget.html?site=shop']) {
		const headers = await policyOf(path);
		expect(headers.get('content-security-policy'), path).toBe(
			"default-src 'self'; frame-ancestors 'self' https://shop.example https://www.shop.example"
		);
		expect(headers.get('cross-origin-resource-policy'), path).toBe('cross-origin');
	}
});

test('without a site that is listed, and on every other page, nobody may frame', async () => {
	for (const path of [
		'/widget',
		'/widget?site=',
		'/widget?site=other',
		'/widget?site=__proto__',
		'/widget?site=shop%20',
		'/?site=shop',
		'/settings?site=shop',
		'/widgets?site=shop'
	]) {
		const policy = (await policyOf(path)).get('content-security-policy');
		expect(policy, path).toBe("default-src 'self'; frame-ancestors 'none'");
	}
	expect((await policyOf('/')).get('cross-origin-resource-policy')).toBe('same-origin');
});

test('a frame of the widget is isolated by itself, and isolated pages may hold it', async () => {
	const headers = await policyOf('/widget?site=shop');
	expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
	expect(headers.get('document-isolation-policy')).toBe('isolate-and-require-corp');
	expect((await policyOf('/')).has('document-isolation-policy')).toBe(false);
});

test('how the site is set up is fetched beside the scripts of its frame, where there is such a site', async () => {
	expect((await policyOf('/widget?site=shop')).get('link')).toBe(
		'</v1/widget?site=shop>; rel=preload; as=fetch; crossorigin'
	);
	for (const path of ['/widget?site=app', '/widget?site=other', '/widget', '/?site=shop'])
		expect((await policyOf(path)).has('link'), path).toBe(false);
	expect(setUpPreload('a>; rel=x, <b\r\n')).toBe(
		'</v1/widget?site=a%3E%3B%20rel%3Dx%2C%20%3Cb%0D%0A>; rel=preload; as=fetch; crossorigin'
	);
});

test('every page may load the loader, isolated ones and modules too', async () => {
	const headers = await policyOf('/embed.js');
	expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
	expect(headers.get('access-control-allow-origin')).toBe('*');
	expect(headers.get('cache-control')).toBe('public, max-age=300, stale-while-revalidate=86400');
	for (const path of ['/index.js', '/widget?site=shop', '/_app/immutable/a.js'])
		expect((await policyOf(path)).has('access-control-allow-origin'), path).toBe(false);
});

test('a list of sites that cannot be read lets nobody frame', async () => {
	const policy = (await policyOf('/widget?site=shop', configuredSites({}, {}))).get(
		'content-security-policy'
	);
	expect(policy).toContain("frame-ancestors 'none'");
});
