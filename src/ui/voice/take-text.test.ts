import { expect, test } from 'vitest';
import { takeText } from './take-text.ts';

test('words come where the cursor is, with a space on either side', () => {
	expect(takeText('', 0, 0, 'hello')).toEqual({ text: 'hello', cursor: 5 });
	expect(takeText('say', 3, 3, 'hello')).toEqual({ text: 'say hello', cursor: 9 });
	expect(takeText('say now', 3, 3, 'hello')).toEqual({ text: 'say hello now', cursor: 9 });
	expect(takeText('now', 0, 0, 'hello')).toEqual({ text: 'hello now', cursor: 5 });
	expect(takeText('one\n', 4, 4, 'two')).toEqual({ text: 'one\ntwo', cursor: 7 });
});

test('what is selected gives way', () => {
	expect(takeText('say this now', 4, 8, 'hello')).toEqual({ text: 'say hello now', cursor: 9 });
});
