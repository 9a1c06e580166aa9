// The maths modifier: 3×2-digit products, division with remainder, two-step problems, fractions.
//
// Every answer shows work in steps the base already knows or that a table of a hundred holds: digit
// by digit, ones first, the carry written.

import type { Draw } from '../grammar.ts';
import { NAMES } from '../facts/words.ts';
import { QUOTIENT, solve, WORDING } from '../abilities/arithmetic.ts';
import { DONT_KNOW } from '../abilities/unknown.ts';
import type { Domain, Hard } from './domain.ts';

const exact = { kind: 'exact' } as const;

/** `347` times `6`: the steps, ones first. */
function timesDigit(a: number, d: number): string {
	let carry = 0;
	return [...String(a)]
		.toReversed()
		.map((digit) => {
			const product = Number(digit) * d + carry;
			const step = `${digit}*${d}${carry ? `+${carry}` : ''}=${product}`;
			carry = Math.floor(product / 10);
			return step;
		})
		.join(', ');
}

/** The steps of a sum, difference or product as the base writes them, without the conclusion. */
export const work = (a: number, operator: '+' | '-' | '*', b: number): string =>
	solve(a, operator, b).text.replace(/\. So [-\d]+\.$/, '');

export function longProduct(a: number, b: number): string {
	const [tens, ones] = [Math.floor(b / 10), b % 10],
		high = a * tens * 10;
	const first = ones ? `${timesDigit(a, ones)}, ${a * ones}. ` : '';
	const second = `${timesDigit(a, tens)}, ${a * tens}`;
	if (!ones) return `${second}. So ${high}.`;
	return `${first}${second}. ${a * ones}+${high}: ${work(a * ones, '+', high)}. So ${a * b}.`;
}

/** Long division by one digit: `34=5*6+4, 47=7*6+5`. */
export function longDivision(a: number, b: number): string {
	const steps: string[] = [];
	let rest = 0;
	for (const digit of String(a)) {
		const part = rest * 10 + Number(digit);
		rest = part % b;
		// Nothing to divide yet: the digit is taken along.
		if (part < b && steps.length === 0) continue;
		steps.push(`${part}=${Math.floor(part / b)}*${b}+${rest}`);
	}
	return `${steps.join(', ')}. So ${Math.floor(a / b)}${a % b ? ` remainder ${a % b}` : ''}.`;
}

const pair = (draw: Draw, name: string, make: () => readonly [number, number]) =>
	draw.argument(make, (p) => `${name}:${p.join(':')}`);

function product(draw: Draw): Hard {
	const r = draw.random,
		[a, b] = pair(draw, 'long', () => [r.int(100, 999), r.int(11, 99)]);
	const values = r.chance(0.3) ? { a: b, b: a } : { a, b };
	return { prompt: draw.phrase(WORDING['*'], values), answer: longProduct(a, b), check: exact };
}

// prettier-ignore
const REMAINDER = {
  np: ['{a} divided by {b} with remainder', '{a} / {b} with the remainder', 'the quotient and the remainder of {a} and {b}', 'the remainder of {a} divided by {b}, and the quotient', '{a} : {b} with rest', '{a} over {b}, with what is left over', 'the result of {a} / {b} with remainder'],
  vp: ['divide {a} by {b} with remainder', 'work out {a} / {b} with remainder', 'do the division {a} : {b} with rest', 'share {a} among {b} and say what is left', 'divide {a} by {b} and give the remainder', 'compute {a} / {b}, remainder included', 'split {a} into {b} equal parts and tell me the rest'],
  q: ['How often does {b} go into {a}, and what remains?', '{a} / {b}, remainder?', 'What is {a} divided by {b}, and what is the remainder?', 'how many times does {b} fit in {a} and what is left over?', '{a} divided by {b} leaves what?', 'If I divide {a} by {b}, what do I get and what is left?', '{a}:{b} with remainder =', '{a} r {b} division with rest', 'What do {a} sweets shared by {b} children give, with how many left over?'],
};

