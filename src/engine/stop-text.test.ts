import { expect, test } from 'vitest';
import { StopText } from './stop-text.ts';

function shown(stops: string[], pieces: string[]): string[] {
	const text = new StopText(stops);
	const out: string[] = [];
	for (const piece of pieces) {
		const { text: part, stopped } = text.add(piece);
		out.push(part);
		if (stopped) return out;
	}
	return [...out, text.end()];
}

test('text without a stop sequence passes as it comes', () => {
	expect(shown([], ['a', 'b'])).toEqual(['a', 'b', '']);
	expect(shown([''], ['a'])).toEqual(['a', '']);
});

test('what may begin a stop sequence waits, and comes when it was none', () => {
	expect(shown(['END'], ['an E', 'N', 'd of it'])).toEqual(['an ', '', 'ENd of it', '']);
	expect(shown(['END'], ['an EN'])).toEqual(['an ', 'EN']);
});

test('a stop sequence over several pieces ends the text before it, the earliest of several', () => {
	expect(shown(['END'], ['the E', 'N', 'D and more'])).toEqual(['the ', '', '']);
	expect(shown(['cd', 'b'], ['abcd'])).toEqual(['a']);
	expect(shown(['aab'], ['aa', 'ab'])).toEqual(['', 'a']);
});
