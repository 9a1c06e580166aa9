// Sums, differences, products, percentages, comparisons, units.
//
// Answers show their work ones first, with the carry written, and end in `So N.`: without the work
// a model this small gets .07 right, with it nearly all.

import type { Draw, Exchange, Wording } from '../grammar.ts';
import type { Random } from '../random.ts';
import { CONTINUE, SUM_WORDING } from './sum-wordings.ts';

type Operator = '+' | '-' | '*';
const digits = (n: number): number[] => [...String(n)].toReversed().map(Number);

function addSteps(a: number, b: number): string {
	const x = digits(a),
		y = digits(b),
		steps: string[] = [];
	let carry = 0;
	for (let i = 0; i < Math.max(x.length, y.length); i++) {
		const sum = (x[i] ?? 0) + (y[i] ?? 0) + carry;
		steps.push(`${x[i] ?? 0}+${y[i] ?? 0}${carry ? '+1' : ''}=${sum}`);
		carry = sum >= 10 ? 1 : 0;
	}
	return steps.join(', ');
}

function subtractSteps(a: number, b: number): string {
	const x = digits(a),
		y = digits(b),
		steps: string[] = [];
	let borrow = 0;
	for (let i = 0; i < x.length; i++) {
		const top = x[i]!,
			bottom = y[i] ?? 0,
			lend = top < bottom + borrow;
		steps.push(
			`${lend ? '1' : ''}${top}-${bottom}${borrow ? '-1' : ''}=${top - bottom - borrow + (lend ? 10 : 0)}`
		);
		borrow = lend ? 1 : 0;
	}
	return steps.join(', ');
}

function multiplySteps(a: number, b: number): string {
	if (a < 10) return `${a}*${b}=${a * b}`;
	const parts = digits(a)
		.map((d, i) => d * 10 ** i)
		.filter((p) => p > 0)
		.toReversed();
	const steps = parts.map((p) => `${p}*${b}=${p * b}`);
	// Three digits: the partial sums are written too, ones first like any sum.
	let total = parts[0]! * b;
	for (const p of parts.slice(1)) {
		if (parts.length > 1) steps.push(`${total}+${p * b}=${total + p * b}`);
		total += p * b;
	}
	return steps.join(', ');
}

export function solve(a: number, operator: Operator, b: number): { text: string; value: number } {
	if (operator === '+') return { text: `${addSteps(a, b)}. So ${a + b}.`, value: a + b };
	if (operator === '-') {
		if (a < b) return { text: `${a}<${b}, ${subtractSteps(b, a)}. So -${b - a}.`, value: a - b };
		return { text: `${subtractSteps(a, b)}. So ${a - b}.`, value: a - b };
	}
	// The longer factor is worked on, whichever way round it was asked.
	const [long, short] = a >= b ? [a, b] : [b, a];
	return { text: `${multiplySteps(long, short)}. So ${a * b}.`, value: a * b };
}

const number = (draw: Draw): number => {
	const k = draw.random.next();
	return k < 0.12
		? draw.random.int(0, 9)
		: k < 0.62
			? draw.random.int(10, 99)
			: draw.random.int(100, 999);
};

/** Two numbers for an operation, of this side of the draw. */
export function operands(draw: Draw, operator: Operator): [number, number] {
	const r = draw.random;
	const make = (): [number, number] => {
		if (operator === '*') {
			const k = r.next();
			const pair: [number, number] = [
				k < 0.25 ? r.int(2, 9) : k < 0.8 ? r.int(10, 99) : r.int(100, 999),
				r.int(2, 9)
			];
			return r.chance(0.3) ? [pair[1], pair[0]] : pair;
		}
		let [a, b] = [number(draw), number(draw)];
		if (operator === '-' && a < b && r.chance(0.85)) [a, b] = [b, a];
		return [a, b];
	};
	for (;;) {
		const pair = make();
		// Single-digit tables are always taught: there is no way to work them out.
		if (pair[0] < 10 && pair[1] < 10) {
			if (!draw.held) return pair;
			continue;
		}
		return draw.argument(
			() => make(),
			(p) => `${Math.min(...p)}${operator}${Math.max(...p)}`
		);
	}
}

export { SUM_WORDING as WORDING };

