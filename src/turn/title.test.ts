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
	['', ''],
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
