// The maths modifier: products by two digits, division with remainder, percentages, two-step problems, fractions.
//
// Every answer shows work in steps the base already knows or that a table of a hundred holds: digit
// by digit, ones first, the carry written.

import type { Draw } from '../grammar.ts';
import { NAMES } from '../facts/words.ts';
import { PERCENT, QUOTIENT, solve } from '../abilities/arithmetic.ts';
import { DONT_KNOW } from '../abilities/unknown.ts';
import type { Domain, Hard } from './domain.ts';
import {
	ADD,
	LONG_PRODUCT,
	OF,
	REMAINDER,
	ROOTS,
	SIMPLIFY,
	SUBTRACT,
	TWO_STEPS
} from './math-wordings.ts';

const exact = { kind: 'exact' } as const;

/** `347` times `6`, ones first, the carry added in a step of its own: `7*6=42, 4*6=24+4=28, …`. */
function timesDigit(a: number, d: number): string {
	let carry = 0;
	return [...String(a)]
		.toReversed()
		.map((digit) => {
			const table = Number(digit) * d,
				sum = table + carry,
				step = `${digit}*${d}=${table}${carry ? `+${carry}=${sum}` : ''}`;
			carry = Math.floor(sum / 10);
			return step;
		})
		.join(', ');
}

const withoutConclusion = (text: string): string => text.replace(/\. So [-\d]+\.$/, '');

/** The steps of a sum, difference or product as the base writes them, without the conclusion. */
export const work = (a: number, operator: '+' | '-' | '*', b: number): string =>
	withoutConclusion(solve(a, operator, b).text);

export function longProduct(a: number, b: number): string {
	const [tens, ones] = [Math.floor(b / 10), b % 10],
		high = a * tens * 10;
	const second = `${timesDigit(a, tens)}, ${a * tens}`;
	if (!ones) return `${a}*${b}: ${second}. So ${high}.`;
	const first = `${timesDigit(a, ones)}, ${a * ones}`;
	return `${a}*${b}: ${first}. ${second}. ${a * ones}+${high}: ${work(a * ones, '+', high)}. So ${a * b}.`;
}

/**
 * Long division. The divisor's multiples come first, so that each digit of the quotient is found by
 * looking: `0 6 12 18 24 30 36 42 48 54. 34: 30=6*5, 34-30=4. 47: 42=6*7, 47-42=5. So 57 remainder 5.`
 */
export function longDivision(a: number, b: number): string {
	const steps = [Array.from({ length: 10 }, (_, i) => b * i).join(' ')];
	let rest = 0;
	for (const digit of String(a)) {
		const part = rest * 10 + Number(digit);
		// Nothing to divide yet: the digit is taken along.
		if (part < b && steps.length === 1) {
			rest = part;
			continue;
		}
		const times = Math.floor(part / b);
		rest = part % b;
		steps.push(`${part}: ${times * b}=${b}*${times}, ${part}-${times * b}=${rest}`);
	}
	return `${steps.join('. ')}. So ${Math.floor(a / b)}${a % b ? ` remainder ${a % b}` : ''}.`;
}

const pair = (draw: Draw, name: string, make: () => readonly [number, number]) =>
	draw.argument(make, (p) => `${name}:${p.join(':')}`);

function product(draw: Draw): Hard {
	const r = draw.random,
		[a, b] = pair(draw, 'long', () => [
			r.chance(0.45) ? r.int(11, 99) : r.int(100, 999),
			r.int(11, 99)
		]);
	const values = r.chance(0.3) ? { a: b, b: a } : { a, b };
	return { prompt: draw.phrase(LONG_PRODUCT, values), answer: longProduct(a, b), check: exact };
}

function remainder(draw: Draw): Hard {
	const r = draw.random;
	const [a, b] = pair(draw, 'divide', () => {
		// By one digit, or by a number whose multiples many people know.
		if (r.chance(0.2)) {
			const b = r.pick([11, 12, 15, 20, 25]);
			return [r.chance(0.5) ? b * r.int(3, 39) : r.int(100, 999), b];
		}
		const b = r.int(2, 9);
		return [r.chance(0.25) ? r.int(11 * b, 99) : r.int(100, 999), b];
	});
	// Without the word the wording must still be divided: where nothing is left the plain one is used too.
	const wording = r.chance(a % b ? 0.25 : 0.5) ? QUOTIENT : REMAINDER;
	return {
		prompt: draw.phrase(wording, { a, b }),
		answer: `${a}/${b}: ${longDivision(a, b)}`,
		check: exact
	};
}

