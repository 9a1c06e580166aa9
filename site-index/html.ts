// Reads what a page says out of its HTML: title, headings with their ids, and blocks of text. It is a
// reader of tags and not a browser: nothing is run or fetched, what is broken is read as it stands, and
// navigation, headers and footers are left out. Of a page with <main> (or one <article>) only that is read.

import { newSection, plain, type Section, type SiteDocument } from './document.ts';

const SKIPPED = new Set(
	'script style template noscript svg math nav header footer aside form select button iframe object dialog'.split(
		' '
	)
);
/** Their end ends a block of text; anything else is part of a line. */
const BLOCKS = new Set(
	`address article blockquote body br caption dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6
	hr li main ol p pre section summary table tbody td tfoot th thead tr ul`.split(/\s+/)
);
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
/** What ends at its own end tag alone, whatever stands in it. */
const RAW = new Set([
	'script',
	'style',
	'textarea',
	'title',
	'noscript',
	'template',
	'svg',
	'math'
]);

const TAG =
	/<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[|<[!?][^>]*>|<(\/?)([a-z][a-z0-9-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;

const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
	shy: '',
	ndash: '–',
	mdash: '—',
	hellip: '…',
	lsquo: '‘',
	rsquo: '’',
	ldquo: '“',
	rdquo: '”',
	bdquo: '„',
	laquo: '«',
	raquo: '»',
	euro: '€',
	pound: '£',
	copy: '©',
	reg: '®',
	trade: '™',
	times: '×',
	deg: '°',
	middot: '·',
	bull: '•',
	rarr: '→',
	larr: '←',
	auml: 'ä',
	ouml: 'ö',
	uuml: 'ü',
	Auml: 'Ä',
	Ouml: 'Ö',
	Uuml: 'Ü',
	szlig: 'ß',
	eacute: 'é',
	egrave: 'è',
	agrave: 'à',
	ccedil: 'ç',
	ntilde: 'ñ'
};

export function unescaped(text: string): string {
	return text.replace(
		/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}\d{0,2}));?/gi,
		(all, ...found) => {
			const [decimal, hex, name] = found as (string | undefined)[];
			if (name !== undefined) return ENTITIES[name] ?? all;
			const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
			return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
				? String.fromCodePoint(code)
				: '';
		}
	);
}

function attribute(tag: string, name: string): string {
	const found = new RegExp(
		`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`,
		'i'
	).exec(tag);
	return unescaped(found?.[1] ?? found?.[2] ?? found?.[3] ?? '');
}

/** Whether the page asks not to be searched (`<meta name="robots" content="noindex">`). */
export function asksNotToBeIndexed(html: string): boolean {
	return [...html.matchAll(/<meta\b[^>]*>/gi)].some(
		([tag]) =>
			/^robots$/i.test(attribute(tag, 'name')) && /noindex|none/i.test(attribute(tag, 'content'))
	);
}

/** `name` stands in for a title the page has not. */
export function htmlDocument(html: string, name: string): SiteDocument {
	const title = plain(unescaped(/<title\b[^>]*>([\s\S]*?)<\/title>/i.exec(html)?.[1] ?? ''));
	const reader = sectionReader();
	let skipping: { tag: string; depth: number } | null = null;
	let at = 0;
	const source = contentOf(html);
	TAG.lastIndex = 0;
	for (let found = TAG.exec(source); found !== null; found = TAG.exec(source)) {
		if (skipping === null) reader.text(unescaped(source.slice(at, found.index)));
		at = TAG.lastIndex;
		const [, slash, given, rest = ''] = found;
		if (given === undefined) continue;
		const tag = given.toLowerCase();
		const ends = slash === '/';
		const empty = VOID.has(tag) || rest.endsWith('/');
		if (skipping !== null) {
			if (tag !== skipping.tag || empty) continue;
			skipping.depth += ends ? -1 : 1;
			if (skipping.depth === 0) skipping = null;
			continue;
		}
		if (!ends && !empty && (SKIPPED.has(tag) || RAW.has(tag) || isHidden(rest))) {
			reader.endBlock();
			skipping = { tag, depth: 1 };
			// Until its own end, also where something in it looks like a tag.
			if (RAW.has(tag)) {
				const end = source.toLowerCase().indexOf(`</${tag}`, at);
				TAG.lastIndex = end < 0 ? source.length : end;
				at = TAG.lastIndex;
			}
			continue;
		}
		if (/^h[1-6]$/.test(tag)) {
			if (ends) reader.endHeading();
			else reader.beginHeading(Number(tag[1]), attribute(rest, 'id'));
		} else if (BLOCKS.has(tag)) reader.endBlock();
		if (!ends) reader.named(attribute(rest, 'id'), tag);
	}
	if (skipping === null) reader.text(unescaped(source.slice(at)));
	const sections = reader.sections();
	const heading = sections.find(({ level }) => level === 1)?.heading ?? '';
	return { title: heading || title || name, sections };
}

const isHidden = (rest: string): boolean =>
	/\shidden(?=[\s=/]|$)/i.test(rest) || /\saria-hidden\s*=\s*["']?true/i.test(rest);

/** What is in <main>, else in the only <article>, else in <body>, else all of it. */
function contentOf(html: string): string {
	for (const name of ['main', 'article', 'body']) {
		const begins = [...html.matchAll(new RegExp(`<${name}\\b[^>]*>`, 'gi'))];
		if (begins.length === 0 || (name === 'article' && begins.length > 1)) continue;
		const from = begins[0]!.index + begins[0]![0].length;
		const end = html.toLowerCase().lastIndexOf(`</${name}`);
		return html.slice(from, end > from ? end : undefined);
	}
	return html;
}

function sectionReader() {
	const sections: Section[] = [newSection()];
	let block = '';
	let heading: { level: number; anchor: string } | null = null;
	/** Of an element just before a heading: many sites name the section and not the heading. */
	let sectionName = '';
	const endBlock = () => {
		const text = plain(block);
		block = '';
		if (text === '' || heading !== null) return;
		sections.at(-1)!.blocks.push(text);
		sectionName = '';
	};
	return {
		text: (text: string) => void (block += text),
		endBlock,
		named(id: string, tag: string) {
			if (id === '') return;
			if (heading !== null) heading.anchor ||= id;
			else if (tag === 'section' || tag === 'div' || tag === 'a' || tag === 'article')
				sectionName = id;
		},
		beginHeading(level: number, id: string) {
			endBlock();
			heading = { level, anchor: id || sectionName };
			sectionName = '';
		},
		endHeading() {
			if (heading === null) return;
			const text = plain(block).replace(/\s*[#¶§]$/, '');
			if (text !== '') sections.push(newSection(heading.level, text, heading.anchor));
			block = '';
			heading = null;
		},
		sections(): Section[] {
			heading = null;
			endBlock();
			return sections;
		}
	};
}
