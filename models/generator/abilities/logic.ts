// Logic: who is most of three or four, the next in a sequence, the odd one out.
// Not the ways of asking (logic-wordings.ts).

import { NAMES } from '../facts/words.ts';
import { capitalise, type Draw, type Exchange, type Wording } from '../grammar.ts';
import type { Random } from '../random.ts';
import { numberWords } from './arithmetic.ts';
import {
	ODD_ONE_ASKED,
	SEQUENCE_ASKED,
	WHICH_ASKED,
	WHO_ASKED,
	WHO_DOES_ASKED
} from './logic-asked.ts';
import { ALIKE, KINDS } from './logic-kinds.ts';
import { CLEAR, COMMON, DOUBTFUL, MORE_MEMBERS, NEAR_KINDS, OFTEN } from './logic-kinds-more.ts';
import { ODD_ONE_MORE, SEQUENCE_MORE } from './logic-lists-more.ts';
import {
	DOING_ORDERS_OF_FOUR,
	DOING_PREMISES_MORE,
	ORDERS_MORE,
	ORDERS_OF_FOUR,
	PREMISES_MORE,
	WHICH_MORE,
	WHO_DOES_MORE,
	WHO_MORE
} from './logic-more.ts';
import {
	ODD_ONE_TURNS,
	ORDERS_OF_FOUR_TURNS,
	ORDERS_TURNS,
	SEQUENCE_TURNS
} from './logic-turns.ts';
import {
	BETWEEN,
	DOING,
	DOING_ORDERS,
	DOING_PREMISES,
	ODD_ONE,
	OF_PEOPLE,
	OF_THINGS,
	ORDERS,
	PREMISES,
	SEQUENCE,
	WHICH,
	WHO,
	WHO_DOES
} from './logic-wordings.ts';

// prettier-ignore
const THINGS = 'lamp chair box bag stone rope house tower bridge road room car bike boat table book phone coat knife bottle lake garden street tree shop hotel ship wall door kite basket bench bell blanket branch brick bucket cable cake candle carpet castle clock cup curtain desk drum fence field flag fork hill jacket jar ladder mirror mountain pan pen piano pillow plate pole pot radio ribbon river rug sack scarf shelf shoe sofa spoon stick stool suitcase tent tunnel vase village watch wheel window'.split(' ');
// prettier-ignore
const TRAITS: readonly (readonly string[])[] = ['red blue green yellow black white brown gray orange purple pink'.split(' '), ['first', 'second', 'third'], ['left', 'right', 'middle'], ['wooden', 'metal', 'plastic', 'glass', 'paper'], ['French', 'German', 'Italian', 'Dutch', 'Danish', 'Polish']];
// prettier-ignore
const PERSONS = 'nurse baker pilot farmer doctor teacher painter singer driver cook king queen judge sailor soldier dancer writer waiter gardener lawyer clown boy girl man woman'.split(' ');

/** Three to six things as people list them. */
function listed(items: string[], r: Random): string {
	const k = r.next(),
		last = items.at(-1)!,
		front = items.slice(0, -1).join(', ');
	if (k < 0.5) return items.join(', ');
	if (k < 0.66) return `${front}${r.pick(['', ','])} ${r.pick(['and', 'or', '&'])} ${last}`;
	if (k < 0.72) return items.map((x) => `${r.chance(0.9) ? capitalise(x) : x}`).join(', ');
	if (k < 0.77) return items.map((x) => `"${x}"`).join(', ');
	if (k < 0.8) return `[${items.join(', ')}]`;
	if (k < 0.83) return items.map((x, i) => `${i + 1}) ${x}`).join(r.pick([' ', ', ']));
	if (k < 0.85) return items.map((x) => `${r.chance(0.3) ? capitalise(x) : x}`).join('\n');
	if (k < 0.87) return items.map((x, i) => `${'ABCDEF'[i]}: ${x}`).join(', ');
	return items.join(r.pick([' / ', ' - ', ' ', ' ', '; ', ',', '/', ' | ', ' or ', '. ', ' + ']));
}

