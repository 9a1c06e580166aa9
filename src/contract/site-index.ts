// A site's pages as passages that can be searched in a browser: one file that `npm run widget -- index`
// writes, the edge serves and the widget's frame reads. Vectors are of one embedder, by its id.
// Not here: cutting pages into passages (site-index/), and finding the nearest (decide/site-search.ts).
// Laid out as vector-file.ts says, a row per passage.

import { ParseError } from './errors.ts';
import { asArray, asInteger, asString } from './parse.ts';
import { openVectorFile, packVectorFile, type VectorRows } from './vector-file.ts';

/** Of the layout above and what a passage's vector is made of (`embeddedText`). */
export const SITE_INDEX_VERSION = 1;

export type SitePage = {
	title: string;
	/** Whole, http or https. */
	url: string;
};

export type SitePassage = {
	/** Its page's place in `pages`. */
	page: number;
	/** The headings above it, outermost first, joined by “ › ”; empty before the first. */
	heading: string;
	/** The nearest heading's name in the page's address, without `#`; empty where it has none. */
	anchor: string;
	text: string;
};

export type SiteIndex = VectorRows & {
	/** The id of the embedder whose vectors these are; it begins the sha256 of its weights. */
	embedder: string;
	dimensions: number;
	/** What every page's address begins with. */
	base: string;
	pages: readonly SitePage[];
	passages: readonly SitePassage[];
};

// Of one index. A page of prose has some ten passages; more of them belong behind a search engine.
export const MOST_PASSAGES = 20_000;
export const MOST_INDEX_BYTES = 25_000_000;

const AGAIN = 'Make the index again with npm run widget -- index.';
const KIND = { path: 'index', magic: 'USK1', name: 'index of a site', again: AGAIN };

/** The text whose vector stands for a passage: its page and headings say what it is about. */
export function embeddedText(page: SitePage, { heading, text }: SitePassage): string {
	return [page.title, heading, text].filter((part) => part !== '').join('\n');
}

/** Where a passage is, its heading named where the page has a name for it. */
export function passageUrl({ pages }: Pick<SiteIndex, 'pages'>, passage: SitePassage): string {
	const url = pages[passage.page]?.url ?? '';
	return passage.anchor === '' ? url : `${url}#${encodeURIComponent(passage.anchor)}`;
}

export function packSiteIndex(index: SiteIndex): Uint8Array<ArrayBuffer> {
	const { base } = index;
	const header = {
		version: SITE_INDEX_VERSION,
		embedder: index.embedder,
		dimensions: index.dimensions,
		counts: { pages: index.pages.length, passages: index.passages.length },
		base,
		pages: index.pages.map(({ title, url }) => [url.slice(base.length), title]),
		passages: index.passages.map(({ page, heading, anchor, text }) => [page, anchor, heading, text])
	};
	return packVectorFile(KIND, header, index);
}

/**
 * Reads an index; `origins` are the site's: pages of any other are refused. Throws a ParseError that names
 * what is wrong and the next step. `bytes` are kept, not copied.
 */
export function parseSiteIndex(bytes: Uint8Array, origins: readonly string[]): SiteIndex {
	const { header, rows } = openVectorFile(KIND, bytes);
	const version = asInteger(header.version, 'index.version', 1);
	if (version !== SITE_INDEX_VERSION)
		throw new ParseError(
			'index.version',
			`is ${version}; this app reads ${SITE_INDEX_VERSION}. ${AGAIN}`
		);
	const dimensions = asInteger(header.dimensions, 'index.dimensions', 1, 4096);
	const base = addressOf(asString(header.base, 'index.base'), 'index.base', origins);
	const pages = asArray(header.pages, 'index.pages').map((item, i): SitePage => {
		const path = `index.pages[${i}]`;
		const [rest, title] = asArray(item, path);
		const url = addressOf(base + asString(rest, `${path}[0]`), `${path}[0]`, origins);
		return { url, title: asString(title, `${path}[1]`) };
	});
	const passages = asArray(header.passages, 'index.passages').map((item, i): SitePassage => {
		const path = `index.passages[${i}]`;
		const [page, anchor, heading, text] = asArray(item, path);
		return {
			page: asInteger(page, `${path}[0]`, 0, pages.length - 1),
			anchor: asString(anchor, `${path}[1]`),
			heading: asString(heading, `${path}[2]`),
			text: asString(text, `${path}[3]`)
		};
	});
	return {
		embedder: asString(header.embedder, 'index.embedder'),
		dimensions,
		base,
		pages,
		passages,
		...rows(passages.length, dimensions)
	};
}

/** Throws a ParseError where questions are embedded by another embedder than the index was. */
export function sameEmbedder(index: Pick<SiteIndex, 'embedder'>, id: string): void {
	if (index.embedder !== id)
		throw new ParseError(
			'index.embedder',
			`is “${index.embedder}”, and questions are embedded by “${id}”. ${AGAIN}`
		);
}

/** An address that may be followed: http or https, of one of the site's origins. */
function addressOf(text: string, path: string, origins: readonly string[]): string {
	const url = URL.canParse(text) ? new URL(text) : null;
	if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
		throw new ParseError(path, `should be an http or https address; is “${text.slice(0, 80)}”.`);
	if (!origins.includes(url.origin))
		throw new ParseError(
			path,
			`is on ${url.origin}, which is none of the site’s origins (${origins.join(', ')}). ${AGAIN}`
		);
	return url.href;
}
