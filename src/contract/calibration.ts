// The calibration in a model's manifest: maps from what an answer's tokens said to how likely the
// answer is right, one for the base and one per modifier, fitted on that base's own answers.
// Not here: applying a map (decide/calibration.ts) and fitting one (models/calibration).

import { ParseError } from './errors.ts';
import { asArray, asInteger, asNumber, asObject, asOneOf, asString } from './parse.ts';

export const CALIBRATION_VERSION = 1;

/** What a map may read. Doubts are log(1 − probability), which tells 0.99 from 0.9999; a logit is log p less doubt. */
export const CALIBRATION_INPUTS = [
	'minLogit',
	'minDoubt',
	'meanDoubt',
	'doubt10',
	'doubt25',
	'doubt50',
	'firstDoubt',
	'length',
	'entropy',
	'margin',
	'abstains',
	'abstainsDoubt',
	'worked',
	'digits',
	'json',
	'answerInPrompt',
	'numbersKept',
	'promptLength',
	'promptNumbers',
	'earlier',
	'abstainsLength'
] as const;
/** Read of each token, its own among them, where a map uses entropy or margin. */
export const ALTERNATIVES = 5;

export type CalibrationInput = (typeof CALIBRATION_INPUTS)[number];

export const CALIBRATION_METHODS = ['temperature', 'platt', 'isotonic', 'learned'] as const;
export type CalibrationMethod = (typeof CALIBRATION_METHODS)[number];

export type CalibrationMap = {
	method: CalibrationMethod;
	inputs: CalibrationInput[];
	/** Per input: subtracted, then divided by, then multiplied with. */
	mean: number[];
	deviation: number[];
	weights: number[];
	bias: number;
	/** Isotonic steps on the logistic value, ascending in both; empty for none. Linear between. */
	steps: [from: number, to: number][];
};

export type Calibration = {
	version: typeof CALIBRATION_VERSION;
	/** The base whose answers were fitted; another base's calibration is refused. */
	baseSha256: string;
	/** Text by which this model says that it does not know; null where it has no such habit. */
	abstention: string | null;
	base: CalibrationMap;
	modifiers: Record<string, CalibrationMap>;
};

/** A manifest's `calibration`. Throws a ParseError; one of another base is refused. */
export function calibrationFrom(value: unknown, baseSha256: string): Calibration {
	const fields = asObject(value, 'calibration');
	const version = asInteger(fields.version, 'calibration.version', 1);
	if (version > CALIBRATION_VERSION)
		throw new ParseError(
			'calibration.version',
			`is ${version}; this app reads ${CALIBRATION_VERSION}. Reload the page to update the app.`
		);
	if (asString(fields.baseSha256, 'calibration.baseSha256') !== baseSha256)
		throw new ParseError(
			'calibration.baseSha256',
			'is of another base, whose answers were fitted. Run the calibrate step again for this one.'
		);
	const modifiers = asObject(fields.modifiers, 'calibration.modifiers');
	return {
		version: CALIBRATION_VERSION,
		baseSha256,
		abstention:
			fields.abstention === null ? null : asString(fields.abstention, 'calibration.abstention'),
		base: mapFrom(fields.base, 'calibration.base'),
		modifiers: Object.fromEntries(
			Object.entries(modifiers).map(([id, map]) => [
				id,
				mapFrom(map, `calibration.modifiers.${id}`)
			])
		)
	};
}

function mapFrom(value: unknown, path: string): CalibrationMap {
	const map = asObject(value, path);
	const inputs = asArray(map.inputs, `${path}.inputs`).map((name, i) =>
		asOneOf(name, `${path}.inputs[${i}]`, CALIBRATION_INPUTS)
	);
	const numbers = (name: string): number[] => {
		const list = asArray(map[name], `${path}.${name}`);
		if (list.length !== inputs.length)
			throw new ParseError(`${path}.${name}`, 'should have one number per input.');
		return list.map((x, i) => asNumber(x, `${path}.${name}[${i}]`));
	};
	const deviation = numbers('deviation');
	if (deviation.some((x) => x <= 0))
		throw new ParseError(`${path}.deviation`, 'should be above zero.');
	return {
		method: asOneOf(map.method, `${path}.method`, CALIBRATION_METHODS),
		inputs,
		mean: numbers('mean'),
		deviation,
		weights: numbers('weights'),
		bias: asNumber(map.bias, `${path}.bias`),
		steps: asArray(map.steps, `${path}.steps`).map((step, i) => {
			const at = `${path}.steps[${i}]`;
			const [from, to] = asArray(step, at);
			return [asNumber(from, `${at}[0]`), asNumber(to, `${at}[1]`)];
		})
	};
}