/** Three or four of whom or which something is said. */
function some(r: Random, ofThings: boolean, count: number): string[] {
	const k = r.next();
	if (!ofThings)
		return k < 0.85 ? r.sample(NAMES, count) : r.sample(PERSONS, count).map((x) => `the ${x}`);
	if (k < 0.65) return r.sample(THINGS, count).map((x) => `the ${x}`);
	const thing = r.pick(THINGS);
	return k < 0.85
		? r
				.sample(r.pick(TRAITS.filter((traits) => traits.length >= count)), count)
				.map((x) => `the ${x} ${thing}`)
		: r.sample([...'ABCDEFGXYZ'], count).map((x) => `${thing} ${x}`);
}

/** "taller" is more than "tall". */
export function positive(more: string): string {
	if (more.startsWith('more ')) return more.slice(5);
	if (more === 'better') return 'good';
	if (more.endsWith('ier')) return more.slice(0, -3) + 'y';
	if (/^(?:brav|clos|larg|nic|polit|rar|rud|saf|wid|wis)er$/.test(more)) return more.slice(0, -1);
	return more.replace(/([dgnt])\1er$/, '$1').replace(/er$/, '');
}

const filled = (template: string, values: Readonly<Record<string, string>>): string =>
	template.replace(/\{(\w)\}/g, (argument, key: string) => values[key] ?? argument);

const joined = (one: readonly string[], other: readonly string[]): readonly string[] => [
	...one,
	...other
];
const PREMISES_OF = {
	doing: joined(DOING_PREMISES, DOING_PREMISES_MORE),
	being: joined(PREMISES, PREMISES_MORE)
};
const ORDERS_OF = {
	doing: { 3: DOING_ORDERS, 4: DOING_ORDERS_OF_FOUR },
	being: {
		3: joined(joined(ORDERS, ORDERS_MORE), ORDERS_TURNS),
		4: joined(ORDERS_OF_FOUR, ORDERS_OF_FOUR_TURNS)
	}
};
/** Who or which, of three; and of four, for which nobody speaks of three. */
function ofThreeOrFour(...wordings: readonly Wording[]): Record<3 | 4, Wording> {
	const q = wordings.flatMap((wording) => wording.q ?? []);
	return { 3: { q }, 4: { q: q.filter((text) => !/three/i.test(text)) } };
}
const WORDINGS_OF = {
	people: ofThreeOrFour(WHO, WHO_MORE, WHO_ASKED),
	things: ofThreeOrFour(WHICH, WHICH_MORE, WHICH_ASKED),
	doing: ofThreeOrFour(WHO_DOES, WHO_DOES_MORE, WHO_DOES_ASKED)
};

const bothOf = (one: Wording, other: Wording): Wording => ({
	np: [...(one.np ?? []), ...(other.np ?? [])],
	vp: [...(one.vp ?? []), ...(other.vp ?? [])],
	q: [...(one.q ?? []), ...(other.q ?? [])]
});
const SEQUENCES = [SEQUENCE_MORE, SEQUENCE_TURNS, SEQUENCE_ASKED].reduce(bothOf, SEQUENCE);
const ODD_ONES = [ODD_ONE_MORE, ODD_ONE_TURNS, ODD_ONE_ASKED].reduce(bothOf, ODD_ONE);
const uncounted = (texts: readonly string[] = []): string[] =>
	texts.filter((text) => !/three|four/i.test(text));
/** Of a list that is not of four: nobody speaks of three that are alike. */
const ODD_ONES_UNCOUNTED: Wording = {
	np: uncounted(ODD_ONES.np),
	vp: uncounted(ODD_ONES.vp),
	q: uncounted(ODD_ONES.q)
};

