import { expect, test } from 'vitest';
import { leastSureTally } from './least-sure.ts';

const of = (...said: [string, number][]) => {
	const tally = leastSureTally();
	for (const [token, p] of said) tally.add({ token, logprob: Math.log(p) });
	return tally.value();
};

test('the word around the least likely token is kept whole, without the mark after it', () => {
	expect(
		of([' It', 0.9], [' Mar', 0.8], ['sei', 0.3], ['lle', 0.9], ['.', 0.9], [' Yes', 0.5])
	).toEqual({ word: 'Marseille', probability: expect.closeTo(0.3) });
});

test('of two that are as unlikely the first is named, and a later one that is less likely still', () => {
	expect(of(['a', 0.5], [' b', 0.2], [' c', 0.2], [' d', 0.4])?.word).toBe('b');
	expect(of(['a', 0.5], [' b', 0.2], [' c', 0.1])?.word).toBe('c');
});

test('nothing is named of no tokens, or of a blank; of a language without blanks so much as leads there', () => {
	expect(of()).toBeNull();
	expect(of([' ', 0.1])).toBeNull();
	const signs = Array.from({ length: 90 }, (_, i): [string, number] => [
		'水',
		i === 60 ? 0.1 : 0.9
	]);
	expect(of(...signs)?.word).toBe('水'.repeat(40));
});
