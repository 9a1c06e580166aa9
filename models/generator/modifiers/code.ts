// The code modifier: functions of two arguments, a bug to find, what a program prints. Functions are
// judged by running them; what is printed is worked out by running the same steps here.

import { expand, type Draw } from '../grammar.ts';
import { DONT_KNOW } from '../abilities/unknown.ts';
import { ASK, BEYOND, FIND, PRINTS } from './code-wordings.ts';
import type { Domain, Hard } from './domain.ts';
import { work } from './math.ts';

type Value = number | string | boolean | number[];
/** What it does to `{a}` and `{b}`, its name, Python, JavaScript, two calls with their values. */
// prettier-ignore
const FUNCTIONS: [string, string, string, string, [Value[], Value][]][] = [
  ['returns (the remainder of {a} divided by|the rest when {a} is divided by|{a} modulo) {b}', 'remainder', '{a} % {b}', '{a} % {b}', [[[17, 5], 2], [[20, 4], 0]]],
  ['(returns|computes|raises) {a} to the power of {b}', 'power', '{a} ** {b}', '{a} ** {b}', [[[2, 5], 32], [[3, 2], 9]]],
  ['(returns|computes) the (average|mean) of {a} and {b}', 'mean', '({a} + {b}) / 2', '({a} + {b}) / 2', [[[4, 8], 6], [[1, 2], 1.5]]],
  ['(returns|gives) (the distance between|the gap between) {a} and {b}', 'distance', 'abs({a} - {b})', 'Math.abs({a} - {b})', [[[3, 9], 6], [[9, 3], 6]]],
  ['checks (if|whether) {a} is divisible by {b}', 'is_divisible', '{a} % {b} == 0', '{a} % {b} === 0', [[[9, 3], true], [[9, 4], false]]],
  ['checks (if|whether) {a} equals {b}', 'equals', '{a} == {b}', '{a} === {b}', [[[3, 3], true], [[3, 4], false]]],
  ['checks (if|whether) {a} is greater than {b}', 'is_greater', '{a} > {b}', '{a} > {b}', [[[5, 3], true], [[3, 5], false]]],
  ['joins {a} and {b} with a space( between|)', 'join', "{a} + ' ' + {b}", "{a} + ' ' + {b}", [[['x', 'y'], 'x y'], [['ab', 'c'], 'ab c']]],
  ['joins {a} and {b} with a dash( between|)', 'dash', "{a} + '-' + {b}", "{a} + '-' + {b}", [[['x', 'y'], 'x-y'], [['ab', 'c'], 'ab-c']]],
  ['(returns|computes) the sum of the squares of {a} and {b}', 'sum_squares', '{a} * {a} + {b} * {b}', '{a} * {a} + {b} * {b}', [[[3, 4], 25], [[1, 2], 5]]],
  ['(returns|computes) the square of the sum of {a} and {b}', 'square_sum', '({a} + {b}) ** 2', '({a} + {b}) ** 2', [[[1, 2], 9], [[3, 4], 49]]],
  ['returns {a} increased by {b} percent', 'increase', '{a} + {a} * {b} / 100', '{a} + {a} * {b} / 100', [[[200, 10], 220], [[50, 50], 75]]],
  ['(returns|computes) {b} percent of {a}', 'percent', '{a} * {b} / 100', '{a} * {b} / 100', [[[200, 10], 20], [[50, 50], 25]]],
  ['(returns|gives) the perimeter of a rectangle of {a} by {b}', 'perimeter', '2 * ({a} + {b})', '2 * ({a} + {b})', [[[2, 3], 10], [[4, 4], 16]]],
  ['(returns|gives) the area of a triangle with base {a} and height {b}', 'triangle', '{a} * {b} / 2', '{a} * {b} / 2', [[[4, 3], 6], [[2, 5], 5]]],
  ['returns how much larger {a} is than {b}, or 0', 'excess', 'max(0, {a} - {b})', 'Math.max(0, {a} - {b})', [[[7, 3], 4], [[3, 7], 0]]],
  ['(returns|gives) the last digit of {a} plus {b}', 'last_digit', '({a} + {b}) % 10', '({a} + {b}) % 10', [[[17, 5], 2], [[8, 8], 6]]],
  ['repeats the string {a} {b} times', 'repeat', '{a} * {b}', '{a}.repeat({b})', [[['ab', 3], 'ababab'], [['x', 2], 'xx']]],
  ['checks (if|whether) the string {a} starts with {b}', 'starts', '{a}.startswith({b})', '{a}.startsWith({b})', [[['hello', 'he'], true], [['hello', 'lo'], false]]],
  ['checks (if|whether) the string {a} ends with {b}', 'ends', '{a}.endswith({b})', '{a}.endsWith({b})', [[['hello', 'lo'], true], [['hello', 'he'], false]]],
  ['checks (if|whether) {b} is in the list {a}', 'contains', '{b} in {a}', '{a}.includes({b})', [[[[1, 2], 2], true], [[[1, 2], 3], false]]],
  ['(returns|gets) the item of the list {a} at index {b}', 'item', '{a}[{b}]', '{a}[{b}]', [[[[5, 6, 7], 1], 6], [[[5, 6, 7], 0], 5]]],
  ['counts how (often|many times) {b} is in the list {a}', 'occurrences', '{a}.count({b})', '{a}.filter(x => x === {b}).length', [[[[1, 2, 1], 1], 2], [[[1, 2], 3], 0]]],
  ['(returns|takes) the first {b} items of the list {a}', 'take', '{a}[:{b}]', '{a}.slice(0, {b})', [[[[1, 2, 3], 2], [1, 2]], [[[4, 5], 1], [4]]]],
  ['(returns|gives) the list {a} without its first {b} items', 'drop', '{a}[{b}:]', '{a}.slice({b})', [[[[1, 2, 3], 2], [3]], [[[4, 5], 1], [5]]]],
  ['adds {b} to every item of the list {a}', 'add_all', '[x + {b} for x in {a}]', '{a}.map(x => x + {b})', [[[[1, 2], 3], [4, 5]], [[[0], 1], [1]]]],
  ['multiplies every item of the list {a} by {b}', 'scale', '[x * {b} for x in {a}]', '{a}.map(x => x * {b})', [[[[1, 2], 3], [3, 6]], [[[5], 2], [10]]]],
  ['(keeps|returns) the items of the list {a} (greater|larger) than {b}', 'above', '[x for x in {a} if x > {b}]', '{a}.filter(x => x > {b})', [[[[1, 5, 3], 2], [5, 3]], [[[1], 2], []]]],
];
// prettier-ignore
const PARAMETERS = [['a', 'b'], ['x', 'y'], ['m', 'n'], ['p', 'q'], ['s', 't'], ['u', 'v'], ['first', 'second'], ['left', 'right'], ['one', 'two'], ['c', 'd'], ['i', 'j'], ['f', 'g']];

