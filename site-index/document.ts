// What every kind of page is read into: its title, and its text in sections under their headings, in
// order. Not here: the reading (html.ts, markdown.ts) and the cutting (passages.ts).

export type Section = {
	/** 1–6; 0 before the first heading. */
	level: number;
	heading: string;
	/** Its name in the page's address, without `#`; empty where it has none. */
	anchor: string;
	/** One for each paragraph, list entry, row or piece of code; white space runs are one space. */
	blocks: string[];
};

export type SiteDocument = { title: string; sections: Section[] };

export const newSection = (level = 0, heading = '', anchor = ''): Section => ({
	level,
	heading,
	anchor,
	blocks: []
});

/** On one line, without what nobody sees. */
export const plain = (text: string): string =>
	text
		.replace(/[\u00ad\u200b-\u200d\ufeff]/g, '')
		.replace(/\s+/g, ' ')
		.trim();

/** Paragraphs of a plain text; its first line is its title where it is short. */
export function textDocument(text: string, name: string): SiteDocument {
	const blocks = text
		.split(/\n\s*\n/)
		.map(plain)
		.filter(Boolean);
	const [first = ''] = text.trim().split('\n');
	const titled = first.length > 0 && first.length <= 80 && !/[.!?]$/.test(first.trim());
	return { title: titled ? plain(first) : name, sections: [{ ...newSection(), blocks }] };
}
