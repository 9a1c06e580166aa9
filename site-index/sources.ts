// Where a site's pages are read from: the files of a folder, or the pages that a sitemap names, from files
// or from the site itself. Nothing is followed: what no list names is not read, and a page that leads to
// another site is an error. Not here: reading a page (html.ts, markdown.ts).

import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { unescaped } from './html.ts';

/** A page as it was found. `kind` says how it is read. */
export type SourcePage = {
	url: string;
	kind: 'html' | 'markdown' | 'text';
	text: string;
	name: string;
};

// A site of more pages is a matter for a search engine, and a page of more bytes is none for reading.
export const MOST_PAGES = 2000;
export const MOST_PAGE_BYTES = 4_000_000;
const PATIENCE_MS = 20_000;
const MOST_REDIRECTS = 5;

const KINDS: Readonly<Record<string, SourcePage['kind']>> = {
	'.html': 'html',
	'.htm': 'html',
	'.md': 'markdown',
	'.markdown': 'markdown',
	'.txt': 'text'
};

/** What went wrong and what to do; shown without a trace. */
export class SourceError extends Error {
	override readonly name = 'SourceError';
}

/** The address of a folder's pages, `https://shop.example/help/`; throws SourceError. */
export function parseBase(text: string): string {
	const url = URL.canParse(text) ? new URL(text) : null;
	if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
		throw new SourceError(
			`“${text}” is no address of pages: it should be as https://shop.example/help/, without ? or #.`
		);
	return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

/** Every page below `folder`, by name. `cleanUrls`: addresses without `.html` and `.md`. */
export async function pagesOfFolder(
	folder: string,
	base: string,
	{ cleanUrls }: { cleanUrls: boolean }
): Promise<SourcePage[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile() && KINDS[extname(entry.name).toLowerCase()])
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => !relative(folder, path).split(sep).some(isApart))
		.toSorted();
	refuseTooMany(files.length, folder);
	if (files.length === 0)
		throw new SourceError(`${folder} holds no page: .html, .md and .txt files are read.`);
	return Promise.all(
		files.map(async (path) => {
			const name = relative(folder, path).split(sep).join('/');
			return pageOf(await textOf(path), new URL(addressFor(name, cleanUrls), base).href, name);
		})
	);
}

/** Hidden folders, and what tools keep. */
const isApart = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

function addressFor(name: string, cleanUrls: boolean): string {
	const kept = name.replace(/(^|\/)index\.[a-z]+$/i, '$1');
	const path = cleanUrls ? kept.replace(/\.(html?|md|markdown)$/i, '') : kept;
	return path.split('/').map(encodeURIComponent).join('/');
}

function pageOf(text: string, url: string, name: string): SourcePage {
	return { url, name, text, kind: KINDS[extname(name).toLowerCase()] ?? 'html' };
}

async function textOf(path: string): Promise<string> {
	const { size } = await stat(path);
	if (size > MOST_PAGE_BYTES) throw tooLarge(path, size);
	return readFile(path, 'utf8');
}

/** The addresses that a sitemap names: XML with `<loc>`, or one address a line. Throws SourceError. */
export function sitemapUrls(text: string, name: string): string[] {
	if (/<sitemapindex\b/i.test(text))
		throw new SourceError(`${name} lists sitemaps, not pages. Name one of those.`);
	const found = /<urlset\b/i.test(text)
		? [...text.matchAll(/<loc>\s*([\s\S]*?)\s*<\/loc>/gi)].map(([, url = '']) => unescaped(url))
		: text.split(/\s+/).filter((word) => word !== '');
	const urls = [...new Set(found)];
	const [first] = urls;
	if (first === undefined) throw new SourceError(`${name} names no page.`);
	refuseTooMany(urls.length, name);
	for (const url of urls)
		if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
			throw new SourceError(`${name} names “${url.slice(0, 80)}”, which is no http address.`);
	const { origin } = new URL(first);
	const other = urls.find((url) => new URL(url).origin !== origin);
	if (other !== undefined)
		throw new SourceError(
			`${name} names pages of ${origin} and ${other}. Index one site at a time.`
		);
	return urls.map((url) => Object.assign(new URL(url), { hash: '' }).href);
}

