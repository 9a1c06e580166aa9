// What is to be taken out of a text word for word: a name, an address, a date, an amount. The
// requests and the words of the texts are those of the generator; what is taken is told by its form.

import * as MORE from '../generator/abilities/extraction-more.ts';
import * as W from '../generator/abilities/extraction-wordings.ts';
import type { Target } from '../generator/abilities/extraction-wordings.ts';
import { CITIES, DAYS, MONTHS, NAMES, SURNAMES } from '../generator/facts/words.ts';
import { expansions, SMALL_WORDS, wordsOf } from './forms.ts';

const MONTH = MONTHS.join('|');
const KEEP: Record<Exclude<Target, 'name'>, RegExp> = {
	email: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu,
	date: new RegExp(
		String.raw`\b(?:(?:${MONTH})\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?|(?<!:)\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:${MONTH})(?:,?\s+\d{4})?|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})(?!\d)`,
		'giu'
	),
	amount:
		/[$€£]\s?\d[\d,]*(?:\.\d+)?|\d[\d,]*(?:\.\d+)?\s?(?:euros?|dollars?|pounds?|cents?|€|\$|USD|EUR|GBP)/giu
};

/** What asks for a target, in small letters, longest first; `squeezed` without its small words. */
const REQUESTS = (['name', 'email', 'date', 'amount'] as const)
	.flatMap((target) => [
		...[...W.ASK_FOR[target], ...MORE.MORE_ASK_FOR[target]].map((text) => ({ target, text })),
		...[...W.ASK, ...MORE.MORE_ASK].flatMap((text) =>
			W.CALLED[target].map((name) => ({ target, text: text.replace('{k}', name) }))
		)
	])
	.flatMap(({ target, text }) => expansions(text).map((one) => ({ target, text: one })))
	.map(({ target, text }) => ({ target, text: text.toLowerCase().replace(/[?.!]+$/, '') }))
	.map((request) => ({ ...request, squeezed: squeeze(request.text) }))
	.toSorted((a, b) => b.text.length - a.text.length);

/** The words of a text that nobody leaves out. */
function squeeze(text: string): string {
	return wordsOf(text)
		.filter((word) => !SMALL_WORDS.has(word))
		.join(' ');
}
// Less of a request than this could stand in any text.
const ENOUGH_WORDS = 2;

const lowered = (texts: readonly string[]): Set<string> =>
	new Set(texts.map((text) => text.toLowerCase()));
const FIRST = lowered(NAMES),
	LAST = lowered(SURNAMES),
	PLACES = new Set(CITIES.flatMap((city) => city.toLowerCase().split(' ')));
/** Words that stand in texts and requests themselves, and so name nobody. */
const PLAIN = new Set([
	...[W.SENTENCES, W.BEFORE, W.AFTER, W.LAYOUTS].flat().flatMap(wordsOf),
	...[MORE.MORE_SENTENCES, MORE.MORE_BEFORE, MORE.MORE_AFTER, MORE.MORE_LAYOUTS]
		.flat()
		.flatMap(wordsOf),
	...REQUESTS.flatMap(({ text }) => wordsOf(text)),
	...wordsOf(
		[...MONTHS, ...DAYS].join(' ') +
			' dear hello hi hey thanks thank invoice order meeting sir madam ticket mr mrs ms dr regards best'
	)
]);

/** The two words in a row that most likely name a person; null where none can. */
function person(text: string): string | null {
	const word = String.raw`\p{Lu}[\p{L}]+(?:[-']\p{Lu}\p{L}+)?`;
	let best: { name: string; score: number } | null = null;
	for (const [, first, last] of text.matchAll(
		new RegExp(`(?<![\\p{L}.@'-])(${word})(?=\\s+(${word})(?![\\p{L}@]))`, 'gu')
	)) {
		const [a, b] = [first!.toLowerCase(), last!.toLowerCase()];
		const score =
			(FIRST.has(a) ? 3 : 0) +
			(LAST.has(b) ? 3 : 0) -
			[a, b].filter((one) => PLAIN.has(one) && !FIRST.has(one) && !LAST.has(one)).length * 3 -
			[a, b].filter((one) => PLACES.has(one)).length * 2;
		if (score > (best?.score ?? -2))
			best = {
				name: new RegExp(`${first}\\s+${last}`, 'u').exec(text)?.[0] ?? `${first} ${last}`,
				score
			};
	}
	return best?.name ?? null;
}

const isWithin = (text: string, asked: string): number => {
	for (let at = text.indexOf(asked); at >= 0; at = text.indexOf(asked, at + 1)) {
		const [before, after] = [text.charAt(at - 1), text.charAt(at + asked.length)];
		if (!/[\p{L}]/u.test(before) && !/[\p{L}@]/u.test(after)) return at;
	}
	return -1;
};

/** Whether a request ends where it stands: "how much?" is one, "how much will I have" is not. */
function standsApart(small: string, asked: string): boolean {
	const at = isWithin(small, asked);
	return (
		(at >= 0 &&
			/^\s*(?:$|[?.!:,;"'()[\]<|/\n>-])|^ (?:here|in|from|please|there)\b/.test(
				small.slice(at + asked.length)
			)) ||
		(at === 0 && asked.length > 12)
	);
}

/** What a request wants taken out of a text, as it stands there. */
export function extract(prompt: string): string | null {
	const small = prompt.toLowerCase();
	const request = REQUESTS.find(({ text }) => standsApart(small, text));
	const target = request?.target ?? targetByWords(small) ?? squeezedTarget(prompt);
	if (!target) return null;
	const at = request ? isWithin(small, request.text) : -1;
	// Not in the request itself.
	const rest =
		at < 0 ? prompt : `${prompt.slice(0, at)}\n${prompt.slice(at + request!.text.length)}`;
	if (target === 'name') return person(rest);
	const found = new Set(rest.match(KEEP[target]));
	// Of two amounts none is the amount: that is a story.
	return found.size === 1 ? [...found][0]! : null;
}

/** What a request asks for whose small words were left out. */
function squeezedTarget(prompt: string): Target | null {
	const text = ` ${squeeze(prompt)} `;
	return (
		REQUESTS.find(
			({ squeezed }) => squeezed.split(' ').length >= ENOUGH_WORDS && text.includes(` ${squeezed} `)
		)?.target ?? null
	);
}

function targetByWords(small: string): Target | null {
	if (!/extract|find|pull|get|what|which|who|when|how much|where|give/.test(small)) return null;
	if (/\b(?:e-?mail|mail address|address)\b[^.]*\?/.test(small) && small.includes('@'))
		return 'email';
	if (/\b(?:who|name|person)\b/.test(small)) return 'name';
	if (/\b(?:when|date|day)\b/.test(small)) return 'date';
	return /\b(?:how much|amount|price|cost|sum|total)\b/.test(small) ? 'amount' : null;
}
