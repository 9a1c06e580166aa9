import { expect, test } from 'vitest';
import {
	alternativesFor,
	CALIBRATION_INPUTS,
	calibrationFrom,
	MAP_INPUTS,
	type CalibrationMap
} from '../contract/calibration.ts';
import { applyMap, calibrationFor, calibrationInputs } from './calibration.ts';
import { confidenceTally } from './confidence.ts';

const platt: CalibrationMap = {
	method: 'platt',
	inputs: ['minLogit'],
	mean: [1],
	deviation: [2],
	weights: [3],
	bias: 0.5,
	steps: []
};
const BASE = 'a'.repeat(64);
const calibration = (base: CalibrationMap = platt) => ({
	version: 1 as const,
	baseSha256: BASE,
	abstention: "I don't know that one",
	base,
	modifiers: {}
});

function featuresOf(...probabilities: number[]) {
	const tally = confidenceTally();
	tally.add(probabilities.map((p) => ({ logprob: Math.log(p), top: [] })));
	return tally.features()!;
}
const asked = { prompt: 'What is 12 plus 30?', earlier: 2 };
const inputs = (text: string, ...probabilities: number[]) =>
	Object.fromEntries(
		calibrationInputs(featuresOf(...probabilities), text, asked, calibration().abstention).map(
			(value, i) => [CALIBRATION_INPUTS[i], value]
		)
	);

test('every input has a value, and the value its name says', () => {
	const read = inputs('12 plus 30 is 42.', 0.9, 0.5, 0.99);
	const missing = Object.entries(read).filter(([, value]) => !Number.isFinite(value));
	expect(missing.map(([name]) => name)).toEqual(['entropy', 'margin']);
	expect(read).toMatchObject({ digits: 1, json: 0, abstains: 0, numbersKept: 1, earlier: 2 });
	expect(read['minLogit']).toBeCloseTo(0, 4);
	expect(read['minDoubt']).toBeCloseTo(Math.log(0.5), 4);
	expect(inputs("I don't know that one.", 0.9)).toMatchObject({ abstains: 1, numbersKept: 0 });
	expect(inputs('{"tool": "timer"}', 0.9)).toMatchObject({ json: 1 });
	expect(inputs('a b c. So 3.', 0.9)).toMatchObject({ worked: 1 });
});

test('a token of probability zero or one leaves the inputs finite', () => {
	const tally = confidenceTally();
	tally.add([
		{ logprob: -Infinity, top: [] },
		{ logprob: 0, top: [] }
	]);
	const values = calibrationInputs(tally.features()!, '', { prompt: '', earlier: 0 }, null);
	const all = CALIBRATION_INPUTS.map((name, i) => [name, values[i]!] as const);
	expect(all.filter(([, value]) => Number.isNaN(value)).map(([name]) => name)).toEqual([
		'entropy',
		'margin'
	]);
	expect(applyMap(platt, values)).toBeGreaterThanOrEqual(0);
});

test('a map is a logistic of standardised inputs', () => {
	const values = calibrationInputs(featuresOf(0.5), '', asked, null);
	const logit = 0.5 + (3 * (values[0]! - 1)) / 2;
	expect(applyMap(platt, values)).toBeCloseTo(1 / (1 + Math.exp(-logit)));
});

test('how far a domain is ruled out says little, by the floor of the map', () => {
	const place = MAP_INPUTS.indexOf('domainScience');
	const map: CalibrationMap = { ...platt, inputs: ['minLogit', 'domainScience'], mean: [0, 0], deviation: [1, 1], weights: [0, 1] }; // prettier-ignore
	const floored = { ...map, domainFloor: 0.05 };
	const said = (of: CalibrationMap, probability: number) =>
		applyMap(
			of,
			MAP_INPUTS.map((_, i) => (i === place ? Math.log(probability) : 0))
		);
	const chance = (logit: number) => 1 / (1 + Math.exp(-logit));
	expect(said(floored, 0.5)).toBeCloseTo(chance(0.5 + Math.log(0.55)));
	const logit = (p: number) => Math.log(p / (1 - p));
	const apart = (of: CalibrationMap) => logit(said(of, 0.05)) - logit(said(of, 0.001));
	expect(apart(map)).toBeCloseTo(Math.log(50));
	expect(apart(floored)).toBeCloseTo(Math.log(0.1 / 0.051));
	// Other inputs are read as they are, and a missing domain still says nothing.
	const own = { ...floored, weights: [1, 0] };
	expect(applyMap(own, [-3])).toBeCloseTo(chance(0.5 - 3));
	expect(applyMap(floored, [0])).toBeCloseTo(chance(0.5));
	expect(calibrationFrom(calibration(floored), BASE).base).toEqual(floored);
	const broken = calibration({ ...floored, domainFloor: -1 });
	expect(() => calibrationFrom(broken, BASE)).toThrow(/domainFloor.*from 0 to 1/);
});