/** The pages of a sitemap from `root`, the folder the site is served from. */
export async function pagesFromFiles(urls: readonly string[], root: string): Promise<SourcePage[]> {
	return Promise.all(
		urls.map(async (url) => {
			const path = decodeURIComponent(new URL(url).pathname);
			const names = path.endsWith('/')
				? [`${path}index.html`, `${path}index.md`]
				: [path, `${path}.html`, `${path}.md`, `${path}/index.html`];
			for (const name of names) {
				const file = join(root, name);
				// What leads out of the folder is not of the site.
				if (relative(root, file).startsWith('..')) continue;
				const found = await stat(file).catch(() => null);
				if (found?.isFile()) return pageOf(await textOf(file), url, name.replace(/^\//, ''));
			}
			throw new SourceError(`${url} is no file below ${root}: looked for ${names.join(', ')}.`);
		})
	);
}

/** The pages of a sitemap from the site, one after the other: it is somebody's server. */
export async function pagesFromSite(
	urls: readonly string[],
	get: (url: string, init: RequestInit) => Promise<Response>
): Promise<SourcePage[]> {
	const pages: SourcePage[] = [];
	for (const url of urls) pages.push(await fetchPage(url, get));
	return pages;
}

async function fetchPage(
	url: string,
	get: (url: string, init: RequestInit) => Promise<Response>
): Promise<SourcePage> {
	let at = url;
	for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
		const response = await get(at, {
			redirect: 'manual',
			signal: AbortSignal.timeout(PATIENCE_MS),
			headers: { accept: 'text/html, text/markdown, text/plain' }
		}).catch((cause: unknown) => {
			throw new SourceError(
				`${at} could not be fetched. Look whether the site is up, or name its folder with --root.`,
				{ cause }
			);
		});
		const next = response.headers.get('location');
		if (response.status >= 300 && response.status < 400 && next !== null) {
			at = new URL(next, at).href;
			if (new URL(at).origin !== new URL(url).origin)
				throw new SourceError(`${url} leads to another site, ${at}. Take it off the sitemap.`);
			continue;
		}
		if (!response.ok) throw new SourceError(`${at} answered ${response.status}.`);
		const kind = kindOf(response.headers.get('content-type') ?? '');
		if (kind === null)
			throw new SourceError(`${at} is ${response.headers.get('content-type')}, which is no page.`);
		const bytes = await bytesOf(response, at);
		return { url: at, kind, text: new TextDecoder().decode(bytes), name: new URL(at).pathname };
	}
	throw new SourceError(`${url} leads on more than ${MOST_REDIRECTS} times.`);
}

function kindOf(type: string): SourcePage['kind'] | null {
	if (/^(text\/html|application\/xhtml\+xml)\b/i.test(type)) return 'html';
	if (/^text\/(x-)?markdown\b/i.test(type)) return 'markdown';
	return /^text\/plain\b/i.test(type) ? 'text' : null;
}

async function bytesOf({ body }: Response, url: string): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	let size = 0;
	if (body !== null)
		for await (const part of body) {
			size += part.byteLength;
			if (size > MOST_PAGE_BYTES) throw tooLarge(url, size);
			parts.push(part);
		}
	return Buffer.concat(parts);
}

const tooLarge = (what: string, bytes: number): SourceError =>
	new SourceError(`${what} has ${bytes} bytes or more; a page may have ${MOST_PAGE_BYTES}.`);

function refuseTooMany(count: number, where: string): void {
	if (count > MOST_PAGES)
		throw new SourceError(`${where} has ${count} pages; an index may have ${MOST_PAGES}.`);
}
