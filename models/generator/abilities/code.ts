// Small code requests: an expression or a one-line function, in Python or JavaScript.

import { capitalise, expand, type Draw, type Exchange } from '../grammar.ts';
import { ENGLISH } from '../facts/english.ts';
import { WORDS } from '../facts/words.ts';
import type { Random } from '../random.ts';
import {
	ASK_EXPRESSION,
	ASK_FUNCTION,
	IN_LANGUAGE,
	LANGUAGES,
	MORE_EXPRESSIONS,
	MORE_FUNCTIONS,
	OTHER_LANGUAGE,
	OTHER_VALUE,
	SNIPPETS
} from './code-wordings.ts';

/** What it computes, Python, JavaScript. `{v}` is a variable, `{n}` a number. */
// prettier-ignore
const EXPRESSIONS: [string, string, string][] = [
  ['the sum of {v}', 'sum({v})', '{v}.reduce((a, b) => a + b, 0)'], ['the (length|size) of {v}', 'len({v})', '{v}.length'], ['the (maximum|largest value) of {v}', 'max({v})', 'Math.max(...{v})'], ['the (minimum|smallest value) of {v}', 'min({v})', 'Math.min(...{v})'],
  ['the first (element|item) of {v}', '{v}[0]', '{v}[0]'], ['the last (element|item) of {v}', '{v}[-1]', '{v}.at(-1)'], ['{v} sorted', 'sorted({v})', '[...{v}].sort((a, b) => a - b)'], ['{v} (reversed|in reverse order)', '{v}[::-1]', '[...{v}].reverse()'],
  ['the unique (values|elements) of {v}', 'list(set({v}))', '[...new Set({v})]'], ['{v} joined with commas', "','.join({v})", "{v}.join(',')"], ['the (average|mean) of {v}', 'sum({v}) / len({v})', '{v}.reduce((a, b) => a + b, 0) / {v}.length'],
  ['every (element|item) of {v} doubled', '[x * 2 for x in {v}]', '{v}.map(x => x * 2)'], ['the squares of {v}', '[x ** 2 for x in {v}]', '{v}.map(x => x ** 2)'], ['the even (numbers|values) in {v}', '[x for x in {v} if x % 2 == 0]', '{v}.filter(x => x % 2 === 0)'],
  ['the odd (numbers|values) in {v}', '[x for x in {v} if x % 2 == 1]', '{v}.filter(x => x % 2 === 1)'], ['the positive (numbers|values) in {v}', '[x for x in {v} if x > 0]', '{v}.filter(x => x > 0)'], ['whether {n} is in {v}', '{n} in {v}', '{v}.includes({n})'],
  ['the index of {n} in {v}', '{v}.index({n})', '{v}.indexOf({n})'], ['how often {n} is in {v}', '{v}.count({n})', '{v}.filter(x => x === {n}).length'], ['the first {n} (elements|items) of {v}', '{v}[:{n}]', '{v}.slice(0, {n})'], ['the last {n} (elements|items) of {v}', '{v}[-{n}:]', '{v}.slice(-{n})'],
  ['{v} without the first element', '{v}[1:]', '{v}.slice(1)'], ['a copy of {v}', '{v}.copy()', '[...{v}]'], ['the elements of {v} greater than {n}', '[x for x in {v} if x > {n}]', '{v}.filter(x => x > {n})'], ['the elements of {v} less than {n}', '[x for x in {v} if x < {n}]', '{v}.filter(x => x < {n})'],
  ['{n} added to every element of {v}', '[x + {n} for x in {v}]', '{v}.map(x => x + {n})'], ['{v} as strings', '[str(x) for x in {v}]', '{v}.map(String)'], ['{v} as JSON', 'json.dumps({v})', 'JSON.stringify({v})'], ['whether {v} is empty', 'len({v}) == 0', '{v}.length === 0'],
  ['whether all of {v} are positive', 'all(x > 0 for x in {v})', '{v}.every(x => x > 0)'], ['whether any of {v} is negative', 'any(x < 0 for x in {v})', '{v}.some(x => x < 0)'], ['the string {v} in uppercase', '{v}.upper()', '{v}.toUpperCase()'], ['the string {v} in lowercase', '{v}.lower()', '{v}.toLowerCase()'],
  ['the string {v} split at commas', "{v}.split(',')", "{v}.split(',')"], ['the string {v} without spaces at the ends', '{v}.strip()', '{v}.trim()'], ['the numbers from 0 to {n}', 'list(range({n} + 1))', '[...Array({n} + 1).keys()]'], ['a random (element|item) of {v}', 'random.choice({v})', '{v}[Math.floor(Math.random() * {v}.length)]'],
  ['{v} rounded', 'round({v})', 'Math.round({v})'], ['the absolute value of {v}', 'abs({v})', 'Math.abs({v})'], ['the square root of {v}', 'math.sqrt({v})', 'Math.sqrt({v})'],
];
/** Values of a list that can be asked for next. */
const NEXT_VALUES = EXPRESSIONS.filter(
	([d]) => d.startsWith('the ') && !d.includes('string') && !/\{n\}|root|absolute/.test(d)
);
/** A function: what it does, its name, parameters, Python body, JavaScript body. */
// prettier-ignore
const FUNCTIONS: [string, string, string, string, string][] = [
  ['adds two numbers', 'add', 'a, b', 'a + b', 'a + b'], ['subtracts two numbers', 'subtract', 'a, b', 'a - b', 'a - b'], ['multiplies two numbers', 'multiply', 'a, b', 'a * b', 'a * b'], ['divides two numbers', 'divide', 'a, b', 'a / b', 'a / b'],
  ['squares a number', 'square', 'x', 'x * x', 'x * x'], ['doubles a number', 'double', 'x', 'x * 2', 'x * 2'], ['checks (if|whether) a number is even', 'is_even', 'n', 'n % 2 == 0', 'n % 2 === 0'], ['checks (if|whether) a number is odd', 'is_odd', 'n', 'n % 2 == 1', 'n % 2 === 1'],
  ['reverses a string', 'reverse', 's', 's[::-1]', "[...s].reverse().join('')"], ['checks (if|whether) a (word|string) is a palindrome', 'is_palindrome', 's', 's == s[::-1]', "s === [...s].reverse().join('')"], ['counts the words in a (text|string)', 'count_words', 's', 'len(s.split())', 's.trim().split(/\\s+/).length'], ['counts the vowels in a (word|string)', 'count_vowels', 's', "sum(c in 'aeiou' for c in s.lower())", '(s.match(/[aeiou]/gi) || []).length'],
  ['returns the larger of two numbers', 'larger', 'a, b', 'max(a, b)', 'Math.max(a, b)'], ['returns the smaller of two numbers', 'smaller', 'a, b', 'min(a, b)', 'Math.min(a, b)'], ['computes the factorial of a number', 'factorial', 'n', '1 if n < 2 else n * factorial(n - 1)', 'n < 2 ? 1 : n * factorial(n - 1)'], ['returns the n-th Fibonacci number', 'fibonacci', 'n', 'n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)', 'n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2)'],
  ['sums a list', 'total', 'values', 'sum(values)', 'values.reduce((a, b) => a + b, 0)'], ['returns the average of a list', 'average', 'values', 'sum(values) / len(values)', 'values.reduce((a, b) => a + b, 0) / values.length'], ['removes duplicates from a list', 'unique', 'values', 'list(dict.fromkeys(values))', '[...new Set(values)]'], ['returns the area of a circle', 'area', 'r', '3.14159 * r * r', 'Math.PI * r * r'],
  ['converts Celsius to Fahrenheit', 'to_fahrenheit', 'c', 'c * 9 / 5 + 32', 'c * 9 / 5 + 32'], ['returns the last element of a list', 'last', 'values', 'values[-1]', 'values.at(-1)'], ['greets a person by name', 'greet', 'name', "'Hello, ' + name", "'Hello, ' + name"], ['capitalizes a (word|string)', 'capitalize', 's', 's.capitalize()', 's[0].toUpperCase() + s.slice(1)'],
];
// prettier-ignore
const VARIABLES = 'list total line url path user word text names values items nums values words data scores names prices rows list1 users points tags files ages cities temps colors numbers xs arr sizes marks nums lst array data1 data2 entries results orders books cars animals countries ids keys weights heights distances people members emails messages lines counts inputs samples steps events players products months years letters items2 list2 seq elements vals temperatures grades salaries votes'.split(' ');

