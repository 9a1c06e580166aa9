import { expect, test } from 'vitest';
import { parseCritic, packCritic } from '../../src/contract/critic.ts';
import { gradeOf } from '../../src/decide/critic.ts';
import { CRITIC_INPUTS } from '../../src/decide/critic-inputs.ts';
import { Random } from '../generator/random.ts';
import { criticFigures, spearman, trainCritic, type Measured } from './fit.ts';
import { distance, gradeFor, kindOf } from './grades.ts';
import { criticQuestions, judge } from './questions.ts';

const grade = (expected: string, text: string, right = false, unknown = false): number =>
	gradeFor({ expected, text, right, unknown });

test('the rubric gives each kind of answer its grade', () => {
	expect(grade('12 + 30 = 42. So 42.', '12 + 30 = 42. So 42.', true)).toBe(10);
	expect(grade('12 + 30 = 42. So 42.', '12 + 30 = 44. So 42.', true)).toBe(8);
	expect(grade('So 42.', 'So 43.')).toBe(5);
	expect(grade('So 42.', 'So 977.')).toBe(4);
	expect(grade('So 42.', "I don't know that one.")).toBe(2);
	expect(grade('So 42.', 'Lisbon.')).toBe(1);
	expect(grade('Lisbon.', '')).toBe(0);
	expect(grade("I don't know that one.", "I don't know that one.", true, true)).toBe(10);
	expect(grade("I don't know that one.", 'Lisbon.', false, true)).toBe(0);
	expect(grade('{"tool":"timer","minutes":5}', '{"tool":"timer","minutes":6}')).toBe(5);
	expect(grade('{"tool":"timer","minutes":5}', '{"tool":"search","query":"5"}')).toBe(4);
});

test('kinds and distances are what a person would say', () => {
	expect(kindOf('Yes, it is.')).toBe('yes-or-no');
	expect(kindOf('def f(x):\n    return x')).toBe('code');
	expect(kindOf('red, green, blue')).toBe('list');
	expect(kindOf('The dog is larger than the cat is.')).toBe('sentence');
	expect(distance('kitten', 'sitting')).toBe(3);
	expect(distance('', 'abc')).toBe(3);
});

test('rank correlation is 1 for the same order, −1 for the reverse, and shares ties', () => {
	expect(spearman([1, 2, 3], [10, 20, 400])).toBeCloseTo(1);
	expect(spearman([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1);
	expect(spearman([1, 1, 2, 2], [1, 2, 3, 4])).toBeCloseTo(0.894, 3);
	expect(spearman([1, 1], [1, 2])).toBeNull();
});

test('questions are the same each time, of every source, and none is in both parts', () => {
	const counts = { perKind: 3, perDomain: 2, outOfScope: 0 };
	const questions = criticQuestions(counts);
	expect(criticQuestions(counts)).toEqual(questions);
	const of = (part: string) =>
		new Set(questions.filter((q) => q.part === part).map((q) => q.prompt));
	expect([...of('fit')].filter((prompt) => of('test').has(prompt))).toEqual([]);
	expect(new Set(questions.map((q) => q.source))).toEqual(new Set(['abilities', 'tasks']));
	const own = questions.filter(({ match }) => match !== 'unknown');
	expect(
		judge(
			own,
			own.map(({ answer }) => answer)
		).every(Boolean)
	).toBe(true);
	expect(
		judge(
			own,
			own.map(() => 'no such thing at all')
		).some(Boolean)
	).toBe(false);
});

/** Answers graded by one input plainly and by another a little, with noise in the rest. */
function graded(count: number, seed: string): Measured[] {
	const random = new Random(seed);
	return Array.from({ length: count }, () => {
		const inputs = Float64Array.from({ length: CRITIC_INPUTS }, (_, i) =>
			i < 20 ? random.next() : 0
		);
		const value = 7 * inputs[3]! + 3 * inputs[5]!;
		return { inputs, grade: value, right: value > 6, confidence: inputs[5]! };
	});
}

test('a trained critic orders answers it never saw, the same at every run, also after packing', () => {
	const training = { hidden: [8], epochs: 30, rate: 0.01, decay: 0.001, dropout: 0, seed: 1 };
	const rows = graded(400, 'fit');
	const critic = trainCritic(rows, 'b'.repeat(64), null, [], training);
	expect(packCritic(trainCritic(rows, 'b'.repeat(64), null, [], training))).toBe(
		packCritic(critic)
	);
	const test = graded(200, 'test');
	const figures = criticFigures(critic, test, 5);
	expect(figures.auroc!).toBeGreaterThan(0.95);
	expect(figures.auroc!).toBeGreaterThan(figures.confidenceAuroc!);
	expect(figures.spearman!).toBeGreaterThan(0.9);
	expect(figures.meanError).toBeLessThan(figures.meanErrorOfMean / 2);
	const read = parseCritic(packCritic(critic), 'b'.repeat(64));
	expect(gradeOf(read, test[0]!.inputs)).toBe(gradeOf(critic, test[0]!.inputs));
});
