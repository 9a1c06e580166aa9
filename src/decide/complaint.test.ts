import { expect, test } from 'vitest';
import { isBareComplaint, isNewSum } from './complaint.ts';

test.each([
	'That’s wrong.',
	'no, that is not right, try again',
	'Wrong!!',
	'You gave me the wrong answer',
	'Are you sure?',
	'what?',
	'???',
	'hmm, I don’t think so. Please check once more.'
])('“%s” leaves the question before it to be answered', (message) => {
	expect(isBareComplaint(message)).toBe(true);
});

test.each([
	'No, I meant 12 times 9.',
	'Wrong, I asked for the capital of France.',
	'That’s not Python, that is Ruby.',
	'What is 17 + 4?',
	'What can you do?',
	'How do you do that?'
])('“%s” is to be answered itself', (message) => {
	expect(isBareComplaint(message)).toBe(false);
});

test.each(['25 x 36', '(3 + 4) * 2 =', '1,200 / 8'])('“%s” is a new sum', (message) => {
	expect(isNewSum(message, 'capital of Spain')).toBe(true);
});

test.each([
	['it was asked before', '17 * 23', 'What is 17*23?'],
	['a number alone may be a correction', '391', 'What is 17 * 23?'],
	['a number below zero may be one too', '-3', 'What is 4 - 7?'],
	['a long text is none', `1+1${' '.repeat(50_000)}a`, 'capital of Spain'],
	['it is no sum', 'What can you do?', 'capital of Spain'],
	['it says more', 'no, 17 * 23', 'capital of Spain']
])('%s: “%s” is for the classifier to judge', (_, message, before) => {
	expect(isNewSum(message, before)).toBe(false);
});
