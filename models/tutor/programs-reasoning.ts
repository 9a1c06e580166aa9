// Seats, sequences, odd ones out: read out of the text itself, whatever words are around.
// Not who is taller than whom (programs-orders.ts).

import { MEMBERS } from '../generator/abilities/logic.ts';
import type { Program } from './forms.ts';
import { type Fact, ordering, orderOf, placed, PLACES } from './programs-orders.ts';
import { numberOf, NUMBER_PATTERN, written } from './text.ts';

/** Who sits where in a row, from neighbours and ends. */
export function seating(text: string): string | null {
	const name = String.raw`([\p{Lu}][\p{L}'-]*)`,
		pairs: Fact[] = [];
	for (const [, a, side, b] of text.matchAll(
		new RegExp(
			`${name} (?:sits|is|stands) (?:directly |right |just |immediately )?(?:to the )?(left|right) of ${name}`,
			'gu'
		)
	))
		pairs.push(side === 'left' ? [a!, b!] : [b!, a!]);
	if (pairs.length === 0) return null;
	for (const [, end, side] of text.matchAll(
		new RegExp(`${name} (?:sits|is|stands) (?:on|at) the (left|right) end`, 'gu')
	))
		for (const other of new Set(pairs.flat()))
			if (other !== end) pairs.push(side === 'left' ? [end!, other] : [other, end!]);
	const order = orderOf(pairs);
	const asked = new RegExp(`(?<![\\p{L}])(${PLACES.join('|')}|last)(?![\\p{L}])`, 'giu');
	const place = [...text.matchAll(asked)].at(-1)?.[1]?.toLowerCase();
	if (!order || place === undefined) return null;
	const fromRight = /from the right/i.test(text);
	const who = place === 'last' ? order.at(-1) : placed(order, place, !fromRight);
	return who === undefined ? null : `${order.join(', ')}. So ${who}.`;
}

// Between the numbers of a row: commas, arrows, words. A minus with spaces around it is none.
const BETWEEN = String.raw`(?:\s*(?:,\s*(?:and\s+)?|;|->|>|\/|\.\.\.|\bthen\b)\s*|\s+-\s+|\s+)`;
const ROW = new RegExp(
	`(?<![\\d.])(?:${NUMBER_PATTERN})(?:${BETWEEN}(?:${NUMBER_PATTERN})){2,}`,
	'iu'
);

/** The next of a row of numbers with equal steps, or equal ratios. */
export function nextInSequence(text: string): string | null {
	// "96,116" in a row is two numbers.
	const row = ROW.exec(text.replace(/(?<=\d),(?=\d)/g, ', '));
	if (!row) return null;
	const list = row[0]
		.split(new RegExp(`(${NUMBER_PATTERN})`, 'iu'))
		.filter((_, i) => i % 2 === 1)
		.map((one) => numberOf(one)!);
	if (list.length < 3) return null;
	const [first, second] = list as [number, number],
		last = list.at(-1)!,
		step = second - first;
	if (list.every((value, i) => i === 0 || value === list[i - 1]! + step)) {
		const next = last + step;
		if (step >= 0) return `Each is ${step} more: ${last}+${step}=${next}. So ${next}.`;
		return `Each is ${-step} less: ${last}-${-step}=${next}. So ${next}.`;
	}
	const ratio = second / first;
	if (first !== 0 && list.every((value, i) => i === 0 || value === list[i - 1]! * ratio)) {
		const next = last * ratio;
		return ratio === 2
			? `Each is doubled: ${last}*2=${next}. So ${next}.`
			: `Each is times ${written(ratio)}: ${last}*${written(ratio)}=${written(next)}. So ${written(next)}.`;
	}
	if (list.every((value, i) => i < 2 || value === list[i - 1]! + list[i - 2]!))
		return `Each is the sum of the two before. So ${last + list.at(-2)!}.`;
	const squares = list.map(Math.sqrt);
	if (
		squares.every((root, i) => Number.isInteger(root) && (i === 0 || root === squares[i - 1]! + 1))
	)
		return `They are squares. So ${(squares.at(-1)! + 1) ** 2}.`;
	return null;
}

/** The kinds each word is of, in small letters. */
const KINDS_OF = new Map<string, string[]>();
for (const [kind, members] of Object.entries(MEMBERS))
	for (const member of members) {
		const name = member.toLowerCase();
		(KINDS_OF.get(name) ?? KINDS_OF.set(name, []).get(name)!).push(kind);
	}
const kindsOf = (word: string): readonly string[] => KINDS_OF.get(word.toLowerCase()) ?? [];

// Marks, "and", and what items are numbered with.
const BETWEEN_ITEMS = /^(?:[^\p{L}\d:]|\b(?:and|or)\b|\b(?:[A-D][:)]|\d[:).]))+$/iu;

/** Words of the kinds that stand in one list, as they stand there. */
function lists(text: string): string[][] {
	const words = [...text.matchAll(/\p{L}+(?:-\p{L}+)*/gu)].filter(([word]) => kindsOf(word).length);
	const found: string[][] = [];
	let end = -1;
	for (const { 0: word, index } of words) {
		const between = end < 0 ? '' : text.slice(end, index);
		if (end >= 0 && BETWEEN_ITEMS.test(between)) found.at(-1)!.push(word);
		else found.push([word]);
		end = index + word.length;
	}
	return found;
}

/** The one word that is not of a kind all others are of. */
function oddOf(words: readonly string[]): { kind: string; odd: string } | null {
	for (const kind of Object.keys(MEMBERS)) {
		const [odd, more] = words.filter((word) => !kindsOf(word).includes(kind));
		if (odd !== undefined && more === undefined) return { kind, odd };
	}
	return null;
}

const ASKS_FOR_ODD =
	/odd|belong|different|fit|match|others|rest|intruder|stranger|out of place|outsider|misfit|exception|kind|cross out|strike|remove|wrong|out\b|go\b/i;
const MOST_ITEMS = 6;

/** The one of three or more listed words that is of another kind than all others. */
export function oddOneOut(text: string): string | null {
	const said = (found: { kind: string; odd: string } | null) =>
		found && `The others are ${found.kind}. So ${found.odd}.`;
	for (const list of lists(text)) {
		// "Three" or "one" before a list may look like its first word: a part of it has four at least.
		const fewest = list.length === 3 ? 3 : 4;
		for (let from = 0; from <= list.length - fewest; from++)
			for (let size = Math.min(MOST_ITEMS, list.length - from); size >= fewest; size--) {
				const found = oddOf(list.slice(from, from + size));
				if (found) return said(found);
			}
	}
	if (!ASKS_FOR_ODD.test(text)) return null;
	const named = lists(text)
		.flat()
		.filter((word) => !/^(?:one|two|three|four)$/i.test(word));
	return new Set(named).size >= 3 ? said(oddOf(named)) : null;
}

export const LOGIC: Record<string, Program> = {
	sequence: ({ s }) => (s === undefined ? null : nextInSequence(s)),
	'odd-one-out': ({ s }) => (s === undefined ? null : oddOneOut(s)),
	order: (_, prompt) => ordering(prompt)
};
