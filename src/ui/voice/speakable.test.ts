import { expect, test } from 'vitest';
import { speakable } from './speakable.ts';

const WORDS = {
	code: (language: string, lines: number) => `[${language} code, ${lines}]`,
	formula: '[formula]',
	image: (alt: string) => `[image ${alt}]`,
	link: '[link]'
};
const spoken = (markdown: string) => speakable(markdown, 'en', WORDS);

test('reads sentences without the signs of Markdown', () => {
	expect(spoken('# Oslo\n\nIt is **the capital** of _Norway_. It lies `by` the sea.')).toEqual([
		'Oslo',
		'It is the capital of Norway.',
		'It lies by the sea.'
	]);
});

test('names a block of code instead of spelling it', () => {
	expect(spoken('Like this:\n\n```python\na = 1\nprint(a)\n```\n')).toEqual([
		'Like this:',
		'[Python code, 2]'
	]);
});

test('reads items and the rows of a table one by one', () => {
	expect(spoken('- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |')).toEqual([
		'one',
		'two',
		'a, b',
		'1, 2'
	]);
});

test('says that there is a formula, an image or an address', () => {
	expect(spoken('So $x^2$ is it.\n\n$$y = 1$$')).toEqual(['So [formula] is it.', '[formula]']);
	expect(spoken('See https://example.org/a/b and [the page](https://example.org).')).toEqual([
		'See [link] and the page.'
	]);
	expect(spoken('![A cat](cat.png)')).toEqual(['[image A cat]']);
});

test('cuts what is too long for one breath after a comma', () => {
	const long = `${'a word and another '.repeat(8)}here, ${'then more of the same '.repeat(8)}end.`;
	const parts = spoken(long);
	expect(parts.length).toBeGreaterThan(1);
	expect(parts.every((part) => part.length <= 240)).toBe(true);
	expect(parts[0]?.endsWith(',')).toBe(true);
	expect(parts.join(' ')).toBe(long);
});

test('a text of signs alone says nothing', () => {
	expect(spoken('---\n\n***')).toEqual([]);
	expect(spoken('')).toEqual([]);
});
