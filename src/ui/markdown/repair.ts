// Completes the end of a block that is still being written, so that half a marker is neither shown
// raw nor changes what the block is for a moment: `**bo` is bold, `[text](http` is its text, a lone
// `-` waits for its word, a table starts at its header. Pure; finished text never passes here.

/** `source` as it will most likely read once its end has arrived. */
export function repair(source: string): string {
	if (isOpenFence(source)) return source.replace(/\n[ \t]*[`~]+$/, '\n');
	const text = withTable(withoutLoneMarker(source));
	const lineStart = inlineStart(text);
	return text.slice(0, lineStart) + repairInline(text.slice(lineStart));
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** Whether the block ends inside fenced code (at its own level or in a list). */
function isOpenFence(source: string): boolean {
	let fence = '';
	for (const line of source.split('\n')) {
		const [, mark = ''] =
			FENCE.exec(line.replace(/^(?:[ \t]*(?:>|[-*+][ \t]|\d+[.)][ \t]))*[ \t]*/, '')) ?? [];
		if (mark === '') continue;
		if (fence === '') fence = mark;
		else if (mark.startsWith(fence)) fence = '';
	}
	return fence !== '';
}

/** A last line of nothing but a marker may become a list, a heading, a rule, a quote or a fence. */
function withoutLoneMarker(text: string): string {
	return text.replace(/(^|\n)[ \t>]*(?:[-*+_=#>|`~]+|\d{1,3}[.)])[ \t]*$/, '$1');
}

/** A header row without its delimiter row is given one. */
function withTable(text: string): string {
	const lines = text.split('\n');
	const [header = '', delimiter] = lines;
	if (!/^ {0,3}\|.*\S/.test(header) || lines.length > 2) return text;
	if (delimiter !== undefined && !/^[ |:-]*$/.test(delimiter)) return text;
	const row = header.trimEnd().replace(/(?<!\\)\|$/, '');
	const cells = row.split(/(?<!\\)\|/).length - 1;
	return `${row}|\n|${'---|'.repeat(cells)}`;
}

/** Where the last run of inline text starts: after the last blank line or block marker. */
function inlineStart(text: string): number {
	const paragraph = text.lastIndexOf('\n\n') + 1;
	const item = /\n[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[ \t][^\n]*(?:\n(?!\n)[^\n]*)*$/g;
	let start = paragraph;
	for (const found of text.slice(paragraph).matchAll(item)) start = paragraph + found.index;
	const cell = text.startsWith('|') ? text.lastIndexOf('\n') : -1;
	start = Math.max(start, cell, 0);
	const marker = /^\s*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[ \t]+|\|)*/.exec(text.slice(start));
	return start + (marker?.[0].length ?? 0);
}

/** Closes what is open at the end of one run of inline text, and drops what has no content yet. */
export function repairInline(text: string): string {
	const open: Open[] = [];
	let half = 0;
	let bracket = -1;
	let i = 0;
	while (i < text.length) {
		const character = text[i] ?? '';
		if (character === '\\') {
			const end = text[i + 1] === '(' || text[i + 1] === '[' ? closing(text, i) : i + 2;
			if (end < 0) return text.slice(0, i) + literal(text.slice(i));
			i = end;
		} else if (character === '`') {
			const run = runLength(text, i);
			const end = codeEnd(text, i + run, run);
			if (end < 0) return closed(text.slice(0, i), open) + openCode(text.slice(i), run);
			i = end;
		} else if (character === '*' || character === '_' || character === '~') {
			const run = runLength(text, i);
			if (emphasis(text, i, run, open)) half = run;
			i += run;
		} else if (character === '[') {
			bracket = i;
			i++;
		} else if (character === ']' && bracket >= 0) {
			const rest = text.slice(i + 1);
			if (/^\([^()\n]*$/.test(rest) || (rest === '' && /\S/.test(text.slice(bracket + 1, i))))
				return withoutLink(text, bracket, i, open);
			bracket = -1;
			i++;
		} else if (character === '<' && /^<(?:\/?[a-z][a-z0-9]*\s*\/?)?$/i.test(text.slice(i))) {
			return closed(text.slice(0, i), open);
		} else i++;
	}
	if (bracket >= 0 && /^[^\]\n]*$/.test(text.slice(bracket + 1)))
		return withoutLink(text, bracket, text.length, open);
	return closed(half > 0 ? text.slice(0, -half) : text, open);
}

