// Which of two answers to a question to keep, the base's or its modifier's: a logistic model over what
// the tokens of both said and what can be checked of both, fitted on questions that exactly one of them
// answered rightly. Two calibrated confidences alone are not enough: each map is right on average over
// its own questions, and a modifier meets others. Not here: whether the modifier is asked (auto.ts),
// and the fitting (models/calibration).

import { MAP_INPUTS, type GainMap } from '../contract/calibration.ts';
import type { Manifest } from '../contract/manifest.ts';
import { answerChecks, CHECKS } from './answer-checks.ts';
import { mapInputs, type Question } from './calibration.ts';
import type { ConfidenceFeatures } from './confidence.ts';
import { logitOf } from './linear.ts';

const READ = [...MAP_INPUTS, ...CHECKS.map((name) => `check.${name}`)];

/** What may be read: how sure each answer is, as a logit, and `answerInputs` of each. */
export const GAIN_INPUTS: readonly string[] = [
	'base.confidence',
	'modifier.confidence',
	...READ.map((name) => `base.${name}`),
	...READ.map((name) => `modifier.${name}`)
];

/** An answer as it is weighed: calibrated, 0–1, and its `answerInputs`. */
export type Weighed = { confidence: number; inputs: readonly number[] };

/** Standardised inputs count as this far at most; models/calibration/gain.ts fits it so. */
export const FARTHEST = 4;
/** Beyond, a probability fitted on some thousand answers says nothing more. */
const SUREST = 0.995;

function logit(p: number): number {
	const cut = Math.min(SUREST, Math.max(1 - SUREST, p));
	return Math.log(cut / (1 - cut));
}

/** What there is to read of an answer: what its tokens said, and checks. NaN where something is missing. */
export function answerInputs(
	features: ConfidenceFeatures,
	text: string,
	question: Question,
	abstention: string | null
): number[] {
	const inputs = mapInputs(features, text, question, abstention);
	return [...inputs, ...answerChecks(question.prompt, text)];
}

/** The same by a manifest's calibration; null where it has none, or before the first token. */
export function answerInputsBy(
	{ calibration }: Pick<Manifest, 'calibration'>,
	features: ConfidenceFeatures | null,
	text: string,
	question: Question
): number[] | null {
	if (!calibration || features === null) return null;
	return answerInputs(features, text, question, calibration.abstention);
}

/** In the order of GAIN_INPUTS. */
export const gainInputs = (base: Weighed, modifier: Weighed): number[] => [
	logit(base.confidence),
	logit(modifier.confidence),
	...base.inputs,
	...modifier.inputs
];

/** Whether this app computes what the map reads; a newer app may have fitted it. */
export const canWeigh = ({ inputs }: GainMap): boolean =>
	inputs.every((name) => GAIN_INPUTS.includes(name));

/** A logit: above 0 the modifier's answer is likelier right. A missing input says nothing. */
export function gainOf(map: GainMap, base: Weighed, modifier: Weighed): number {
	const values = gainInputs(base, modifier);
	const read = map.inputs.map((name) => values[GAIN_INPUTS.indexOf(name)] ?? Number.NaN);
	return logitOf(map, read, FARTHEST);
}
