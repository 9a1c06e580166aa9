// A site's pages as passages that can be searched in a browser: one file that `npm run widget -- index`
// writes, the edge serves and the widget's frame reads. Vectors are of one embedder, by its id.
// Not here: cutting pages into passages (site-index/), and finding the nearest (decide/site-search.ts).
//
// Layout: "USK1", a little-endian u32 with the header's length, the header as JSON, then one float32
// scale per passage, then `dimensions` int8 per passage. A vector is its int8 times its scale.

import { ParseError } from './errors.ts';
import { asArray, asInteger, asJson, asObject, asString } from './parse.ts';

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

export type SiteIndex = {
	/** The id of the embedder whose vectors these are; it begins the sha256 of its weights. */
	embedder: string;
	dimensions: number;
	/** What every page's address begins with. */
	base: string;
	pages: readonly SitePage[];
	passages: readonly SitePassage[];
	scales: Float32Array;
	/** Row by row: `vectors[passage * dimensions + d]`. */
	vectors: Int8Array;
};

// Of one index. A page of prose has some ten passages; more of them belong behind a search engine.
export const MOST_PASSAGES = 20_000;
export const MOST_INDEX_BYTES = 25_000_000;

const MAGIC = 0x314b5355; // "USK1"
const AGAIN = 'Make the index again with npm run widget -- index.';

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
	const header = new TextEncoder().encode(
		JSON.stringify({
			version: SITE_INDEX_VERSION,
			embedder: index.embedder,
			dimensions: index.dimensions,
			counts: { pages: index.pages.length, passages: index.passages.length },
			base,
			pages: index.pages.map(({ title, url }) => [url.slice(base.length), title]),
			passages: index.passages.map(({ page, heading, anchor, text }) => [
				page,
				anchor,
				heading,
				text
			])
		})
	);
	const count = index.passages.length;
	const bytes = new Uint8Array(8 + header.length + 4 * count + index.vectors.length);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, MAGIC, true);
	view.setUint32(4, header.length, true);
	bytes.set(header, 8);
	index.scales.forEach((scale, i) => view.setFloat32(8 + header.length + 4 * i, scale, true));
	bytes.set(
		new Uint8Array(index.vectors.buffer, index.vectors.byteOffset, index.vectors.length),
		8 + header.length + 4 * count
	);
	return bytes;
}

/**
 * Reads an index; `origins` are the site's: pages of any other are refused. Throws a ParseError that names
 * what is wrong and the next step. `bytes` are kept, not copied.
 */
export function parseSiteIndex(bytes: Uint8Array, origins: readonly string[]): SiteIndex {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 8 || view.getUint32(0, true) !== MAGIC)
		throw new ParseError('index', `is no index of a site: it should begin with “USK1”. ${AGAIN}`);
	const length = view.getUint32(4, true);
	if (8 + length > bytes.length) throw new ParseError('index', `ends within its header. ${AGAIN}`);
	const header = asObject(
		asJson(new TextDecoder().decode(bytes.subarray(8, 8 + length)), 'The index’s header'),
		'index'
	);
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
	const due = passages.length * (4 + dimensions);
	if (bytes.length - 8 - length !== due)
		throw new ParseError(
			'index',
			`holds ${bytes.length - 8 - length} bytes of vectors where ${due} are due. ${AGAIN}`
		);
	const scales = Float32Array.from(passages, (_, i) => {
		const scale = view.getFloat32(8 + length + 4 * i, true);
		if (scale > 0 && Number.isFinite(scale)) return scale;
		throw new ParseError(`index.scales[${i}]`, `should be above zero. ${AGAIN}`);
	});
	const at = bytes.byteOffset + 8 + length + 4 * passages.length;
	return {
		embedder: asString(header.embedder, 'index.embedder'),
		dimensions,
		base,
		pages,
		passages,
		scales,
		vectors: new Int8Array(bytes.buffer, at, passages.length * dimensions)
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
