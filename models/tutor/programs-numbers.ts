// Programs for numbers: sums, parts, percentages, comparisons, two-step stories, fractions, number
// theory, money. Each takes the arguments a form found and gives a worked answer, or null.

import { solve } from '../generator/abilities/arithmetic.ts';
import { longDivision, longProduct, work } from '../generator/modifiers/math.ts';
import type { Program, Values } from './forms.ts';
import { numberOf, written } from './text.ts';

/** The named arguments as numbers; null where one is missing or no number. */
function numbers<K extends string>(values: Values, ...names: K[]): Record<K, number> | null {
	const out = {} as Record<K, number>;
	for (const name of names) {
		const value = values[name] === undefined ? null : numberOf(values[name]);
		if (value === null) return null;
		out[name] = value;
	}
	return out;
}

const withNumbers =
	<K extends string>(
		names: K[],
		answer: (values: Record<K, number>, all: Values) => string | null
	) =>
	(values: Values): string | null => {
		const found = numbers(values, ...names);
		return found && answer(found, values);
	};

const whole = (...values: number[]): boolean =>
	values.every((value) => Number.isSafeInteger(value) && value >= 0);
const so = (value: number | string): string =>
	`So ${typeof value === 'number' ? written(value) : value}.`;

/** A sum, difference or product, worked where both are whole. */
export function calculate(a: number, operator: '+' | '-' | '*' | '/', b: number): string | null {
	switch (operator) {
		case '+':
		case '-':
			if (whole(a, b)) return solve(a, operator, b).text;
			return so(operator === '+' ? a + b : a - b);
		case '*': {
			const [long, short] = a >= b ? [a, b] : [b, a];
			if (!whole(a, b)) return so(a * b);
			if (short > 10 && short < 100 && long < 1000) return longProduct(long, short);
			return short < 10 ? solve(a, '*', b).text : so(a * b);
		}
		case '/': {
			if (b === 0) return null;
			if (!whole(a, b)) return so(a / b);
			if (a % b === 0) return `${b}*${a / b}=${a}. So ${a / b}.`;
			if (b < 10) return longDivision(a, b);
			return `${a}=${Math.floor(a / b)}*${b}+${a % b}. So ${Math.floor(a / b)} remainder ${a % b}.`;
		}
		default:
			return operator satisfies never;
	}
}

const binary = (operator: '+' | '-' | '*' | '/'): Program =>
	withNumbers(['a', 'b'], ({ a, b }) => calculate(a, operator, b));

export const SUMS = { add: binary('+'), subtract: binary('-'), multiply: binary('*') };
export const QUOTIENTS = {
	divide: binary('/'),
	double: withNumbers(['a'], ({ a }) => `${a}+${a}=${written(2 * a)}. ${so(2 * a)}`),
	halve: withNumbers(['a'], ({ a }) => `${a}/2=${written(a / 2)}. ${so(a / 2)}`)
};

export const PERCENTAGES = {
	percent: withNumbers(['p', 'n'], ({ p, n }) => `${p}*${n}/100. ${so((p * n) / 100)}`)
};

const compare = (larger: boolean): Program =>
	withNumbers(['a', 'b'], ({ a, b }) => {
		if (a === b) return `${a} and ${b} are equal.`;
		const win = larger ? Math.max(a, b) : Math.min(a, b);
		return `${win} is ${larger ? 'larger' : 'smaller'} than ${a + b - win}.`;
	});
export const COMPARISONS = { larger: compare(true), smaller: compare(false) };

/** One-step stories: as sums, with what is worked on said first. */
const story = (operator: '+' | '-' | '*' | '/'): Program =>
	withNumbers(['a', 'b'], ({ a, b }) => {
		const worked = calculate(a, operator, b);
		return worked && `${a}${operator}${b}: ${worked}`;
	});
export const STORIES = {
	'story-add': story('+'),
	'story-subtract': story('-'),
	'story-multiply': story('*'),
	'story-divide': story('/')
};

const twoSteps = (first: '+' | '-' | '*', second: '+' | '-'): Program =>
	withNumbers(['a', 'b', 'c'], ({ a, b, c }) => {
		const middle = first === '*' ? a * b : first === '+' ? a + b : a - b,
			end = second === '+' ? middle + c : middle - c;
		if (!whole(a, b, c, middle, end)) return so(end);
		return `${a}${first}${b}: ${work(a, first, b)}, ${middle}. ${middle}${second}${c}: ${work(middle, second, c)}. So ${end}.`;
	});
