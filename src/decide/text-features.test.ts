import { expect, test } from 'vitest';
import { featureCollector, wordsOf } from './text-features.ts';

test('words keep letters, numbers keep their length, signs stand alone, apostrophes vanish', () => {
	expect(wordsOf("What's 17 * 2345678?\n\n  Größe!!")).toEqual([
		'whats',
		'#2',
		'*',
		'#4',
		'?',
		'\n',
		'größe',
		'!'
	]);
	expect(wordsOf('')).toEqual([]);
});

test('a long text keeps its beginning and its end', () => {
	const words = wordsOf(`first ${'x '.repeat(3000)} last`);
	expect(words[0]).toBe('first');
	expect(words.at(-1)).toBe('last');
	expect(words.length).toBeLessThan(900);
});

test('each row occurs once, and each group has the length it was given', () => {
	const collector = featureCollector(12);
	collector.addText(0, 't', wordsOf('the cat and the cat'));
	collector.add(2, 'shape');
	const { rows, values } = collector.finish([1, 2, 0.5]);
	expect(new Set(rows).size).toBe(rows.length);
	const squares = values.reduce((sum, v) => sum + v * v, 0);
	expect(squares).toBeCloseTo(1 + 4 + 0.25, 5);
});

test('a collector forgets the text before', () => {
	const collector = featureCollector(12);
	const of = (text: string) => {
		collector.addText(0, 't', wordsOf(text));
		return collector.finish([1, 1]);
	};
	const first = of('set a timer');
	of('something else entirely');
	expect(of('set a timer')).toEqual(first);
});

test('the same word means something else in another field', () => {
	const collector = featureCollector(16);
	collector.addText(0, 'question', ['timer']);
	const asked = collector.finish([1, 1]).rows;
	collector.addText(0, 'answer', ['timer']);
	expect(collector.finish([1, 1]).rows).not.toEqual(asked);
});
