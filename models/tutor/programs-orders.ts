// Who is most, least or second of those a text compares: its premises are read in the generator's
// own wordings, orders told in one sentence before single comparisons, and the one order they fix
// is worked out. Not seats and rows (programs-reasoning.ts).

import { positive } from '../generator/abilities/logic.ts';
import {
	DOING,
	DOING_ORDERS,
	DOING_PREMISES,
	OF_PEOPLE,
	OF_THINGS,
	ORDERS,
	PREMISES
} from '../generator/abilities/logic-wordings.ts';

export const PLACES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/** A comparative with its opposite and superlatives; `''` where nobody says it. */
interface Scale {
	more: string;
	less: string;
	most: string;
	least: string;
	/** What they are: "tall". Empty for what somebody does. */
	plain: string;
}

const scale = (
	[more, most, least, less]: readonly [string, string, string, string],
	doing = false
): Scale => ({
	more,
	most,
	least,
	less: less || `less ${positive(more)}`,
	plain: doing ? '' : positive(more)
});

const ALL_SCALES: readonly Scale[] = [
	...[...OF_PEOPLE, ...OF_THINGS].map((words) => scale(words)),
	scale(['farther', 'farthest', 'nearest', 'nearer']),
	...DOING.map((words) => scale(words, true)),
	// "Who is fastest?" of those who run.
	...DOING.map(([more, most, least]) => {
		const bare = (text: string) => text.split(' ').slice(1).join(' ');
		return { more, less: '', most: bare(most), least: bare(least), plain: '' };
	})
];
/** Each once: much is said of people and things alike. */
const SCALES: readonly Scale[] = [
	...new Map(ALL_SCALES.map((one) => [Object.values(one).join(), one])).values()
];

// What follows a name and is none itself.
const NO_NAME =
	"and|but|while|also|who|which|is|are|in|yet|with|then|than|so|when|if|both|neither|nor|not|now|comes|seems|looks|has|happens|on|compared|as|what|whom|name|tell|find|the|isn|isnt|isn't|of|to|very|even|still|more|less|it|that|was|were|too|for";
/** One name or thing: "Ann", "the nurse", "the red box", "chair A". */
const THING = String.raw`(?:(?:the|my|our|a)\s+(?!(?:${NO_NAME})\b)[\p{L}-]+(?:\s+(?!(?:${NO_NAME})\b)[\p{L}-]+)?|(?!(?:${NO_NAME}|the|my|our|a)\b)[\p{L}-]+(?:\s+[A-Z](?![\p{L}']))?)`;

export type Fact = [upper: string, lower: string];
const key = (name: string): string => name.trim().toLowerCase();

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// In a text that is read by a scale these stand for its words: more, less and what they are.
const MARKS = { c: '\ue001', l: '\ue002', p: '\ue003' } as const;
const isMark = (slot: string): slot is keyof typeof MARKS => slot in MARKS;

/** A premise or order as a pattern: its names as groups, each the same wherever it stands. */
interface Told {
	pattern: RegExp;
	/** Marks and words that stand in it, to pass over it quickly. */
	parts: readonly string[];
}