/** The base knows those of a half, quarters and tenths; these are worked out as a product's hundredth. */
const PERCENTAGES = [2, 3, 4, 6, 8, 12, 15, 16, 18, 24, 35, 45, 55, 60, 65, 70, 80, 85, 90, 95];

function percentage(draw: Draw): Hard {
	const r = draw.random;
	const [p, n] = pair(draw, 'percent', () => {
		const p = r.pick(PERCENTAGES);
		// What it is of comes out whole.
		const step = 100 / gcd(100, p);
		return [p, step * r.int(1, Math.floor(900 / step))];
	});
	const times =
		p < 10 || n < 10 ? `${p}*${n}: ${work(n, '*', p)}` : withoutConclusion(longProduct(n, p));
	return {
		prompt: draw.phrase(PERCENT, { p, n }),
		answer: `${times}. ${p * n}/100=${(p * n) / 100}. So ${(p * n) / 100}.`,
		check: exact
	};
}

// prettier-ignore
const THINGS = 'apples books coins pencils cards stones marbles cookies stamps balls eggs shells pears tickets stickers flowers cups bottles toys candies'.split(' ');

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

const PRIMES = [2, 3, 5, 7, 11, 13];
/** The prime factors of a number under 289, the least first: `12=2*2*3`. */
function factors(n: number): string {
	const found: number[] = [];
	let rest = n;
	for (const prime of PRIMES) for (; rest % prime === 0; rest /= prime) found.push(prime);
	return `${n}=${[...found, ...(rest > 1 || n === 1 ? [rest] : [])].join('*')}`;
}

/** `12/18` by the primes they share, one after the other: `12=2*2*3, 18=2*3*3: 2. 6=2*3, 9=3*3: 3. 2=2, 3=3: 1.` */
function reduced(p: number, q: number): string {
	let steps = '';
	for (;;) {
		const shared = PRIMES.find((prime) => p % prime === 0 && q % prime === 0) ?? 1;
		steps += ` ${factors(p)}, ${factors(q)}: ${shared}.`;
		if (shared === 1) return steps;
		p /= shared;
		q /= shared;
	}
}
const fraction = (p: number, q: number): string => (q === 1 ? String(p) : `${p}/${q}`);

function fractions(draw: Draw): Hard {
	const r = draw.random,
		kind = r.weighted(['of', 'add', 'subtract', 'simplify'] as const, [3, 2, 2, 2]);
	if (kind === 'of') {
		const [p, q, k] = draw.argument(
			() => {
				const q = r.int(3, 9);
				return [r.int(2, q - 1), q, r.int(2, 10)] as const;
			},
			(x) => `of:${x.join(':')}`
		);
		return {
			prompt: draw.phrase(OF, { p, q, n: q * k }),
			answer: `${q}*${k}=${q * k}, ${k}*${p}=${k * p}. So ${k * p}.`,
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
			answer: `${reduced(p, q).trimStart()} So ${p / d}/${q / d}.`,
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
	return {
		prompt: draw.phrase(kind === 'add' ? ADD : SUBTRACT, { p, q, s, t }),
		answer: `${common}${x}${sign}${y}=${top}. ${top}/${bottom}.${reduced(top, bottom)} So ${fraction(top / d, bottom / d)}.`,
		check: exact
	};
}

export const math: Domain = {
	id: 'math',
	invocation: '<|math|>',
	near: ['sums', 'percentages', 'parts', 'comparisons', 'word-problems', 'units'],
	tasks: [
		{ name: 'long product', difficulty: 3, weight: 4, make: product },
		{ name: 'division with remainder', difficulty: 2, weight: 3, make: remainder },
		{ name: 'percentages', difficulty: 2, weight: 4.5, make: percentage },
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
				? draw.phrase(LONG_PRODUCT, { a, b })
				: kind === 1
					? draw.phrase(r.chance(0.5) ? QUOTIENT : REMAINDER, { a, b })
					: draw.phrase(ROOTS, { a, b });
		return { prompt, answer: DONT_KNOW, ability: 'unknown' };
	}
};
