// What Auto keeps of two answers and when an answer is given up, on answers made up so that the right
// rule is known.

import { expect, test } from 'vitest';
import { CALIBRATION_INPUTS, DOMAIN_INPUTS, MAP_INPUTS } from '../../src/contract/calibration.ts';
import { CHECKS } from '../../src/decide/answer-checks.ts';
import type { DomainGuess } from '../../src/decide/domain.ts';
import { gainOf, type Weighed } from '../../src/decide/gain.ts';
import { Random } from '../generator/random.ts';
import { autoFigures, autoReport, type AutoCase } from './auto-rule.ts';
import { chooseEarlyExit, exitFigures, streamed } from './early-exit.ts';
import { inputsOf } from './fit.ts';
import { chooseGain, fitGain, type Pair } from './gain.ts';
import { METHODS } from './methods.ts';
import type { Row } from './rows.ts';

const PARTS = ['fit', 'test', 'fit', 'validation'] as const;
const OWN = 'taught wordings';
const math: DomainGuess = { domain: 'math', probability: 0.97, probabilities: {} as never };
const FALSE_EQUATIONS = MAP_INPUTS.length + CHECKS.indexOf('falseEquations');

function weighed(confidence: number, falseEquations: number): Weighed {
	const inputs = Array.from({ length: MAP_INPUTS.length + CHECKS.length }, () => 0);
	inputs[FALSE_EQUATIONS] = falseEquations;
	return { confidence, inputs };
}

/** Both are equally sure of themselves; whichever reckons falsely is wrong. */
function pairs(count: number): Pair[] {
	const random = new Random('pairs');
	return Array.from({ length: count }, (_, i): Pair => {
		const right = random.chance(0.5);
		return {
			part: PARTS[i % 4]!,
			source: OWN,
			base: { ...weighed(0.4 + 0.1 * random.next(), right ? 1 : 0), right: !right },
			withModifier: { ...weighed(0.4 + 0.1 * random.next(), right ? 0 : 1), right }
		};
	});
}

const casesOf = (list: readonly Pair[]): AutoCase[] =>
	list.map((pair) => ({ ...pair, domain: math, modifier: 'math' }));
const rule = { threshold: 0.8, modifiers: ['math'] };

test('what tells the right answer from the wrong one is learnt, and does better than the surer', () => {
	const { gain } = chooseGain(pairs(160), () => true);
	const cases = casesOf(pairs(160)).filter(({ part }) => part === 'test');
	const kept = autoFigures(cases, { ...rule, gain });
	const surer = autoFigures(cases, { ...rule, gain: null });
	expect(kept).toMatchObject({ auto: 1, calls: 1, lost: 0, best: 1 });
	expect(surer.auto).toBeLessThan(0.7);
	expect(surer.lost).toBeGreaterThan(0);
});

test('questions for testing change nothing of what is chosen', () => {
	const list = pairs(160);
	const turned = list.map((pair) =>
		pair.part === 'test' ? { ...pair, base: { ...pair.base, right: !pair.base.right } } : pair
	);
	expect(chooseGain(turned, () => true)).toEqual(chooseGain(list, () => true));
});

test('where a modifier mends nothing its answer is not kept on a guess', () => {
	const random = new Random('noise');
	// Of those that differ the base is right four times of five, and nothing tells which.
	const list = Array.from({ length: 300 }, (_, i): Pair => {
		const right = random.chance(0.2);
		return {
			part: PARTS[i % 4]!,
			source: OWN,
			base: { ...weighed(0.3 + 0.4 * random.next(), random.int(0, 1)), right: !right },
			withModifier: { ...weighed(0.3 + 0.4 * random.next(), random.int(0, 1)), right }
		};
	});
	const { gain } = chooseGain(list, () => true);
	const { won = 0, lost = 0, n } = autoFigures(casesOf(list), { ...rule, gain });
	expect(lost).toBeLessThan(n * 0.02);
	expect(won).toBeLessThan(n * 0.02);
});

test('too few questions teach nothing, and then the surer answer is kept', () => {
	expect(fitGain(pairs(40), 0)).toBeNull();
	expect(chooseGain(pairs(40), () => true)).toEqual({ gain: null, tried: [] });
});

