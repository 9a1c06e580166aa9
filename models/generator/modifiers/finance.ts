// The finance modifier: simple interest, value-added tax, percentage change, discounts.

import type { Draw } from '../grammar.ts';
import { DONT_KNOW } from '../abilities/unknown.ts';
import { NAMES } from '../facts/words.ts';
import type { Domain, Hard } from './domain.ts';
import { work } from './math.ts';

const exact = { kind: 'exact' } as const;
const money = (draw: Draw): string => draw.random.pick(['euros', 'dollars', 'pounds', 'euros']);

// prettier-ignore
const INTEREST = ['How much interest do {c} {m} earn in {t} years at {p}%?', '{n} puts {c} {m} in the bank at {p}% for {t} years. How much interest is that?', 'simple interest on {c} {m}, {p}%, {t} years', 'What is the interest on {c} {m} at {p} percent over {t} years?', '{c} {m} at {p}% for {t} years: interest?', 'I lend {c} {m} at {p}% a year. What interest do I get after {t} years?', 'Interest for {t} years on a loan of {c} {m} at {p}%?', 'Calculate the simple interest of {c} {m} at {p}% in {t} years.', 'A bond of {c} {m} pays {p}% a year. How much in {t} years?', 'How much does a deposit of {c} {m} bring in {t} years at {p}%?'];

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
const TAX = { plus: ['A {i} costs {c} {m} plus {p}% VAT. What is the price with tax?', 'What is {c} {m} with {p}% VAT?', 'price {c} {m} net, VAT {p}%, gross?', 'Add {p}% VAT to {c} {m}.', 'How much do I pay for {c} {m} net at {p}% tax?', '{c} {m} plus {p}% tax?', 'The net price is {c} {m}. With {p}% VAT that makes?', 'gross price of {c} {m} at {p}% VAT', 'An invoice over {c} {m} before {p}% VAT: what is the total?'],
  only: ['How much VAT is on {c} {m} at {p}%?', 'What is the VAT of {p}% on {c} {m}?', 'VAT on {c} {m}, {p}%?', 'Calculate {p}% VAT of {c} {m}.', 'A {i} costs {c} {m} net. How much is the tax at {p}%?', 'tax of {p}% on {c} {m}, how much?', 'Which amount of VAT belongs to {c} {m} at {p}%?', 'At {p}%, what is the tax for {c} {m}?'] };
// prettier-ignore
const DISCOUNT = ['A {i} costs {c} {m} and is reduced by {p}%. What does it cost now?', '{p}% off {c} {m}: new price?', 'What is {c} {m} with a discount of {p}%?', 'price {c} {m}, discount {p}%, to pay?', 'I get {p}% off a {i} of {c} {m}. What do I pay?', 'Take {p}% off {c} {m}.', 'The {i} was {c} {m}, now {p}% less. How much is it?', 'How much is a {i} of {c} {m} at {p}% off?', 'In the sale everything is {p}% cheaper. What is the price of a {i} of {c} {m}?'];
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
		prompt: draw.phrase({ q: TAX[kind] }, { c, p, m, i: r.pick(ITEMS) }, r.chance(0.4)),
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
		prompt: draw.phrase({ q: DISCOUNT }, { c, p, m, i: r.pick(ITEMS) }, r.chance(0.4)),
		answer: `${c}/10=${tenth}, ${tenth}*${p / 10}=${part}. ${c}-${part}: ${work(c, '-', part)}. So ${c - part} ${m}.`,
		check: exact
	};
}

// prettier-ignore
const CHANGE = ['A share (goes|moves) from {a} to {b} {m}. What is the change in percent?', 'By how many percent does {a} change to become {b}?', 'percentage change from {a} to {b}', 'The price went from {a} to {b} {m}. How many percent is that?', 'from {a} to {b}: percent change?', 'What is the percentage change between {a} and {b}?', 'Sales were {a} and are now {b}. Change in percent?', 'My rent changed from {a} to {b} {m}. By how many percent?', 'How many percent is the step from {a} to {b}?', 'Calculate the percent change from {a} to {b}.'];

function change(draw: Draw): Hard {
	const r = draw.random,
		[a, p] = draw.argument(
			() => [r.pick([10, 20, 40, 50, 60, 80, 100, 200, 300, 400, 500]), 5 * r.int(1, 12)] as const,
			(x) => `change:${x.join(':')}`
		);
	const part = (a * p) / 100,
		down = r.chance(0.5);
	if (!Number.isInteger(part)) return change(draw);
	const b = down ? a - part : a + part;
	return {
		prompt: draw.phrase({ q: CHANGE }, { a, b, m: money(draw) }, r.chance(0.4)),
		answer: `${Math.max(a, b)}-${Math.min(a, b)}: ${work(Math.max(a, b), '-', Math.min(a, b))}, ${part}. ${part * 100}/${a}=${p}. So ${down ? '-' : '+'}${p}%.`,
		check: exact
	};
}

// prettier-ignore
const BEYOND = ['What is the share price of {o} today?', 'Should I buy {o}?', 'How much is {c} {m} after {t} years of compound interest at {p}%?', 'What is the present value of {c} {m} in {t} years at {p}%?', 'What rate do I pay on a mortgage of {c} {m}?', 'How high is the inflation this year?', 'Is {o} a good investment?', 'How much tax do I owe on {c} {m} of income?', 'What will {o} be worth in {t} years?', 'What is the exchange rate of the dollar?', 'How much pension will I get?', 'What was the profit of {o} last year?', 'Which bank pays the best interest?', 'What is the net worth of {o}?', 'What monthly rate pays off {c} {m} in {t} years?'];

export const finance: Domain = {
	id: 'finance',
	invocation: '<|finance|>',
	near: ['percentages', 'sums', 'word-problems', 'parts', 'extraction'],
	tasks: [
		{ name: 'interest', difficulty: 2, weight: 1, make: interest },
		{ name: 'tax', difficulty: 2, weight: 1.2, make: tax },
		{ name: 'discount', difficulty: 2, weight: 1, make: discount },
		{ name: 'change', difficulty: 3, weight: 1, make: change }
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
