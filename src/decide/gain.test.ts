import { expect, test } from 'vitest';
import type { GainMap } from '../contract/calibration.ts';
import { keptAnswer } from './auto.ts';
import { answerInputs, canWeigh, GAIN_INPUTS, gainInputs, gainOf } from './gain.ts';
import { confidenceTally } from './confidence.ts';

const features = (...logprobs: number[]) => {
	const tally = confidenceTally();
	tally.add(logprobs.map((logprob) => ({ logprob, top: [] })));
	return tally.features()!;
};
const question = { prompt: 'What is 12 + 30?', earlier: 0 };
const answer = (text: string, confidence: number) => ({
	confidence,
	inputs: answerInputs(features(-0.1, -0.2), text, question, null)
});

/** Reads whether an equation is false, and which is surer. */
const map: GainMap = {
	inputs: ['base.confidence', 'modifier.confidence', 'base.check.falseEquations', 'modifier.check.falseEquations'], // prettier-ignore
	mean: [0, 0, 0, 0],
	deviation: [1, 1, 1, 1],
	weights: [-1, 1, 5, -5],
	bias: 0,
	least: 0.5
};

test('there is one value for each name', () => {
	expect(gainInputs(answer('42', 0.5), answer('42', 0.5))).toHaveLength(GAIN_INPUTS.length);
});

test('an answer that reckons falsely is not kept though it is surer', () => {
	const [right, wrong] = [answer('12+30=42. So 42.', 0.4), answer('12+30=45. So 45.', 0.7)];
	expect(keptAnswer(right, wrong)).toBe('modifier');
	expect(keptAnswer(right, wrong, map)).toBe('base');
	expect(keptAnswer(wrong, right, map)).toBe('modifier');
});

test('where both are as likely the base’s is kept, as the map’s least says', () => {
	const [a, b] = [answer('42', 0.5), answer('42', 0.55)];
	expect(gainOf(map, a, b)).toBeGreaterThan(0);
	expect(keptAnswer(a, b, map)).toBe('base');
	expect(keptAnswer(a, b, { ...map, least: 0 })).toBe('modifier');
});

test('a map of a newer app, and an answer that was cut off, leave it to the surer', () => {
	const [a, b] = [answer('12+30=42. So 42.', 0.4), answer('12+30=45. So 45.', 0.7)];
	const newer = { ...map, inputs: ['base.confidence', 'modifier.confidence', 'base.mood', 'modifier.mood'] }; // prettier-ignore
	expect(canWeigh(newer)).toBe(false);
	expect(keptAnswer(a, b, newer)).toBe('modifier');
	expect(keptAnswer({ confidence: 0.9, inputs: null }, b, map)).toBe('base');
	expect(keptAnswer({ confidence: null }, b, map)).toBe('modifier');
});

test('no probability weighs without end', () => {
	const sure = gainOf(map, answer('42', 0), answer('42', 1));
	expect(Number.isFinite(sure)).toBe(true);
	expect(sure).toBeGreaterThan(5);
});
