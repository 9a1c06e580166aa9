// The operator's page without a browser: what is pasted into a site comes out as it was typed and as nothing
// more, what the Worker refuses is shown where it stands, in both languages, and what the preview is told.

import { describe, expect, test } from 'vitest';
import { parseSiteConfig, PREVIEW_SITE } from '../../contract/widget.ts';
import { frameAncestors, parseSites, widgetAncestors } from '../../../worker/sites.ts';
import de from '../messages/operator/de.ts';
import { readPreviewConfig, writePreviewConfig } from '../widget/preview-config.ts';
import { checkSites, offsetOf, pathSteps } from './check-sites.ts';
import { askUsage } from './site-usage.ts';
import {
	BLANK,
	hostPage,
	lateScript,
	policyOf,
	previewConfigOf,
	sitesJsonOf,
	snippetOf,
	type SetUp
} from './set-up.ts';

const SHOP: SetUp = {
	...BLANK,
	key: 'shop',
	origin: 'https://shop.example',
	title: 'Help & more',
	greeting: 'Hello!',
	suggestions: 'One?\n\n Two? ',
	colours: { ...BLANK.colours, accent: '#0a5c36' }
};
const EDGE = 'https://edge.example';

describe('the snippet', () => {
	test('while the page loads is one tag behind a button, and an element with its room in the page', () => {
		const comes = 'with';
		expect(snippetOf({ ...BLANK, key: 'shop', comes }, EDGE)).toBe(
			'<script async src="https://edge.example/embed.js" data-site="shop"></script>'
		);
		expect(snippetOf({ ...SHOP, comes, position: 'start', theme: 'dark' }, EDGE)).toBe(
			'<style>understudy-chat { --understudy-accent: #0a5c36 }</style>\n' +
				'<script async src="https://edge.example/embed.js" data-site="shop" data-position="start" data-theme="dark"></script>'
		);
		expect(snippetOf({ ...SHOP, comes, mode: 'inline' }, EDGE)).toBe(
			'<style>understudy-chat { display: block; height: 560px; --understudy-accent: #0a5c36 }</style>\n' +
				'<understudy-chat site="shop" mode="inline"></understudy-chat>\n' +
				'<script async src="https://edge.example/embed.js"></script>'
		);
	});

	test('asks for nothing of the chat before the page was painted, where nothing else is wished', () => {
		const late = lateScript(EDGE);
		expect(late).toContain("import('https://edge.example/embed.js')");
		expect(snippetOf({ ...BLANK, key: 'shop', theme: 'dark' }, EDGE)).toBe(
			`<understudy-chat site="shop" origin="https://edge.example" theme="dark"></understudy-chat>\n${late}`
		);
		expect(snippetOf({ ...BLANK, key: 'shop', mode: 'inline' }, EDGE)).toBe(
			'<style>understudy-chat { display: block; height: 560px }</style>\n' +
				`<understudy-chat site="shop" origin="https://edge.example" mode="inline"></understudy-chat>\n${late}`
		);
	});

	test('needs two directives of a policy', () => {
		expect(policyOf(EDGE)).toBe('script-src https://edge.example; frame-src https://edge.example');
	});

	test('lets nothing that was typed become markup', () => {
		const evil = '"><script>alert(1)</script>';
		const colours = {
			...BLANK.colours,
			accent: 'red } </style><script>alert(1)</script>',
			ink: 'url(x:y)'
		};
		for (const mode of ['launcher', 'inline'] as const) {
			const set = { ...SHOP, key: evil, title: evil, mode, colours };
			for (const comes of ['with', 'after'] as const) {
				expect(snippetOf({ ...set, comes }, EDGE)).not.toContain('<script>alert');
				expect(snippetOf({ ...set, comes }, EDGE)).not.toContain('</style><script>');
			}
			expect(hostPage(set, 'light', { title: evil, text: evil, lang: '"x' })).not.toContain(
				'<script>alert'
			);
		}
	});
});

test('the entry for sites.json is one that the Worker takes, and says what was typed', () => {
	const [site] = parseSites(JSON.parse(sitesJsonOf(SHOP)));
	expect(site).toMatchObject({
		key: 'shop',
		origins: ['https://shop.example'],
		widget: { title: 'Help & more', greeting: 'Hello!', suggestions: ['One?', 'Two?'] }
	});
	expect(checkSites(sitesJsonOf(BLANK), parseSites)).toMatchObject({ outcome: 'right' });
});

