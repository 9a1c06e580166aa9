// The reasoning modifier: orderings of four and five, negation, who sits where. Answers write the
// whole order down first, then read it.

import type { Draw } from '../grammar.ts';
import { DONT_KNOW } from '../abilities/unknown.ts';
import { NAMES } from '../facts/words.ts';
import type { Domain, Hard } from './domain.ts';

const exact = { kind: 'exact' } as const;

/** More, less, most, least. */
// prettier-ignore
const SCALES: [string, string, string, string][] = [['taller', 'shorter', 'tallest', 'shortest'], ['older', 'younger', 'oldest', 'youngest'], ['faster', 'slower', 'fastest', 'slowest'], ['richer', 'poorer', 'richest', 'poorest'], ['stronger', 'weaker', 'strongest', 'weakest'], ['heavier', 'lighter', 'heaviest', 'lightest']];
// prettier-ignore
const WHO = ['{f} Who is the {k}?', '{f} Who is {k}?', '{f} Which of them is the {k}?', '{f} Name the {k} one.', '{f} So who is the {k}?', '{f} The {k} is?', '{f} Tell me who is the {k}.', '{f} Who of them is the {k}?', '{f} Find the {k} one.', 'Who is the {k}? {f}', 'Tell me who the {k} is: {f}', '{f} Which one is {k}?'];

const people = (draw: Draw, count: number): string[] =>
	draw.argument(
		() => draw.random.sample(NAMES, count),
		(names) => names.toSorted().join()
	);

/** `count - 1` facts that fix the order, shuffled; some the other way round, some negated. */
function ordering(draw: Draw, count: number, negated: boolean): Hard {
	const r = draw.random,
		order = people(draw, count),
		[more, less, most, least] = r.pick(SCALES);
	const facts = order.slice(1).map((lower, i) => {
		const upper = order[i]!;
		if (negated && r.chance(0.6))
			return r.chance(0.5)
				? `${lower} is not ${more} than ${upper}`
				: `${upper} is not ${less} than ${lower}`;
		return r.chance(0.65)
			? `${upper} is ${more} than ${lower}`
			: `${lower} is ${less} than ${upper}`;
	});
	const asks: [string, string][] = [
		[most, order[0]!],
		[least, order[count - 1]!],
		[`second ${most}`, order[1]!],
		[`second ${least}`, order[count - 2]!]
	];
	const [k, answer] = r.pick(asks);
	const text = r.shuffle(facts).join(r.chance(0.8) ? '. ' : ', ') + '.';
	return {
		prompt: draw.phrase({ q: WHO }, { f: text, k }, r.chance(0.7)),
		answer: `${order.join(' > ')}. So ${answer}.`,
		check: exact
	};
}

const SEATS = ['first', 'second', 'third', 'fourth'];
// prettier-ignore
const SIT = ['{f} Who sits {k} from the left?', '{f} Who is {k} from the left?', '{f} Who has the {k} seat from the left?', '{f} Counting from the left, who is {k}?', '{f} Which of them sits {k} from the left?', '{f} Name the {k} one from the left.', 'Who sits {k} from the left? {f}', '{f} Tell me who sits {k} from the left.', '{f} From the left, the {k} one is?'];
// prettier-ignore
const ROWS = ['Four people sit in a row.', 'Four friends sit in a row.', 'There are four chairs in a row.', 'Four people are sitting side by side.', 'A bench has four places.', 'Four pupils sit on a bench.'];

function seats(draw: Draw): Hard {
	const r = draw.random,
		order = people(draw, 4),
		facts = order.slice(1).map((right, i) => {
			const left = order[i]!;
			return r.chance(0.5)
				? `${left} sits directly left of ${right}`
				: `${right} sits directly right of ${left}`;
		});
	// The ends may be told in place of one neighbour.
	const end = r.int(0, 2);
	if (end === 1) facts[0] = `${order[0]} sits on the left end`;
	if (end === 2) facts[2] = `${order[3]} sits on the right end`;
	const seat = r.int(0, 3);
	const text = `${r.pick(ROWS)} ${r.shuffle(facts).join('. ')}.`;
	return {
		prompt: draw.phrase({ q: SIT }, { f: text, k: SEATS[seat]! }, r.chance(0.7)),
		answer: `${order.join(', ')}. So ${order[seat]}.`,
		check: exact
	};
}

// prettier-ignore
const BEYOND = ['{a} likes {b}. Who does {b} like?', '{a} is taller than {b}. How tall is {b}?', '{a} sits next to {b}. Who sits on the other side of {b}?', 'Is {a} nicer than {b}?', '{a} is older than {b}, and {c} is older than {b}. Who is the oldest?', '{a} runs faster than {b}. Who swims faster?', 'Why is {a} taller than {b}?', '{a} has more friends than {b}. Who is {c}?', '{a} is the brother of {b}. How old is {c}?', '{a} knows {b} and {c}. Which of them is richer?', 'Who would win, {a} or {b}?', '{a} is not taller than {b}. What does {c} weigh?'];

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
