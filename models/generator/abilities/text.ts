// Words as strings: reverse, case, counting, length, letters, spelling, and copying.
//
// The letters are written out first: a word is often a single token, and the model must first
// take it apart. Copying random strings is practised on its own, because everything else leans on it.

import { capitalise, type Draw, type Exchange, type Wording } from '../grammar.ts';
import { ENGLISH, LONG_ENGLISH } from '../facts/english.ts';
import { LONG_WORDS, NAMES, ORDINALS, WORDS } from '../facts/words.ts';
import type { Random } from '../random.ts';
import { COPY_CHAT } from './copy-chat.ts';
import { COPY_MORE, COPY_ONE_OF_TWO_MORE } from './copy-more.ts';
import {
	COPY as COPY_FIRST,
	COPY_ONE_OF_TWO as COPY_ONE_OF_TWO_FIRST,
	KNOWN,
	NAMED
} from './copy-wordings.ts';
import { CHAT_TEXT_WORDINGS } from './text-chat.ts';
import { MORE_TEXT_WORDINGS } from './text-more.ts';
import {
	COUNT,
	FIRST,
	LAST,
	LENGTH,
	LOWER,
	NTH,
	REVERSE,
	SPELL,
	TITLE,
	UPPER
} from './text-wordings.ts';

export function madeUpWord(random: Random, syllables = random.pick([2, 2, 3])): string {
	let word = '';
	for (let i = 0; i < syllables; i++) {
		word += random.pick([...'bcdfghjklmnprstvwz']) + random.pick([...'aeiou']);
		if (random.chance(0.4)) word += random.pick([...'nrlstkm']);
	}
	return word;
}

/** The front of one word and the end of another: no word, but made of the pieces words are made of. */
function blend(random: Random): string {
	const front = random.pick(LONG_ENGLISH),
		end = random.pick(ENGLISH);
	return front.slice(0, random.int(2, 7)) + end.slice(-random.int(2, 6));
}
const randomLetters = (random: Random): string =>
	Array.from({ length: random.int(3, 8) }, () =>
		random.pick([...'abcdefghijklmnopqrstuvwxyz'])
	).join('');

// Long words more often than they are met: it is their letters that get lost.
const SOURCES: readonly [number, (random: Random) => string][] = [
	[26, (r) => r.pick(ENGLISH)],
	[24, (r) => r.pick(LONG_ENGLISH)],
	[6, (r) => r.pick(WORDS)],
	[6, (r) => r.pick(LONG_WORDS)],
	[4, (r) => r.pick(NAMES).toLowerCase()],
	[13, blend],
	[14, (r) => madeUpWord(r, r.pick([2, 2, 3, 3, 4]))],
	[7, randomLetters]
];
const SOURCE_WEIGHTS = SOURCES.map(([weight]) => weight);
const word = (draw: Draw): string =>
	draw.argument(
		() => draw.random.weighted(SOURCES, SOURCE_WEIGHTS)[1](draw.random),
		(w) => 'word:' + w
	);
/** As people write a word they ask about: mostly plain, at times with a capital or all in capitals. */
function cased(r: Random, w: string): string {
	const k = r.next();
	return k < 0.09 ? capitalise(w) : k < 0.12 ? w.toUpperCase() : w;
}

