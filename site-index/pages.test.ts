// Pages of a site as passages: what of HTML, Markdown and text is read, under which heading and address,
// and what is refused, with the reason.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { textDocument } from './document.ts';
import { asksNotToBeIndexed, htmlDocument } from './html.ts';
import { makeIndex } from './make-index.ts';
import { markdownDocument } from './markdown.ts';
import { MOST_CHARACTERS } from '../src/decide/cut-passages.ts';
import { passagesOf } from './passages.ts';
import {
	pagesFromFiles,
	pagesFromSite,
	pagesOfFolder,
	parseBase,
	sitemapUrls,
	SourceError
} from './sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-site-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PAGE = `<!doctype html><html><head><title>Help &amp; more</title>
	<script>document.write('<h2>no heading</h2>')</script><style>h1 { color: red }</style></head>
	<body><nav><a href="/">Home</a></nav><main><h1>Help</h1><p>First&nbsp;words, caf&eacute; &#8211; yes.</p>
	<section id="parcels"><h2>Parcels <a href="#parcels">#</a></h2><p>They <b>come</b> soon.<br>Or later.</p>
	<ul><li>One</li><li>Two</li></ul><div hidden><p>Not seen</p></div></section>
	<h3 id="lost">Lost ones</h3><p>Ask us</main><footer>Company number</footer></body></html>`;

describe('a page of HTML', () => {
	test('gives its headings with their names, its blocks, and nothing of scripts and navigation', () => {
		const { title, sections } = htmlDocument(PAGE, 'help.html');
		expect(title).toBe('Help');
		expect(sections.slice(1)).toEqual([
			{ level: 1, heading: 'Help', anchor: '', blocks: ['First words, café – yes.'] },
			{
				level: 2,
				heading: 'Parcels',
				anchor: 'parcels',
				blocks: ['They come soon.', 'Or later.', 'One', 'Two']
			},
			{ level: 3, heading: 'Lost ones', anchor: 'lost', blocks: ['Ask us'] }
		]);
		expect(sections[0]?.blocks).toEqual([]);
	});

	test('is read as it stands where it is broken, and never runs away', () => {
		for (const html of [
			'<',
			'<p',
			'<h2>Open',
			'<!-- never closed',
			'<script>x',
			'</p></p>',
			'&#xd800;',
			''
		])
			expect(() => htmlDocument(html, 'x')).not.toThrow();
		expect(htmlDocument('<p>Words<p>More', 'x').sections[0]?.blocks).toEqual(['Words', 'More']);
		expect(htmlDocument('<p title="a > b">Words', 'x').sections[0]?.blocks).toEqual(['Words']);
		expect(htmlDocument('<p>a<script>if (1<2) "</p>"</script>b', 'x').sections[0]?.blocks).toEqual([
			'a',
			'b'
		]);
		// Reading these in quadratic time would take minutes.
		htmlDocument('<'.repeat(200_000) + 'a '.repeat(100_000), 'x');
		htmlDocument(`<a ${'"'.repeat(50_001)}`, 'x');
	});

	test('may ask not to be indexed', () => {
		expect(asksNotToBeIndexed('<meta name="robots" content="noindex, follow">')).toBe(true);
		expect(asksNotToBeIndexed('<meta content="index" name="robots">')).toBe(false);
	});
});

test('a Markdown page gives the names that GitHub gives its headings, and plain words', () => {
	const { title, sections } = markdownDocument(
		'---\ntitle: "Paying"\n---\n# Paying\n\n![badge](x.svg)\n\n## VAT & invoices\n\nSee [the *mail*](x) with `code` &amp; a <b>tag</b>.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## VAT & invoices\n\nAgain.',
		'pay.md'
	);
	expect(title).toBe('Paying');
	expect(sections.map(({ anchor, blocks }) => [anchor, blocks])).toEqual([
		['', []],
		['paying', []],
		['vat--invoices', ['See the mail with code & a tag.', 'one', 'two', 'a | b', '1 | 2']],
		['vat--invoices-1', ['Again.']]
	]);
});

test('a text without marks is its paragraphs, under its first line', () => {
	expect(textDocument('Opening hours\n\nTen to\nfive.\n', 'x.txt')).toEqual({
		title: 'Opening hours',
		sections: [{ level: 0, heading: '', anchor: '', blocks: ['Opening hours', 'Ten to five.'] }]
	});
});

describe('passages', () => {
	test('stand under all headings above them, without the page’s own title', () => {
		expect(passagesOf(htmlDocument(PAGE, 'x'))).toEqual([
			{ heading: '', anchor: '', text: 'First words, café – yes.' },
			{ heading: 'Parcels', anchor: 'parcels', text: 'They come soon.\nOr later.\nOne\nTwo' },
			{ heading: 'Parcels › Lost ones', anchor: 'lost', text: 'Ask us' }
		]);
	});

	test('are cut between sentences, hold every word once, and none is too long', () => {
		const sentence = 'The parcel leaves on Monday and comes on Wednesday. ';
		const long = `${sentence.repeat(30)}${'x'.repeat(1200)} end.`;
		const passages = passagesOf({
			title: 'T',
			sections: [{ level: 2, heading: 'H', anchor: 'h', blocks: [long, 'Short.'] }]
		});
		for (const { text } of passages) expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS + 60);
		expect(
			passages
				.map(({ text }) => text)
				.join('')
				.replaceAll(/\s/g, '')
		).toBe(`${long}Short.`.replaceAll(/\s/g, ''));
		expect(passages[0]?.text.endsWith('Wednesday.')).toBe(true);
	});
});

describe('sources', () => {
	test('a folder’s pages have the addresses they are served under', async () => {
		mkdirSync(join(folder, 'site/help/.git'), { recursive: true });
		for (const name of [
			'index.html',
			'help/index.md',
			'help/a b.html',
			'help/.git/x.html',
			'style.css'
		])
			writeFileSync(join(folder, 'site', name), 'Words.');
		const urls = async (cleanUrls: boolean) =>
			(
				await pagesOfFolder(join(folder, 'site'), parseBase('https://shop.example/docs'), {
					cleanUrls
				})
			).map(({ url }) => url);
		expect(await urls(false)).toEqual([
			'https://shop.example/docs/help/a%20b.html',
			'https://shop.example/docs/help/',
			'https://shop.example/docs/'
		]);
		expect((await urls(true))[0]).toBe('https://shop.example/docs/help/a%20b');
		mkdirSync(join(folder, 'none'));
		await expect(
			pagesOfFolder(join(folder, 'none'), 'https://a.example/', { cleanUrls: false })
		).rejects.toThrow('holds no page');
	});

	test('a sitemap names pages of one site', () => {
		const xml = `<?xml version="1.0"?><urlset><url><loc> https://a.example/x?a=1&amp;b=2#top </loc></url>
			<url><loc>https://a.example/y</loc></url></urlset>`;
		expect(sitemapUrls(xml, 's.xml')).toEqual([
			'https://a.example/x?a=1&b=2',
			'https://a.example/y'
		]);
		expect(sitemapUrls('https://a.example/x\nhttps://a.example/y\n', 's.txt')).toHaveLength(2);
		for (const [text, message] of [
			['<sitemapindex><sitemap/></sitemapindex>', 'lists sitemaps'],
			['https://a.example/ https://b.example/', 'one site at a time'],
			['ftp://a.example/', 'no http address'],
			['', 'names no page'],
			[Array.from({ length: 2001 }, (_, i) => `https://a.example/${i}`).join('\n'), '2001 pages']
		])
			expect(() => sitemapUrls(text ?? '', 's'), message).toThrow(message);
		for (const base of ['shop.example', 'file:///x', 'https://a.example/?x'])
			expect(() => parseBase(base), base).toThrow(SourceError);
	});

	test('its pages are read below the folder they are served from, and nowhere else', async () => {
		const root = join(folder, 'site');
		const found = await pagesFromFiles(['https://a.example/', 'https://a.example/help/'], root);
		expect(found.map(({ name, kind }) => [name, kind])).toEqual([
			['index.html', 'html'],
			['help/index.md', 'markdown']
		]);
		writeFileSync(join(folder, 'secret.html'), 'Secret.');
		for (const url of ['https://a.example/nothing', 'https://a.example/%2e%2e%2fsecret.html'])
			await expect(pagesFromFiles([url], root), url).rejects.toThrow('is no file below');
	});

	test('from the site itself they are fetched, and what leads elsewhere or is no page is refused', async () => {
		const server = createServer(({ url }, response) => {
			if (url === '/moved') response.writeHead(302, { location: '/page' });
			else if (url === '/away') response.writeHead(302, { location: 'https://evil.example/' });
			else if (url === '/round') response.writeHead(302, { location: '/round' });
			else if (url === '/picture') response.writeHead(200, { 'content-type': 'image/png' });
			else if (url === '/page')
				response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
			else if (url === '/large') response.writeHead(200, { 'content-type': 'text/html' });
			else response.writeHead(404);
			response.end(url === '/large' ? 'x'.repeat(4_000_001) : '<p>Words of the page.');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const at = (path: string) =>
			`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
		try {
			const [page] = await pagesFromSite([at('/moved')], fetch);
			expect(page).toMatchObject({ url: at('/page'), kind: 'html', text: '<p>Words of the page.' });
			for (const [path, message] of [
				['/away', 'leads to another site'],
				['/round', 'more than 5 times'],
				['/picture', 'is no page'],
				['/nothing', 'answered 404'],
				['/large', 'a page may have']
			])
				await expect(pagesFromSite([at(path ?? '')], fetch), path).rejects.toThrow(message);
		} finally {
			server.closeAllConnections();
			server.close();
		}
		const gone = async () => Promise.reject(new TypeError('fetch failed'));
		await expect(pagesFromSite(['https://a.example/'], gone)).rejects.toThrow(
			'could not be fetched'
		);
	});
});

test('an index leaves out pages that ask for it or say nothing, and says which', async () => {
	const embedder = {
		id: 'embedder-test',
		dimensions: 2,
		embed: async (texts: readonly string[]) => texts.map(() => Float32Array.of(1, 0))
	};
	const page = (name: string, text: string) => ({
		url: `https://a.example/${name}`,
		kind: 'html' as const,
		text,
		name
	});
	const sources = [
		page('a', '<h1>A</h1><p>Words.'),
		page('b', '<meta name="robots" content="noindex"><p>Words.'),
		page('c', '<h1>Empty</h1>')
	];
	const { index, left } = await makeIndex(sources, 'https://a.example/', embedder);
	expect(index.pages).toEqual([{ title: 'A', url: 'https://a.example/a' }]);
	expect(left.map(({ url }) => url)).toEqual(['https://a.example/b', 'https://a.example/c']);
	await expect(makeIndex(sources.slice(1), 'https://a.example/', embedder)).rejects.toThrow(
		'there is no index'
	);
});
