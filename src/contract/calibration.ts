// The calibration in a model's manifest: maps from what an answer's tokens said to how likely the
// answer is right, one for the base and one per modifier, fitted on that base's own answers.
// Not here: applying a map (decide/calibration.ts) and fitting one (models/calibration).

import { ParseError } from './errors.ts';
import type { ModifierId } from './ids.ts';
import { deviationsFrom, linearMapFrom, numbersFrom, type LinearMap } from './linear-map.ts';
import { asArray, asNumber, asObject, asOneOf, asString, refuseNewer } from './parse.ts';

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

/**
 * What a map may read of the question's domain: the logarithms of the domain head's probabilities, in
 * the order of its domains (decide/domain.ts).
 */
export const DOMAIN_INPUTS = [
	'domainGeneral',
	'domainCode',
	'domainReasoning',
	'domainAutomation',
	'domainMath',
	'domainHardMath',
	'domainScience',
	'domainFinance',
	'domainCreative',
	'domainOutOfScope'
] as const;

export const MAP_INPUTS = [...CALIBRATION_INPUTS, ...DOMAIN_INPUTS] as const;
export type CalibrationInput = (typeof MAP_INPUTS)[number];

/**
 * How much likelier the modifier's answer is right than the base's, when one is and the other not; of the inputs of
 * decide/gain.ts.
 */
export type GainMap = LinearMap & {
	/** The logit from which the modifier's answer is kept; above 0 the base has the doubt's benefit. */
	least: number;
};

export const CALIBRATION_METHODS = [
	'temperature',
	'platt',
	'isotonic',
	'learned',
	'network'
] as const;
export type CalibrationMethod = (typeof CALIBRATION_METHODS)[number];

export type CalibrationMap = {
	method: CalibrationMethod;
	inputs: CalibrationInput[];
	/** Per input: subtracted, then divided by. */
	mean: number[];
	deviation: number[];
	/** Added to each domain's probability, so that how far one is ruled out says less. Absent: none. */
	domainFloor?: number;
	/**
	 * Of a network: a layer of tanh units, `weights[unit][input]`. Without it the sum below is a logit;
	 * with it the sum is the chance itself, cut to 0.001–0.999.
	 */
	hidden?: { weights: number[][]; bias: number[] };
	/** Per input, or per hidden unit. */
	weights: number[];
	bias: number;
	/** A curve on the value, isotonic or logistic, ascending in both; empty for none. Linear between. */
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
	/** Chooses between the base's answer and a modifier's; without it the surer one is kept. */
	gain?: GainMap;
};

/** A manifest's `calibration`. Throws a ParseError; one of another base is refused. */
export function calibrationFrom(value: unknown, baseSha256: string): Calibration {
	const fields = asObject(value, 'calibration');
	refuseNewer(fields.version, 'calibration.version', CALIBRATION_VERSION);
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
		),
		...(fields.gain === undefined ? {} : { gain: gainFrom(fields.gain, 'calibration.gain') })
	};
}

function gainFrom(value: unknown, path: string): GainMap {
	const map = asObject(value, path);
	return { ...linearMapFrom(map, path), least: asNumber(map.least, `${path}.least`) };
}

function shareFrom(value: unknown, path: string): number {
	const share = asNumber(value, path);
	if (share < 0 || share > 1) throw new ParseError(path, 'should be from 0 to 1.');
	return share;
}

function mapFrom(value: unknown, path: string): CalibrationMap {
	const map = asObject(value, path);
	const inputs = asArray(map.inputs, `${path}.inputs`).map((name, i) =>
		asOneOf(name, `${path}.inputs[${i}]`, MAP_INPUTS)
	);
	const layer = map.hidden === undefined ? null : asObject(map.hidden, `${path}.hidden`);
	const units = layer && asArray(layer.weights, `${path}.hidden.weights`);
	const hidden = units && {
		weights: units.map((row, i) => numbersFrom(row, `${path}.hidden.weights[${i}]`, inputs.length)),
		bias: numbersFrom(layer.bias, `${path}.hidden.bias`, units.length)
	};
	return {
		method: asOneOf(map.method, `${path}.method`, CALIBRATION_METHODS),
		inputs,
		mean: numbersFrom(map.mean, `${path}.mean`, inputs.length),
		deviation: deviationsFrom(map.deviation, `${path}.deviation`, inputs.length),
		...(map.domainFloor === undefined
			? {}
			: { domainFloor: shareFrom(map.domainFloor, `${path}.domainFloor`) }),
		...(hidden ? { hidden } : {}),
		weights: numbersFrom(map.weights, `${path}.weights`, hidden?.bias.length ?? inputs.length),
		bias: asNumber(map.bias, `${path}.bias`),
		steps: asArray(map.steps, `${path}.steps`).map((step, i) => {
			const at = `${path}.steps[${i}]`;
			const [from, to] = asArray(step, at);
			return [asNumber(from, `${at}[0]`), asNumber(to, `${at}[1]`)];
		})
	};
}

/**
 * How many alternatives of each token to ask the engine for, so that the map of who answers reads all
 * its inputs; 0 for none.
 */
export function alternativesFor(
	{ calibration }: { calibration?: Calibration | null },
	modifier: ModifierId | null
): number {
	const map = modifier === null ? calibration?.base : calibration?.modifiers[modifier];
	const reads = map?.inputs.some((name) => name === 'entropy' || name === 'margin');
	return reads ? ALTERNATIVES : 0;
}