const camel = (name: string) => name.replace(/_(\w)/g, (_, c: string) => c.toUpperCase());

// Words of either language that cannot name a variable.
const RESERVED = new Set(
	'for while with class return import export break continue delete switch case new try throw this from global pass raise assert yield static public private package interface default super const let var await finally catch void true false none and not except function'.split(
		' '
	)
);
/** A variable's name as programmers write them: short, a word, two words, with a number. */
function variable(r: Random): string {
	const k = r.next(),
		noun = () => r.pick(VARIABLES.filter((v) => v.length > 2));
	if (k < 0.55) return r.pick(VARIABLES);
	if (k < 0.68) return r.pick(WORDS);
	if (k < 0.74) return `${r.pick(['my', 'all', 'new', 'old', 'user', 'total', 'raw'])}_${noun()}`;
	if (k < 0.8) {
		const second = noun();
		return r.pick(['my', 'all', 'new', 'old', 'user', 'total', 'raw']) + capitalise(second);
	}
	for (;;) {
		const word = r.pick(ENGLISH);
		if (!RESERVED.has(word) && word.length < 11) return word;
	}
}

const language = (r: Random, python: boolean): string =>
	r.pick(LANGUAGES[python ? 'python' : 'javascript']);

/** What may be said next: the other language, or another value of the same variable. */
function goOn(
	answer: (python: boolean) => string,
	python: boolean,
	v: string | null
): (next: Draw) => Exchange {
	return (next) => {
		const r = next.random;
		if (v !== null && r.chance(0.4)) {
			const [d, py, js] = r.pick(NEXT_VALUES),
				other = (p: boolean) => '`' + (p ? py : js).replaceAll('{v}', v) + '`';
			const said = expand(d, r).replace('{v}', r.chance(0.3) ? 'it' : v);
			return {
				prompt: next.branch(OTHER_VALUE).replace('{d}', () => said),
				answer: other(python),
				ability: 'code',
				followUp: goOn(other, python, v)
			};
		}
		return {
			prompt: next.branch(OTHER_LANGUAGE).replace('{L}', language(r, !python)),
			answer: answer(!python),
			ability: 'code',
			followUp: goOn(answer, !python, v)
		};
	};
}