/** A follow-up that works on with `value`, where it is small enough to. */
export function chained(value: number, ability: string): ((draw: Draw) => Exchange) | undefined {
	if (value < 0 || value > 999 || !Number.isInteger(value)) return undefined;
	return (draw) => {
		const r = draw.random;
		const operator: Operator = value > 99 ? r.pick(['+', '-']) : r.pick(['+', '-', '*']);
		let b = operator === '*' ? r.int(2, 9) : r.chance(0.5) ? r.int(1, 9) : r.int(10, 99);
		if (operator === '-' && b > value) b = r.int(0, value);
		const s = solve(value, operator, b);
		// Say the whole sum first: it turns the reference into an ordinary sum.
		return {
			prompt: draw.branch(CONTINUE[operator]).replace('{b}', String(b)),
			answer: `${value}${operator}${b}: ${s.text}`,
			ability,
			followUp: chained(s.value, ability)
		};
	};
}

// prettier-ignore
const UP_TO_TWENTY = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
/** Numbers under 100 in words; null beyond. */
export const numberWords = (n: number): string | null =>
	n <= 20
		? UP_TO_TWENTY[n]!
		: n < 100
			? TENS[Math.floor(n / 10) - 2]! + (n % 10 ? `-${UP_TO_TWENTY[n % 10]}` : '')
			: null;

// prettier-ignore
export const QUOTIENT: Wording = { np: ['{a} divided by {b}', '{a} / {b}', '{a}/{b}', '{a} over {b}', 'the quotient of {a} and {b}', 'the result of {a} / {b}', '{a} : {b}', '{a} split by {b}', 'the result of dividing {a} by {b}', 'what {a} divided by {b} makes', '{a} parted into {b}'], vp: ['divide {a} by {b}', 'calculate {a} / {b}', 'compute {a}/{b}', 'work out {a} divided by {b}', 'split {a} into {b} equal parts', 'share {a} by {b}', 'solve {a} / {b}'], q: ['{a} shared (by|among|between) {b}( people| children|), how (much|many) (each|for each)?', '{a} in {b} equal (parts|groups), how big is each?', '{a} divided by {b}, what is that?', 'how many groups of {b} are in {a}?', '{a} : {b} = ?', '{b} goes into {a} how often?', 'How much is {a} (divided by|/|over) {b}?', '{a}/{b}=', '{a} / {b} = ?', 'How often does {b} fit into {a}?', 'How many times does {b} go into {a}?', 'What do you get when you divide {a} by {b}?', 'into how many groups of {b} can {a} be put?', 'if {a} is cut into {b} equal pieces, how big is one?', 'how many {b}s are in {a}?', '{a} by {b}, divided?', 'divided by {b}, {a} gives?', 'dividing {a} by {b} gives what?', '{a} is {b} times what?', '{b} times what is {a}?', 'what times {b} makes {a}?', '{a} for {b}, how much each?', 'I want to divide {a} by {b}', '{a} div {b}?', 'each of {b} gets the same out of {a}, how much?'] };
// prettier-ignore
const DOUBLE: Wording = { np: ['double {a}', 'twice {a}', 'the double of {a}', 'two times {a}'], vp: ['double {a}', 'double the number {a}'], q: ['{a} times two?', 'two times {a}?', '{a} doubled?', '{a} and again {a}?', 'what is {a} twice?', 'how much are two times {a}?', 'How much is (twice|double) {a}?', 'What is twice as much as {a}?', 'double of {a}?', '{a} doubled is?'] };
// prettier-ignore
const HALF: Wording = { np: ['half of {a}', 'half {a}', 'the half of {a}', 'one half of {a}'], vp: ['halve {a}', 'take half of {a}', 'cut {a} in half'], q: ['{a} halved?', '{a} cut in half?', '(one|a) half of {a}?', '{a} shared by two?', 'what is the half of {a}?', '50:50 of {a}, how much is one half?', 'How much is half of {a}?', 'What is {a} halved?', 'half of {a}?', '{a} halved is?'] };
/** Exact quotients of the times tables, doubles and halves. */
export function parts(draw: Draw): Exchange {
	const r = draw.random,
		kind = r.int(0, 3);
	if (kind <= 1) {
		// A table backwards: there is nothing to work out, so all of it is taught.
		const b = r.int(2, 10),
			value = r.int(1, 10),
			a = b * value;
		return {
			prompt: draw.phrase(QUOTIENT, { a, b }),
			answer: `${b}*${value}=${a}. So ${value}.`,
			ability: 'arithmetic',
			followUp: chained(value, 'arithmetic')
		};
	}
	const a = draw.argument(
		() => (r.chance(0.6) ? r.int(2, 99) : r.int(100, 499)) * (kind === 3 ? 2 : 1),
		(n) => `part${kind}:${n}`
	);
	if (kind === 2) {
		const s = solve(a, '+', a);
		return {
			prompt: draw.phrase(DOUBLE, { a }),
			answer: `${a}+${a}: ${s.text}`,
			ability: 'arithmetic',
			followUp: chained(2 * a, 'arithmetic')
		};
	}
	return {
		prompt: draw.phrase(HALF, { a }),
		answer: `${a}/2=${a / 2}. So ${a / 2}.`,
		ability: 'arithmetic',
		followUp: chained(a / 2, 'arithmetic')
	};
}