function remainder(draw: Draw): Hard {
	const r = draw.random;
	const [a, b] = pair(draw, 'divide', () => {
		const b = r.int(2, 9);
		return [r.chance(0.25) ? r.int(11 * b, 99) : r.int(100, 999), b];
	});
	// Without the word the wording must still be divided: where nothing is left the plain one is used too.
	const wording = r.chance(a % b ? 0.25 : 0.5) ? QUOTIENT : REMAINDER;
	return { prompt: draw.phrase(wording, { a, b }), answer: longDivision(a, b), check: exact };
}

// prettier-ignore
const THINGS = 'apples books coins pencils cards stones marbles cookies stamps balls eggs shells pears tickets stickers flowers cups bottles toys candies'.split(' ');
// prettier-ignore
const TWO_STEPS: Record<'*+' | '*-' | '+-' | '-+' | '++', string[]> = {
  '*+': ['{n} has {b} boxes with {a} {i} each and {c} more. How many {i} in total?', 'There are {b} bags of {a} {i} and {c} single ones. How many {i} is that?', '{n} buys {b} packs of {a} {i} and finds {c} more. How many {i} does {n} have?', 'If {b} friends bring {a} {i} each and {n} brings {c}, how many {i} are there?', 'A shelf holds {b} rows of {a} {i}, and {c} lie on the floor. How many {i} altogether?', '{b} crates hold {a} {i} each. Another {c} {i} come. What is the total?', 'Each of {b} children gets {a} {i}, and {c} are left. How many {i} were there?'],
  '*-': ['{n} buys {b} boxes of {a} {i} and gives away {c}. How many are left?', 'There are {b} bags with {a} {i} each. {n} eats {c}. How many remain?', '{n} had {b} packs of {a} {i} and lost {c}. How many {i} does {n} still have?', 'From {b} rows of {a} {i}, {c} are broken. How many {i} are good?', 'A shop gets {b} crates of {a} {i} and sells {c}. How many {i} are left?', '{b} times {a} {i} are delivered and {c} are sent back. How many {i} stay?', 'Each of {b} boxes has {a} {i}; {c} {i} are taken out. How many now?'],
  '+-': ['{n} has {a} {i}, gets {b} more and then gives away {c}. How many are left?', '{n} had {a} {i}, bought {b} and sold {c}. How many {i} now?', 'There were {a} {i}. {b} were added and {c} taken. How many are there?', 'A bus with {a} people takes in {b} and lets out {c}. How many people are on it?', 'I had {a} {i}, found {b} and lost {c}. How many do I have?', '{n} starts with {a} {i}, receives {b} from {m} and uses {c}. What remains?', 'In a jar are {a} {i}; {b} come in and {c} go out. How many are in it?'],
  '-+': ['{n} has {a} {i}, gives away {b} and then gets {c}. How many now?', '{n} had {a} {i}, lost {b} and found {c}. How many {i} now?', 'There were {a} {i}. {b} were taken and {c} added. How many are there?', 'A bus with {a} people lets out {b} and takes in {c}. How many people are on it?', 'I had {a} {i}, sold {b} and bought {c}. How many do I have?', '{n} starts with {a} {i}, uses {b} and receives {c} from {m}. How many has {n} then?', 'From a jar of {a} {i}, {b} go out and {c} come in. How many are in it?'],
  '++': ['{n} picks {a} {i} on Monday, {b} on Tuesday and {c} on Wednesday. How many in all?', '{n} has {a} {i}, {m} has {b} and I have {c}. How many do we have together?', 'In three boxes are {a}, {b} and {c} {i}. How many {i} in total?', '{n} buys {a} {i}, then {b}, then {c}. How many {i} is that?', 'A class has {a} {i}, another {b}, a third {c}. How many {i} altogether?', 'First {a} {i} come, then {b}, then {c}. What is the total?', 'Add up {a}, {b} and {c} {i}.'],
};

