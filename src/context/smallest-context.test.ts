import { expect, test } from 'vitest';
import { leansOnEarlier, smallestContext } from './smallest-context.ts';

const earlier = [1, 2, 3].flatMap((n) => [
	{ role: 'user' as const, content: `Question ${n}` },
	{ role: 'assistant' as const, content: `Answer ${n}` }
]);

test.each([
	'What is the capital of France?',
	'Write a Python function that reverses a string.',
	'A shop sells 12 pens for 3 euros each. How much do 5 pens cost?',
	'How many legs do three spiders have?'
])('“%s” stands by itself', (question) => {
	expect(leansOnEarlier(question)).toBe(false);
	expect(smallestContext({ systemPrompt: '', earlier, question, aboutLast: false })).toEqual([
		{ role: 'user', content: question }
	]);
});

test.each([
	'And in French?',
	'Explain that.',
	'Can you make it shorter for me?',
	'Why is the sky so?'
])('“%s” goes with the last two exchanges', (question) => {
	expect(leansOnEarlier(question)).toBe(true);
	const sent = smallestContext({ systemPrompt: '', earlier, question, aboutLast: false });
	expect(sent.map(({ content }) => content)).toEqual([
		'Question 2',
		'Answer 2',
		'Question 3',
		'Answer 3',
		question
	]);
});

test('what is about the last answer goes with it, and the instructions go with everything', () => {
	const question = 'The capital of Australia is not Sydney, friend.';
	const sent = smallestContext({ systemPrompt: 'Be brief.', earlier, question, aboutLast: true });
	expect(sent.map(({ role }) => role)).toEqual([
		'system',
		'user',
		'assistant',
		'user',
		'assistant',
		'user'
	]);
});