export function sums(draw: Draw): Exchange {
	const operator = draw.random.weighted(['+', '-', '*'] as const, [4, 4, 3]);
	const [a, b] = operands(draw, operator);
	const s = solve(a, operator, b);
	// In words: both numbers, or now and then one of them.
	const inWords = draw.random.chance(0.25),
		one = inWords && draw.random.chance(0.15) ? draw.random.int(0, 1) : null,
		said = (n: number, at: number) => (one === 1 - at ? null : numberWords(n)) ?? n;
	const both = inWords && numberWords(a) !== null && numberWords(b) !== null;
	return {
		prompt: draw.phrase(SUM_WORDING[operator], both ? { a: said(a, 0), b: said(b, 1) } : { a, b }),
		answer: s.text,
		ability: 'arithmetic',
		followUp: chained(s.value, 'arithmetic')
	};
}

// prettier-ignore
export const PERCENT: Wording = { np: ['{p} percent out of {n}', 'a share of {p}% of {n}', '{p}% taken of {n}', 'a {p}% share of {n}', 'the {p} percent part of {n}', 'the value of {p}% of {n}', '{p} hundredths of {n}', '{p}pc of {n}', 'the result of {p}% of {n}', '{p} percent of {n}', '{p}% of {n}', '{p} % of {n}', '{p} per cent of {n}', '{p} percent from {n}'], vp: ['determine {p}% of {n}', 'figure out {p} percent of {n}', 'get {p}% of {n}', 'give {p} percent of {n}', 'do {p}% of {n}', 'figure {p} per cent of {n}', 'tell me {p}% of {n}', 'solve {p}% of {n}', 'estimate exactly {p}% of {n}', 'take {p}% out of {n}', 'calculate {p}% of {n}', 'work out {p} percent of {n}', 'compute {p} % of {n}', 'find {p}% of {n}', 'take {p} percent of {n}'], q: ['A shop takes {p}% off {n} euros. How much is the discount?', '{n} people were asked and {p}% said yes. How many is that?', '{p}% of the {n} seats are taken. How many seats?', 'Of {n} pupils {p} percent walk to school. How many pupils walk?', 'The bank pays {p}% on {n}. How much interest is it?', 'My rent is {p} percent of {n}. How much?', '{p} percent of {n} equals?', '{p} percent of {n} comes to?', 'what amount is {p}% of {n}?', 'which number is {p}% of {n}?', 'n = {n}, p = {p}%. What is the part?', '{p}% from a total of {n} is how much?', 'out of {n}, {p} percent. How many?', 'If {p}% of {n} people are ill, how many is that?', '{n} * {p}% = ?', '{n} x {p}%', '{p} % x {n}', 'what would {p} percent of {n} be', 'I leave a {p}% tip on {n}. How big is the tip?', '{p}% of my {n} euros go to savings. How much?', 'a fee of {p}% on {n}: how much?', 'what does {p}% off {n} save me?', '{p}%, {n}, how much?', 'say the price is {n}. What is {p}% of it?', '{n} at {p} percent is?', 'how big is {p}% of {n}', '{p}/100 of {n}?', 'A bottle holds {n} ml and {p}% is juice. How much juice?', '{p} percent of {n} votes, how many votes?', 'the tax is {p}% of {n}. What is the tax?', '{p}% off {n} (saves|is|means) how much?', 'a tip of {p}% on {n}, how much?', '{p} percent of {n}, (how much is that|what is it)?', 'what is {p}% (tax|interest|discount) on {n}?', 'of {n}, how much is {p}%?', '{n}, and {p}% of it is?', 'I get {p} percent of {n}. How much?', '{p}% from {n}?', 'How much is {p}% of {n}?', 'how much is {p} percent of {n}', '{p}% of {n} is?', 'what do I get if I take {p}% of {n}?', '{p}% of {n} =', 'What does {p} percent of {n} make?', 'how many are {p}% of {n}?'] };
/** Percentages whose work is said in a step or two of the tables; the rest are the maths modifier's. */
const TENTHS = [10, 20, 30, 40, 60, 70, 80, 90];
const FIVES = [5, 15, 15, 15, 35, 45, 55, 65, 85, 95];

