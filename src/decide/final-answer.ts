// What an answer says in the end, cut down to what two right answers have in common: its JSON, its
// choice, its number, its conclusion, the few words of it that the question did not hold. Two answers
// vote for the same thing when their keys are equal. An answer with no such end (a story, a program, an
// explanation) is open: those are compared by meaning (cluster-answers.ts). Pure.

export type FinalAnswer = {
	kind: 'json' | 'choice' | 'number' | 'words';
	/** The same for answers that say the same. */
	key: string;
};

/** Longer than this many words, a sentence without a marked end is an explanation. */
const MOST_WORDS = 16;
/** So many words that the question did not hold may be an answer. */
const MOST_NEW_WORDS = 5;

const FENCE = /^```[\w-]*\n([\s\S]*?)\n?```$/;
const MARKED: readonly RegExp[] = [
	/\\boxed\{([^{}]*)\}/,
	/####\s*(.+)$/m,
	/(?:^|[\s.])(?:the )?(?:final )?answer(?: is|:)\s*(.+?)\s*$/im
];
const CHOICE = /^\(?([A-H])(?:\)|[.:](?:\s|$)|$)/;
const YES_NO = /^(yes|no|true|false)\b(?!\s+one\b)/i;
const NUMBER = /[-−]?\d[\d,]*(?:\.\d+)?/g;
/** Words that carry nothing of an answer. */
const SMALL = new Set(
	'a an the is are was were it its this that of to in on at as by for and or so be been has have had there here you your i we they he she'.split(
		' '
	)
);
const PROGRAM = /```|\bdef \w+\(|\bfunction \w*\(|=>|\bclass \w+[:{(]|^\s*(?:import|from) \w/m;

/** Null for an open answer. `question` is what was asked; its words are no answer of their own. */
export function finalAnswer(text: string, question: string): FinalAnswer | null {
	const said = text.trim();
	if (said === '') return null;
	const json = canonicalJson(FENCE.exec(said)?.[1] ?? said);
	if (json !== null) return { kind: 'json', key: json };
	const marked = markedEnd(said);
	if (marked !== null) return shortAnswer(marked, question) ?? wordsKey(wordsOf(marked));
	if (PROGRAM.test(said)) return null;
	const [first = '', ...others] = sentencesOf(said);
	const opening = shortAnswer(first, question);
	if (opening?.kind === 'choice') return opening;
	return others.length === 0 && wordsOf(said).length <= MOST_WORDS ? opening : null;
}

/** What follows the last mark of a conclusion; null where there is none. */
function markedEnd(text: string): string | null {
	const so = /(?:^|[\s.,;])So,?\s+((?!that\b).+?)\.?\s*$/s.exec(text.slice(lastSo(text)));
	if (so?.[1] !== undefined && !so[1].includes('\n')) return so[1];
	for (const mark of MARKED) {
		const found = mark.exec(text)?.[1];
		if (found) return found.replace(/\.$/, '');
	}
	return null;
}

function lastSo(text: string): number {
	return Math.max(0, text.lastIndexOf('So ') - 1, text.lastIndexOf('So, ') - 1);
}

function shortAnswer(text: string, question: string): FinalAnswer | null {
	const end = text.trim();
	const letter = CHOICE.exec(end)?.[1];
	if (letter !== undefined) return { kind: 'choice', key: letter };
	const verdict = YES_NO.exec(end)?.[1]?.toLowerCase();
	if (verdict !== undefined)
		return {
			kind: 'choice',
			key: verdict === 'true' ? 'yes' : verdict === 'false' ? 'no' : verdict
		};
	const number = statedNumber(end);
	// A number of several is one of a list: its words decide.
	if (number !== null) return { kind: 'number', key: String(number) };
	const asked = new Set(wordsOf(question));
	const fresh = wordsOf(end).filter((word) => !asked.has(word) && !SMALL.has(word));
	if (fresh.length > MOST_NEW_WORDS) return null;
	return wordsKey(fresh.length > 0 ? fresh : wordsOf(end).filter((word) => !SMALL.has(word)));
}

function wordsKey(words: readonly string[]): FinalAnswer | null {
	return words.length === 0 ? null : { kind: 'words', key: words.join(' ') };
}

/** The number a sentence states: its only one, or that after its last “is”, “are”, “equals” or “=”. */
function statedNumber(text: string): number | null {
	const parts = text.split(/=|≈|\b(?:is|are|equals|about)\b/i);
	const [only, ...more] = numbersOf(parts.at(-1) ?? '');
	if (only !== undefined && more.length === 0) return only;
	const all = numbersOf(text);
	return all.length === 1 ? all[0]! : null;
}

function numbersOf(text: string): number[] {
	return (text.match(NUMBER) ?? []).map((found) =>
		Number(found.replaceAll(',', '').replace('−', '-'))
	);
}

function sentencesOf(text: string): string[] {
	return text.split(/(?<=[.!?])\s+|\n+/).filter((part) => part.trim() !== '');
}

function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Keys in order, no white space; null when the text is no object or list. */
function canonicalJson(text: string): string | null {
	if (!/^[[{]/.test(text)) return null;
	try {
		return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
			typeof value === 'object' && value !== null && !Array.isArray(value)
				? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
				: value
		);
	} catch {
		return null;
	}
}