function twoSteps(draw: Draw): Hard {
	const r = draw.random,
		kind = r.pick(['*+', '*-', '+-', '-+', '++'] as const);
	const [a, b, c] = draw.argument(
		() => {
			if (kind[0] === '*') {
				const a = r.int(11, 60),
					b = r.int(3, 9);
				return [a, b, r.int(5, Math.min(99, a * b - 1))] as const;
			}
			if (kind === '+-' || kind === '++') {
				const [a, b] = [r.int(15, 200), r.int(11, 99)];
				return [a, b, kind === '++' ? r.int(11, 99) : r.int(5, a + b - 1)] as const;
			}
			const a = r.int(40, 300);
			return [a, r.int(5, a - 10), r.int(5, 99)] as const;
		},
		(x) => `two${kind}:${x.join(':')}`
	);
	const [n, m] = r.sample(NAMES, 2) as [string, string];
	const first = kind[0] as '*' | '+' | '-',
		second = kind[1] as '+' | '-';
	const middle = first === '*' ? a * b : first === '+' ? a + b : a - b,
		end = second === '+' ? middle + c : middle - c;
	return {
		prompt: draw.phrase({ q: TWO_STEPS[kind] }, { a, b, c, n, m, i: r.pick(THINGS) }),
		answer: `${a}${first}${b}: ${work(a, first, b)}, ${middle}. ${middle}${second}${c}: ${work(middle, second, c)}. So ${end}.`,
		check: exact
	};
}

const gcd = (a: number, b: number): number => (b ? gcd(b, a % b) : a);

/** `12/18` by its common primes one after the other: `/2=6/9, /3=2/3`. */
function reduced(p: number, q: number): string {
	const steps: string[] = [];
	for (const prime of [2, 3, 5, 7, 11, 13])
		while (p % prime === 0 && q % prime === 0)
			steps.push(`/${prime}=${(p /= prime)}/${(q /= prime)}`);
	return steps.join(', ');
}
const fraction = (p: number, q: number): string => (q === 1 ? String(p) : `${p}/${q}`);

// prettier-ignore
const OF = { np: ['{p}/{q} of {n}', '{p}/{q} from {n}', 'the value of {p}/{q} of {n}'], vp: ['calculate {p}/{q} of {n}', 'find {p}/{q} of {n}', 'take {p}/{q} of {n}', 'work out {p}/{q} of {n}', 'compute {p}/{q} of {n}'], q: ['How much is {p}/{q} of {n}?', 'how many are {p}/{q} of {n}', '{p}/{q} of {n} =', '{p}/{q} of {n} is?', 'What do I get if I take {p}/{q} of {n}?', 'I eat {p}/{q} of {n} sweets. How many is that?'] };
// prettier-ignore
const ADD = { np: ['{p}/{q} + {s}/{t}', '{p}/{q} plus {s}/{t}', 'the sum of {p}/{q} and {s}/{t}', 'the result of {p}/{q} + {s}/{t}'], vp: ['add {p}/{q} and {s}/{t}', 'calculate {p}/{q} + {s}/{t}', 'add the fractions {p}/{q} and {s}/{t}', 'work out {p}/{q} plus {s}/{t}', 'compute {p}/{q}+{s}/{t}'], q: ['How much is {p}/{q} + {s}/{t}?', '{p}/{q} + {s}/{t} =', '{p}/{q}+{s}/{t}?', 'What do {p}/{q} and {s}/{t} make?', '{p}/{q} plus {s}/{t} is'] };
// prettier-ignore
const SUBTRACT = { np: ['{p}/{q} - {s}/{t}', '{p}/{q} minus {s}/{t}', 'the difference of {p}/{q} and {s}/{t}', 'the result of {p}/{q} - {s}/{t}'], vp: ['subtract {s}/{t} from {p}/{q}', 'calculate {p}/{q} - {s}/{t}', 'take {s}/{t} from {p}/{q}', 'work out {p}/{q} minus {s}/{t}', 'compute {p}/{q}-{s}/{t}'], q: ['How much is {p}/{q} - {s}/{t}?', '{p}/{q} - {s}/{t} =', '{p}/{q}-{s}/{t}?', 'What is left of {p}/{q} without {s}/{t}?', '{p}/{q} minus {s}/{t} is'] };
// prettier-ignore
const SIMPLIFY = { np: ['{p}/{q} in lowest terms', '{p}/{q} reduced', 'the simplest form of {p}/{q}', '{p}/{q} simplified'], vp: ['simplify {p}/{q}', 'reduce {p}/{q}', 'reduce the fraction {p}/{q}', 'bring {p}/{q} to lowest terms', 'simplify the fraction {p}/{q}', 'cancel {p}/{q} down'], q: ['What is {p}/{q} in its simplest form?', 'How can {p}/{q} be simplified?', '{p}/{q} simplified?', 'What does {p}/{q} reduce to?', 'simplest form of {p}/{q}?'] };