/** A percentage and what it is taken of, such that the work comes out with one decimal at most. */
function percentOf(r: Random): readonly [p: number, n: number] {
	const kind = r.weighted(['common', 'tenths', 'fives', 'hundreds'] as const, [5, 3, 3, 2]),
		p =
			kind === 'common'
				? r.pick([10, 20, 25, 50, 5, 75, 1, 30, 40, 100])
				: kind === 'tenths'
					? r.pick(TENTHS)
					: kind === 'fives'
						? r.pick(FIVES)
						: r.chance(0.6)
							? r.int(2, 9)
							: r.int(11, 99);
	if (kind === 'hundreds') return [p, 100 * r.int(1, p < 10 ? 20 : 9)];
	const halves = r.chance(0.2);
	const step =
		p === 25 || p === 75
			? 4
			: p === 1
				? 100
				: p === 50
					? halves
						? 1
						: 2
					: p === 10 && halves
						? 1
						: p % 10 === 5 && !halves
							? 20
							: 10;
	if (r.chance(0.2)) return [p, 100 * r.int(1, 25)];
	return [p, step * r.int(1, Math.floor((p === 1 ? 2000 : 400) / step))];
}

/** `p` percent of `n`, worked out as said. */
function percentSteps(p: number, n: number): string {
	const out = (p * n) / 100,
		tenth = n / 10,
		tens = Math.floor(p / 10);
	if (p === 50) return `${n}/2=${out}`;
	if (p === 25) return `${n}/4=${out}`;
	if (p === 75) return `${n}/4=${n / 4}, 3*${n / 4}=${out}`;
	if (p === 1) return `${n}/100=${out}`;
	if (p === 100) return `all of ${n}`;
	if (p === 10) return `${n}/10=${out}`;
	if (p % 10 === 0) return `${n}/10=${tenth}, ${tens}*${tenth}=${out}`;
	if (p === 5) return `${n}/10=${tenth}, ${tenth}/2=${out}`;
	if (p % 10 === 5) {
		const times = tens === 1 ? '' : `${tens}*${tenth}=${tens * tenth}, `;
		return `${n}/10=${tenth}, ${times}${tenth}/2=${tenth / 2}, ${tens * tenth}+${tenth / 2}=${out}`;
	}
	const hundredths = n / 100;
	return `${n}/100=${hundredths}, ${p < 10 ? `${p}*${hundredths}=${out}` : multiplySteps(p, hundredths)}`;
}

export function percentages(draw: Draw): Exchange {
	const [p, n] = draw.argument(
			() => percentOf(draw.random),
			(x) => `${x[0]}%${x[1]}`
		),
		out = (p * n) / 100;
	return {
		prompt: draw.phrase(PERCENT, { p, n }),
		answer: `${percentSteps(p, n)}. So ${out}.`,
		ability: 'arithmetic',
		followUp: chained(out, 'arithmetic')
	};
}