function told(template: string, flags: string): Told {
	const named = new Set<string>();
	const source = template
		.split(/(\{\w\})/)
		.map((piece) => {
			const slot = /^\{(\w)\}$/.exec(piece)?.[1];
			if (slot === undefined) return escape(piece).replace(/\s+/g, '\\s+').replaceAll("'", "'?");
			if (isMark(slot)) return MARKS[slot];
			if (slot === 'w') return '(?:who|which)';
			if (slot === 'v') return String.raw`\p{L}+(?:\s+up)?`;
			if (named.has(slot)) return `\\k<${slot}>`;
			named.add(slot);
			return `(?<${slot}>${THING})`;
		})
		.join('');
	const marks = [...template.matchAll(/\{([clp])\}/g)].map(
		([, slot]) => MARKS[slot as keyof typeof MARKS]
	);
	const words = template.replace(/\{\w\}/g, ' ').match(/[a-z]{2,}(?!')/gi) ?? [];
	// "Ann is taller than Bob, Cy is taller …": the second half of one is no start of another.
	const apart = template.startsWith('than ') ? `(?<![${MARKS.c}${MARKS.l}]\\s)` : '';
	return {
		pattern: new RegExp(`(?<![\\p{L}])${apart}${source}(?![\\p{L}])`, flags),
		parts: [...marks, ...words.map((word) => word.toLowerCase())]
	};
}

const longestFirst = (templates: readonly string[], flags: string): Told[] =>
	[...new Set(templates)]
		.toSorted((a, b) => b.length - a.length)
		.map((template) => told(template, flags));
const givenAsOne = (orders: readonly string[]): string[] => [
	...orders,
	...orders.map((order) => order.replace('. ', ' and '))
];
/** Also the other way about: who is "newer" than another is less old. */
const bothWays = (templates: readonly string[], low: string): string[] => [
	...templates,
	...templates
		.filter((text) => !text.includes('{p}'))
		.map((text) => {
			const other: Record<string, string> = { c: 'l', l: 'c', a: low, [low]: 'a' };
			return text.replace(/\{(\w)\}/g, (_, slot: string) => `{${other[slot] ?? slot}}`);
		})
];
const readings = (orders: readonly string[], premises: readonly string[]) => ({
	orders: longestFirst(bothWays(givenAsOne(orders), 'd'), 'iu'),
	premises: longestFirst(bothWays(premises, 'b'), 'giu')
});
type Readings = ReturnType<typeof readings>;
// Where no two are alike, who is not more is less.
const NOT_MORE = [
	'{b} is not {c} than {a}',
	"{b} isn't {c} than {a}",
	'compared to {a}, {b} is not {c}',
	'next to {a}, {b} is not {c}'
];
const OF_BEING = readings(ORDERS, [...PREMISES, ...NOT_MORE]);
const OF_DOING = readings(DOING_ORDERS, DOING_PREMISES);
// "Ann runs faster than Bob": the verb is said apart.
const OF_HOW = readings([], ['{a} {v} {c} than {b}']);
const readingsOf = ({ plain, less }: Scale): Readings =>
	plain !== '' ? OF_BEING : less !== '' ? OF_DOING : OF_HOW;

/** Those whose marks and words all stand in a text. */
const standing = (all: readonly Told[], text: string): RegExp[] => {
	const small = text.toLowerCase();
	return all.flatMap(({ pattern, parts }) =>
		parts.every((part) => small.includes(part)) ? [pattern] : []
	);
};

const whole = (words: string, flags: string): RegExp =>
	new RegExp(`(?<![\\p{L}])${escape(words).replace(/\s+/g, '\\s+')}(?![\\p{L}])`, flags);

/** A text with marks for the words of a scale. */
function marked(text: string, { more, less, plain }: Scale): string {
	const put = (from: string, words: string, mark: string) =>
		words === '' ? from : from.replace(whole(words, 'giu'), mark);
	return put(put(put(text, less, MARKS.l), more, MARKS.c), plain, MARKS.p);
}

/** The order one sentence tells as a whole, from most to least. */
function toldOrder(text: string, { orders }: Readings): string[] | null {
	for (const pattern of standing(orders, text)) {
		const { a, b, d } = pattern.exec(text)?.groups ?? {};
		if (a && b && d && new Set([a, b, d].map(key)).size === 3) return [a, b, d];
	}
	return null;
}

/** The longest order that a text fixes; one told as a whole before one put together. */
function orderIn(text: string, known: Readings): string[] | null {
	const told = toldOrder(text, known),
		facts = factsOf(text, known);
	const whole = told ? [...facts, ...told.slice(1).map((lower, i): Fact => [told[i]!, lower])] : [];
	const all = [orderOf(whole), told, orderOf(facts)].filter((order) => order !== null);
	return all.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** Who is over whom, of all single premises. */
function factsOf(text: string, { premises }: Readings): Fact[] {
	const facts: Fact[] = [];
	for (const pattern of standing(premises, text))
		for (const { groups } of text.matchAll(pattern)) {
			const { a, b } = groups!;
			if (a && b && key(a) !== key(b)) facts.push([a, b]);
		}
	return facts;
}

/** The one order that the facts fix, from most to least; null when they leave any open. */
export function orderOf(facts: readonly Fact[]): string[] | null {
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

/** The one in a place counted from an end. */
export function placed(
	order: readonly string[],
	place: string | undefined,
	fromTop: boolean
): string | undefined {
	const at = place ? PLACES.indexOf(place.toLowerCase()) : 0;
	return fromTop ? order[at] : order.at(-1 - at);
}

const COMPARES =
	/\bthan\b|\bcompar|\bnext to\b|\bas \p{L}+(?: \p{L}+)? as\b|\bbetween\b|\bof .* and\b/iu;

/** "The lamp" as it is said within a sentence. */
const within = (name: string): string => {
	const it = name.trim();
	return /^(?:The|My|Our|A) /.test(it) || / [A-Z]$/.test(it)
		? it.charAt(0).toLowerCase() + it.slice(1)
		: it;
};

/** Who or what is most, least, second most … of what the text compares. */
export function ordering(text: string): string | null {
	if (!COMPARES.test(text)) return null;
	const says = (words: string) => words !== '' && whole(words, 'iu').test(text);
	let best: { order: string[]; who: string } | null = null;
	for (const one of SCALES) {
		const { more, less, most, least, plain } = one;
		if (!says(most) && !says(least)) continue;
		if (![more, less, plain].some(says)) continue;
		const asked = new RegExp(
			`(?:(${PLACES.join('|')})[- ])?(?<![\\p{L}])(${[most, least].map(escape).join('|')})(?![\\p{L}])`,
			'giu'
		);
		const question = [...text.matchAll(asked)].at(-1);
		if (!question) continue;
		const order = orderIn(marked(text, one), readingsOf(one));
		// A word is of several scales ("shorter"): the one that orders most of them is meant.
		if (!order || order.length <= (best?.order.length ?? 0)) continue;
		const names = order.map(within);
		const who = placed(names, question[1], question[2]!.toLowerCase() === most);
		if (who !== undefined) best = { order: names, who };
	}
	return best && `${best.order.join(' > ')}. So ${best.who}.`;
}
