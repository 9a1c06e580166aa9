// Reading what people type: plain quotes and dashes, numbers in digits and words, politeness around
// a request. Nothing here knows what is asked.

const ONES =
	'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
		' '
	);
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ONE_WORD = [...ONES, ...TENS].join('|');
const WORD_NUMBER = `(?:${TENS.join('|')})[- ](?:${ONES.slice(1, 10).join('|')})|${ONE_WORD}|a hundred|one hundred|a thousand|one thousand|a million|one million`;

/** Matches a number in digits or words; without groups, for use inside other patterns. */
export const NUMBER_PATTERN = `-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|-?\\d+(?:\\.\\d+)?|(?<![\\p{L}])(?:${WORD_NUMBER})(?![\\p{L}])`;

/** The number a text such as `1,250`, `-3.5` or `twenty-one` names; null when it names none. */
export function numberOf(text: string): number | null {
	const plain = text.trim().toLowerCase().replaceAll(',', '');
	if (/^-?\d+(\.\d+)?$/.test(plain)) return Number(plain);
	if (plain.endsWith('hundred')) return 100;
	if (plain.endsWith('thousand')) return 1000;
	if (plain.endsWith('million')) return 1_000_000;
	const [tens, ones] = plain.split(/[- ]/) as [string, string | undefined];
	const ten = TENS.indexOf(tens),
		one = ONES.indexOf(ones ?? tens);
	if (ten >= 0) return (ten + 2) * 10 + (ones === undefined ? 0 : one);
	return one >= 0 && ones === undefined ? one : null;
}

const ANY_NUMBER = new RegExp(NUMBER_PATTERN, 'giu');

/** Every number of a text, in order. */
export function numbersIn(text: string): number[] {
	return [...text.matchAll(ANY_NUMBER)].flatMap(([found], i, all) => {
		const at = all[i]!.index;
		// "7-3" is two numbers, not seven and minus three.
		const minus = found.startsWith('-') && /[\d\p{L})]/u.test(text.charAt(at - 1));
		const value = numberOf(minus ? found.slice(1) : found);
		return value === null ? [] : [value];
	});
}

/** Quotes, dashes and spaces as a keyboard has them; short forms written out. */
export function plainText(text: string): string {
	return text
		.replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
		.replace(/[\u2018\u2019\u201a]/g, "'")
		.replace(/[\u2013\u2014]/g, '-')
		.replaceAll('\u2026', '...')
		.replace(/[\u00d7\u22c5]/g, '*')
		.replaceAll('\u00f7', '/')
		.replaceAll('\u2212', '-')
		.replace(/\u00a0/g, ' ')
		.replace(/\b(can|could|would|will|did|do|are|if) u\b/gi, '$1 you')
		.replace(/\bu(?= (?:know|can|tell|please|pls|give|say|write|could)\b)/gi, 'you')
		.replace(/\b(?:pls|plz)\b/gi, 'please')
		.trim();
}

// prettier-ignore
const CLOSINGS = /(?:(?:[,.!?]\s*|\s+)(?:\(?just curious\)?|please|pls|thanks(?: in advance)?|thank you|thx|cheers|if you can|if possible|again|for me|right now|real quick|any idea|do you know(?: that)?|asap|ok|help|be brief|tell me|short answer please|i need it now|i forgot|i keep forgetting|it's for a friend|could you|would you|:\)|\.\.\.|-))+[.!?\s]*$/i;

/** Without what politeness or haste hung on the end. */
export function withoutClosing(text: string): string {
	const shorter = text.replace(CLOSINGS, '').trim();
	return shorter === '' ? text : shorter;
}

/** A text an argument was put in: without quotes and the marks around it. */
export function bareText(text: string): string {
	const trimmed = text.trim().replace(/^[:,\s]+|[\s]+$/g, '');
	const quoted = /^(["'`])([^]*)\1[.?!]*$/.exec(trimmed);
	return quoted ? quoted[2]! : trimmed;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A number as it is written in an answer: whole, or with at most four decimals. */
export function written(value: number): string {
	return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(4)));
}