/** `[text](htt` and `![text](htt`: the text alone. */
function withoutLink(text: string, start: number, end: number, open: Open[]): string {
	const before = text.slice(0, text[start - 1] === '!' ? start - 1 : start);
	return closed(
		before + text.slice(start + 1, end),
		shifted(open, before.length - start - 1, start)
	);
}

type Open = { mark: string; at: number };

function shifted(open: Open[], by: number, from: number): Open[] {
	return open.map(({ mark, at }) => ({ mark, at: at > from ? at + by : at }));
}

function runLength(text: string, at: number): number {
	let end = at;
	while (text[end] === text[at]) end++;
	return end - at;
}

function codeEnd(text: string, from: number, run: number): number {
	for (let at = text.indexOf('`', from); at >= 0;) {
		const length = runLength(text, at);
		if (length === run) return at + run;
		at = text.indexOf('`', at + length);
	}
	return -1;
}

/** Unclosed code: closed, less a part of the closing marker; nothing while it is empty. */
function openCode(text: string, run: number): string {
	const content = text.slice(run).replace(/`+$/, '');
	return content.trim() === '' ? '' : '`'.repeat(run) + content + '`'.repeat(run);
}

/** The end of `\(…\)` or `\[…\]`; -1 while it is open. */
function closing(text: string, at: number): number {
	const end = text.indexOf(text[at + 1] === '(' ? '\\)' : '\\]', at + 2);
	return end < 0 ? -1 : end + 2;
}

/** An unfinished formula as it is written: nothing in it is Markdown yet. */
function literal(text: string): string {
	return text.replace(/[\\`*_[\]<>~$|]/g, '\\$&');
}

/**
 * Opens or closes emphasis, by the characters around the run (CommonMark's flanking rules, roughly).
 * True when the text ends in half of a closing marker: `**bold*`.
 */
function emphasis(text: string, at: number, run: number, open: Open[]): boolean {
	const mark = text.slice(at, at + run);
	if (run > 3 || (mark[0] === '~' && run > 2)) return false;
	const before = text[at - 1] ?? ' ';
	const after = text[at + run] ?? '';
	const canClose = !/\s/.test(before);
	const canOpen = after === '' ? /[\s\p{P}]/u.test(before) : !/\s/.test(after);
	if (mark[0] === '_' && /\w/.test(before) && /\w/.test(after)) return false;
	// Between digits it multiplies (parser.ts).
	if (mark === '*' && /\d/.test(before) && /\d/.test(after)) return false;
	if (canClose) {
		let left = run;
		while (left > 0) {
			const last = open.at(-1);
			if (!last || last.mark[0] !== mark[0] || last.mark.length > left) break;
			left -= last.mark.length;
			open.pop();
		}
		if (left < run) return false;
		const last = open.at(-1);
		if (last && last.mark[0] === mark[0] && last.mark.length > run && after === '') return true;
	}
	if (canOpen && (mark[0] !== '~' || run === 2)) open.push({ mark, at });
	return false;
}

/** Appends the closing markers, innermost first; an opening one without content is dropped. */
function closed(text: string, open: Open[]): string {
	let result = text;
	let endings = '';
	for (const { mark, at } of open.toReversed()) {
		const content = result.slice(at + mark.length);
		if (endings === '' && content.trim() === '') {
			result = result.slice(0, at);
			continue;
		}
		endings += mark;
	}
	return endings === '' ? result : result.trimEnd() + endings;
}