// prettier-ignore
const LARGER: Wording = { np: ['the bigger of {a} and {b}', 'the larger value of {a} and {b}', 'the higher number of {a} and {b}', 'whichever is more, {a} or {b}', 'the greater number: {a} or {b}', 'the number that is larger, {a} or {b}', 'the larger (one |number |)of {a} and {b}', 'the bigger number, {a} or {b}', 'the maximum of {a} and {b}', 'the greater of {a} and {b}', 'the larger number: {a} or {b}'], q: ['{a}, {b}: which is the greater?', 'which wins, {a} or {b}, if more is better?', 'who has more, someone with {a} or someone with {b}?', 'would you rather have {a} or {b} euros if you want more?', 'I have {a}, you have {b}. Which is more?', '{a} points against {b} points: which is more?', 'is {a} more than {b}, or is {b} more?', 'does {a} beat {b}? Which is larger?', '{a} > {b} or {b} > {a}?', 'which of these is larger: {a}, {b}', 'pick the bigger: {a} / {b}', 'choose the larger number: {a} or {b}', 'name the bigger one of {a} and {b}', 'greater: {a} or {b}', 'max({a}, {b})', 'the prices are {a} and {b}. Which is higher?', 'One tower has {a} steps, one has {b}. Which number is larger?', '{a} or {b}: what is the larger number?', '{a} against {b}, which is greater?', 'out of {a} and {b}, what is the higher number?', 'on the number line, which is further right, {a} or {b}?', 'what is the greatest: {a} or {b}?', 'which comes later when counting, {a} or {b}?', 'tell me which is bigger: {a} or {b}', 'say which number is higher, {a} or {b}', 'more: {a} or {b}?', 'is it {a} or {b} that is larger?', '{a} and {b}, the bigger?', '{a}, {b} - larger?', 'if I compare {a} with {b}, which is larger?', 'which has the higher value, {a} or {b}?', '{a} or {b}, (what|which) is (bigger|larger|greater|higher)?', 'is {a} (larger|bigger|more|greater) than {b}?', '(larger|bigger|higher) number: {a}, {b}', 'compare {a} and {b}: which is (larger|bigger)?', 'what is bigger, {a} or {b}?', 'which is the bigger number, {a} or {b}?', 'Which is (larger|bigger|greater), {a} or {b}?', 'which number is (bigger|larger|greater): {a} or {b}', 'What is more, {a} or {b}?', 'max of {a} and {b}', '(bigger|larger): {a} or {b}?', 'Of {a} and {b}, which (one |)is (larger|bigger)?', 'which is higher, {a} or {b}', 'Is {a} or {b} (larger|bigger)?', '{a} or {b}, which is more?', 'Between {a} and {b}, what is the larger one?', '{a} vs {b}: which is bigger?'] };
// prettier-ignore
const SMALLER: Wording = { np: ['the lower number of {a} and {b}', 'the smaller value of {a} and {b}', 'whichever is less, {a} or {b}', 'the number that is smaller, {a} or {b}', 'the lowest of {a} and {b}', 'the smaller (one |number |)of {a} and {b}', 'the minimum of {a} and {b}', 'the lesser of {a} and {b}', 'the smaller number: {a} or {b}'], q: ['{a}, {b}: which is the lesser?', 'which is cheaper, {a} or {b} euros, so which is smaller?', 'I have {a}, you have {b}. Which is less?', '{a} points against {b} points: which is less?', 'does {a} come under {b}? Which is smaller?', '{a} < {b} or {b} < {a}?', 'which of these is smaller: {a}, {b}', 'pick the smaller: {a} / {b}', 'choose the smaller number: {a} or {b}', 'name the smaller one of {a} and {b}', 'less: {a} or {b}?', 'min({a}, {b})', 'the prices are {a} and {b}. Which is lower?', 'One tower has {a} steps, one has {b}. Which number is smaller?', '{a} or {b}: what is the smaller number?', '{a} against {b}, which is smaller?', 'out of {a} and {b}, what is the lower number?', 'on the number line, which is further left, {a} or {b}?', 'which comes earlier when counting, {a} or {b}?', 'tell me which is smaller: {a} or {b}', 'say which number is lower, {a} or {b}', 'is it {a} or {b} that is smaller?', '{a} and {b}, the smaller?', '{a}, {b} - smaller?', 'if I compare {a} with {b}, which is smaller?', 'which has the lower value, {a} or {b}?', 'who has less, someone with {a} or someone with {b}?', 'what is the least: {a} or {b}?', '{a} or {b}, (what|which) is (smaller|less|lower)?', 'is {a} (smaller|less|lower) than {b}?', '(smaller|lower) number: {a}, {b}', 'compare {a} and {b}: which is smaller?', 'what is smaller, {a} or {b}?', 'which is the smaller number, {a} or {b}?', 'Which is (smaller|less|lower), {a} or {b}?', 'which number is smaller: {a} or {b}', 'What is less, {a} or {b}?', 'min of {a} and {b}', 'smaller: {a} or {b}?', 'Of {a} and {b}, which (one |)is smaller?', 'which is lower, {a} or {b}', 'Is {a} or {b} smaller?', '{a} or {b}, which is less?', 'Between {a} and {b}, what is the smaller one?', '{a} vs {b}: which is smaller?'] };
export function comparisons(draw: Draw): Exchange {
	const r = draw.random,
		large = r.chance(0.55);
	const [a, b] = draw.argument(
		() => {
			for (;;) {
				const a = number(draw),
					b = r.chance(0.3) ? Math.max(0, a + r.pick([-1, 1, -10, 10, 2, -3])) : number(draw);
				if (a !== b) return [a, b] as const;
			}
		},
		(p) => p.join('~')
	);
	const win = large ? Math.max(a, b) : Math.min(a, b),
		lose = a + b - win;
	return {
		prompt: draw.phrase(large ? LARGER : SMALLER, { a, b }),
		answer: `${win} is ${large ? 'larger' : 'smaller'} than ${lose}.`,
		ability: 'arithmetic'
	};
}

