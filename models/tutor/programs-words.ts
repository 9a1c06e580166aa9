// Programs for words as strings: reverse, case, length, letters, counting, copying; and for texts
// under rules: acrostics, rhymes, counted words.

import { ORDINALS } from '../generator/facts/words.ts';
import { RHYMES } from '../generator/modifiers/rhymes.ts';
import type { Program } from './forms.ts';
import { bareText, capital, numberOf } from './text.ts';

const spaced = (word: string): string => [...word].join(' ');
const numbered = (word: string): string => [...word].map((c, i) => `${c}${i + 1}`).join(' ');
const reversed = (word: string): string => [...word].toReversed().join('');

/** A program on the word in slot `w`. */
const onWord =
	(answer: (word: string, values: Readonly<Record<string, string>>) => string | null): Program =>
	(values) => {
		const word = values.w === undefined ? '' : bareText(values.w);
		return word === '' ? null : answer(word, values);
	};

/** The place an ordinal or number names, from 0: `third`, `3rd`, `3`. */
export function placeOf(text: string): number | null {
	const named = ORDINALS.indexOf(text.toLowerCase());
	if (named >= 0) return named;
	const digits = /^(\d+)(?:st|nd|rd|th)?$/i.exec(text);
	const value = digits ? Number(digits[1]) : numberOf(text);
	return value === null || value < 1 ? null : value - 1;
}

export const STRINGS: Record<string, Program> = {
	reverse: onWord((w) => `${spaced(w)} -> ${spaced(reversed(w))}. So ${reversed(w)}.`),
	upper: onWord((w) => `${spaced(w)}. So ${w.toUpperCase()}.`),
	length: onWord((w) => `${numbered(w)}. So ${[...w].length}.`),
	first: onWord((w) => `${numbered(w)}. So ${[...w][0]}.`),
	last: onWord((w) => `${numbered(w)}. So ${[...w].at(-1)}.`),
	nth: onWord((w, { o, k }) => {
		const place = placeOf(o ?? k ?? '') ?? placeOf(k ?? '');
		const letter = place === null ? undefined : [...w][place];
		return letter === undefined ? null : `${numbered(w)}. So ${letter}.`;
	}),
	spell: onWord((w) => `${spaced(w)}.`)
};

export const COUNTING: Record<string, Program> = {
	count: onWord((w, { c }) => {
		const letter = bareText(c ?? '')
			.toLowerCase()
			.replace(/'s$/, '');
		if ([...letter].length !== 1) return null;
		let seen = 0;
		const steps = [...w].map((x) => `${x}${x.toLowerCase() === letter ? ++seen : seen}`);
		return `${steps.join(' ')}. So ${seen}.`;
	})
};

export const CASES: Record<string, Program> = {
	lower: onWord((w) => `${spaced(w)}. So ${w.toLowerCase()}.`),
	title: onWord((w) => `${w.split(' ').map(capital).join(' ')}.`)
};

export const COPIES: Record<string, Program> = {
	// What follows a text in quotes is not copied.
	copy: onWord((w) => `${(/^"([^"]+)"[^"]*$/.exec(w)?.[1] ?? w).replace(/[?.!]+$/, '')}.`)
};

// One line for every letter: an acrostic is put together from them.
// prettier-ignore
const LINES = 'Air is clear,Birds sing,Clouds pass,Days grow long,Evening comes,Friends meet,Grass grows,Hope stays,Ice melts,Joy comes,Kites fly,Leaves turn,Music plays,Night is quiet,Oceans roll,Paths meet,Quiet rain,Rivers flow,Stars shine,Trees stand,Under the sky,Voices call,Winds blow,Xylophones play,Years go by,Zebras run'.split(',');

export const CREATIVE: Record<string, Program> = {
	acrostic: onWord((w) => {
		if (!/^[a-z]+$/i.test(w)) return null;
		return [...w.toLowerCase()].map((letter) => LINES[letter.charCodeAt(0) - 97]).join(' / ');
	}),
	rhyme: onWord((w) => {
		const family = RHYMES.find((words) => words.includes(w.toLowerCase()));
		const other = family?.find((word) => word !== w.toLowerCase());
		return other === undefined ? null : `${capital(w.toLowerCase())} rhymes with ${other}.`;
	}),
	sentence: onWord((w, { k }) => {
		const count = numberOf(k ?? '');
		if (count === null || count < 2 || count > 12 || !/^[\p{L}]+$/u.test(w)) return null;
		const rest = 'rests here all day long in the warm spring sun'.split(' ').slice(0, count - 2);
		return `The ${w}${rest.length ? ` ${rest.join(' ')}` : ''}.`;
	})
};