/** Some people quote the word they mean. */
const quoted = (r: Random, w: string): string => {
	const k = r.next();
	return k < 0.17 ? `"${w}"` : k < 0.32 ? `'${w}'` : w;
};
/** A mark after a word that ends a request bare, so that its letters are told from the mark. */
const ended = (r: Random, prompt: string): string =>
	/[a-z0-9'"]$/i.test(prompt) && r.chance(0.3) ? prompt + r.pick(['?', '.', '?', '!']) : prompt;
const spaced = (w: string): string => [...w].join(' ');
const reversed = (w: string): string => [...w].toReversed().join('');

interface Operation {
	id: string;
	wording: Wording;
	work: (w: string, k: number) => string;
	result: (w: string, k: number) => string;
	again: string[];
	weight: number;
}
const numbered = (w: string): string => [...w].map((c, i) => `${c}${i + 1}`).join(' ');
// Ways to ask for the same of a word already spoken of.
// prettier-ignore
const AGAIN = {
  reverse: ['reverse that', 'reverse it please', 'turn it around', 'now backwards', 'what is that backwards?', 'flip it', 'mirror it', 'now reverse it', 'reverse it', 'Now reverse that.', 'and backwards?', 'and in reverse?', 'Reverse that word.', 'can you reverse it?', 'now spell it backwards', 'and reversed?', 'and how is it backwards?', 'what about backwards?', 'what about in reverse?', 'write it backwards', 'now write that backwards', 'ok, and reversed?', 'spell it from the end', 'now flip it', 'and the other way round?', 'say it backwards', 'backwards please', 'and from back to front?', 'how would it be in reverse?', 'reverse the letters', 'now turn that around'],
  upper: ['in capitals please', 'now all caps', 'and in all caps?', 'capital letters now', 'now in uppercase', 'and in capital letters?', 'Now in upper case.', 'make it uppercase', 'and uppercase?', 'now in capitals', 'write it in capital letters', 'and in upper case?', 'in uppercase?', 'and in capitals?', 'what about all caps?', 'what about uppercase?', 'put it in capitals', 'put that in all caps', 'shout it', 'now shout it', 'uppercase it', 'same in capitals', 'make that all caps', 'turn it into capitals', 'how does it look in capitals?', 'all caps please', 'convert it to upper case', 'and with caps lock on?'],
  lower: ['and in lower case?', 'now in small letters', 'make it lowercase', 'lowercase it', 'and lowercase?', 'in small letters please', 'back to small letters', 'now without capitals', 'what about lower case?', 'and in small letters?', 'put it in lower case', 'Now in lowercase.', 'write it in small letters', 'and how is it in lower case?', 'lower case please'],
  length: ['how long is that word?', 'how many characters?', 'and the length?', 'how many letters are in it?', 'how long is it?', 'and how many letters does it have?', 'how many letters is that?', 'And its length?', 'what is its length?', 'how many letters?', 'count its letters', 'and how long is it?', 'what about the length?', 'count the letters', 'how many letters does that word have?', 'and how many letters?', 'number of letters?', 'its length?', 'and the number of letters?', 'now count its letters', 'length?', 'how many letters does it contain?'],
  first: ['and its first letter?', 'what is its first letter?', 'and the first letter?', 'first letter of it?', 'what about the first letter?', 'which letter does it start with?', 'what does it start with?', 'and the first one?', 'first letter?', 'it starts with?', 'what letter does it begin with?', 'and which letter comes first?', 'Its first letter?'],
  last: ['and its last letter?', 'what is its last letter?', 'and the last letter?', 'last letter of it?', 'what about the last letter?', 'which letter does it end with?', 'what does it end with?', 'and the last one?', 'last letter?', 'it ends with?', 'what letter does it end in?', 'and which letter comes last?', 'And its final letter?'],
  nth: ['and the {o} letter?', 'what about the {o} letter?', 'and its {o} letter?', 'the {o} letter?', 'what is its {o} letter?', 'and the {o}?', 'which letter comes {o} in it?', 'now the {o} letter', 'what is the {o} letter of it?', 'and the {o} one?', 'how about the {o} letter?', 'Its {o} letter?', 'and which letter is {o}?'],
  spell: ['spell that', 'letter by letter?', 'how do you spell it?', 'and spelled out?', 'spell it', 'now spell it', 'and how is it spelled?', 'Spell it, please.', 'spell it out', 'can you spell that?', 'and letter by letter?', 'which letters are in it?', 'list its letters', 'how is that spelled?', 'what about the spelling?', 'now letter by letter', 'write it letter by letter', 'split it into letters'],
};
/** The same again of another word. */
// prettier-ignore
const OTHER = ['and {w}?', 'and the word {w}?', 'what about {w}?', 'now {w}', 'same for {w}', 'do the same with {w}', 'And {w}?', 'now do {w}', 'and for {w}?', 'ok, now {w}', 'the same for {w}', 'same with {w}', 'how about {w}?', 'and with {w}?', 'What about the word {w}?', '{w}?', 'and now {w}', 'now the same for {w}', 'next: {w}', 'next word: {w}', 'then {w}', 'And of {w}?', 'do {w} too', 'also {w}', 'now with {w}', 'Same thing for {w}.', 'and what about {w}?', 'again, for {w}', 'another one: {w}', 'and if the word is {w}?', 'try {w}', 'now take {w}', 'thanks, and {w}?'];

const bothOf = (one: Wording, other: Wording): Wording => ({
	np: [...(one.np ?? []), ...(other.np ?? [])],
	vp: [...(one.vp ?? []), ...(other.vp ?? [])],
	q: [...(one.q ?? []), ...(other.q ?? [])]
});
/** All the ways to ask for one thing of a word. */
const asking = (first: Wording, id: keyof typeof MORE_TEXT_WORDINGS): Wording =>
	bothOf(bothOf(first, MORE_TEXT_WORDINGS[id]), CHAT_TEXT_WORDINGS[id]);
const COUNTS = asking(COUNT, 'count');

const LOWER_CASE: Operation = {
	id: 'lower',
	weight: 0,
	work: spaced,
	result: (w) => w.toLowerCase(),
	again: AGAIN.lower,
	wording: asking(LOWER, 'lower')
};
// prettier-ignore
const OPERATIONS: Operation[] = [
  { id: 'reverse', weight: 3, work: (w) => `${spaced(w)} -> ${spaced(reversed(w))}`, result: reversed, again: AGAIN.reverse, wording: asking(REVERSE, 'reverse') },
  { id: 'upper', weight: 1.6, work: spaced, result: (w) => w.toUpperCase(), again: AGAIN.upper, wording: asking(UPPER, 'upper') },
  { id: 'length', weight: 2, work: numbered, result: (w) => String(w.length), again: AGAIN.length, wording: asking(LENGTH, 'length') },
  { id: 'first', weight: 1.2, work: numbered, result: (w) => w[0]!, again: AGAIN.first, wording: asking(FIRST, 'first') },
  { id: 'last', weight: 1.4, work: numbered, result: (w) => w[w.length - 1]!, again: AGAIN.last, wording: asking(LAST, 'last') },
  { id: 'nth', weight: 2, work: numbered, result: (w, k) => w[k]!, again: AGAIN.nth, wording: asking(NTH, 'nth') },
  { id: 'spell', weight: 2.2, work: spaced, result: spaced, again: AGAIN.spell, wording: asking(SPELL, 'spell') },
];

const WEIGHTS = OPERATIONS.map((o) => o.weight);

function apply(draw: Draw, operation: Operation, w: string, prompt: string, k: number): Exchange {
	const result = operation.result(w, k);
	return {
		prompt,
		ability: 'strings',
		answer: operation.id === 'spell' ? `${result}.` : `${operation.work(w, k)}. So ${result}.`,
		followUp: (next) => {
			const r = next.random;
			// "it" is the word just produced by a reversal or a change of case, else the word itself.
			const it = ['reverse', 'upper', 'lower'].includes(operation.id) ? result : w;
			if (operation.id === 'upper' ? r.chance(0.6) : r.chance(0.35)) {
				const plain = word(next),
					other = operation.id === 'lower' ? plain.toUpperCase() : plain;
				return apply(
					next,
					operation,
					other,
					ended(
						r,
						next.branch(OTHER).replace('{w}', () => quoted(r, other))
					),
					Math.min(k, other.length - 1)
				);
			}
			// What is all capitals gains nothing from upper case; what has none, nothing from lower case.
			const others =
				operation.id === 'upper'
					? [LOWER_CASE]
					: OPERATIONS.filter((o) => o !== operation || o.id === 'nth');
			const operation2 = r.weighted(
					others,
					others.map((o) => o.weight || 1)
				),
				index = r.int(1, Math.min(it.length - 1, 9));
			const text = next.branch(operation2.again).replace('{o}', ordinal(r, index));
			return apply(next, operation2, it, text, index);
		}
	};
}

/** "third" or "3rd", for the place counted from nought. */
const ordinal = (r: Random, index: number): string =>
	r.chance(0.35) ? `${index + 1}${['', 'st', 'nd', 'rd'][index + 1] ?? 'th'}` : ORDINALS[index]!;

export function strings(draw: Draw): Exchange {
	const r = draw.random;
	const operation = r.weighted(OPERATIONS, WEIGHTS);
	const plain = word(draw),
		// What is in capitals already gains nothing from being put in capitals.
		w = operation.id === 'upper' ? plain : cased(r, plain),
		index = r.int(1, Math.min(w.length - 1, 9));
	const prompt = draw.phrase(operation.wording, {
		w: quoted(r, w),
		o: ordinal(r, index),
		k: index + 1
	});
	return apply(draw, operation, w, ended(r, prompt), index);
}

/** Another letter of the same word; the same letter in another word. */
// prettier-ignore
const OTHER_LETTER = ['and how many {c}?', "and how many {c}'s?", 'and {c}?', 'what about {c}?', 'and the letter {c}?', 'how about {c}?', 'now count {c}', 'same for {c}', 'how many {c} are in it?', 'and how often {c}?', 'what about the letter {c}?', 'and {c}, how often?', 'now {c}', "count the {c}'s too", 'And how many times {c}?', 'how many {c} does it have?', 'the same for {c}', 'And the {c}?'];
// prettier-ignore
const OTHER_COUNT = ['and in {w}?', 'what about in {w}?', 'and in the word {w}?', 'now in {w}', 'same for {w}', 'how many in {w}?', 'and how many in {w}?', 'how about in {w}?', 'the same letter in {w}', 'And in {w}?', 'do the same for {w}', 'now count it in {w}', 'same letter, but {w}', 'how often in {w}?', 'and what about {w}?', 'ok and in {w}?'];

const letterOf = (r: Random, w: string): string =>
	r.chance(0.8) ? r.pick([...w.toLowerCase()]) : r.pick([...'abcdeiklmnoprstu']);

function countOf(c: string, w: string, prompt: string): Exchange {
	let seen = 0;
	// A capital counts as its letter.
	const work = [...w].map((x) => `${x}${x.toLowerCase() === c ? ++seen : seen}`).join(' ');
	return {
		prompt,
		answer: `${work}. So ${seen}.`,
		ability: 'strings',
		followUp: (next) => {
			const r = next.random;
			if (r.chance(0.5)) {
				const others = [...new Set(w.toLowerCase() + 'aeist')].filter((x) => x !== c),
					other = r.pick(others);
				return countOf(other, w, next.branch(OTHER_LETTER).replace('{c}', other));
			}
			const other = word(next),
				text = next.branch(OTHER_COUNT).replace('{w}', () => quoted(r, other));
			return countOf(c, other, ended(r, text));
		}
	};
}

export function counting(draw: Draw): Exchange {
	const r = draw.random,
		w = cased(r, word(draw)),
		c = letterOf(r, w),
		shown = r.chance(0.06) ? c.toUpperCase() : c;
	const prompt = draw.phrase(COUNTS, {
		c: r.chance(0.12) ? `"${shown}"` : r.chance(0.12) ? `'${shown}'` : shown,
		w: quoted(r, w)
	});
	return countOf(c, w, ended(r, prompt));
}

export function letterCase(draw: Draw): Exchange {
	const r = draw.random;
	if (r.chance(0.6)) {
		const w = word(draw),
			shown = r.chance(0.6) ? w.toUpperCase() : capitalise(w);
		const prompt = draw.phrase(LOWER_CASE.wording, { w: quoted(r, shown) });
		return apply(draw, LOWER_CASE, shown, ended(r, prompt), 1);
	}
	const phrase = draw.argument(() =>
		Array.from({ length: r.int(2, 3) }, () =>
			r.chance(0.7) ? r.pick(ENGLISH) : madeUpWord(r)
		).join(' ')
	);
	return {
		prompt: draw.phrase(TITLE, { w: phrase }),
		answer: phrase.split(' ').map(capitalise).join(' ') + '.',
		ability: 'strings'
	};
}

// prettier-ignore
const SAY_AGAIN = ['say it again', 'again', 'repeat it', 'once more', 'Repeat that.', 'and again?', 'one more time', 'please repeat', 'say that again', 'repeat it please', 'and once more', 'copy it again', 'Again, please.', 'can you say it again?', 'same again', 'type it again', 'what was it?', 'write it once more', 'echo it again', 'And one more time?'];
const COPY = bothOf(bothOf(COPY_FIRST, COPY_MORE), COPY_CHAT);
const COPY_ONE_OF_TWO = bothOf(COPY_ONE_OF_TWO_FIRST, COPY_ONE_OF_TWO_MORE);
function randomString(r: Random): string {
	const kind = r.int(0, 12);
	if (kind === 0)
		return Array.from({ length: r.int(3, 7) }, () =>
			r.pick([...'abcdefghijklmnopqrstuvwxyz'])
		).join('');
	if (kind === 1) return String(r.int(100, 9999999));
	if (kind === 2) return Array.from({ length: r.int(2, 5) }, () => r.pick(WORDS)).join(' ');
	if (kind === 3)
		return Array.from({ length: r.int(4, 8) }, () =>
			r.pick([...'ABCDEFGHKLMNPQRSTUVWXYZ0123456789'])
		).join('');
	if (kind === 5) return r.pick(LONG_ENGLISH);
	if (kind === 6) return Array.from({ length: r.int(2, 6) }, () => r.pick(ENGLISH)).join(' ');
	if (kind === 7) return `${r.pick(ENGLISH)}${r.pick(['-', ' ', '', '_'])}${r.int(1, 999)}`;
	if (kind === 8) return r.pick(NAMES);
	if (kind === 9) return r.chance(0.5) ? capitalise(r.pick(ENGLISH)) : r.pick(ENGLISH);
	if (kind === 10)
		return Array.from({ length: r.int(2, 3) }, () =>
			r.chance(0.5) ? String(r.int(1, 999)) : r.pick(WORDS).slice(0, 3).toUpperCase()
		).join(r.pick(['-', '-', ' ', '/']));
	if (kind === 11) return `${r.pick(NAMES)} ${capitalise(madeUpWord(r))}`;
	if (kind === 4) return capitalise(madeUpWord(r, 3)) + ' ' + capitalise(madeUpWord(r));
	return Array.from({ length: r.int(2, 4) }, () => madeUpWord(r)).join(' ');
}
/** Copies a random string out of a varied wrapper, at times the one of two that is asked for. */
export function copying(draw: Draw): Exchange {
	const r = draw.random,
		w = randomString(r),
		inQuotes = r.chance(0.25),
		shown = (text: string): string => (inQuotes ? `"${text}"` : text);
	let prompt: string;
	if (r.chance(0.12)) {
		const [t, u] = r.sample(NAMED, 2) as [string, string];
		prompt = draw.phrase(
			COPY_ONE_OF_TWO,
			{ w: shown(w), v: shown(randomString(r)), t, u },
			r.chance(0.6)
		);
	} else
		prompt = draw.phrase(
			COPY,
			{ w: shown(w), t: r.pick(NAMED), k: r.pick(KNOWN) },
			// Without quotes nothing may follow: a "please" could be meant to be copied.
			!inQuotes && r.chance(0.85)
		);
	return {
		prompt,
		answer: `${w}.`,
		ability: 'copy',
		followUp: r.chance(0.3)
			? (next) => ({
					prompt: next.branch(SAY_AGAIN),
					answer: `${w}.`,
					ability: 'copy'
				})
			: undefined
	};
}
