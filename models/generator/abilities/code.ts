// Small code requests: an expression or a one-line function, in Python or JavaScript.

import { expand, type Draw, type Exchange, type Wording } from '../grammar.ts';
import { WORDS } from '../facts/words.ts';
import { MORE_EXPRESSIONS, MORE_FUNCTIONS } from './code-wordings.ts';

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
const SNIPPETS: [string[], string, string][] = [
  [['print hello world', 'print "Hello, world!"', 'say hello world', 'output hello world', 'show hello world', 'write a hello world program', 'do the classic hello world', 'make a hello world'], "print('Hello, world!')", "console.log('Hello, world!')"],
  [['print the numbers from 1 to {n}', 'count from 1 to {n}', 'loop from 1 to {n} and print', 'write a loop from 1 to {n}'], 'for i in range(1, {n} + 1): print(i)', 'for (let i = 1; i <= {n}; i++) console.log(i)'],
  [['print each element of {v}', 'loop over {v} and print', 'print every item of {v}', 'iterate over {v}'], 'for x in {v}: print(x)', 'for (const x of {v}) console.log(x)'],
  [['make an empty list called {v}', 'create an empty list {v}', 'define an empty list named {v}', 'start an empty list {v}', 'set {v} to an empty list'], '{v} = []', 'const {v} = []'],
  [['append {n} to {v}', 'add {n} to the list {v}', 'push {n} onto {v}', 'put {n} at the end of {v}', 'append the number {n} to the list {v}'], '{v}.append({n})', '{v}.push({n})'],
  [['swap a and b', 'swap two variables a and b', 'exchange the values of a and b', 'switch a and b', 'swap the variables a and b'], 'a, b = b, a', '[a, b] = [b, a]'],
];
// prettier-ignore
const VARIABLES = 'list total line url path user word text names values items nums values words data scores names prices rows list1 users points tags files ages cities temps colors numbers xs arr sizes marks'.split(' ');

const IN = [
	'{L}: {b}',
	'In {L}, {b}',
	'{b} in {L}',
	'{b} (using|with) {L}',
	'{b} ({L})',
	'{b}, in {L}',
	'{L} please: {b}',
	'with {L}, {b}',
	'{L}, {b}',
	'{L} - {b}',
	'{b} - {L}',
	'{L}: {b}',
	'I use {L}. {b}',
	'I write {L}. {b}',
	'{L} question: {b}',
	'{L} code: {b}',
	'{b}. Language: {L}',
	'{b}? {L} please',
	'for my {L} script: {b}',
	'in {L} how about this: {b}',
	'{b} as {L} code',
	'{b} in plain {L}',
	'I am learning {L}. {b}'
];
// prettier-ignore
const ASK_EXPRESSION: Wording = {
  np: ['the code for {d}', 'a one-liner for {d}', 'an expression for {d}', 'code that gives {d}', 'a snippet for {d}', 'the expression for {d}'],
  how: ['get {d}', 'compute {d}', 'find {d}', 'write code for {d}', 'get at {d}', 'calculate {d}', 'return {d}'],
  vp: ['get {d}', 'compute {d}', 'find {d}', 'write code for {d}', 'show {d}', 'write an expression for {d}', 'give me a snippet that returns {d}', 'get {d} in one line', 'return {d}', 'write a one-liner for {d}', 'write code that gives {d}', 'calculate {d}', 'code {d}'],
  q: ['how do I (get|compute|find) {d}?', 'how can I get {d}?', 'one-liner for {d}', 'expression: {d}', 'code for {d}', 'what is the code for {d}?', 'snippet for {d}', 'how to get {d}', 'what expression gives {d}?', 'I need {d}', 'what do I write to get {d}?'],
};
// prettier-ignore
const ASK_FUNCTION: Wording = {
  np: ['a function that {d}', 'a function which {d}', 'the code of a function that {d}', 'a small function that {d}'],
  how: ['write a function that {d}', 'code a function that {d}', 'make a function which {d}', 'define a function that {d}'],
  vp: ['write a function that {d}', 'write a function which {d}', 'make a function that {d}', 'define a function that {d}', 'create a function that {d}', 'give me a function that {d}', 'code a function that {d}', 'implement a function that {d}', 'write a small function that {d}', 'write me a function that {d}', 'show me a function that {d}', 'program a function that {d}'],
  q: ['a function that {d}', 'function that {d}', 'how do I write a function that {d}?', 'I need a function that {d}', 'what would a function look like that {d}?', 'function which {d}, please', 'how can a function be written that {d}?'],
};

const camel = (name: string) => name.replace(/_(\w)/g, (_, c: string) => c.toUpperCase());

export function code(draw: Draw): Exchange {
	const r = draw.random,
		python = r.chance(0.5),
		kind = r.weighted(['expression', 'function', 'snippet'] as const, [5, 4, 1]);
	const language = (py: boolean) =>
		r.pick(
			py
				? ['Python', 'python', 'Python', 'py']
				: ['JavaScript', 'JS', 'javascript', 'js', 'JavaScript']
		);
	const [v, n] = draw.argument(
		() => [r.chance(0.65) ? r.pick(VARIABLES) : r.pick(WORDS), r.int(1, 20)] as const,
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
		body = draw.phrase({ vp: d }, {}, true);
		answer = (p) => '`' + fill(p ? py : js) + '`';
	}
	const end = /[?.]$/.exec(body)?.[0] ?? '';
	const wrapped = draw.branch(IN),
		inner = body
			.replace(/[?.]$/, '')
			.replace(/^([A-Z])(?=[a-z])/, (c) => (wrapped.startsWith('{b}') ? c : c.toLowerCase()));
	const prompt = draw.phrase(
		{ q: [wrapped.replace('{L}', language(python)).replace('{b}', () => inner) + end] },
		{ v, n }
	);
	return {
		prompt,
		answer: answer(python),
		ability: 'code',
		followUp: (next) => ({
			prompt: next
				.branch([
					'and in {L}?',
					'And in {L}?',
					'now in {L}',
					'what about {L}?',
					'same in {L}',
					'the same in {L}, please',
					'how about {L}?',
					'in {L}?',
					'translate it to {L}',
					'write it in {L}',
					'now the {L} version'
				])
				.replace('{L}', language(!python)),
			answer: answer(!python),
			ability: 'code'
		})
	};
}
