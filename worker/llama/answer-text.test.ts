import { expect, test } from 'vitest';
import { StopStrings, WholeCharacters } from './answer-text.ts';

/** Tokens are bytes. */
const bytes = (tokens: readonly number[]) => new TextDecoder().decode(Uint8Array.from(tokens));
const characters = () => new WholeCharacters((tokens) => bytes(tokens));

test('a character spread over several tokens comes out with its last one', () => {
	const text = characters();
	expect([...new TextEncoder().encode('é€😀!')].map((byte) => text.add(byte))).toEqual([
		null,
		'é',
		null,
		null,
		'€',
		null,
		null,
		null,
		'😀',
		'!'
	]);
});

test('bytes that never become a character come out as such, and do not hold up what follows', () => {
	const text = characters();
	expect([0x80, 0x81, 0x82, 0x83].map((byte) => text.add(byte)).at(-1)).toMatch(/^\uFFFD+$/);
	expect(text.add(0x61)).toBe('a');
	text.add(0xc3);
	expect(text.rest()).toBe('\uFFFD');
	expect(text.rest()).toBe('');
});

test('an answer is cut before the first of its stop strings, also where it is spread over pieces', () => {
	const stops = new StopStrings(['END', ', and']);
	expect(['one', ', a', 'nother E', 'N', 'D two'].map((piece) => stops.push(piece)).join('')).toBe(
		'one, another '
	);
	expect(stops.stopped).toBe(true);
	expect(stops.push('more') + stops.rest()).toBe('');
});

test('what only looked like a stop string is shown', () => {
	const stops = new StopStrings(['<end>']);
	expect(stops.push('a <e')).toBe('a ');
	expect(stops.push('gg> <en')).toBe('<egg> ');
	expect(stops.rest()).toBe('<en');
	expect(stops.stopped).toBe(false);
	expect(new StopStrings(['']).push('x')).toBe('x');
});