test('a missing domain says nothing to the choice', () => {
	const { gain } = chooseGain(pairs(160), () => true);
	const [{ base, withModifier }] = pairs(1) as [Pair];
	const without = (one: Weighed): Weighed => ({
		...one,
		inputs: one.inputs.map((x, i) =>
			i >= CALIBRATION_INPUTS.length && i < CALIBRATION_INPUTS.length + DOMAIN_INPUTS.length
				? Number.NaN
				: x
		)
	});
	expect(Number.isFinite(gainOf(gain!, without(base), without(withModifier)))).toBe(true);
});

test('the report counts what was won and lost, and nothing where no modifier was asked', () => {
	const list = casesOf(pairs(40));
	const sure = list.map((one) => ({ ...one, base: { ...one.base, confidence: 0.95 } }));
	const report = autoReport(
		{ modifiers: list, mixture: { all: sure } },
		{ ...rule, gain: null },
		[]
	);
	expect(report.mixture.all!.rule).toMatchObject({ calls: 0, won: 0, lost: 0 });
	expect(report.mixture.all!.rule.auto).toBe(report.mixture.all!.rule.base);
	const { n, won = 0, lost = 0, base, auto } = report.all;
	expect(n).toBe(10);
	expect(auto - base).toBeCloseTo((won - lost) / n, 3);
	expect(autoFigures(list, { ...rule, modifiers: ['code'], gain: null }).calls).toBe(0);
});

/** Answers of seven tokens: a wrong one is doubtful from its third on, a right one is not. */
function rows(count: number): Row[] {
	const random = new Random('streams');
	return Array.from({ length: count }, (_, i): Row => {
		const right = random.chance(0.7);
		const logprobs = Array.from({ length: 7 }, (_, t) =>
			Math.log(t < 2 || right ? 0.97 + 0.02 * random.next() : 0.1 + 0.2 * random.next())
		);
		const answer = {
			text: 'word '.repeat(7).trim(),
			logprobs,
			tokens: logprobs.map((logprob) => ({ token: ' word', top: [logprob] }))
		};
		const question = { prompt: 'Which words?', answer: '', match: 'exact', ability: 'copy', part: PARTS[i % 4]!, source: OWN } as const; // prettier-ignore
		return {
			question,
			prompt: question.prompt,
			part: question.part,
			source: OWN,
			unknown: false,
			domain: null,
			answer,
			inputs: inputsOf(answer, question)!,
			right,
			raw: 0,
			confidence: 0,
			ms: 1
		};
	});
}

test('the bound gives up wrong answers early and fewer than one in a hundred right ones', () => {
	const list = rows(2400);
	const method = METHODS.find(({ name }) => name === 'Platt')!;
	const map = method.fit(list.filter(({ part }) => part !== 'test'));
	const { exit, test: figures, tried } = chooseEarlyExit(list, { method, map }, 0.8);
	expect(exit).not.toBeNull();
	expect(figures!.lostInterval[1]).toBeLessThan(0.01);
	expect(figures!.saved).toBeGreaterThan(0.1);
	for (const one of tried) expect(one.lostInterval[1]).toBeLessThan(0.01);
});

test('no bound is chosen where the beginning of an answer tells nothing, or too little is known', () => {
	const method = METHODS.find(({ name }) => name === 'Platt')!;
	const random = new Random('blind');
	const blind = rows(1000).map((row) => ({ ...row, right: random.chance(0.6) }));
	expect(chooseEarlyExit(blind, { method, map: method.fit(blind) }, 0.8).exit).toBeNull();
	const few = rows(80);
	expect(chooseEarlyExit(few, { method, map: method.fit(few) }, 0.8).exit).toBeNull();
});

test('tokens saved are those after the one at which an answer was given up', () => {
	const figures = exitFigures(
		[
			{ right: false, confidence: [0.9, 0.04, 0.5, 0.5] },
			{ right: true, confidence: [0.9, 0.9, 0.9, 0.04] },
			{ right: true, confidence: [0.01, 0.9, 0.9, 0.9] }
		],
		{ confidence: 0.05, tokens: 2 },
		0.8
	);
	// The second falls at its last token: nothing is left to save, and nothing is lost.
	expect(figures).toMatchObject({ exits: 1, lost: 0, tokens: 12, saved: rounded(2 / 12) });
	expect(streamed(rows(1)[0]!, METHODS[1]!.fit(rows(200))).confidence).toHaveLength(7);
});

const rounded = (x: number): number => Number(x.toFixed(4));
