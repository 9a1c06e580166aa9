// Words for searching: folded so that case and accents do not matter, and found by their beginning.
// A conversation's words are one string (`\nword\nword\n`), so that "does a word begin with x" is
// one native search for `\nx`. Not a stemmer, and no ranking by frequency.

// What decomposition leaves whole though readers see it as an accented letter.
const LETTERS: Record<string, string> = {
	ß: 'ss',
	ø: 'o',
	đ: 'd',
	ł: 'l',
	ı: 'i',
	æ: 'ae',
	œ: 'oe'
};
const SPECIAL = /[ßøđłıæœ]/g;
// Most texts are plain, and then folding is lower case: ten times as fast.
const ASCII = /^[\p{ASCII}]*$/u;
const ASCII_RUN = /[a-z0-9]+/g;
const LETTER_AT_END = /[\p{L}\p{N}]$/u;
const MARKS = /\p{M}+/gu;
const RUN = /[\p{L}\p{N}\p{M}]+/gu;
const FOLDED_RUN = /[\p{L}\p{N}]+/gu;
// Scripts written without spaces: each sign is a word, or a search could only find beginnings.
const UNSPACED = /[\p{sc=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u;
/** Longer runs are data, not words; their beginning is enough to find them. */
const MAX_WORD = 40;

export function fold(text: string): string {
	if (ASCII.test(text)) return text.toLowerCase();
	return text
		.normalize('NFKD')
		.replace(MARKS, '')
		.toLowerCase()
		.replace(MARKS, '')
		.replace(SPECIAL, (letter) => LETTERS[letter] ?? letter);
}

/** The distinct folded words of a text. */
export function wordsOf(text: string): Set<string> {
	const folded = fold(text);
	if (ASCII.test(folded)) {
		const runs = folded.match(ASCII_RUN) ?? [];
		return new Set(runs.map((run) => (run.length > MAX_WORD ? run.slice(0, MAX_WORD) : run)));
	}
	return new Set(folded.match(FOLDED_RUN)?.flatMap(splitRun));
}

/** How many of the folded `prefixes` begin a word of `text`. */
export function countPrefixes(text: string, prefixes: readonly string[]): number {
	const folded = fold(text);
	return prefixes.filter((prefix) => beginsWord(folded, prefix)).length;
}

function beginsWord(folded: string, prefix: string): boolean {
	for (let at = folded.indexOf(prefix); at >= 0; at = folded.indexOf(prefix, at + 1)) {
		// In scripts without spaces a word may begin anywhere.
		if (
			at === 0 ||
			UNSPACED.test(prefix) ||
			!LETTER_AT_END.test(folded.slice(Math.max(0, at - 2), at))
		)
			return true;
	}
	return false;
}

function splitRun(run: string): string[] {
	if (!UNSPACED.test(run)) return [run.slice(0, MAX_WORD)];
	const words: string[] = [];
	let word = '';
	for (const sign of run) {
		if (UNSPACED.test(sign)) {
			if (word !== '') words.push(word.slice(0, MAX_WORD));
			words.push(sign);
			word = '';
		} else word += sign;
	}
	if (word !== '') words.push(word.slice(0, MAX_WORD));
	return words;
}

/** Words as one string that `hasPrefix` and `hasWord` read. */
export function joinWords(words: Iterable<string>): string {
	return `\n${[...words].join('\n')}\n`;
}

export function hasPrefix(joined: string, prefix: string): boolean {
	return joined.includes(`\n${prefix}`);
}

export function hasWord(joined: string, word: string): boolean {
	return joined.includes(`\n${word}\n`);
}

const BEFORE = 40;
const AFTER = 120;
/** How far into a text a word is looked for; a text may be megabytes long. */
const MAX_SCAN = 200_000;

/** The part of `text` around the first word that begins with one of `prefixes`; null if none does. */
export function excerptAround(text: string, prefixes: readonly string[]): string | null {
	for (const { 0: run, index } of text.slice(0, MAX_SCAN).matchAll(RUN)) {
		const words = [...wordsOf(run)];
		if (!words.some((word) => prefixes.some((prefix) => word.startsWith(prefix)))) continue;
		return cut(text, index - BEFORE, index + AFTER);
	}
	return null;
}

/** The beginning of a text, on one line. */
export function opening(text: string): string {
	return cut(text, 0, BEFORE + AFTER);
}

function cut(text: string, from: number, to: number): string {
	const start = Math.max(0, from);
	let piece = text.slice(start, to);
	// Not in the middle of a word or of a pair of surrogates, where there is a better place near.
	if (start > 0) piece = piece.replace(/^\S{0,20}\s/, '').replace(/^[\uDC00-\uDFFF]/, '');
	if (to < text.length) piece = piece.replace(/\s\S{0,20}$/, '').replace(/[\uD800-\uDBFF]$/, '');
	piece = piece.replace(/\s+/g, ' ').trim();
	return `${start > 0 ? '…' : ''}${piece}${to < text.length ? '…' : ''}`;
}
