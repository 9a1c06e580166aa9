import { expect, test } from 'vitest';
import { parseRange } from './range.ts';

test('a range names its first and last byte', () => {
	expect(parseRange('bytes=0-9', 100)).toEqual({ first: 0, last: 9 });
	expect(parseRange('bytes=99-99', 100)).toEqual({ first: 99, last: 99 });
});

test('an open range runs to the end, and one that is too long stops there', () => {
	expect(parseRange('bytes=90-', 100)).toEqual({ first: 90, last: 99 });
	expect(parseRange('bytes=90-1000', 100)).toEqual({ first: 90, last: 99 });
});

test('a suffix counts from the end', () => {
	expect(parseRange('bytes=-10', 100)).toEqual({ first: 90, last: 99 });
	expect(parseRange('bytes=-1000', 100)).toEqual({ first: 0, last: 99 });
});

test('a range behind the end cannot be satisfied', () => {
	expect(parseRange('bytes=100-', 100)).toBe('unsatisfiable');
	expect(parseRange('bytes=-0', 100)).toBe('unsatisfiable');
});

test('no range, a list of ranges, a backward one and nonsense are answered with the whole', () => {
	for (const header of [
		null,
		'',
		'bytes=-',
		'bytes=9-5',
		'bytes=0-1,5-6',
		'items=0-1',
		'bytes=a-b'
	])
		expect(parseRange(header, 100)).toBe('whole');
});
