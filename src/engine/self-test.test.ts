import { expect, test } from 'vitest';
import { implausible, selfTestDifference } from './self-test.ts';

const known = { tokens: ['a', 'b'], logprobs: [-0.1, -0.5], tolerance: 0.15 };
const token = (name: string, logprob: number, top: [string, number][] = []) => ({
	token: name,
	logprob,
	top: top.map(([other, value]) => ({ token: other, logprob: value }))
});

test('numbers within the tolerance pass', () => {
	expect(selfTestDifference(known, [token('a', -0.2), token('b', -0.4)])).toBeNull();
});

test('a number outside the tolerance is named with what it should be', () => {
	const difference = selfTestDifference(known, [token('a', -0.1), token('b', -0.9)]);
	expect(difference).toBe('token 2 has the log-probability -0.900 instead of -0.500');
});

test('no number, and no token, is a difference', () => {
	expect(selfTestDifference(known, [token('a', Number.NaN)])).toContain('token 1');
	expect(selfTestDifference(known, [token('a', -0.1)])).toBe('token 2 is missing');
});

test('another token passes where the known one is as good as equal', () => {
	const near = [token('x', -0.09, [['a', -0.1]])];
	expect(selfTestDifference(known, near)).toBeNull();
	expect(selfTestDifference(known, [token('x', -0.01, [['a', -4]])])).toContain('token 1');
	expect(selfTestDifference(known, [token('x', -0.01)])).toContain('token 1');
});

test('without known numbers, impossible ones are found', () => {
	expect(implausible([token('a', -0.3)])).toBeNull();
	expect(implausible([token('a', Number.NaN)])).not.toBeNull();
	expect(implausible([token('a', 0.5)])).not.toBeNull();
});
