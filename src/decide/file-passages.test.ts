// Files cut into passages: every word is in one, with the page and the lines it stands on.

import { expect, test } from 'vitest';
import { MOST_CHARACTERS } from './cut-passages.ts';
import { filePassages, placeOf } from './file-passages.ts';

test('passages name the lines they stand on, in a text without pages', () => {
	const line = 'word '.repeat(50).trim();
	const passages = filePassages([line, line, '', line].join('\n'));
	expect(passages.map(({ page, fromLine, toLine }) => [page, fromLine, toLine])).toEqual([
		[null, 1, 1],
		[null, 2, 2],
		[null, 4, 4]
	]);
});

test('short lines go together, and pages never do', () => {
	expect(filePassages('one\ntwo\n\fthree\n\nfour')).toEqual([
		{ page: 1, fromLine: 1, toLine: 2, text: 'one\ntwo' },
		{ page: 2, fromLine: 1, toLine: 3, text: 'three\nfour' }
	]);
});

test('a line of a megabyte without an end is cut, and nothing of it is lost', () => {
	const text = 'x'.repeat(1_000_000);
	const passages = filePassages(text);
	expect(passages.map(({ text: one }) => one).join('')).toBe(text);
	for (const passage of passages) {
		expect(passage.text.length).toBeLessThanOrEqual(MOST_CHARACTERS);
		expect(passage).toMatchObject({ page: null, fromLine: 1, toLine: 1 });
	}
});

test('a place is said by name, page and lines', () => {
	const citation = { name: 'a.pdf', page: 3, fromLine: 4, toLine: 9, text: '' };
	expect(placeOf(citation)).toBe('a.pdf, page 3, lines 4–9');
	expect(placeOf({ ...citation, page: null, toLine: 4 })).toBe('a.pdf, line 4');
});