test('the preview’s frame reads what the form says, and stands in the edge’s own pages alone', async () => {
	const kept = new Map<string, string>();
	const storage = () => ({
		setItem: (key: string, value: string) => void kept.set(key, value),
		getItem: (key: string) => kept.get(key) ?? null
	});
	expect(() => readPreviewConfig(storage)).toThrow('is not valid JSON');
	writePreviewConfig(storage, previewConfigOf(SHOP, EDGE));
	expect(readPreviewConfig(storage)).toEqual(
		parseSiteConfig({ ...previewConfigOf(SHOP, EDGE), key: PREVIEW_SITE })
	);
	writePreviewConfig(
		() => {
			throw new DOMException('refused', 'SecurityError');
		},
		previewConfigOf(SHOP, EDGE)
	);
	const url = new URL(`${EDGE}/widget?site=${PREVIEW_SITE}`);
	expect(await widgetAncestors(url, { all: async () => [] })).toBe("'self'");
	expect(frameAncestors(null)).toBe("'none'");
	expect(() => parseSites({ version: 1, sites: [{ key: PREVIEW_SITE, origins: [EDGE] }] })).toThrow(
		`not “${PREVIEW_SITE}”`
	);
});

test('the preview’s page shows the host’s kind, and the theme of the host where it follows the system', () => {
	const words = { title: 'Host', text: 'Words', lang: 'en' };
	expect(hostPage(SHOP, 'dark', words)).toContain('data-theme="dark"');
	expect(hostPage(SHOP, 'light', words)).toContain('data-theme="light"');
	expect(hostPage({ ...SHOP, theme: 'dark' }, 'light', words)).toContain('data-theme="dark"');
	expect(hostPage({ ...SHOP, mode: 'inline' }, 'dark', words)).toContain(
		'mode="inline" theme="dark"'
	);
	// The policy of this app: no inline script, no style element.
	expect(hostPage(SHOP, 'dark', words)).not.toMatch(/<style|<script(?![^>]*src=)/);
});