/** Premises from which an order follows, as sentences and as one clause. */
function premises(draw: Draw, items: readonly string[], words: Words): [string, string] {
	const r = draw.random,
		list = PREMISES_OF[words.p ? 'being' : 'doing'],
		// People often keep to one way of saying it.
		usual = r.chance(0.4) ? draw.branch(list) : null;
	const said = items.slice(1).map((under, i) =>
		filled(usual ?? draw.branch(list), {
			...words,
			a: items[i]!,
			b: under
		})
	);
	const inOrder = r.chance(0.3) ? said : r.shuffle(said),
		between = draw.branch(BETWEEN),
		// Of three premises the first two stand apart by what does not end a list.
		first = inOrder.length === 2 || /^[.;]/.test(between) ? between : ', ';
	const facts = inOrder
		.map((text, i) => {
			const before = i === 0 ? '' : i === inOrder.length - 1 ? between : first;
			return before + (i === 0 || before.startsWith('.') ? capitalise(text) : text);
		})
		.join('');
	return [facts, `${inOrder.slice(0, -1).join(', ')} and ${inOrder.at(-1)}`];
}
interface Words extends Readonly<Record<string, string>> {
	/** The comparative, its contrary, and what it is a comparative of, where it is of an adjective. */
	c: string;
	l: string;
	p: string;
}

/** Premises about three or four, from which the order follows; the answer writes that order first. */
function comparison(draw: Draw): Exchange {
	const r = draw.random,
		kind = r.weighted(['people', 'things', 'doing'] as const, [5, 3, 2]),
		doing = kind === 'doing',
		count = r.chance(kind === 'people' ? 0.4 : 0.25) ? 4 : 3;
	const items = draw.argument(
		() => some(r, kind === 'things', count),
		(x) => x.join()
	);
	const [more, most, least, opposite] = r.pick(
		doing ? DOING : kind === 'people' ? OF_PEOPLE : OF_THINGS
	);
	const words: Words = {
		c: more,
		l: opposite || `less ${positive(more)}`,
		p: doing ? '' : positive(more)
	};
	let facts: string, given: string;
	if (r.chance(count === 4 ? 0.5 : 0.35)) {
		const order = draw.branch(ORDERS_OF[doing ? 'doing' : 'being'][count]),
			[a, b, d, x] = items as [string, string, string, string],
			values = { ...words, a, b, d, x, w: kind === 'things' ? 'which' : 'who' };
		facts = order
			.split('. ')
			.map((text) => capitalise(filled(text, values)))
			.join('. ');
		given = filled(
			order.replace(/\. (?:But )?(?=.*\. )/g, ', ').replace(/\. (?:But )?/, ' and '),
			values
		);
	} else [facts, given] = premises(draw, items, words);
	const second = count === 4 && !doing && r.chance(0.2),
		rank = second ? 1 : 0,
		[k, asked] = r.chance(0.5) ? [most, items[rank]] : [least, items.at(-1 - rank)];
	const prompt = draw.phrase(
		WORDINGS_OF[kind][count],
		{ f: `${facts}.`, g: given, k: second ? `second ${k}` : k },
		r.chance(0.6)
	);
	return { prompt, answer: `${items.join(' > ')}. So ${asked}.`, ability: 'logic' };
}

