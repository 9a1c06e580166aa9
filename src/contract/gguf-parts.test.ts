import { expect, test } from 'vitest';
import { partName, partNames, stemOf } from './gguf-parts.ts';

test('the names of all parts follow from that of any, in a folder or an address too', () => {
	const names = [0, 1, 2].map((i) => partName('some/model', i, 3));
	expect(names).toEqual([
		'some/model-00001-of-00003.gguf',
		'some/model-00002-of-00003.gguf',
		'some/model-00003-of-00003.gguf'
	]);
	for (const name of names) expect(partNames(name)).toEqual(names);
	expect(partNames('M-00002-of-00002.GGUF')).toEqual([
		'M-00001-of-00002.GGUF',
		'M-00002-of-00002.GGUF'
	]);
	expect(partNames(partName('many', 0, 200))).toHaveLength(200);
});

test.each([
	'model.gguf',
	'model-00001-of-00001.gguf',
	'model-00000-of-00002.gguf',
	'model-00003-of-00002.gguf',
	'model-00001-of-00201.gguf',
	'model-1-of-2.gguf',
	'model-00001-of-00002.gguf.txt',
	'model-00001-of-00002'
])('%s is a file by itself', (name) => {
	expect(partNames(name)).toBeNull();
});

test('a file’s stem is its name without the ending and the number', () => {
	expect(stemOf('My model (1).gguf')).toBe('My model (1)');
	expect(stemOf('mine-00002-of-00003.GGUF')).toBe('mine');
	expect(stemOf('mine-00001-of-00001.gguf')).toBe('mine');
	expect(stemOf('mine.bin')).toBe('mine.bin');
});
