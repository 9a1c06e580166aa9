import { expect, test } from 'vitest';
import { beforehandFrom } from './beforehand.ts';

const map = {
	inputs: ['domainMath', 'prompt.numbers'],
	mean: [0, 1],
	deviation: [1, 2],
	weights: [0.5, -0.5],
	bias: 0.1,
	specialist: 0.65,
	further: null
};

test('what a question alone says is read as it was written', () => {
	expect(beforehandFrom(map, 'beforehand')).toEqual(map);
});

test('what does not fit together is refused by name', () => {
	const refused = (fields: object, path: string) =>
		expect(() => beforehandFrom({ ...map, ...fields }, 'beforehand')).toThrow(path);
	refused({ weights: [0.5] }, 'beforehand.weights');
	refused({ deviation: [1, 0] }, 'beforehand.deviation');
	refused({ specialist: 'often' }, 'beforehand.specialist');
	refused({ further: undefined }, 'beforehand.further');
});
