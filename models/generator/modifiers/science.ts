// The science modifier: problems of one formula, with units.

import type { Draw } from '../grammar.ts';
import { DONT_KNOW } from '../abilities/unknown.ts';
import { NAMES } from '../facts/words.ts';
import type { Domain, Hard, Task } from './domain.ts';
import { longDivision, work } from './math.ts';
import { ASKED, BEYOND } from './science-wordings.ts';

/** `product = one * other`: three problems, each asking for one of them. Values are whole numbers. */
interface Law {
	name: keyof typeof ASKED;
	/** Symbol and unit of product, one, other. */
	symbols: [string, string, string];
	units: [string, string, string];
	one: [number, number];
	other: [number, number];
}

// prettier-ignore
const LAWS: Law[] = [
  { name: 'speed', symbols: ['d', 'v', 't'], units: ['km', 'km/h', 'h'], one: [4, 90], other: [2, 9] },
  { name: 'force', symbols: ['F', 'm', 'a'], units: ['N', 'kg', 'm/s2'], one: [2, 90], other: [2, 9] },
  { name: 'voltage', symbols: ['U', 'R', 'I'], units: ['V', 'ohm', 'A'], one: [2, 60], other: [2, 9] },
  { name: 'density', symbols: ['m', 'rho', 'V'], units: ['g', 'g/cm3', 'cm3'], one: [2, 20], other: [3, 9] },
  { name: 'energy', symbols: ['E', 'P', 't'], units: ['J', 'W', 's'], one: [3, 90], other: [2, 9] },
  { name: 'work', symbols: ['W', 'F', 's'], units: ['J', 'N', 'm'], one: [3, 90], other: [2, 9] },
];

function problem(draw: Draw, asked: 0 | 1 | 2): Hard {
	const r = draw.random,
		law = r.pick(LAWS);
	const [a, b] = draw.argument(
		() => {
			const [from, to] = law.one;
			// Divided by it, it must be a number of the times tables.
			return [r.int(from, asked === 2 ? Math.min(to, 12) : to), r.int(...law.other)] as const;
		},
		(x) => `${law.name}:${asked}:${x.join(':')}`
	);
	const p = a * b,
		[sp, sa, sb] = law.symbols,
		[up, ua, ub] = law.units,
		space = r.chance(0.85) ? ' ' : '';
	const prompt = draw.phrase(
		{ q: ASKED[law.name][asked] },
		{
			n: r.pick(NAMES),
			p: `${p}${space}${up}`,
			a: `${a}${space}${ua}`,
			b: `${b}${space}${ub}`
		},
		r.chance(0.4)
	);
	const answer =
		asked === 0
			? `${sp}=${sa}*${sb}: ${a}*${b}: ${work(a, '*', b)}. So ${p} ${up}.`
			: asked === 1
				? `${sa}=${sp}/${sb}: ${p}/${b}: ${longDivision(p, b).replace(/\.$/, '')} ${ua}.`
				: `${sb}=${sp}/${sa}: ${a}*${b}=${p}. So ${b} ${ub}.`;
	return { prompt, answer, check: { kind: 'exact' } };
}

const asking = (name: string, asked: 0 | 1 | 2): Task => ({
	name,
	difficulty: asked === 0 ? 1 : 2,
	weight: 1,
	make: (draw) => problem(draw, asked)
});

export const science: Domain = {
	id: 'science',
	invocation: '<|science|>',
	near: ['sums', 'units', 'facts', 'word-problems', 'parts'],
	tasks: [asking('the product', 0), asking('the first factor', 1), asking('the second factor', 2)],
	neighbour(draw) {
		const r = draw.random;
		const values = {
			a: r.int(2, 90),
			b: r.int(2, 9),
			e: r.pick(['water', 'iron', 'uranium', 'glass', 'chlorine', 'mercury', 'ethanol']),
			s: r.pick(['the Sun', 'Sirius', 'the Moon', 'a black hole', 'Betelgeuse', 'Jupiter']),
			t: r.pick(['entropy', 'osmosis', 'a transistor', 'gravity', 'evolution', 'magnetism'])
		};
		return { prompt: draw.phrase({ q: BEYOND }, values), answer: DONT_KNOW, ability: 'unknown' };
	}
};
