// What a screen reader is told of an answer while it is written: whole sentences, once each.
// Pure. Markup is left out of the speech; a code block is one short remark.

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(locale: string): Intl.Segmenter {
	const known = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'sentence' });
	segmenters.set(locale, known);
	return known;
}

/**
 * The sentences of `text` after character `from` that are complete, and where they end. The last
 * one counts as complete only when `done`; nothing is said from inside an open code block.
 */
export function nextSentences(
	text: string,
	from: number,
	done: boolean,
	locale: string
): { sentences: string[]; upTo: number } {
	let end = text.length;
	if (!done) {
		const fence = lastOpenFence(text);
		if (fence !== null) end = Math.max(from, fence);
	}
	const segments = [...segmenter(locale).segment(text.slice(from, end))].map(
		({ segment }) => segment
	);
	const open = !done && end === text.length ? 1 : 0;
	const complete = segments.slice(0, Math.max(0, segments.length - open));
	const raw = complete.join('');
	return {
		sentences: complete.map((segment) => spoken(segment)).filter((sentence) => sentence !== ''),
		upTo: from + raw.length
	};
}

function lastOpenFence(text: string): number | null {
	let open: number | null = null;
	for (const match of text.matchAll(/^ {0,3}(?:```|~~~)/gm))
		open = open === null ? match.index : null;
	return open;
}

/** Text as it is read aloud: without Markdown's marks and links' addresses. */
export function spoken(text: string): string {
	return text
		.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/^ {0,3}(?:```|~~~).*$/gm, '')
		.replace(/^\s{0,3}(?:#{1,6}|>|[-*+]|\d+[.)])\s+/gm, '')
		.replace(/[*_`~|]+/g, '')
		.replace(/\s+/g, ' ')
		.trim();
}
