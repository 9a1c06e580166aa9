import { expect, test } from 'vitest';
import { titleFrom } from './title.ts';

test.each([
	['What is a lantern?', 'What is a lantern?'],
	['How do I keep a very small lantern alight?', 'How do I keep a very…'],
	['  spaces\n\nand   lines ', 'spaces and lines'],
	['**Bold** and `code`:', 'Bold and code'],
	['```python\nprint(1)\n```', 'print(1)'],
	['One, two, three, four, five, six, seven', 'One, two, three, four, five, six…'],
	['Grüße aus Åre 你好', 'Grüße aus Åre 你好'],
	['\u202Ereversed\u0000', 'reversed'],
	['What is 17 * 24?', 'What is 17 * 24?'],
	['Is 2 * 3 > 5 in C# with my_own_name?', 'Is 2 * 3 > 5…'],
	['What does snake_case_name do in C#?', 'What does snake_case_name do in C#?'],
	['# A heading\n> and _so_ ***on***', 'A heading and so on'],
	['* one\n* two', 'one two'],
	['', ''],
	['# >\n|', ''],
	['***', '']
])('%j is named %j', (question, title) => {
	expect(titleFrom(question)).toBe(title);
});

test('one endless word is cut, without breaking a character in two', () => {
	const title = titleFrom('👩‍🚀'.repeat(200));
	expect(title.length).toBeLessThan(110);
	expect(title).toMatch(/…$/);
	expect(title.isWellFormed()).toBe(true);
});

test('a megabyte is named as fast as a line', () => {
	expect(titleFrom('word '.repeat(200_000))).toBe('word word word word word word…');
});

test('endless markers are read through as fast as a line', () => {
	for (const marker of ['*', '_a', '**a ', '~~', '> '])
		expect(titleFrom(marker.repeat(100_000)).length).toBeLessThanOrEqual(49);
});