describe('a pasted document', () => {
	const document = `{
  "version": 1,
  "sites": [
    {"key": "shop", "origins": ["https://shop.example"]},
    {
      "key": "docs",
      "origins": ["https://docs.example/x", "b"],
      "widget": {"title": "A \\"quoted\\" {[", "engines": ["none"]}
    }
  ]
}`;
	const changed = (from: string, to: string) => checkSites(document.replace(from, to), parseSites);

	test('is wrong where it is wrong: line, column and field', () => {
		expect(checkSites(document, parseSites)).toEqual({
			outcome: 'wrong',
			field: 'sites[1].origins[0]',
			message: 'should be written as https://docs.example; is “https://docs.example/x”.',
			line: 7,
			column: 19
		});
		const origins = '"https://docs.example"]';
		const fixed = (text: string) => text.replace('"https://docs.example/x", "b"]', origins);
		expect(checkSites(fixed(document), parseSites)).toMatchObject({
			field: 'sites[1].widget.engines[0]',
			line: 8,
			column: 58
		});
		expect(changed('"version": 1', '"version": 2')).toMatchObject({ field: 'version', line: 2 });
		expect(changed('"key": "docs"', '"kei": "docs"')).toMatchObject({
			field: 'sites[1].kei',
			line: 6
		});
		// What is missing is shown by what lacks it.
		expect(changed('"key": "shop", ', '')).toMatchObject({ field: 'sites[0].key', line: 4 });
		expect(checkSites('[]', parseSites)).toMatchObject({ field: 'sites.json', line: 1, column: 1 });
	});

	test('that is no JSON is shown where it stops being some', () => {
		for (const [text, line, column] of [
			['', 1, 1],
			['{\n  "version": 1\n  "sites": []\n}', 3, 3],
			['{"version": 1,\n "sites": [],\n}', 3, 1],
			["{\n'version': 1}", 2, 1],
			['{"a": "never closed\n}', 1, 20],
			['{"a": 1} x', 1, 10],
			['[1, 2', 1, 6]
		] as const)
			expect(checkSites(text, parseSites), text).toMatchObject({
				outcome: 'wrong',
				field: '',
				line,
				column
			});
	});

	test('that is right lists its sites', () => {
		const right = changed('["https://docs.example/x", "b"]', '["https://docs.example"]');
		expect(right).toMatchObject({ outcome: 'wrong' });
		expect(
			checkSites(
				'{"version": 1, "sites": [{"key": "shop", "origins": ["https://a.example"]}]}',
				parseSites
			)
		).toMatchObject({ outcome: 'right', sites: [{ key: 'shop', origins: ['https://a.example'] }] });
	});

	test('is refused in German too', () => {
		const site = { key: 'shop', origins: ['https://a.example'] };
		const wrong: unknown[] = [
			{ ...site, key: 7 },
			{ ...site, key: 'a' },
			{ ...site, origins: [] },
			{ ...site, origins: 'x' },
			{ ...site, origins: ['*'] },
			{ ...site, origins: ['https://A.example'] },
			{ ...site, origins: ['http://a.example'] },
			{ ...site, extra: 1 },
			{ ...site, budget: [] },
			{ ...site, budget: { user: { day: { turns: -1 } } } },
			{ ...site, budget: { user: { day: { usd: 1 } } } },
			{ ...site, widget: { title: 'x'.repeat(81) } },
			{ ...site, widget: { suggestions: Array(7).fill('x') } },
			{ ...site, widget: { engines: [] } },
			{
				...site,
				widget: {
					engines: ['edge'],
					knowledge: { file: 'x.bin', sha256: 'a'.repeat(64), bytes: 1 }
				}
			},
			{ ...site, widget: { mode: 'custom' } },
			{ ...site, widget: { handoff: { kind: 'mailto', address: 'x' } } },
			{ ...site, widget: { handoff: { kind: 'webhook', url: 'x' } } },
			{ ...site, widget: { knowledge: { file: 'x' } } },
			{ ...site, widget: { knowledge: { file: 'x.bin', sha256: 'x' } } }
		];
		for (const one of wrong) {
			const found = checkSites(JSON.stringify({ version: 1, sites: [one] }), parseSites);
			if (found.outcome !== 'wrong') throw new Error(`${JSON.stringify(one)} was taken.`);
			expect(de.check.said(found.message), found.message).not.toBe(found.message);
		}
		const twice = checkSites(JSON.stringify({ version: 1, sites: [site, site] }), parseSites);
		expect(twice.outcome === 'wrong' && de.check.said(twice.message)).toBe(
			'„shop“ kommt zweimal vor.'
		);
	});

	test('a path is found in any spelling of it', () => {
		expect(pathSteps('sites[10].widget.handoff.url')).toEqual([
			'sites',
			10,
			'widget',
			'handoff',
			'url'
		]);
		const text = '{"a": {"]": [1, {"b\\u0063": "x"}]}}';
		expect(text.slice(offsetOf(text, ['a', ']', 1, 'bc']))).toBe('"x"}]}}');
	});
});

test('what sites have spent is asked with the key, and a refusal is the edge’s own sentence', async () => {
	const period = {
		turns: 2,
		promptTokens: 3,
		completionTokens: 4,
		microUsd: 5,
		limits: { turns: 9, tokens: null, microUsd: null },
		resetsAtMs: 0
	};
	const site = { site: 'shop', name: 'Shop', periods: { day: period, month: period } };
	const sent: RequestInit[] = [];
	const told = await askUsage('secret', async (_url, init) => {
		sent.push(init);
		return Response.json({ object: 'list', data: [site] });
	});
	expect(sent).toEqual([{ headers: { authorization: 'Bearer secret' } }]);
	expect(told).toMatchObject({
		outcome: 'told',
		sites: [{ site: 'shop', day: { turns: 2, tokens: 7, microUsd: 5, limits: { turns: 9 } } }]
	});
	const refused = await askUsage('x', async () =>
		Response.json({ error: { message: 'The key is not known here.' } }, { status: 401 })
	);
	expect(refused).toEqual({ outcome: 'refused', message: 'The key is not known here.' });
	for (const answer of [new Response('<html>'), Response.json({ data: [{}] }), Response.json(null)])
		expect(await askUsage('x', async () => answer)).toEqual({ outcome: 'refused', message: '' });
});
