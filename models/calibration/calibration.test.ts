import { expect, test } from 'vitest';
import { applyMap } from '../../src/decide/calibration.ts';
import { Random } from '../generator/random.ts';
import { calibrationError } from '../measure.ts';
import { confidenceBy } from './apply.ts';
import { brierScore, reliability, riskAt } from './figures.ts';
import { chooseMethod, inputsOf, METHODS } from './fit.ts';
import { calibrationQuestions } from './questions.ts';

/** Answers whose chance of being right is half of what the least token says. */
function overconfident(count: number) {
	const random = new Random('overconfident');
	return Array.from({ length: count }, () => {
		const p = 0.2 + 0.79 * random.next();
		const answer = { text: 'A word.', logprobs: [Math.log(p), -0.001] };
		return {
			inputs: inputsOf(answer, { prompt: 'Which word?' })!,
			right: random.chance(p * p),
			raw: p
		};
	});
}

test('every method mends an overstated confidence on answers it never saw', () => {
	const rows = overconfident(1500);
	const [fit, test] = [rows.slice(0, 1000), rows.slice(1000)];
	const right = test.map((row) => row.right);
	const before = calibrationError(
		test.map((row) => row.raw),
		right
	);
	for (const method of METHODS.filter((m) => m.name !== 'temperature')) {
		const map = method.fit(fit);
		const after = calibrationError(
			test.map((row) => applyMap(map, row.inputs)),
			right
		);
		expect([method.name, after < before / 2]).toEqual([method.name, true]);
	}
	expect(chooseMethod(fit)).toEqual(chooseMethod(fit));
});

test('what alternatives cost has to be earned', () => {
	expect(chooseMethod(overconfident(300)).method.alternatives).toBe(false);
});

test('Brier score, reliability and risk are what a hand works out', () => {
	const judged = [
		{ confidence: 0.9, right: true },
		{ confidence: 0.8, right: false },
		{ confidence: 0.2, right: false },
		{ confidence: 0.1, right: true }
	];
	expect(brierScore(judged)).toBeCloseTo((0.01 + 0.64 + 0.04 + 0.81) / 4);
	expect(riskAt(judged, 0.5)).toBe(0.5);
	expect(riskAt(judged, 0.25)).toBe(0);
	expect(reliability(judged, 2)).toEqual([
		{ count: 2, confidence: 0.15, right: 0.5 },
		{ count: 2, confidence: 0.85, right: 0.5 }
	]);
});

test('without a calibration an answer is as sure as its least likely token', () => {
	const sure = confidenceBy({ calibration: null });
	expect(sure({ text: 'x', logprobs: [-0.1, Math.log(0.4)] }, { prompt: '' })).toBeCloseTo(0.4);
});

test('questions for fitting and testing are different ones, the same each time', () => {
	const questions = calibrationQuestions(3, 4);
	expect(calibrationQuestions(3, 4)).toEqual(questions);
	const of = (part: string) =>
		new Set(questions.filter((q) => q.part === part).map((q) => q.prompt));
	expect(of('fit').size).toBeGreaterThan(of('test').size);
	expect([...of('fit')].filter((prompt) => of('test').has(prompt))).toEqual([]);
});