// prettier-ignore
const UNITS: [string[], string[], number, number][] = [
  [['km', 'kilometers', 'kilometres'], ['m', 'meters', 'metres'], 1000, 60], [['m', 'meters'], ['cm', 'centimeters'], 100, 60], [['cm', 'centimeters'], ['mm', 'millimeters'], 10, 90],
  [['kg', 'kilograms', 'kilos'], ['g', 'grams'], 1000, 60], [['hours', 'h'], ['minutes', 'min'], 60, 12], [['minutes', 'min'], ['seconds'], 60, 12], [['days'], ['hours'], 24, 10], [['weeks'], ['days'], 7, 30],
  [['years'], ['months'], 12, 12], [['dozen'], ['pieces', 'items'], 12, 12], [['l', 'liters', 'litres'], ['ml', 'milliliters'], 1000, 60], [['m', 'meters'], ['mm', 'millimeters'], 1000, 60], [['tons', 'tonnes'], ['kg', 'kilograms'], 1000, 60], [['feet', 'ft'], ['inches'], 12, 12], [['euros'], ['cents'], 100, 60], [['dollars'], ['cents'], 100, 60],
];
// prettier-ignore
const CONVERT: Wording = { np: ['{n} {f} expressed in {t}', '{n} {f} as {t}', '{n} {f} when written in {t}', 'the {t} in {n} {f}', 'the value of {n} {f} in {t}', '{n} {f} put into {t}', 'what {n} {f} come to in {t}', 'the amount of {t} in {n} {f}', '{n} {f} counted in {t}', '{n} {f} in {t}', 'the number of {t} in {n} {f}', '{n} {f} converted to {t}', 'how many {t} there are in {n} {f}'], vp: ['convert {n} {f} into {t}', 'rewrite {n} {f} in {t}', 'calculate how many {t} {n} {f} are', 'compute {n} {f} in {t}', 'work out {n} {f} in {t}', 'put {n} {f} in {t}', 'make {t} out of {n} {f}', 'switch {n} {f} to {t}', 'find out how many {t} {n} {f} are', 'say {n} {f} in {t}', 'transform {n} {f} into {t}', 'bring {n} {f} to {t}', 'show {n} {f} in {t}', 'state {n} {f} in {t}', 'convert {n} {f} (to|into) {t}', 'change {n} {f} (to|into) {t}', 'express {n} {f} in {t}', 'turn {n} {f} into {t}', 'give {n} {f} in {t}', 'write {n} {f} as {t}'], q: ['It says {n} {f}. I need {t}.', 'In {t}, what are {n} {f}?', 'In {t}: {n} {f}?', '{n} {f} -> {t}', '{n} {f} => {t}?', '{n} {f} = {t}?', 'if something is {n} {f}, how many {t} is it?', 'how many {t} do I need for {n} {f}?', '{n} {f}: {t}?', 'from {f} to {t}, {n} of them', 'How many {t} go into {n} {f}?', '{n} {f} give how many {t}?', 'how many {t} fit in {n} {f}?', 'My ruler only shows {t}. What are {n} {f}?', 'What do {n} {f} make in {t}?', 'the sign says {n} {f}, how many {t} are that?', '{n} {f} come to how many {t}?', 'I have to write {n} {f} in {t}. How many?', '{n} {f}, but in {t}?', '{n} {f}? (in {t})', 'Which number of {t} equals {n} {f}?', 'Can {n} {f} be said in {t}?', 'what would {n} {f} be in {t}', 'what is the same as {n} {f} in {t}?', 'do you know how many {t} {n} {f} are?', 'it took {n} {f}. What is it in {t}?', 'convert: {n} {f}, {t}', '{t} from {n} {f}?', 'unit change: {n} {f} to {t}', '{n} {f} measured in {t} is?', 'We counted {n} {f}. How many {t}?', 'tell me how many {t} {n} {f} have', 'And {n} {f} in {t}?', 'how many {t} equal {n} {f}', '{n} {f} corresponds to how many {t}?', '{n} {f}, what is that in {t}?', '{n} {f} - how many {t}?', 'how many {t} (is|are|in) {n} {f}', '{n} {f} (given|measured|written) in {t}?', 'what (are|is|makes) {n} {f} in {t}?', 'the (trip|walk|lesson|recipe|job|thing) is {n} {f}. How many {t} is that?', '{n} {f} into {t}', '{f} to {t}: {n}', 'I need {n} {f} in {t}', '(please put|put) {n} {f} into {t}', 'how many {t} would {n} {f} be?', '{n} {f} makes how many {t}?', '{n} {f} is what in {t}?', 'How many {t} are (in |there in |){n} {f}?', 'what is {n} {f} in {t}?', '{n} {f} is how many {t}?', '{n} {f} to {t}', '{n} {f} = ? {t}', 'how much is {n} {f} in {t}', '{n} {f} are how many {t}?', 'how many {t} make {n} {f}', '{n} {f} equals how many {t}?', 'How many {t} do {n} {f} have?', 'I have {n} {f}. How many {t} is that?'] };
const one = (plural: string): string => (plural === 'feet' ? 'foot' : plural.replace(/s$/, ''));

