import { expect, test } from 'vitest';
import { isBareComplaint } from './complaint.ts';

test.each([
	'That’s wrong.',
	'no, that is not right, try again',
	'Wrong!!',
	'You gave me the wrong answer',
	'Are you sure?',
	'hmm, I don’t think so. Please check once more.'
])('“%s” leaves the question before it to be answered', (message) => {
	expect(isBareComplaint(message)).toBe(true);
});

test.each([
	'No, I meant 12 times 9.',
	'Wrong, I asked for the capital of France.',
	'That’s not Python, that is Ruby.',
	'What is 17 + 4?'
])('“%s” is to be answered itself', (message) => {
	expect(isBareComplaint(message)).toBe(false);
});
