// The finance modifier: simple interest, value-added tax, percentage change, discounts.

import type { Draw } from '../grammar.ts';
import { DONT_KNOW } from '../abilities/unknown.ts';
import { NAMES } from '../facts/words.ts';
import type { Domain, Hard } from './domain.ts';
import { BEYOND, CHANGE, DISCOUNT, INTEREST, TAX } from './finance-wordings.ts';
import { work } from './math.ts';

const exact = { kind: 'exact' } as const;
const money = (draw: Draw): string => draw.random.pick(['euros', 'dollars', 'pounds', 'euros']);

function interest(draw: Draw): Hard {
	const r = draw.random,
		[c, p, t] = draw.argument(
			() => [100 * r.int(1, 30), r.int(2, 9), r.int(2, 9)] as const,
			(x) => `interest:${x.join(':')}`
		);
	const year = (c / 100) * p,
		m = money(draw);
	return {
		prompt: draw.phrase({ q: INTEREST }, { c, p, t, m, n: r.pick(NAMES) }, r.chance(0.4)),
		answer: `${c}/100=${c / 100}, ${c / 100}*${p}: ${work(c / 100, '*', p)}, ${year}. ${year}*${t}: ${work(year, '*', t)}. So ${year * t} ${m}.`,
		check: exact
	};
}

// prettier-ignore
const ITEMS = 'lamp chair phone coat table radio bag watch bicycle jacket sofa camera'.split(' ');

function tax(draw: Draw): Hard {
	const r = draw.random,
		kind = r.pick(['plus', 'only'] as const);
	const [c, p] = draw.argument(
		() => [100 * r.int(1, 30), r.pick([3, 4, 5, 6, 7, 8, 9, 10, 20])] as const,
		(x) => `tax:${kind}:${x.join(':')}`
	);
	const m = money(draw),
		part = (c / 100) * p,
		times =
			p < 10
				? `${c / 100}*${p}: ${work(c / 100, '*', p)}`
				: `${c / 100}*${p / 10}=${part / 10}, ${part / 10}*10=${part}`,
		steps = `${c}/100=${c / 100}, ${times}`;
	return {
		prompt: draw.phrase(
			{ q: TAX[kind] },
			{ c, p, m, i: r.pick(ITEMS), n: r.pick(NAMES) },
			r.chance(0.4)
		),
		answer:
			kind === 'only'
				? `${steps}. So ${part} ${m}.`
				: `${steps}. ${c}+${part}: ${work(c, '+', part)}. So ${c + part} ${m}.`,
		check: exact
	};
}

function discount(draw: Draw): Hard {
	const r = draw.random,
		[c, p] = draw.argument(
			() => [10 * r.int(2, 60), 10 * r.int(1, 7)] as const,
			(x) => `discount:${x.join(':')}`
		);
	const m = money(draw),
		tenth = c / 10,
		part = tenth * (p / 10);
	return {
		prompt: draw.phrase(
			{ q: DISCOUNT },
			{ c, p, m, i: r.pick(ITEMS), n: r.pick(NAMES) },
			r.chance(0.4)
		),
		answer: `${c}/10=${tenth}, ${tenth}*${p / 10}: ${work(tenth, '*', p / 10)}, ${part}. ${c}-${part}: ${work(c, '-', part)}. So ${c - part} ${m}.`,
		check: exact
	};
}

function change(draw: Draw): Hard {
	const r = draw.random,
		[a, p] = draw.argument(
			() => [r.chance(0.6) ? 10 * r.int(1, 12) : 100 * r.int(2, 9), 10 * r.int(1, 9)] as const,
			(x) => `change:${x.join(':')}`
		);
	const tenth = a / 10,
		part = tenth * (p / 10),
		down = r.chance(0.5),
		b = down ? a - part : a + part,
		[high, low] = down ? [a, b] : [b, a];
	return {
		prompt: draw.phrase({ q: CHANGE }, { a, b, m: money(draw) }, r.chance(0.4)),
		answer: `${high} is larger than ${low}: ${down ? '-' : '+'}. ${high}-${low}: ${work(high, '-', low)}, ${part}. ${a}/10=${tenth}, ${part}/${tenth}=${p / 10}, ${p / 10}*10=${p}. So ${down ? '-' : '+'}${p}%.`,
		check: exact
	};
}

export const finance: Domain = {
	id: 'finance',
	invocation: '<|finance|>',
	near: ['percentages', 'sums', 'word-problems', 'parts', 'extraction'],
	tasks: [
		{ name: 'interest', difficulty: 2, weight: 1, make: interest },
		{ name: 'tax', difficulty: 2, weight: 1.2, make: tax },
		{ name: 'discount', difficulty: 2, weight: 1, make: discount },
		{ name: 'change', difficulty: 3, weight: 1.5, make: change }
	],
	neighbour(draw) {
		const r = draw.random;
		const values = {
			c: 100 * r.int(1, 99),
			p: r.int(2, 9),
			t: r.int(2, 30),
			m: money(draw),
			o: r.pick(['gold', 'Bitcoin', 'Siemens', 'Toyota', 'oil', 'Nestle', 'a flat in Rome'])
		};
		return { prompt: draw.phrase({ q: BEYOND }, values), answer: DONT_KNOW, ability: 'unknown' };
	}
};
