import { expect, test } from 'vitest';
import type { Outcome } from '../contract/outcomes.ts';
import { adaptationFrom } from '../contract/outcomes.ts';
import { adaptedConfidence, earnedBy, LAYER_INPUTS, lessonOf, PLAIN_LAYER, verdictOf } from './adaptive.ts'; // prettier-ignore
import { observe, startTrial } from './canary.ts';

const outcome: Outcome = {
	answerId: 'a',
	atMs: 1,
	baseSha256: 'b'.repeat(64),
	domain: 'math',
	confidence: 0.7,
	wrong: 0.2,
	source: 'base',
	arm: 'layer',
	differs: false,
	signals: []
};

test('a layer that has learnt nothing gives the confidence back', () => {
	for (const confidence of [0.01, 0.3, 0.85, 0.99])
		expect(adaptedConfidence(PLAIN_LAYER, { ...outcome, confidence })).toBeCloseTo(confidence);
});

test('without a confidence the prompt alone tells, and without both nothing does', () => {
	expect(adaptedConfidence(PLAIN_LAYER, { ...outcome, confidence: null })).toBeCloseTo(0.8);
	expect(
		adaptedConfidence(PLAIN_LAYER, { confidence: null, wrong: null, domain: 'math' })
	).toBeNull();
});

test('a weight on a domain moves that domain alone', () => {
	const weights = LAYER_INPUTS.map((name) =>
		name === 'confidence' ? 1 : name === 'math' ? -2 : 0
	);
	const layer = { ...PLAIN_LAYER, weights };
	expect(adaptedConfidence(layer, outcome)!).toBeLessThan(0.3);
	expect(adaptedConfidence(layer, { ...outcome, domain: 'code' })).toBeCloseTo(0.7);
	expect(adaptedConfidence(layer, { ...outcome, domain: null })).toBeCloseTo(0.7);
});

test('a thumb outweighs what was shown, and the last thumb the one before', () => {
	expect(verdictOf([])).toBeNull();
	expect(verdictOf(['copy', 'retry', 'thumbs-up'])).toEqual({ good: 1, weight: 1 });
	expect(verdictOf(['thumbs-up', 'thumbs-down'])).toEqual({ good: 0, weight: 1 });
	expect(verdictOf(['copy', 'retry'])?.good).toBeCloseTo(0.5);
	expect(verdictOf(['copy', 'copy'])).toEqual({ good: 1, weight: 0.5 });
});

test('only the base’s own answer teaches anything about the base', () => {
	expect(lessonOf({ ...outcome, signals: ['thumbs-up'] })).toMatchObject({ good: 1, weight: 1 });
	expect(lessonOf({ ...outcome, source: 'modifier:math', signals: ['thumbs-up'] })).toBeNull();
	expect(lessonOf(outcome)).toBeNull();
});

test('an answer that had to be asked for elsewhere earned a little less', () => {
	const own = earnedBy({ source: 'base', signals: ['thumbs-up'] })!;
	expect(earnedBy({ source: 'edge:smart', signals: ['thumbs-up'] })!).toBeLessThan(own);
	expect(earnedBy({ source: 'edge:smart', signals: [] })).toBeNull();
});

test('what was learnt is read back as it was, and refused when it is not this app’s', () => {
	const canary = observe(observe(startTrial(PLAIN_LAYER, 5), 'layer', 1), 'candidate', 0.9);
	const adaptation = {
		version: 1 as const,
		baseSha256: outcome.baseSha256,
		layer: PLAIN_LAYER,
		canary,
		judged: 12,
		trials: [{ endedAtMs: 4, end: 'rolled-back' as const, seen: 60 }]
	};
	const stored: unknown = JSON.parse(JSON.stringify(adaptation));
	expect(adaptationFrom(stored, LAYER_INPUTS.length)).toEqual(adaptation);
	expect(() => adaptationFrom(stored, 3)).toThrow(/weights: should be 3 numbers/);
	expect(() => adaptationFrom({ ...adaptation, version: 2 }, LAYER_INPUTS.length)).toThrow(/newer/);
});