test('alternatives are asked for where the map reads them, and without them it says what it would on average', () => {
	const reading = {
		...platt,
		inputs: ['minLogit', 'entropy'] as CalibrationMap['inputs'],
		mean: [1, 0.3],
		deviation: [2, 0.1],
		weights: [3, -5]
	};
	expect(alternativesFor({ calibration: calibration() }, null)).toBe(0);
	expect(alternativesFor({ calibration: calibration(reading) }, null)).toBe(5);
	expect(alternativesFor({ calibration: null }, null)).toBe(0);
	const values = calibrationInputs(featuresOf(0.5), '', asked, null);
	expect(applyMap(reading, values)).toBe(applyMap(platt, values));
	const tally = confidenceTally();
	tally.add([
		{ logprob: Math.log(0.5), top: [{ logprob: Math.log(0.5) }, { logprob: Math.log(0.4) }] }
	]);
	expect(applyMap(reading, calibrationInputs(tally.features()!, '', asked, null))).toBeLessThan(
		applyMap(platt, values)
	);
});

test('steps bend the value along straight lines and hold at both ends', () => {
	const at = (logit: number) =>
		applyMap(
			{
				...platt,
				inputs: [],
				mean: [],
				deviation: [],
				weights: [],
				bias: logit,
				steps: [
					[0.2, 0.1],
					[0.5, 0.3],
					[0.8, 0.9]
				]
			},
			[]
		);
	expect(at(-9)).toBe(0.1);
	expect(at(0)).toBeCloseTo(0.3);
	expect(at(Math.log(0.65 / 0.35))).toBeCloseTo(0.6);
	expect(at(9)).toBe(0.9);
});

test('without a calibration, or for a modifier that has none, there is no map', () => {
	expect(calibrationFor({ calibration: null }, null, asked)).toBeNull();
	expect(calibrationFor({ calibration: calibration() }, 'math', asked)).toBeNull();
	const calibrated = calibrationFor({ calibration: calibration() }, null, asked);
	expect(calibrated?.(featuresOf(0.99), 'x')).toBeGreaterThan(
		calibrated?.(featuresOf(0.4), 'x') ?? 1
	);
});

test('an answer is as sure while it is written as when it is read whole, whatever was read before', () => {
	const reading = {
		...platt,
		inputs: ['answerInPrompt', 'numbersKept', 'worked', 'doubt25'] as CalibrationMap['inputs'],
		mean: [0, 0, 0, 0],
		deviation: [1, 1, 1, 1],
		weights: [1, 2, 3, 0.1]
	};
	const running = calibrationFor({ calibration: calibration(reading) }, null, asked)!;
	const whole = (features: Parameters<typeof running>[0], text: string) =>
		calibrationFor({ calibration: calibration(reading) }, null, asked)!(features, text);
	const said: number[] = [];
	for (const text of [
		'1',
		'12',
		'12 pl',
		'12 plus 3',
		'12 plus 30 is 4',
		'12 plus 30. So ',
		'What'
	]) {
		const features = featuresOf(0.9, 0.5);
		said.push(running(features, text));
		expect(said.at(-1)).toBe(whole(features, text));
	}
	expect(new Set(said).size).toBeGreaterThan(4);
});

test('a network reads standardised inputs, none farther than it was fitted', () => {
	const network: CalibrationMap = {
		...platt,
		inputs: ['digits', 'earlier'],
		mean: [0.5, 1],
		deviation: [0.5, 0.1],
		weights: [0.3, -0.2],
		bias: 0.5,
		hidden: {
			weights: [
				[0.2, 0.1],
				[-0.4, 0.3]
			],
			bias: [0.1, -0.1]
		}
	};
	const units = [Math.tanh(0.2 + 0.1 * 4 + 0.1), Math.tanh(-0.4 + 0.3 * 4 - 0.1)];
	expect(applyMap(network, calibrationInputs(featuresOf(0.5), '42', asked, null))).toBeCloseTo(
		0.5 + 0.3 * units[0]! - 0.2 * units[1]!,
		12
	);
});

test('a calibration of another base is refused, and the next step is named', () => {
	expect(calibrationFrom(calibration(), BASE)).toEqual(calibration());
	expect(() => calibrationFrom(calibration(), 'b'.repeat(64))).toThrow('Run the calibrate step');
});

test('a broken map is refused where it is broken', () => {
	const broken = (change: object) => () =>
		calibrationFrom({ ...calibration(), base: { ...platt, ...change } }, BASE);
	expect(broken({ inputs: ['mood'] })).toThrow('calibration.base.inputs[0]');
	expect(broken({ weights: [1, 2] })).toThrow('one number per input');
	expect(broken({ deviation: [0] })).toThrow('above zero');
	expect(() => calibrationFrom({ ...calibration(), version: 9 }, BASE)).toThrow('Reload the page');
});
