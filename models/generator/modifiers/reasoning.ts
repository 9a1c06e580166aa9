// The reasoning modifier: orderings of four and five, negation, who sits where.
//
// Answers put every fact down both ways round, in the order of the text (`Ann > Bob`, `Bob < Ann`),
// climb from the first name to the one above which there is nothing, and read the chain off from there.
// Each word follows what followed it before.

import type { Draw } from '../grammar.ts';
import { DONT_KNOW } from '../abilities/unknown.ts';
import { NAMES } from '../facts/words.ts';
import type { Domain, Hard } from './domain.ts';
import { BEYOND, BESIDE, MUCH, ROWS, SCALES, SIT, WHO } from './reasoning-wordings.ts';

const exact = { kind: 'exact' } as const;

const people = (draw: Draw, count: number): string[] =>
	draw.argument(
		() => draw.random.sample(NAMES, count),
		(names) => names.toSorted().join()
	);

/** Beyond the first, and beyond either end of a row. */
const WALL = '|';

/** Pairs both ways round, the climb to the first, and the whole chain: `A > B. B < A. A < |. A > B.` */
function worked(pairs: readonly (readonly [string, string])[], order: readonly string[]): string {
	const between = pairs.filter((pair) => !pair.includes(WALL)),
		climb = [between[0]![0]];
	while (climb.at(-1) !== WALL)
		climb.push(between.find(([, right]) => right === climb.at(-1))?.[0] ?? WALL);
	return [
		pairs.map(([left, right]) => `${left} > ${right}`).join(', '),
		pairs.map(([left, right]) => `${right} < ${left}`).join(', '),
		climb.join(' < '),
		order.join(' > ')
	].join('. ');
}

/** `count - 1` facts that fix the order, shuffled; some the other way round, some negated. */
function ordering(draw: Draw, count: number, negated: boolean): Hard {
	const r = draw.random,
		order = people(draw, count),
		[more, less, most, least] = r.pick(SCALES);
	const pairs = r.shuffle(order.slice(1).map((lower, i) => [order[i]!, lower] as const));
	const facts = pairs.map(([upper, lower]) => {
		if (negated && r.chance(0.6))
			return r.chance(0.5)
				? `${lower} is not ${more} than ${upper}`
				: `${upper} is not ${less} than ${lower}`;
		const much = r.pick(MUCH);
		return r.chance(0.65)
			? `${upper} is ${much}${more} than ${lower}`
			: `${lower} is ${much}${less} than ${upper}`;
	});
	const asks: [string, string][] = [
		[most, order[0]!],
		[least, order[count - 1]!],
		[`second ${most}`, order[1]!],
		[`second ${least}`, order[count - 2]!]
	];
	const [k, answer] = r.pick(asks);
	const text = facts.join(r.pick(['. ', '. ', '. ', ', ', '; '])) + '.';
	return {
		prompt: draw.phrase({ q: WHO }, { f: text, k }, r.chance(0.7)),
		answer: `${worked(pairs, order)}. So ${answer}.`,
		check: exact
	};
}

const SEATS = ['first', 'second', 'third', 'fourth'];

function seats(draw: Draw): Hard {
	const r = draw.random,
		order = people(draw, 4),
		pairs = order.slice(1).map((right, i) => [order[i]!, right] as const);
	// The ends may be told in place of one neighbour.
	const end = r.int(0, 2);
	if (end === 1) pairs[0] = [WALL, order[0]!];
	if (end === 2) pairs[2] = [order[3]!, WALL];
	const told = r.shuffle(pairs);
	const facts = told.map(([left, right]) =>
		left === WALL
			? `${right} sits on the left end`
			: right === WALL
				? `${left} sits on the right end`
				: r.pick(BESIDE).replace('{l}', left).replace('{r}', right)
	);
	const seat = r.int(0, 3);
	const text = `${r.pick(ROWS)} ${facts.join('. ')}.`;
	return {
		prompt: draw.phrase({ q: SIT }, { f: text, k: SEATS[seat]! }, r.chance(0.7)),
		answer: `${worked(told, order)}. So ${order[seat]}.`,
		check: exact
	};
}

export const reasoning: Domain = {
	id: 'reasoning',
	invocation: '<|reasoning|>',
	near: ['logic', 'comparisons', 'extraction', 'word-problems', 'copy'],
	tasks: [
		{ name: 'order of four', difficulty: 2, weight: 3, make: (draw) => ordering(draw, 4, false) },
		{ name: 'order of five', difficulty: 3, weight: 2, make: (draw) => ordering(draw, 5, false) },
		{ name: 'negation', difficulty: 3, weight: 2, make: (draw) => ordering(draw, 4, true) },
		{ name: 'seats', difficulty: 3, weight: 2, make: seats }
	],
	neighbour(draw) {
		const [a, b, c] = people(draw, 3) as [string, string, string];
		return {
			prompt: draw.phrase({ q: BEYOND }, { a, b, c }),
			answer: DONT_KNOW,
			ability: 'unknown'
		};
	}
};