export const TWO_STEPS = {
	'times-plus': twoSteps('*', '+'),
	'times-minus': twoSteps('*', '-'),
	'plus-minus': twoSteps('+', '-'),
	'minus-plus': twoSteps('-', '+'),
	'plus-plus': twoSteps('+', '+')
};

export const commonDivisor = (a: number, b: number): number => (b ? commonDivisor(b, a % b) : a);

/** `p/q` in lowest terms. */
export function fraction(p: number, q: number): string {
	const d = commonDivisor(Math.abs(p), Math.abs(q)) || 1;
	return q / d === 1 ? String(p / d) : `${p / d}/${q / d}`;
}

const fractions = (sign: 1 | -1): Program =>
	withNumbers(['p', 'q', 's', 't'], ({ p, q, s, t }) => {
		if (q === 0 || t === 0) return null;
		const top = p * t + sign * s * q;
		return `${p * t}/${q * t}${sign > 0 ? '+' : '-'}${s * q}/${q * t}=${top}/${q * t}. ${so(fraction(top, q * t))}`;
	});
export const FRACTIONS = {
	'fraction-of': withNumbers(['p', 'q', 'n'], ({ p, q, n }) =>
		q === 0 ? null : `${written(n / q)}*${p}. ${so((n * p) / q)}`
	),
	'fraction-add': fractions(1),
	'fraction-subtract': fractions(-1),
	simplify: withNumbers(['p', 'q'], ({ p, q }) => (q === 0 ? null : so(fraction(p, q))))
};

/** A linear equation in one unknown, such as `3x - 4 = 11`; null when there is none in the text. */
export function solveEquation(text: string): string | null {
	const side = String.raw`[-+]?\s*(?:\d+(?:\.\d+)?\s*\*?\s*)?(?:[a-z](?![a-z])|\d+(?:\.\d+)?)(?:\s*[-+]\s*(?:\d+(?:\.\d+)?\s*\*?\s*)?(?:[a-z](?![a-z])|(?<=\d)))*`;
	const found = new RegExp(`(?<![\\w^/])(${side})\\s*=\\s*(${side})(?![\\w^/])`, 'i').exec(text);
	if (!found) return null;
	const names = new Set(found[0].toLowerCase().match(/[a-z]/g));
	if (names.size !== 1) return null;
	const [name] = names;
	const sum = (source: string) => {
		let [times, plus] = [0, 0];
		for (const [, sign, factor, unknown] of source
			.replace(/\s+/g, '')
			.matchAll(/([-+]?)(\d+(?:\.\d+)?)?\*?([a-z]?)/gi)) {
			if (factor === undefined && !unknown) continue;
			const value = (sign === '-' ? -1 : 1) * Number(factor ?? 1);
			if (unknown) times += value;
			else plus += value;
		}
		return { times, plus };
	};
	const [left, right] = [sum(found[1]!), sum(found[2]!)];
	const times = left.times - right.times,
		rest = right.plus - left.plus;
	if (times === 0) return null;
	const value = rest / times,
		exact = Number.isInteger(value) ? String(value) : fraction(rest, times);
	return `${times}${name}=${rest}, ${rest}/${times}=${exact}. So ${name} = ${exact}.`;
}

function powerMod(base: number, exponent: number, modulus: number): number {
	let [value, factor, left] = [1n, BigInt(base) % BigInt(modulus), BigInt(exponent)];
	for (; left > 0n; left >>= 1n, factor = (factor * factor) % BigInt(modulus))
		if (left & 1n) value = (value * factor) % BigInt(modulus);
	return Number(value % BigInt(modulus));
}

