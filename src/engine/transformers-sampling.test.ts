import { expect, test } from 'vitest';
import { chooseToken, largest, logSoftmax, seededRandom } from './transformers-sampling.ts';

test('log-probabilities are those of the softmax, however large the scores', () => {
	const logprobs = logSoftmax(Float32Array.of(1000, 1000 + Math.log(3)));
	expect(logprobs[0]).toBeCloseTo(Math.log(0.25));
	expect(logprobs[1]).toBeCloseTo(Math.log(0.75));
});

test('the largest come first, of equal ones the first', () => {
	expect(largest(Float32Array.of(1, 5, 3, 5), 3)).toEqual([1, 3, 2]);
	expect(largest(Float32Array.of(2, 1), 9)).toEqual([0, 1]);
});

const LOGPROBS = logSoftmax(Float32Array.of(0, 1, 2, 3));
const drawn = (sampling: { temperature: number; topP: number; topK: number }, count = 400) => {
	const random = seededRandom(7);
	return Array.from({ length: count }, () => chooseToken(LOGPROBS, sampling, random));
};

test('without temperature the likeliest is chosen', () => {
	expect(new Set(drawn({ temperature: 0, topP: 1, topK: 0 }))).toEqual(new Set([3]));
});

test('draws as likely as the temperature makes them', () => {
	const draws = drawn({ temperature: 1, topP: 1, topK: 0 }, 4000);
	const share = (id: number) => draws.filter((one) => one === id).length / draws.length;
	for (const id of [0, 1, 2, 3]) expect(share(id)).toBeCloseTo(Math.exp(LOGPROBS[id]!), 1);
	expect(new Set(drawn({ temperature: 0.01, topP: 1, topK: 0 }))).toEqual(new Set([3]));
});

test('top-k and top-p leave the likeliest', () => {
	expect(new Set(drawn({ temperature: 5, topP: 1, topK: 2 }))).toEqual(new Set([2, 3]));
	expect(new Set(drawn({ temperature: 1, topP: 0.1, topK: 0 }))).toEqual(new Set([3]));
});

test('the same seed gives the same numbers, between 0 and 1', () => {
	const numbers = (seed: number) => {
		const random = seededRandom(seed);
		return Array.from({ length: 50 }, random);
	};
	expect(numbers(3)).toEqual(numbers(3));
	expect(numbers(4)).not.toEqual(numbers(3));
	expect(numbers(3).every((x) => x >= 0 && x < 1)).toBe(true);
});
