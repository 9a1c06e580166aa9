// A conversation's name from its first question: the first few words, cleaned. Used until a person
// names it.

const WORDS = 6;
/** Fits one line of the conversation list at 360 px. */
const CHARACTERS = 48;

/** Empty when the text has nothing to name a conversation by. */
export function titleFrom(text: string): string {
	// The first 2,000 characters are more than six words: a megabyte is not searched.
	const plain = text
		.slice(0, 2000)
		.replace(/```[^\n]*\n?/g, ' ')
		.replace(/[#*_`>~|]+/g, ' ')
		.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
		.trim();
	const words = plain.split(/\s+/u).filter((word) => word !== '');
	let title = words.slice(0, WORDS).join(' ');
	const cut = words.length > WORDS;
	if (title.length > CHARACTERS)
		return `${Array.from(title).slice(0, CHARACTERS).join('').trimEnd()}…`;
	title = title.replace(/[\s,;:.–-]+$/u, '');
	return cut && title !== '' ? `${title}…` : title;
}
