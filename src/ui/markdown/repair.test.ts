// The end of a block that is still being written reads as it most likely will.

import { expect, test } from 'vitest';
import { repair } from './repair.ts';

test.each([
	['emphasis that is open is closed', 'some **bo', 'some **bo**'],
	['half of a closing marker is not shown', 'some **bold*', 'some **bold**'],
	['a marker without content waits', 'some **', 'some '],
	['emphasis in emphasis closes inside out', 'a **b *c', 'a **b *c***'],
	['closed emphasis is left alone', 'a **b** c', 'a **b** c'],
	['struck text is closed', 'no ~~mo', 'no ~~mo~~'],
	['snake_case_names are not emphasis', 'call my_func_na', 'call my_func_na'],
	['a product is not emphasis', '2 * 3 * 4', '2 * 3 * 4'],
	['nor is one without spaces', 'so 7*6=42, 4*6=2', 'so 7*6=42, 4*6=2'],
	['emphasis may end in a digit', 'a *b 42*', 'a *b 42*'],
	['open code is closed', 'run `npm te', 'run `npm te`'],
	['what is in open code is not Markdown', 'run `a **b', 'run `a **b`'],
	['double back-ticks close as they opened', 'x ``a `b', 'x ``a `b``'],
	['a back-tick alone waits', 'run `', 'run '],
	['the text of an unfinished link is text', 'see [the docs', 'see the docs'],
	['an unfinished address is not shown', 'see [the docs](https://exa', 'see the docs'],
	['a finished link is left alone', 'see [a](https://b.c) and', 'see [a](https://b.c) and'],
	['an unfinished image shows its words', 'a ![dia', 'a dia'],
	['emphasis in an unfinished link is closed', 'see [**the do', 'see **the do**'],
	['a half tag waits', 'H<su', 'H'],
	['less than is less than', 'if a < b', 'if a < b'],
	['a lone dash is neither list nor heading yet', 'text\n-', 'text\n'],
	['a lone number is no list yet', 'text\n1.', 'text\n'],
	['a lone fence is nothing yet', 'text\n``', 'text\n'],
	['only the last item is repaired', '- a *b\n- c **d', '- a *b\n- c **d**'],
	['a heading is repaired after its marker', '# He **l', '# He **l**'],
	['a table starts at its header', '| a | b', '| a | b|\n|---|---|'],
	['a delimiter row on its way is completed', '| a | b |\n|--', '| a | b |\n|---|---|'],
	['an unfinished formula is not Markdown', 'so \\(a_1 * b', 'so \\\\(a\\_1 \\* b'],
	['an escaped marker is a character', 'a \\*b', 'a \\*b']
])('%s', (_, written, shown) => {
	expect(repair(written)).toBe(shown);
});

test('in an open fence nothing is touched but a closing marker on its way', () => {
	expect(repair('```js\nconst a = `x **b')).toBe('```js\nconst a = `x **b');
	expect(repair('```js\nfoo\n``')).toBe('```js\nfoo\n');
	expect(repair('- item\n  ```js\n  a ** b')).toBe('- item\n  ```js\n  a ** b');
});

test('a prefix of any Markdown is repaired without throwing, in linear time', () => {
	const text = 'a **b *c* `d` [e](f) ![g](h) ~~i~~ | j | \\( k \\) <l> $m$ # n\n- o\n> p\n';
	for (let end = 0; end <= text.length; end++)
		expect(typeof repair(text.slice(0, end))).toBe('string');
	const long = '*a [b `c '.repeat(20_000);
	const started = performance.now();
	repair(long);
	// Seconds would mean a quadratic path: linear is some milliseconds even on a busy machine.
	expect(performance.now() - started).toBeLessThan(3_000);
});
