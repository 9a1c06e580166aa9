// Logic: who is most of three, the next in a sequence, the odd one out.
// Not the ways of asking (logic-wordings.ts).

import { NAMES } from '../facts/words.ts';
import { capitalise, type Draw, type Exchange } from '../grammar.ts';
import type { Random } from '../random.ts';
import { numberWords } from './arithmetic.ts';
import { ALIKE, KINDS } from './logic-kinds.ts';
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

/** Four things as people list them. */
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
	if (k < 0.86) return items.map((x, i) => `${'ABCD'[i]}: ${x}`).join(', ');
	return items.join(r.pick([' / ', ' - ', ' ', ' ', '; ', ',', '/', ' | ', ' or ', '. ', ' + ']));
}

/** Three of whom or which something is said. */
function three(r: Random, ofThings: boolean): [string, string, string] {
	const k = r.next();
	let items: string[];
	if (!ofThings)
		items = k < 0.85 ? r.sample(NAMES, 3) : r.sample(PERSONS, 3).map((x) => `the ${x}`);
	else if (k < 0.65) items = r.sample(THINGS, 3).map((x) => `the ${x}`);
	else {
		const thing = r.pick(THINGS);
		items =
			k < 0.85
				? r.sample(r.pick(TRAITS), 3).map((x) => `the ${x} ${thing}`)
				: r.sample([...'ABCDEFGXYZ'], 3).map((x) => `${thing} ${x}`);
	}
	return items as [string, string, string];
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

/** Two premises about three, from which the order follows; the answer writes that order first. */
function comparison(draw: Draw): Exchange {
	const r = draw.random,
		kind = r.weighted(['people', 'things', 'doing'] as const, [5, 3, 2]),
		doing = kind === 'doing';
	const [a, b, d] = draw.argument(
		() => three(r, kind === 'things'),
		(x) => x.join()
	);
	const [more, most, least, opposite] = r.pick(
		doing ? DOING : kind === 'people' ? OF_PEOPLE : OF_THINGS
	);
	const words = {
		c: more,
		l: opposite || `less ${positive(more)}`,
		p: doing ? '' : positive(more)
	};
	let facts: string, given: string;
	if (r.chance(0.35)) {
		const order = draw.branch(doing ? DOING_ORDERS : ORDERS),
			values = { ...words, a, b, d, w: kind === 'things' ? 'which' : 'who' };
		facts = order
			.split('. ')
			.map((x) => capitalise(filled(x, values)))
			.join('. ');
		given = filled(order.replace('. ', ' and '), values);
	} else {
		const premise = (over: string, under: string): string =>
			filled(draw.branch(doing ? DOING_PREMISES : PREMISES), { ...words, a: over, b: under });
		const [first, second] = r.shuffle([premise(a, b), premise(b, d)]) as [string, string],
			between = draw.branch(BETWEEN);
		facts = capitalise(first) + between + (/^[.]/.test(between) ? capitalise(second) : second);
		given = `${first} and ${second}`;
	}
	const top = r.chance(0.5);
	const prompt = draw.phrase(
		kind === 'people' ? WHO : doing ? WHO_DOES : WHICH,
		{ f: `${facts}.`, g: given, k: top ? most : least },
		r.chance(0.6)
	);
	return { prompt, answer: `${a} > ${b} > ${d}. So ${top ? a : d}.`, ability: 'logic' };
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
	const prompt = draw.phrase(SEQUENCE, { s: shown.join(separator) });
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

/** Three of one kind, one of another. */
function oddOne(draw: Draw): Exchange {
	const r = draw.random,
		kinds = Object.keys(KINDS);
	const pair = (): [string, string] => {
		for (;;) {
			const [main, other] = r.sample(kinds, 2) as [string, string];
			if (!alike(main, other)) return [main, other];
		}
	};
	const [main, other] = draw.argument(pair, (x) => 'odd:' + x.join());
	const three = r.sample(KINDS[main]!, 3),
		odd = r.pick(KINDS[other]!);
	const list = listed(r.shuffle([...three, odd]), r),
		prompt = draw.phrase(ODD_ONE, { s: list }),
		// As it stands in the list, where that begins its words with capitals.
		shown = new RegExp(`(?<![\\p{L}-])${odd}(?![\\p{L}-])`, 'iu').exec(list)?.[0] ?? odd;
	return { prompt, answer: `The others are ${main}. So ${shown}.`, ability: 'logic' };
}

export function logic(draw: Draw): Exchange {
	return draw.random.weighted([comparison, sequence, oddOne], [3, 3, 4])(draw);
}
