import { expect, test } from 'vitest';
import { uniform } from '../contract/random.ts';
import { adaptedConfidence, layerInputs, LAYER_PULLS, PLAIN_LAYER } from '../decide/adaptive.ts';
import { replay, REPLAY_ROWS, trainLayer, type LayerRow } from './adaptive-layer.ts';

const train = (list: LayerRow[], seed = 1) => trainLayer(PLAIN_LAYER, list, LAYER_PULLS, seed);

/** Answers to questions of a domain, of which a share is good whatever the confidence says. */
function rows(count: number, domain: string, good: number, seed: number): LayerRow[] {
	const next = uniform(seed);
	return Array.from({ length: count }, () => ({
		inputs: layerInputs({ confidence: 0.5 + 0.5 * next(), wrong: null, domain })!,
		good: Number(next() < good),
		weight: 1
	}));
}

const sure = (layer: typeof PLAIN_LAYER, domain: string, confidence = 0.9) =>
	adaptedConfidence(layer, { confidence, wrong: null, domain })!;

test('a domain whose sure answers were bad is trusted less, and the others as before', () => {
	const layer = train(rows(60, 'finance', 0.2, 1));
	expect(sure(layer, 'finance')).toBeLessThan(0.6);
	expect(Math.abs(sure(layer, 'code') - 0.9)).toBeLessThan(0.15);
	expect(layer.learntFrom).toBe(60);
});

test('nothing, or next to nothing, changes nothing much', () => {
	expect(train([])).toEqual(PLAIN_LAYER);
	const one = train(rows(1, 'finance', 0, 1));
	expect(sure(one, 'finance')).toBeGreaterThan(0.7);
});

test('the same outcomes give the same layer', () => {
	const list = rows(900, 'math', 0.7, 2);
	expect(train(list, 5)).toEqual(train(list, 5));
});

test('training settles: no weight runs away however one-sided the outcomes are', () => {
	const layer = train(rows(300, 'math', 0.05, 3));
	for (const weight of [...layer.weights, layer.bias]) expect(Math.abs(weight)).toBeLessThan(10);
	expect(sure(layer, 'math')).toBeLessThan(0.15);
});

test('what was learnt long ago is replayed beside what is new', () => {
	const old = rows(600, 'finance', 0.1, 4);
	const recent = rows(1500, 'code', 0.9, 5);
	const layer = train([...old, ...recent]);
	expect(sure(layer, 'finance')).toBeLessThan(0.7);
	const drawn = replay([...old, ...recent], REPLAY_ROWS, uniform(1));
	expect(drawn).toHaveLength(REPLAY_ROWS);
	expect(drawn.slice(-REPLAY_ROWS / 2)).toEqual(recent.slice(-REPLAY_ROWS / 2));
	expect(drawn.filter((row) => old.includes(row)).length).toBeGreaterThan(30);
	expect(new Set(drawn).size).toBe(REPLAY_ROWS);
});
