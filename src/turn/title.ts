// A conversation's name from its first question: the first few words, cleaned. Used until a person
// names it.

const WORDS = 6;
/** Fits one line of the conversation list at 360 px. */
const CHARACTERS = 48;

// Markdown's, and only where they mark: 17 * 24, C#, snake_case and a > b keep their characters.
const LINE_MARKER = /^\s*(?:#{1,6}|>|[*+-])\s+/gm;
const EMPHASIS =
	/(?<![\p{L}\p{N}*_~])(\*{1,3}|_{1,3}|~~)(?=[^\s*_~])([^\n]*?[^\s*_~])\1(?![\p{L}\p{N}*_~])/gu;
const NOTHING_BUT_MARKERS = /^[\s#*_>~|+-]*$/;

/** Empty when the text has nothing to name a conversation by. */
export function titleFrom(text: string): string {
	// The first 2,000 characters are more than six words: a megabyte is not searched.
	const plain = text
		.slice(0, 2000)
		.replace(/```[^\n]*\n?/g, ' ')
		.replace(/`/g, '')
		.replace(LINE_MARKER, '')
		.replace(EMPHASIS, '$2')
		.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
		.trim();
	if (NOTHING_BUT_MARKERS.test(plain)) return '';
	const words = plain.split(/\s+/u).filter((word) => word !== '');
	let title = words.slice(0, WORDS).join(' ');
	const cut = words.length > WORDS;
	if (title.length > CHARACTERS)
		return `${Array.from(title).slice(0, CHARACTERS).join('').trimEnd()}…`;
	title = title.replace(/[\s,;:.–-]+$/u, '');
	return cut && title !== '' ? `${title}…` : title;
}