export function code(draw: Draw): Exchange {
	const r = draw.random,
		python = r.chance(0.5),
		kind = r.weighted(['expression', 'function', 'snippet'] as const, [5, 4, 1]);
	const [v, n] = draw.argument(
		() => [variable(r), r.chance(0.8) ? r.int(1, 20) : r.int(21, 200)] as const,
		(x) => `code:${x[0]}${x[1]}`
	);
	let body: string, answer: (py: boolean) => string;
	const fill = (t: string) => t.replaceAll('{v}', v).replaceAll('{n}', String(n));
	if (kind === 'expression') {
		const [d, py, js] = r.pick(EXPRESSIONS);
		const more = MORE_EXPRESSIONS[d];
		body =
			more?.vp && r.chance(0.45)
				? draw.phrase({ vp: more.vp, how: more.vp }, {}, true)
				: draw
						.phrase(ASK_EXPRESSION, {}, true)
						.replace('{d}', () => expand(draw.branch([d, ...(more?.np ?? [])]), r));
		answer = (p) => '`' + fill(p ? py : js) + '`';
	} else if (kind === 'function') {
		const [d, name, parameters, py, js] = r.pick(FUNCTIONS);
		const said = r.chance(0.3) ? d : draw.branch(MORE_FUNCTIONS[d] ?? [d]);
		body = draw.phrase(ASK_FUNCTION, {}, true).replace('{d}', () => expand(said, r));
		answer = (p) =>
			p
				? '```python\ndef ' + name + '(' + parameters + '):\n    return ' + py + '\n```'
				: '```js\nfunction ' + camel(name) + '(' + parameters + ') {\n  return ' + js + ';\n}\n```';
	} else {
		const [d, py, js] = r.pick(SNIPPETS);
		body = draw.phrase({ vp: d, how: d }, {}, true);
		answer = (p) => '`' + fill(p ? py : js) + '`';
	}
	const end = /[?.]$/.exec(body)?.[0] ?? '';
	const wrapped = expand(draw.branch(IN_LANGUAGE), r),
		inner = body
			.replace(/[?.]$/, '')
			.replace(/^([A-Z])(?=[a-z])/, (c) => (wrapped.startsWith('{b}') ? c : c.toLowerCase()));
	const prompt = draw.phrase(
		{ q: [wrapped.replace('{L}', language(r, python)).replace('{b}', () => inner) + end] },
		{ v: r.chance(0.06) ? '`' + v + '`' : r.chance(0.03) ? `"${v}"` : v, n }
	);
	return {
		prompt,
		answer: answer(python),
		ability: 'code',
		followUp: goOn(answer, python, kind === 'expression' ? v : null)
	};
}
