// From how sure a model was of its words to how likely its answer is right: the fitted map in a
// model's manifest, applied. One form carries every method (temperature, Platt, a small learned
// model, isotonic steps on top). Not here: reading the map (contract/calibration.ts) and fitting it
// (learn/logistic.ts, models/calibration).

import {
	CALIBRATION_INPUTS,
	DOMAIN_INPUTS,
	MAP_INPUTS,
	type CalibrationInput,
	type CalibrationMap
} from '../contract/calibration.ts';
import type { ModifierId } from '../contract/ids.ts';
import type { Manifest } from '../contract/manifest.ts';
import { AnswerText } from './answer-text.ts';
import type { ConfidenceFeatures } from './confidence.ts';
import { domainInputs, type DomainGuess } from './domain.ts';

/** Keeps log(1 − p) finite: a difference of probabilities below it means nothing in half precision. */
const LEAST_DOUBT = 1e-6;
/** A token of probability zero has no logarithm; e⁻²⁰ is doubtful enough. */
const LEAST_LOGPROB = -20;
/** Entropy and margin where alternatives were not asked for: a map then takes its mean. */
const MISSING = Number.NaN;

/** Standardised inputs of a network are cut here; models/calibration/fit.ts trains it so. */
export const FARTHEST = 4;
const SUREST = 0.999;

const doubt = (logprob: number): number => Math.log(1 - Math.exp(logprob) + LEAST_DOUBT);

/**
 * What an answer answers: the last question, how many exchanges came before it, and what the domain
 * head says of it; a map that reads the domain does without where it is absent, a little worse.
 */
export type Question = {
	prompt: string;
	earlier: number;
	domains?: DomainGuess['probabilities'] | undefined;
};

/** Of each input among all. */
const PLACE = Object.fromEntries(MAP_INPUTS.map((name, i) => [name, i])) as Record<
	CalibrationInput,
	number
>;

/** What a map reads of an answer, in the order of CALIBRATION_INPUTS. */
export function calibrationInputs(
	features: ConfidenceFeatures,
	text: string,
	question: Question,
	abstention: string | null
): number[] {
	return ownInputs(features, answerText(text, question, abstention), question);
}

/** What a map may read: the inputs above, then those of the domain. In the order of MAP_INPUTS. */
export function mapInputs(
	features: ConfidenceFeatures,
	text: string,
	question: Question,
	abstention: string | null
): number[] {
	return allInputs(features, answerText(text, question, abstention), question);
}

function answerText(text: string, { prompt }: Question, abstention: string | null): AnswerText {
	const answer = new AnswerText(prompt, abstention);
	answer.goOn(text);
	return answer;
}

function ownInputs(
	features: ConfidenceFeatures,
	answer: AnswerText,
	{ prompt, earlier }: Question
): number[] {
	const promptLength = Math.log1p(prompt.length);
	const minDoubt = doubt(features.min);
	const abstains = answer.abstains ? 1 : 0;
	return [
		Math.max(features.min, LEAST_LOGPROB) - minDoubt,
		minDoubt,
		doubt(features.mean),
		doubt(features.quantile10),
		doubt(features.quantile25),
		doubt(features.quantile50),
		doubt(features.first),
		Math.log1p(features.length),
		features.entropy ?? MISSING,
		features.margin ?? MISSING,
		abstains,
		abstains * minDoubt,
		answer.concludes ? 1 : 0,
		answer.hasDigit ? 1 : 0,
		answer.isJson ? 1 : 0,
		answer.wordsOfPrompt,
		answer.numbersKept,
		promptLength,
		answer.promptNumbers,
		earlier,
		abstains * promptLength
	];
}

function allInputs(features: ConfidenceFeatures, answer: AnswerText, question: Question): number[] {
	const { domains } = question;
	const ofDomains = domains ? domainInputs(domains) : DOMAIN_INPUTS.map(() => MISSING);
	return [...ownInputs(features, answer, question), ...ofDomains];
}

/** Those of the domains come after all others. */
const isOfDomain = (name: CalibrationInput): boolean => PLACE[name] >= CALIBRATION_INPUTS.length;

/** One of the inputs, in the order of MAP_INPUTS, as a map reads it; NaN for a missing one. */
export function readInput(
	{ domainFloor }: Pick<CalibrationMap, 'domainFloor'>,
	name: CalibrationInput,
	inputs: readonly number[]
): number {
	const value = inputs[PLACE[name]] ?? MISSING;
	return domainFloor !== undefined && isOfDomain(name)
		? Math.log(Math.exp(value) + domainFloor)
		: value;
}

/** Of the map that is being applied, standardised; kept, since a map is applied at each token. */
const standardised = new Float64Array(MAP_INPUTS.length);

/** The chance, 0–1, that an answer with these inputs is right. A missing input says nothing. */
export function applyMap(map: CalibrationMap, inputs: readonly number[]): number {
	const { inputs: names, mean, deviation, hidden, weights, bias } = map;
	for (let i = 0; i < names.length; i++) {
		const value = readInput(map, names[i]!, inputs);
		standardised[i] = Number.isNaN(value) ? 0 : (value - mean[i]!) / deviation[i]!;
	}
	if (!hidden) return bent(map, 1 / (1 + Math.exp(-(weighted(weights, standardised) + bias))));
	// Far outside of what was fitted a network is not to be trusted to go on.
	for (let i = 0; i < names.length; i++)
		standardised[i] = Math.max(-FARTHEST, Math.min(FARTHEST, standardised[i]!));
	let sum = 0;
	for (let k = 0; k < weights.length; k++)
		sum += weights[k]! * Math.tanh(weighted(hidden.weights[k]!, standardised) + hidden.bias[k]!);
	return bent(map, Math.min(SUREST, Math.max(1 - SUREST, sum + bias)));
}

const bent = ({ steps }: CalibrationMap, value: number): number =>
	steps.length === 0 ? value : alongSteps(steps, value);

/** A plain loop: it runs for each unit of a network, at each token. */
function weighted(weights: readonly number[], values: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < weights.length; i++) sum += weights[i]! * values[i]!;
	return sum;
}

function alongSteps(steps: CalibrationMap['steps'], value: number): number {
	let [x, y] = steps[0]!;
	if (value <= x) return y;
	for (let i = 1; i < steps.length; i++) {
		const [nextX, nextY] = steps[i]!;
		if (value <= nextX) return nextX === x ? nextY : y + ((value - x) / (nextX - x)) * (nextY - y);
		[x, y] = [nextX, nextY];
	}
	return y;
}

/**
 * How sure to be of an answer, from what its tokens said and its text so far. Asked again with a longer text
 * it looks at what is new alone.
 */
export type Calibrated = (features: ConfidenceFeatures, text: string) => number;

/**
 * The map for the base, or for a modifier at full strength: at another `scale` it answers as nobody measured.
 * Null when there is none: then the raw confidence stands and is said to be uncalibrated.
 */
export function calibrationFor(
	{ calibration }: Pick<Manifest, 'calibration'>,
	modifier: ModifierId | null,
	question: Question,
	scale = 1
): Calibrated | null {
	const map = modifier === null ? calibration?.base : calibration?.modifiers[modifier];
	if (!calibration || !map || scale !== 1) return null;
	const { abstention } = calibration;
	let answer = answerText('', question, abstention);
	return (features, text) => {
		if (!answer.goOn(text)) answer = answerText(text, question, abstention);
		return applyMap(map, allInputs(features, answer, question));
	};
}
