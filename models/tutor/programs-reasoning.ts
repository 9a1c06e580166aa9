// Orders, seats, sequences, odd ones out: read out of the text itself, whatever words are around.

import { KINDS, OF_PEOPLE, OF_THINGS, DOING } from '../generator/abilities/logic-wordings.ts';
import type { Program } from './forms.ts';
import { numbersIn, written } from './text.ts';

const PLACES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/** Comparatives with their opposites and superlatives: more, less, most, least. */
const SCALES: readonly (readonly [string, string, string, string])[] = [
	...[...OF_PEOPLE, ...OF_THINGS].map(
		([more, most, least, less]) => [more, less, most, least] as const
	),
	...DOING.map(([more, most, least]) => [more, '', most, least] as const),
	...DOING.map(([more, most, least]) => {
		const bare = (text: string) => text.split(' ').slice(1).join(' ');
		return [bare(more), '', bare(most), bare(least)] as const;
	}),
	['farther', 'nearer', 'farthest', 'nearest'],
	['quicker', 'slower', 'quickest', 'slowest'],
	['better', 'worse', 'best', 'worst']
];

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
// One name or thing: "Ann", "the red box".
const THING = String.raw`((?:the |my |a )?[\p{L}][\p{L}'-]*(?: [\p{L}'-]+)?)`;

type Fact = [upper: string, lower: string];
const key = (name: string): string => name.trim().toLowerCase();

const VERB = String.raw`(?:is|are|was|seems|looks|runs|swims|drives|jumps|earns|eats|sleeps|sings|gets up|works|walks|reads|writes|\p{L}+s)?`;
const HOW_MUCH = '(?:much|a bit|a little|even|clearly|far|always|slightly|way)?';

const patterns = new Map<string, readonly [said: RegExp, aside: RegExp]>();

/** "Ann is much taller than Bob"; "compared to Bob, Ann is taller". */
function patternsOf(word: string): readonly [said: RegExp, aside: RegExp] {
	const known = patterns.get(word);
	if (known) return known;
	const made = [
		new RegExp(
			String.raw`(?<![\p{L}])${THING}\s+${VERB}\s*(not\s+)?${HOW_MUCH}\s*${escape(word)}\s+than\s+${THING}`,
			'giu'
		),
		new RegExp(
			String.raw`(?:compared to|next to)\s+${THING},\s+${THING}\s+is\s+(not\s+)?${escape(word)}`,
			'giu'
		)
	] as const;
	patterns.set(word, made);
	return made;
}

/** Who is over whom, of all comparisons with `more` and its opposite `less` in a text. */
function factsOf(text: string, more: string, less: string): Fact[] {
	const facts: Fact[] = [],
		small = text.toLowerCase();
	const add = (word: string, turn: boolean) => {
		if (word === '' || !small.includes(word)) return;
		const [said, aside] = patternsOf(word);
		const put = (a: string, b: string, not: string | undefined) =>
			facts.push(Boolean(not) === turn ? [a, b] : [b, a]);
		for (const [, a, not, b] of text.matchAll(said)) put(a!, b!, not);
		for (const [, b, a, not] of text.matchAll(aside)) put(a!, b!, not);
	};
	add(more, false);
	add(less, true);
	return facts;
}

// Words that a name is not, where a sentence was cut wrongly.
const NOT_NAMES =
	/^(?:and|but|while|also|if|suppose|given|that|so|then|now|because|since|when|who|which|is|it|known|know|as) /i;

function cleaned(name: string): string {
	let out = name.trim();
	while (NOT_NAMES.test(out)) out = out.replace(NOT_NAMES, '');
	// "Ann is": the verb got into the second word.
	const words = out.split(' ');
	if (/^(?:the|my|a)$/i.test(words[0]!)) return words.slice(0, 2).join(' ');
	return words[0]!;
}

/** The one order that the facts fix, from most to least; null when they leave any open. */
function orderOf(facts: readonly Fact[]): string[] | null {
	const names = new Map<string, string>();
	for (const name of facts.flat()) names.set(key(name), names.get(key(name)) ?? name);
	const left = new Set(names.keys()),
		order: string[] = [];
	while (left.size > 0) {
		const tops = [...left].filter(
			(name) => !facts.some(([upper, lower]) => key(lower) === name && left.has(key(upper)))
		);
		if (tops.length !== 1) return null;
		order.push(names.get(tops[0]!)!);
		left.delete(tops[0]!);
	}
	return order.length < 2 ? null : order;
}

const placed = (
	order: string[],
	place: string | undefined,
	fromTop: boolean
): string | undefined => {
	const at = place ? PLACES.indexOf(place.toLowerCase()) : 0;
	return fromTop ? order[at] : order.at(-1 - at);
};

/** Who or what is most, least, second most … of what the text compares. */
export function ordering(text: string): string | null {
	if (!/\bthan\b|\bcompared to\b|\bnext to\b/i.test(text)) return null;
	for (const [more, less, most, least] of SCALES) {
		const facts = factsOf(text, more, less)
			.map(([a, b]): Fact => [cleaned(a), cleaned(b)])
			.filter(([a, b]) => key(a) !== key(b));
		if (facts.length === 0) continue;
		const asked = new RegExp(
			String.raw`(?:(${PLACES.join('|')})[- ])?(?<![\p{L}])(${[most, least].filter(Boolean).map(escape).join('|')})(?![\p{L}])`,
			'giu'
		);
		const question = [...text.matchAll(asked)].at(-1);
		if (!question) continue;
		const order = orderOf(facts);
		if (!order) continue;
		const who = placed(order, question[1], question[2]!.toLowerCase() === most);
		return who === undefined ? null : `${order.join(' > ')}. So ${who}.`;
	}
	return null;
}

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

/** The next of a row of numbers with equal steps, or equal ratios. */
export function nextInSequence(text: string): string | null {
	const row = /-?\d+(?:(?:\s*[,;]\s*|\s+-\s+|\s+)-?\d+){2,}/.exec(text);
	if (!row) return null;
	const list = row[0].includes(' - ')
		? row[0].split(' - ').map(Number)
		: numbersIn(row[0].replaceAll(',', ' , '));
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

/** The one of four or more words that is of another kind than all others. */
export function oddOneOut(text: string): string | null {
	const known = new Map<string, string[]>();
	for (const [kind, members] of Object.entries(KINDS))
		for (const member of members) {
			const name = member.toLowerCase();
			(known.get(name) ?? known.set(name, []).get(name)!).push(kind);
		}
	const parts = text.match(/[\p{L}]+/gu) ?? [];
	const named = parts.filter((word) => known.has(word.toLowerCase()));
	let best: { kind: string; odd: string } | null = null;
	// The list stands together: the run of known words that one kind all but fills.
	for (const kind of Object.keys(KINDS)) {
		const inside = named.filter((word) => known.get(word.toLowerCase())!.includes(kind)),
			outside = named.filter((word) => !known.get(word.toLowerCase())!.includes(kind));
		const others = outside.filter((word) => !/^one$/i.test(word));
		if (new Set(inside).size >= 2 && others.length === 1) best ??= { kind, odd: others[0]! };
	}
	return best && `The others are ${best.kind}. So ${best.odd}.`;
}

export const LOGIC: Record<string, Program> = {
	sequence: ({ s }) => (s === undefined ? null : nextInSequence(s)),
	'odd-one-out': ({ s }) => (s === undefined ? null : oddOneOut(s)),
	order: (_, prompt) => ordering(prompt)
};
