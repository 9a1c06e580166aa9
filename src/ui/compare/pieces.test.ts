import { expect, test } from 'vitest';
import { piecesOf } from './pieces.ts';

test('paragraphs are parts, and a fenced block is one with its empty lines', () => {
	const text = 'One.\n\nTwo,\nstill two.\n\n\n```py\na = 1\n\nb = 2\n```\n\nThree.';
	expect(piecesOf(text)).toEqual([
		'One.',
		'Two,\nstill two.',
		'```py\na = 1\n\nb = 2\n```',
		'Three.'
	]);
});

test('a block that was never closed, and a longer fence around a shorter one, stay whole', () => {
	expect(piecesOf('~~~~\na\n\n~~~\n\nb\n~~~~\nc')).toEqual(['~~~~\na\n\n~~~\n\nb\n~~~~\nc']);
	expect(piecesOf('```\na\n\nb')).toEqual(['```\na\n\nb']);
});

test('nothing has no parts', () => {
	expect(piecesOf('')).toEqual([]);
	expect(piecesOf(' \n\n\t\n')).toEqual([]);
});