function temperature(draw: Draw): Exchange {
	const r = draw.random,
		c = 5 * r.int(0, 20);
	return {
		prompt: draw.phrase(CONVERT, {
			n: c,
			f: r.pick(['degrees Celsius', 'Celsius', 'C', 'degrees C', '\u00b0C']),
			t: r.pick(['Fahrenheit', 'degrees Fahrenheit', 'F', '\u00b0F'])
		}),
		answer: `${c}*9/5=${(c * 9) / 5}, ${(c * 9) / 5}+32=${(c * 9) / 5 + 32}. So ${(c * 9) / 5 + 32} degrees Fahrenheit.`,
		ability: 'units'
	};
}
function miles(draw: Draw): Exchange {
	const r = draw.random,
		n = r.chance(0.7) ? r.int(1, 20) : 10 * r.int(3, 10),
		t = r.pick(['km', 'kilometers']),
		out = Math.round(n * 16) / 10;
	return {
		prompt: draw.phrase(CONVERT, { n, f: r.pick(['miles', 'mi', 'miles']), t }),
		answer: `1 mile is about 1.6 km, ${n}*1.6=${out}. So ${out} ${t}.`,
		ability: 'units'
	};
}

export function units(draw: Draw): Exchange {
	const r = draw.random,
		other = r.next();
	if (other < 0.04) return temperature(draw);
	if (other < 0.07) return miles(draw);
	const [u, n] = draw.argument(
		() => {
			const i = r.int(0, UNITS.length - 1);
			return [i, r.int(2, UNITS[i]![3])] as const;
		},
		(x) => `unit${x[0]}:${x[1]}`
	);
	const [from, to, k] = UNITS[u]!;
	const same = (list: string[]) => (r.chance(0.5) ? list[0]! : r.pick(list));
	const f = same(from),
		t = same(to);
	if (r.chance(0.25))
		return {
			prompt: draw.phrase(CONVERT, { n: n * k, f: t, t: f }),
			answer: `${k} ${to[0]} is 1 ${one(from[0]!)}, ${n * k}/${k}=${n}. So ${n} ${f}.`,
			ability: 'units'
		};
	const work =
		k === 7
			? multiplySteps(n, 7)
			: [10, 100, 1000].includes(k)
				? `${n}*${k}=${n * k}`
				: multiplySteps(k, n);
	return {
		prompt: draw.phrase(CONVERT, { n, f, t }),
		answer: `1 ${one(from[0]!)} is ${k} ${to[0]}, ${work}. So ${n * k} ${t}.`,
		ability: 'units'
	};
}