function fractions(draw: Draw): Hard {
	const r = draw.random,
		kind = r.weighted(['of', 'add', 'subtract', 'simplify'] as const, [3, 2, 2, 2]);
	if (kind === 'of') {
		const [p, q, k] = draw.argument(
			() => {
				const q = r.int(3, 9);
				return [r.int(2, q - 1), q, r.int(2, 12)] as const;
			},
			(x) => `of:${x.join(':')}`
		);
		return {
			prompt: draw.phrase(OF, { p, q, n: q * k }),
			answer: `${q * k}/${q}=${k}, ${k}*${p}=${k * p}. So ${k * p}.`,
			check: exact
		};
	}
	if (kind === 'simplify') {
		const [p, q] = pair(draw, 'simplify', () => {
			const q = r.int(2, 9),
				k = r.int(2, 9);
			return [k * r.int(1, q - 1), k * q];
		});
		const d = gcd(p, q);
		return {
			prompt: draw.phrase(SIMPLIFY, { p, q }),
			answer: `${p}/${q}, ${reduced(p, q)}. So ${p / d}/${q / d}.`,
			check: exact
		};
	}
	const [p, q, s, t] = draw.argument(
		() => {
			for (;;) {
				const [q, t] = [r.int(2, 8), r.int(2, 8)],
					[p, s] = [r.int(1, q - 1), r.int(1, t - 1)];
				if (gcd(p, q) > 1 || gcd(s, t) > 1) continue;
				if (kind === 'add' || p * t > s * q) return [p, q, s, t] as const;
			}
		},
		(x) => `${kind}:${x.join(':')}`
	);
	const [x, y] = q === t ? [p, s] : [p * t, s * q],
		bottom = q === t ? q : q * t,
		top = kind === 'add' ? x + y : x - y,
		sign = kind === 'add' ? '+' : '-',
		d = gcd(top, bottom);
	const common = q === t ? '' : `${p}*${t}=${x}, ${s}*${q}=${y}, ${q}*${t}=${bottom}, `;
	const rest = d > 1 ? `, ${reduced(top, bottom)}` : '';
	return {
		prompt: draw.phrase(kind === 'add' ? ADD : SUBTRACT, { p, q, s, t }),
		answer: `${common}${x}${sign}${y}=${top}, ${top}/${bottom}${rest}. So ${fraction(top / d, bottom / d)}.`,
		check: exact
	};
}

// prettier-ignore
const ROOTS = { np: ['the square root of {a}', 'the cube root of {a}', 'the logarithm of {a}', 'the sine of {a} degrees', 'the factorial of {b}', '{a} to the power of {b}', 'the integral of x^{b}', 'the derivative of x^{b}', 'digit number {a} of pi'], vp: ['integrate x^{b}', 'differentiate x^{b}', 'compute the square root of {a}', 'factor {a} into primes', 'convert {a} to binary'], q: ['What is {a}^{b}?', 'How many primes are below {a}?', 'log {a} = ?', 'sqrt({a})?'] };

export const math: Domain = {
	id: 'math',
	invocation: '<|math|>',
	near: ['sums', 'percentages', 'parts', 'comparisons', 'word-problems', 'units'],
	tasks: [
		{ name: 'long product', difficulty: 3, weight: 4, make: product },
		{ name: 'division with remainder', difficulty: 2, weight: 3, make: remainder },
		{ name: 'two steps', difficulty: 2, weight: 2.5, make: twoSteps },
		{ name: 'fractions', difficulty: 2, weight: 2.5, make: fractions }
	],
	neighbour(draw) {
		const r = draw.random,
			kind = r.int(0, 3);
		const [a, b] =
			kind === 0
				? [r.int(1000, 99999), r.int(101, 9999)]
				: kind === 1
					? [r.int(1000, 99999), r.int(11, 99)]
					: [r.int(11, 9999), r.int(2, 40)];
		const prompt =
			kind === 0
				? draw.phrase(WORDING['*'], { a, b })
				: kind === 1
					? draw.phrase(r.chance(0.5) ? QUOTIENT : REMAINDER, { a, b })
					: draw.phrase(ROOTS, { a, b });
		return { prompt, answer: DONT_KNOW, ability: 'unknown' };
	}
};
