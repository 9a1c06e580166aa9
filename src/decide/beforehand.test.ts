import { expect, test } from 'vitest';
import type { Beforehand } from '../contract/beforehand.ts';
import { foreteller } from './beforehand.ts';
import { DOMAINS, type Domain, type DomainGuess } from './domain.ts';

/** Questions with numbers are doubted, those surely of maths twice as much. */
const map: Beforehand = {
	inputs: ['prompt.numbers', 'domainMath'],
	mean: [0, -1],
	deviation: [1, 1],
	weights: [2, 2],
	bias: -2,
	specialist: 0.7,
	further: 0.9
};

const surely = (domain: Domain) =>
	Object.fromEntries(
		DOMAINS.map((name) => [name, Number(name === domain)])
	) as DomainGuess['probabilities'];

test('the words of a question and its domain say how likely the base’s answer will not stand', () => {
	const tell = foreteller(map)!;
	expect(tell('Add 12 and 30.', surely('math'))).toBeGreaterThan(0.97);
	expect(tell('Add them.', surely('math'))).toBeCloseTo(0.5, 2);
	expect(tell('Add them.', surely('general'))).toBeLessThan(0.01);
});

test('what is far outside of what was fitted counts no more than its edge', () => {
	const tell = foreteller(map)!;
	const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 10).join(' ');
	expect(tell(numbers(5000), surely('general'))).toBe(tell(numbers(1000), surely('general')));
});

test('a map of a newer app, which reads what is not known here, says nothing', () => {
	expect(foreteller({ ...map, inputs: ['prompt.numbers', 'mood'] })).toBeNull();
});
