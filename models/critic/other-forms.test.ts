import { expect, test } from 'vitest';
import { otherForms } from './other-forms.ts';

test('a sum is also said alone, true and false, and with a false step that leaves its conclusion', () => {
	expect(otherForms('12+13: 2+3=5, 1+1=2. So 25.', 4)).toEqual([
		{ text: '12+13: 2+3=5, 1+1=6. So 25.', right: true },
		{ text: '12 + 13 = 25.', right: true },
		{ text: '12 + 13 = 29.', right: false }
	]);
});

test('a false sum takes along what is concluded from it', () => {
	expect(otherForms('7*10=70, 94-70=24, 10+3=13. So 13.', 3)).toEqual([
		{ text: '7*10=70, 94-70=24, 10+3=16. So 16.', right: false }
	]);
});

test('what has no sum, or a false one already, has no other form', () => {
	expect(otherForms('Paris.', 2)).toEqual([]);
	expect(otherForms('2+2=5. So 5.', 2)).toEqual([]);
});
