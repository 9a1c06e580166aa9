import { expect, test } from 'vitest';
import { CALIBRATION_INPUTS } from '../../src/contract/calibration.ts';
import { applyMap } from '../../src/decide/calibration.ts';
import { DOMAINS } from '../../src/decide/domain.ts';
import { DOMAINS as MODIFIER_DOMAINS } from '../generator/modifiers/domains.ts';
import { Random } from '../generator/random.ts';
import { calibrationError } from '../measure.ts';
import { confidenceBy, type Domains } from './apply.ts';
import { brierScore, reliability, riskAt } from './figures.ts';
import { chooseFit, inputsOf, type Parted } from './fit.ts';
import { METHODS } from './methods.ts';
import {
	calibrationQuestions,
	judged,
	MIXTURE,
	modifierCalibrationQuestions
} from './questions.ts';

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
	const rows = overconfident(1100);
	const [fit, test] = [rows.slice(0, 600), rows.slice(600)];
	const right = test.map((row) => row.right);
	const before = calibrationError(
		test.map((row) => row.raw),
		right
	);
	for (const method of METHODS.filter((m) => !/temperature|domain/.test(m.name))) {
		const map = method.fit(fit);
		const after = calibrationError(
			test.map((row) => applyMap(map, row.inputs)),
			right
		);
		expect([method.name, after < before / 2]).toEqual([method.name, true]);
	}
});

const linear = METHODS.filter(({ name }) => !name.includes('network'));
const parted = (rows: ReturnType<typeof overconfident>): Parted[] =>
	rows.map((row, i) => ({ ...row, part: (['fit', 'fit', 'validation', 'test'] as const)[i % 4]! }));

test('what alternatives cost has to be earned, and the choice is the same each time', () => {
	const chosen = chooseFit(parted(overconfident(120)), linear);
	expect(chosen.method.cost).toBe(0);
	expect(chooseFit(parted(overconfident(120)), linear)).toEqual(chosen);
	expect(chosen.scores.map(({ name }) => name)).toEqual(linear.map(({ name }) => name));
});

test('answers for testing change nothing of what is chosen', () => {
	const rows = parted(overconfident(120));
	const others = rows.map((row) => (row.part === 'test' ? { ...row, right: !row.right } : row));
	expect(chooseFit(others, linear).map).toEqual(chooseFit(rows, linear).map);
});

test('where the domain tells right from wrong, the map that reads it is chosen, and one without it still answers', () => {
	const random = new Random('domains');
	const rows = overconfident(150).map((_, i) => {
		const hard = random.chance(0.5);
		const domains = Object.fromEntries(
			DOMAINS.map((name) => [name, name === (hard ? 'science' : 'general') ? 0.91 : 0.01])
		) as Domains;
		const inputs = inputsOf(
			{ text: 'A word.', logprobs: [-0.1, -0.01] },
			{ prompt: 'Which?' },
			domains
		)!;
		return { inputs, right: !hard, part: (['fit', 'fit', 'validation'] as const)[i % 3]! };
	});
	const { method, map } = chooseFit(rows, [
		...linear,
		METHODS.find((m) => m.name === 'network, with the domain')!
	]);
	expect(method.name).toContain('domain');
	const of = (right: boolean) => rows.find((row) => row.right === right)!.inputs;
	expect(applyMap(map, of(true))).toBeGreaterThan(0.9);
	expect(applyMap(map, of(false))).toBeLessThan(0.1);
	const without = applyMap(map, of(true).slice(0, CALIBRATION_INPUTS.length));
	expect(without).toBeGreaterThan(0.1);
	expect(without).toBeLessThan(0.9);
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

test('no question is in two parts, each source keeps its share, and they are the same each time', () => {
	const questions = calibrationQuestions(100);
	expect(calibrationQuestions(100)).toEqual(questions);
	const keys = questions.map(({ prompt, history }) => JSON.stringify([prompt, history]));
	expect(new Set(keys).size).toBe(questions.length);
	for (const [source, share] of Object.entries(MIXTURE)) {
		const count = questions.filter((q) => q.source === source).length;
		// Real people's questions are absent where the public data is.
		// Halves of real people's questions are rounded up.
		expect(count === 0 || Math.abs(count - 100 * share) <= 1).toBe(true);
		expect(count > 0 || source.startsWith('out of scope')).toBe(true);
	}
	for (const part of ['fit', 'validation', 'test'])
		expect(questions.filter((q) => q.part === part).length).toBeGreaterThan(15);
});

test('each part has questions of every kind: what is drawn in turn does not fall to one part', () => {
	const harder = calibrationQuestions(1600).filter(({ domain }) => domain !== undefined);
	for (const part of ['fit', 'validation', 'test']) {
		const domains = new Set(harder.filter((q) => q.part === part).map(({ domain }) => domain));
		expect([part, domains.size]).toEqual([part, MODIFIER_DOMAINS.length]);
	}
});

test('a question’s place in a conversation tells nothing of its kind', () => {
	const late = new Map<string, boolean[]>();
	for (const { source, history = [] } of calibrationQuestions(4000)) {
		// The exchange that a follow-up refers to is part of what it asks.
		const about = history.length - (source === 'follow-ups' ? 1 : 0);
		late.set(source, [...(late.get(source) ?? []), about >= 2]);
	}
	expect(late.size).toBeGreaterThanOrEqual(4);
	for (const list of late.values())
		expect(list.filter(Boolean).length / list.length).toBeCloseTo(5 / 11, 1);
});

test('a harder question is judged by its own check, another by how it matches', () => {
	const domain = MODIFIER_DOMAINS.find(({ id }) => id === 'math')!;
	const questions = modifierCalibrationQuestions(domain, 40);
	const right = judged(
		questions,
		questions.map(({ answer, match }) => (match === 'unknown' ? "I don't know that one." : answer))
	);
	expect(right.filter(Boolean)).toHaveLength(questions.length);
	expect(
		judged(
			questions,
			questions.map(() => 'no')
		)
	).toEqual(questions.map(() => false));
});