const camel = (name: string) => name.replace(/_(\w)/g, (_, c: string) => c.toUpperCase());
const languageOf = (draw: Draw, python: boolean): string =>
	draw.random.pick(python ? ['Python', 'Python', 'python'] : ['JavaScript', 'JS', 'JavaScript']);

function twoArguments(draw: Draw): Hard {
	const r = draw.random,
		python = r.chance(0.5);
	const [index, pair] = draw.argument(
		() => [r.int(0, FUNCTIONS.length - 1), r.int(0, PARAMETERS.length - 1)] as const,
		(x) => `function:${x.join(':')}:${python}`
	);
	const [what, plain, py, js, calls] = FUNCTIONS[index]!,
		[a, b] = PARAMETERS[pair] as [string, string];
	const fill = (text: string) => text.replaceAll('{a}', a).replaceAll('{b}', b);
	const name = python ? plain : camel(plain);
	return {
		// The parameters are named in the description, so the answer's are the question's.
		prompt: draw
			.phrase(ASK, { L: languageOf(draw, python), d: '{d}' })
			.replace('{d}', () =>
				fill(draw.held ? what.replace(/\(([^|()]+)\|[^()]*\)/g, '$1') : expand(what, r))
			),
		answer: python
			? ['```python', `def ${name}(${a}, ${b}):`, `    return ${fill(py)}`, '```'].join('\n')
			: ['```js', `function ${name}(${a}, ${b}) {`, `  return ${fill(js)};`, '}', '```'].join('\n'),
		check: {
			kind: 'program',
			language: python ? 'python' : 'javascript',
			tests: calls.map(([values, value]) => ({
				call: `${name}(${values.map((v) => JSON.stringify(v)).join(', ')})`,
				value: JSON.stringify(value)
			}))
		}
	};
}

/** A wrong line, what is wrong in it, what it should be. `{v}` and `{f}` are names. */
// prettier-ignore
const BUGS: [string, string, string][] = [
  ['def add(a, b): return a - b', '-', '+'], ['def multiply(a, b): return a + b', '+', '*'], ['def subtract(a, b): return a + b', '+', '-'], ['def is_even(n): return n % 2 == 1', '1', '0'], ['def is_odd(n): return n % 2 == 0', '0', '1'], ['def double({v}): return {v} * 3', '3', '2'], ['def square({v}): return {v} * 2', '2', '{v}'], ['def first({v}): return {v}[1]', '1', '0'], ['def last({v}): return {v}[0]', '0', '-1'], ['def larger(a, b): return min(a, b)', 'min', 'max'], ['def smaller(a, b): return max(a, b)', 'max', 'min'],
  ['if {v} = {n}: print({v})', '=', '=='], ['for i in range({n}) print(i)', ')', '):'], ['def {f}({v}) return {v}', ')', '):'], ['while {v} > {n} print({v})', '{n}', '{n}:'], ['print("hello)', 'hello', 'hello"'], ['{v} = [1, 2, {n}', '{n}', '{n}]'], ['{v} == {n}', '==', '='], ['function {f}({v}) { retrun {v}; }', 'retrun', 'return'], ['cosnt {v} = {n};', 'cosnt', 'const'], ['let {v} == {n};', '==', '='], ['if ({v} = {n}) { {f}(); }', '=', '==='], ['{v}.lenght', 'lenght', 'length'], ['pritn({v})', 'pritn', 'print'], ['def {f}({v}): retrun {v}', 'retrun', 'return'], ['consol.log({v})', 'consol', 'console'], ['flase', 'flase', 'False'], ['imprt {f}', 'imprt', 'import'], ['esle: {f}({v})', 'esle', 'else'], ['whlie {v} < {n}: {f}()', 'whlie', 'while'],
];
// prettier-ignore
const NAMES_V = 'items nums x value count data score total index size word text key row user price age'.split(' ');
const NAMES_F = 'show run load check save start update draw send parse clean reset'.split(' ');