const SEPARATORS = [
	', ',
	' ',
	' ',
	' ',
	',',
	',',
	'; ',
	' - ',
	' -> ',
	' > ',
	' / ',
	'... ',
	' then '
];
/** Three to five numbers, each a step on from the last, or doubled. */
function sequence(draw: Draw): Exchange {
	const r = draw.random;
	const [from, step] = draw.argument(
		() => [r.int(1, 60), r.pick([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, -1, -2, -3, -5])] as const,
		(x) => 'sequence:' + x.join()
	);
	const double = r.chance(0.2),
		start = step < 0 ? from + 30 : from,
		list = Array.from({ length: r.weighted([3, 4, 5], [3, 6, 1]) }, (_, i) =>
			double ? ((from % 9) + 1) * 2 ** i : start + i * step
		),
		last = list.at(-1)!,
		next = double ? last * 2 : last + step;
	const inWords = r.chance(0.05),
		shown = list.map((n) => (inWords && numberWords(n)) || String(n)),
		separator = r.weighted(
			SEPARATORS,
			SEPARATORS.map((_, i) => (i ? 1 : 30))
		);
	const prompt = draw.phrase(SEQUENCES, { s: shown.join(separator) });
	return {
		prompt,
		answer: double
			? `Each is doubled: ${last}*2=${next}. So ${next}.`
			: step > 0
				? `Each is ${step} more: ${last}+${step}=${next}. So ${next}.`
				: `Each is ${-step} less: ${last}-${-step}=${next}. So ${next}.`,
		ability: 'logic'
	};
}

const alike = (one: string, other: string): boolean =>
	ALIKE.some((kinds) => kinds.includes(one) && kinds.includes(other));
/** The members of each kind. */
export const MEMBERS: Readonly<Record<string, readonly string[]>> = {
	...Object.fromEntries(
		Object.entries(KINDS).map(([kind, own]) => [
			kind,
			[...new Set([...own, ...(MORE_MEMBERS[kind] ?? [])])]
		])
	),
	...NEAR_KINDS
};
const KIND_NAMES = Object.keys(KINDS);
const KIND_WEIGHTS = KIND_NAMES.map((kind) => (COMMON.includes(kind) ? OFTEN : 1));

/** The members of a kind that are clearly not of another. */
function apart(kind: string, other: string): readonly string[] {
	const own = MEMBERS[kind]!.filter((x) => !MEMBERS[other]!.includes(x));
	if (!alike(kind, other) && !(kind in NEAR_KINDS) && !(other in NEAR_KINDS)) return own;
	return own.filter((x) => !DOUBTFUL.has(x));
}

/** Members of a kind, not all of a narrower one: lion, tiger and puma are cats, not just animals. */
function severalOf(kind: string, members: readonly string[], count: number, r: Random): string[] {
	const narrower = KIND_NAMES.filter((x) => MEMBERS[x]!.length < MEMBERS[kind]!.length);
	let several = r.sample(members, count);
	for (let i = 0; i < 5; i++) {
		if (!narrower.some((x) => several.every((member) => MEMBERS[x]!.includes(member)))) break;
		several = r.sample(members, count);
	}
	return several;
}

/** Two to five of one kind, one of another. */
function oddOne(draw: Draw): Exchange {
	const r = draw.random;
	const pair = (): [string, string] => {
		if (r.chance(0.25)) return r.shuffle(r.pick(CLEAR)) as [string, string];
		for (;;) {
			const main = r.weighted(KIND_NAMES, KIND_WEIGHTS),
				other = r.weighted(KIND_NAMES, KIND_WEIGHTS);
			if (main !== other && !alike(main, other)) return [main, other];
		}
	};
	const [main, other] = draw.argument(pair, (x) => 'odd:' + x.join()),
		several = apart(main, other),
		count = Math.min(r.weighted([2, 3, 4, 5], [15, 62, 18, 5]), several.length);
	const odd = r.pick(apart(other, main)),
		list = listed(r.shuffle([...severalOf(main, several, count, r), odd]), r);
	const prompt = draw.phrase(count === 3 ? ODD_ONES : ODD_ONES_UNCOUNTED, {
			s: list,
			n: numberWords(count + 1)!,
			m: numberWords(count)!
		}),
		// As it stands in the list, where that begins its words with capitals.
		shown = new RegExp(`(?<![\\p{L}-])${odd}(?![\\p{L}-])`, 'iu').exec(list)?.[0] ?? odd;
	return { prompt, answer: `The others are ${main}. So ${shown}.`, ability: 'logic' };
}

export function logic(draw: Draw): Exchange {
	return draw.random.weighted([comparison, sequence, oddOne], [3, 3, 4])(draw);
}
