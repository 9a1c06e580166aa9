import { describe, expect, test } from 'vitest';
import {
	accepts,
	buildPrompt,
	choicePrompt,
	chosenOf,
	improvePrompt,
	planPrompt,
	reviewPrompt
} from '../../src/decide/recipe-prompts.ts';
import type { ChatMessage } from './converse.ts';
import { replyTo, wishIn } from './roles.ts';
import type { Solved } from './solve.ts';

const FOLLOWING: ChatMessage[] = [
	{ role: 'user', content: 'What is the capital of France?' },
	{ role: 'assistant', content: 'The capital of France is Paris.' },
	{ role: 'user', content: 'and of Spain?' }
];
const SUM: Solved = { answer: '17+25: 10+20=30, 7+5=12, 30+12=42. So 42.', task: 'add' };
const MADRID: Solved = { answer: 'The capital of Spain is Madrid.', task: 'fact:capital' };
const UNKNOWN: Solved = { answer: "I don't know that one.", task: 'none' };
const WORD: Solved = { answer: 'l a m p -> p m a l. So pmal.', task: 'reverse' };
const CALL: Solved = { answer: '{"tool":"timer","minutes":20}', task: 'tool' };

/** What is said to a prompt by who solves its question as `solved`. */
const said = (
	messages: readonly ChatMessage[],
	solved: Solved,
	mistake: string | null = null
): string => replyTo(wishIn(messages), solved, mistake === null ? null : () => mistake);

describe('it reads the question inside a prompt, with the conversation before it', () => {
	test.each([
		['improve', improvePrompt(FOLLOWING, 'Lisbon.')],
		['plan', planPrompt(FOLLOWING)],
		['answer', buildPrompt(FOLLOWING, '1. Look it up.\n2. Say it.')],
		['review', reviewPrompt(FOLLOWING, 'Lisbon.\n\nOr Porto.')],
		['choose', choicePrompt(FOLLOWING, ['Lisbon.', 'Madrid.\n\nAnd more of it.'])],
		['answer', FOLLOWING]
	])('to %s', (as, messages) => {
		const wish = wishIn(messages);
		expect(wish.as).toBe(as);
		expect(wish.messages).toEqual(FOLLOWING);
	});

	test('and what was given to it, whole', () => {
		expect(wishIn(reviewPrompt(FOLLOWING, 'Lisbon.\n\nOr Porto.'))).toMatchObject({
			given: 'Lisbon.\n\nOr Porto.'
		});
		expect(
			wishIn(choicePrompt(FOLLOWING, ['Lisbon.', 'Madrid.\n\nAnd more of it.', 'Porto.']))
		).toMatchObject({ candidates: ['Lisbon.', 'Madrid.\n\nAnd more of it.', 'Porto.'] });
	});
});

test('asked to improve it answers anew; what it cannot solve it leaves as it is', () => {
	expect(said(improvePrompt(FOLLOWING, 'Lisbon.'), MADRID)).toBe(MADRID.answer);
	expect(said(improvePrompt(FOLLOWING, 'Lisbon.'), UNKNOWN)).toBe('Lisbon.');
});

test('asked to plan it says how the result comes about, and not the answer', () => {
	const plan = said(planPrompt(FOLLOWING), SUM);
	expect(plan).toMatch(/^1\. .*10\+20=30.*\n2\. /);
	expect(plan).not.toContain('So 42');
	expect(said(planPrompt(FOLLOWING), MADRID)).not.toContain('Madrid');
	expect(said(planPrompt(FOLLOWING), UNKNOWN)).toContain('not known');
});

describe('asked to review', () => {
	test.each([
		[SUM, SUM.answer],
		[SUM, 'The sum is 42.'],
		[MADRID, 'It is Madrid.'],
		[WORD, 'Backwards it is pmal.'],
		[CALL, '{"minutes": 20, "tool": "timer"}'],
		[UNKNOWN, "I don't know that one."],
		[UNKNOWN, 'It was Kasparov.']
	])('it accepts what comes to the same, and what it cannot judge: %j %s', (solved, answer) => {
		expect(accepts(said(reviewPrompt(FOLLOWING, answer), solved))).toBe(true);
	});

	test.each([
		[SUM, 'The sum is 43.'],
		[SUM, 'It is 30+12=43.'],
		[SUM, ''],
		[MADRID, 'The capital of Spain is Paris.'],
		[MADRID, 'Madridejos.'],
		[WORD, 'So pmla.'],
		[CALL, '{"tool":"timer","minutes":21}'],
		[MADRID, "I don't know that one."]
	])('it gives the correction of what does not: %j %s', (solved, answer) => {
		expect(said(reviewPrompt(FOLLOWING, answer), solved)).toBe(solved.answer);
	});
});

test('asked to choose it names the first that is right, and none where none is', () => {
	const among = (solved: Solved, ...candidates: string[]) =>
		chosenOf(said(choicePrompt(FOLLOWING, candidates), solved), candidates.length);
	expect(among(SUM, 'So 41.', 'That makes 42.', 'So 42.')).toBe(1);
	expect(among(MADRID, 'Paris.\n\nAnd more of it.', 'Lisbon.', 'Madrid.')).toBe(2);
	expect(among(SUM, 'So 41.', 'So 43.')).toBeNull();
	expect(among(UNKNOWN, 'Kasparov.', 'Kramnik.')).toBeNull();
});

test('where an error is due it errs in every role, and never about what it cannot solve', () => {
	expect(said(improvePrompt(FOLLOWING, 'So 42.'), SUM, 'So 43.')).toBe('So 43.');
	expect(said(reviewPrompt(FOLLOWING, 'So 42.'), SUM, 'So 43.')).toBe('So 43.');
	expect(accepts(said(reviewPrompt(FOLLOWING, 'So 43.'), SUM, 'So 43.'))).toBe(true);
	expect(said(choicePrompt(FOLLOWING, ['So 42.', 'So 43.']), SUM, '')).toBe('2');
	expect(said(planPrompt(FOLLOWING), SUM, '30+12=43')).toContain('30+12=43');
	expect(said(FOLLOWING, MADRID, 'It is Porto.')).toBe('It is Porto.');
});
