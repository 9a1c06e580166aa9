import { expect, test } from 'vitest';
import { clusterAnswers, cosine, mostCentral } from './cluster-answers.ts';
import { finalAnswer } from './final-answer.ts';
import { consensus, isDecided, isDiscrete, keysOf, majority } from './vote.ts';

const keyOf = (text: string, question = '') => {
	const final = finalAnswer(text, question);
	return final && `${final.kind} ${final.key}`;
};
const at = (degrees: number) =>
	Float32Array.from([Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]);
const ballot = (text: string, meanLogprob: number | null = -0.1) => ({ text, meanLogprob });

test('answers that end alike have one key, however they begin', () => {
	expect(keyOf('12 + 30 = 42. So the answer is 42.')).toBe('number 42');
	expect(keyOf('Thirty and twelve make 42. The answer is 42.')).toBe('number 42');
	expect(keyOf('42')).toBe('number 42');
	expect(keyOf('It costs 1,250.50 in all.')).toBe('number 1250.5');
	expect(keyOf('3 boxes of 14 pens. So 3 × 14 = 42.')).toBe('number 42');
	expect(keyOf('\\boxed{-7}')).toBe('number -7');
	expect(keyOf('#### 18')).toBe('number 18');
});

test('a choice is its letter or its verdict, not the words that explain it', () => {
	expect(keyOf('(B) because it is larger')).toBe('choice B');
	expect(keyOf('B')).toBe('choice B');
	expect(keyOf('Yes, it is a prime. It has no divisors but 1 and itself.')).toBe('choice yes');
	expect(keyOf('True.')).toBe('choice yes');
	expect(keyOf('No one knows.')).toBe('words no one knows');
});

test('what the question says is no part of an answer', () => {
	const question = 'What is the capital of France?';
	for (const text of ['Paris.', 'The capital of France is Paris.', 'It is Paris'])
		expect(keyOf(text, question)).toBe('words paris');
	expect(keyOf('The capital of France is Lyon.', question)).toBe('words lyon');
	// All of its words were asked: which of them it names still counts.
	expect(keyOf('A dog.', 'Which is larger, a dog or an ant?')).toBe('words dog');
});

test('JSON counts by what it holds, not how it is written', () => {
	expect(keyOf('{"b": 1, "a": [1, 2]}')).toBe(keyOf('```json\n{ "a": [1,2], "b": 1 }\n```'));
	expect(keyOf('{"b": 1')).not.toMatch(/^json/);
});

test('programs, stories and explanations are open', () => {
	expect(keyOf('def add(a, b):\n    return a + b')).toBeNull();
	expect(keyOf('The fox ran. It was cold. Nobody saw it go home.')).toBeNull();
	expect(keyOf('')).toBeNull();
});

test('a list of numbers is not one number', () => {
	expect(keyOf('2, 4, 6')).toBe('words 2 4 6');
});

test('DBSCAN joins what is linked by neighbours and leaves out what is alone', () => {
	// 40° apart is a distance of 0.23, 50° one of 0.36.
	expect(clusterAnswers([at(0), at(40), at(80), at(200), at(140)])).toEqual([0, 0, 0, -1, -1]);
	expect(clusterAnswers([at(0), at(120), at(2), at(121)])).toEqual([0, 1, 0, 1]);
	expect(clusterAnswers([at(200), at(0), at(5)])).toEqual([-1, 0, 0]);
	expect(clusterAnswers([])).toEqual([]);
});

test('the edge of a group belongs to it, whichever is met first', () => {
	// With three neighbours for a core, the outer ones are no cores.
	expect(clusterAnswers([at(-40), at(0), at(40)], 0.3, 3)).toEqual([0, 0, 0]);
});

test('vectors need not have length one', () => {
	expect(cosine(Float32Array.of(2, 0), Float32Array.of(5, 0))).toBeCloseTo(1);
	expect(cosine(Float32Array.of(0, 0), Float32Array.of(5, 0))).toBe(0);
	expect(mostCentral([at(0), at(30), at(90)])).toBe(1);
});

test('the majority wins, and agreement is its share of all paths asked', () => {
	const ballots = [ballot('41'), ballot('42'), ballot('The answer is 42.', -0.5)];
	const vote = majority(ballots, keysOf(ballots, ''), 5);
	expect(vote).toEqual({
		winner: 1,
		members: [1, 2],
		votes: { for: 2, of: 5 },
		agreement: 0.4,
		how: 'discrete'
	});
});

test('a tie goes to the answers the model was surer of', () => {
	const ballots = [ballot('41', -0.9), ballot('42', -0.2), ballot('41', -0.8), ballot('42', -0.3)];
	expect(majority(ballots, keysOf(ballots, ''), 4)?.members).toEqual([1, 3]);
	const silent = ballots.map(({ text }) => ballot(text, null));
	expect(majority(silent, keysOf(silent, ''), 4)?.members).toEqual([0, 2]);
});

test('a vote is decided when what is to come cannot change it', () => {
	expect(isDecided(['a', 'a', 'a'], 2)).toBe(true);
	expect(isDecided(['a', 'a'], 2)).toBe(false);
	expect(isDecided(['a', 'a', 'b'], 1)).toBe(false);
	expect(isDecided(['a', 'a', 'a', 'b'], 1)).toBe(true);
	// Open answers to come could make it a vote by meaning.
	expect(isDecided(['a', 'a', null, null], 1)).toBe(false);
	expect(isDecided([], 5)).toBe(false);
});

test('open answers are compared by meaning, and the most central of the largest group speaks', () => {
	const ballots = ['one', 'two', 'three', 'four', 'five'].map((text) => ballot(text));
	const vote = consensus(ballots, [at(0), at(30), at(60), at(180), at(181)], 5);
	expect(vote).toMatchObject({ winner: 1, members: [0, 1, 2], agreement: 0.6, how: 'open' });
	expect(isDiscrete(['a', null, null])).toBe(false);
});

test('where no two open answers agree the surest one stands alone', () => {
	const ballots = [ballot('one', -0.5), ballot('two', -0.1), ballot('three', -0.9)];
	const vote = consensus(ballots, [at(0), at(90), at(180)], 3);
	expect(vote).toMatchObject({ winner: 1, members: [1], agreement: 1 / 3 });
});
