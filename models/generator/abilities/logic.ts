// Logic: who is most of three, the next in a sequence, the odd one out.
// Not the ways of asking (logic-wordings.ts).

import { NAMES } from '../facts/words.ts';
import { capitalise, type Draw, type Exchange } from '../grammar.ts';
import {
	ALIKE,
	BETWEEN,
	DOING,
	KINDS,
	ODD_ONE,
	OF_PEOPLE,
	OF_THINGS,
	PREMISES,
	SEQUENCE,
	WHICH,
	WHO,
	WHO_DOES
} from './logic-wordings.ts';

// prettier-ignore
const THINGS = 'lamp chair box bag stone rope house tower bridge road room car bike boat table book phone coat knife bottle lake garden street tree shop hotel ship wall door kite'.split(' ');

/** Four things as people list them. */
function listed(items: string[], r: Draw['random']): string {
	const k = r.next();
	if (k < 0.7) return items.join(', ');
	if (k < 0.85) return `${items.slice(0, -1).join(', ')} ${r.pick(['and', 'or'])} ${items.at(-1)}`;
	return items.join(r.pick([' / ', ' - ', ' ', '; ']));
}

/** Two premises about three, from which the order follows; the answer writes that order first. */
function comparison(draw: Draw): Exchange {
	const r = draw.random,
		kind = r.weighted(['people', 'things', 'doing'] as const, [5, 3, 2]);
	const [a, b, c] = draw.argument(
		() =>
			kind === 'things'
				? (r.sample(THINGS, 3).map((t) => `the ${t}`) as [string, string, string])
				: (r.sample(NAMES, 3) as [string, string, string]),
		(x) => x.join()
	);
	const top = r.chance(0.5),
		order = `${a} > ${b} > ${c}. So ${top ? a : c}.`;
	let premises: string[], question: string;
	if (kind === 'doing') {
		const [more, most, least] = r.pick(DOING);
		premises = [`${a} ${more} than ${b}`, `${b} ${more} than ${c}`];
		question = top ? most : least;
	} else {
		const [more, most, least, less] = r.pick(kind === 'people' ? OF_PEOPLE : OF_THINGS);
		const premise = (over: string, under: string): string => {
			const turned = less !== '' && r.chance(0.2);
			return draw
				.branch(PREMISES)
				.replace('{a}', turned ? under : over)
				.replace('{b}', turned ? over : under)
				.replace('{c}', turned ? less : more);
		};
		premises = [premise(a, b), premise(b, c)];
		question = top ? most : least;
	}
	const [first, second] = r.shuffle(premises) as [string, string],
		between = draw.branch(BETWEEN),
		facts = first + between + (/^[.]/.test(between) ? capitalise(second) : second);
	const wording = kind === 'people' ? WHO : kind === 'things' ? WHICH : WHO_DOES;
	const prompt = draw.phrase(
		wording,
		{
			f: `${capitalise(facts)}.`,
			g: `${first} and ${second}`,
			k: question
		},
		r.chance(0.6)
	);
	return { prompt, answer: order, ability: 'logic' };
}

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
	const prompt = draw.phrase(SEQUENCE, {
		s: list.join(r.weighted([', ', ' ', ',', '; ', ' - '], [80, 10, 5, 3, 2]))
	});
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
	const prompt = draw.phrase(ODD_ONE, { s: listed(r.shuffle([...three, odd]), r) });
	return { prompt, answer: `The others are ${main}. So ${odd}.`, ability: 'logic' };
}

export function logic(draw: Draw): Exchange {
	return draw.random.weighted([comparison, sequence, oddOne], [3, 3, 4])(draw);
}