export const NUMBER_THEORY: Record<string, Program> = {
	equation: (_, prompt) => solveEquation(prompt),
	gcd: withNumbers(['a', 'b'], ({ a, b }) => {
		if (!whole(a, b) || (a === 0 && b === 0)) return null;
		const steps: string[] = [];
		let [x, y] = [Math.max(a, b), Math.min(a, b)];
		for (; y; [x, y] = [y, x % y]) steps.push(`${x}=${Math.floor(x / y)}*${y}+${x % y}`);
		return `${steps.join(', ')}. So ${x}.`;
	}),
	prime: withNumbers(['n'], ({ n }) => {
		if (!whole(n) || n > 1e12) return null;
		const divisor = n < 2 ? 0 : leastDivisor(n);
		if (divisor === n)
			return `Nothing from 2 to ${Math.floor(Math.sqrt(n))} divides ${n}. So ${n} is prime.`;
		const why = divisor ? `${n}=${n / divisor}*${divisor}+0. ` : '';
		return `${why}So ${n} is not prime.`;
	}),
	'modular-power': withNumbers(['a', 'k', 'm'], ({ a, k, m }) =>
		whole(a, k, m) && m > 0 ? so(powerMod(a, k, m)) : null
	)
};

function leastDivisor(n: number): number {
	for (let p = 2; p * p <= n; p++) if (n % p === 0) return p;
	return n;
}

const money = (value: number, unit: string | undefined): string =>
	so(unit ? `${written(value)} ${unit}` : written(value));

export const FINANCE: Record<string, Program> = {
	interest: withNumbers(
		['c', 'p', 't'],
		({ c, p, t }, { m }) =>
			`${c}/100*${p}=${written((c * p) / 100)} a year, times ${t}. ${money((c * p * t) / 100, m)}`
	),
	'with-tax': withNumbers(
		['c', 'p'],
		({ c, p }, { m }) => `${c}/100*${p}=${written((c * p) / 100)}. ${money(c + (c * p) / 100, m)}`
	),
	'tax-only': withNumbers(
		['c', 'p'],
		({ c, p }, { m }) => `${c}/100*${p}. ${money((c * p) / 100, m)}`
	),
	discount: withNumbers(
		['c', 'p'],
		({ c, p }, { m }) => `${c}/100*${p}=${written((c * p) / 100)}. ${money(c - (c * p) / 100, m)}`
	),
	change: withNumbers(['a', 'b'], ({ a, b }) => {
		if (a === 0) return null;
		const percent = ((b - a) * 100) / a;
		return `${written(b - a)}*100/${a}. So ${percent < 0 ? '-' : '+'}${written(Math.abs(percent))}%.`;
	})
};

/** `product = one * other`, by their units. */
// prettier-ignore
const LAWS: readonly (readonly [product: string, one: string, other: string])[] = [
	['km', 'km/h', 'h'], ['N', 'kg', 'm/s2'], ['V', 'ohm', 'A'], ['g', 'g/cm3', 'cm3'], ['J', 'W', 's'], ['J', 'N', 'm'], ['m', 'm/s', 's'], ['W', 'V', 'A'], ['kg', 'kg/m3', 'm3'], ['Pa', 'N/m2', '1'],
];

const sameUnit = (a: string, b: string): boolean =>
	a.toLowerCase().replace('ohms', 'ohm').replace('²', '2').replace('³', '3') === b.toLowerCase();

/** A problem of one formula from two quantities with units. */
export function formula(quantities: readonly string[]): string | null {
	const read = quantities.flatMap((text) => {
		const found = /^(\d+(?:\.\d+)?) ?(\S+)$/.exec(text.trim());
		return found ? [{ value: Number(found[1]), unit: found[2]! }] : [];
	});
	if (read.length !== 2) return null;
	const [x, y] = read as [{ value: number; unit: string }, { value: number; unit: string }];
	for (const [product, one, other] of LAWS) {
		const value = (unit: string) => [x, y].find((q) => sameUnit(q.unit, unit))?.value;
		const [p, a, b] = [value(product), value(one), value(other)];
		if (a !== undefined && b !== undefined) return `${a}*${b}. So ${written(a * b)} ${product}.`;
		if (p !== undefined && b !== undefined && b !== 0)
			return `${p}/${b}. So ${written(p / b)} ${one}.`;
		if (p !== undefined && a !== undefined && a !== 0)
			return `${p}/${a}. So ${written(p / a)} ${other}.`;
	}
	return null;
}
const fromTwo =
	(one: string, other: string): Program =>
	(values) =>
		values[one] === undefined || values[other] === undefined
			? null
			: formula([values[one], values[other]]);
export const SCIENCE: Record<string, Program> = {
	'formula-product': fromTwo('a', 'b'),
	'formula-one': fromTwo('p', 'b'),
	'formula-other': fromTwo('p', 'a')
};