function findBug(draw: Draw): Hard {
	const r = draw.random;
	const [index, v, f, n] = draw.argument(
		() => [r.int(0, BUGS.length - 1), r.pick(NAMES_V), r.pick(NAMES_F), r.int(2, 30)] as const,
		(x) => `bug:${x.join(':')}`
	);
	const [line, wrong, better] = BUGS[index]!;
	const fill = (text: string) =>
		text.replaceAll('{v}', v).replaceAll('{f}', f).replaceAll('{n}', String(n));
	return {
		prompt: draw.phrase(FIND, { c: '{c}' }).replace('{c}', () => fill(line)),
		answer: `\`${fill(wrong)}\` should be \`${fill(better)}\`.`,
		check: { kind: 'exact' }
	};
}

function prints(draw: Draw): Hard {
	const r = draw.random,
		kind = r.pick(['assign', 'loop', 'index', 'text', 'branch'] as const),
		v = r.pick(['x', 'y', 'n', 'a', 'k', 'value', 'total']);
	const [p, q, s] = draw.argument(
		() => [r.int(2, 20), r.int(2, 9), r.int(2, 5)] as const,
		(x) => `prints:${kind}:${x.join(':')}`
	);
	let code: string, answer: string;
	switch (kind) {
		case 'assign': {
			const sum = p + q;
			code = `${v} = ${p}; ${v} = ${v} + ${q}; print(${v} * ${s})`;
			answer = `${v}=${p}+${q}: ${work(p, '+', q)}, ${sum}. ${sum}*${s}: ${work(sum, '*', s)}. So ${sum * s}.`;
			break;
		}
		case 'loop': {
			// Each value from the one before.
			const values = Array.from({ length: s }, (_, i) => p + i * q);
			code = `for i in range(${s}): print(${p} + i * ${q})`;
			answer = `${values.map((value, i) => `i=${i}: ${i ? `${values[i - 1]}+${q}=` : ''}${value}`).join(', ')}. So ${values.join(' ')}.`;
			break;
		}
		case 'index': {
			const list = [p, q, p + q, s],
				at = r.int(0, 3);
			code = `${v} = [${list.join(', ')}]; print(${v}[${at}])`;
			answer = `${list.map((value, i) => `${i}:${value}`).join(', ')}. ${at}:${list[at]}. So ${list[at]}.`;
			break;
		}
		case 'text': {
			const word = r.pick(['ab', 'xy', 'no', 'hi', 'ha', 'go', 'la', 'ok']),
				grown = Array.from({ length: s }, (_, i) => `${i + 1}: ${word.repeat(i + 1)}`);
			code = `print("${word}" * ${s})`;
			answer = `${grown.join(', ')}. So ${word.repeat(s)}.`;
			break;
		}
		case 'branch': {
			// Never equal: the base says which of two is larger.
			const limit = q * 2 === p ? p + 1 : q * 2,
				yes = p > limit;
			code = `${v} = ${p}; print("yes" if ${v} > ${limit} else "no")`;
			answer = `${v}=${p}. ${yes ? p : limit} is larger than ${yes ? limit : p}. So ${yes ? 'yes' : 'no'}.`;
		}
	}
	return {
		prompt: draw.phrase(PRINTS, { c: '{c}' }).replace('{c}', () => code),
		answer,
		check: { kind: 'exact' }
	};
}

export const code: Domain = {
	id: 'code',
	invocation: '<|code|>',
	near: ['code', 'copy', 'sums', 'tools'],
	tasks: [
		{ name: 'two arguments', difficulty: 2, weight: 3, make: twoArguments },
		{ name: 'find the bug', difficulty: 3, weight: 2, make: findBug },
		{ name: 'what it prints', difficulty: 2, weight: 2, make: prints }
	],
	neighbour(draw) {
		const values = {
			L: draw.random.pick(['Python', 'JavaScript', 'Java', 'Rust', 'Go', 'C++']),
			g: draw.random.pick(['chess', 'invoices', 'maps', 'a game', 'audio', 'e-mail', 'charts'])
		};
		return { prompt: draw.phrase(BEYOND, values), answer: DONT_KNOW, ability: 'unknown' };
	}
};
