// From how sure a model was of its words to how likely its answer is right: the fitted map in a
// model's manifest, applied. One form carries every method (temperature, Platt, a small learned
// model, isotonic steps on top). Not here: reading the map (contract/calibration.ts) and fitting it
// (learn/logistic.ts, models/calibration).

import {
	ALTERNATIVES,
	MAP_INPUTS,
	type CalibrationInput,
	type CalibrationMap
} from '../contract/calibration.ts';
import type { ModifierId } from '../contract/ids.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { ConfidenceFeatures } from './confidence.ts';
import { DOMAINS, type DomainGuess } from './domain.ts';

/** Keeps log(1 − p) finite: a difference of probabilities below it means nothing in half precision. */
const LEAST_DOUBT = 1e-6;
/** A token of probability zero has no logarithm; e⁻²⁰ is doubtful enough. */
const LEAST_LOGPROB = -20;
/** Entropy and margin where alternatives were not asked for: a map then takes its mean. */
const MISSING = Number.NaN;

/** Of a domain, where the head rules it out. */
const LEAST_PROBABILITY = 1e-3;
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

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z]{4,}/g) ?? [];
const numbersOf = (text: string): string[] => text.match(/\d+/g) ?? [];
/** Share of `parts` found in `whole`; neither way when there are none. */
const shareIn = (parts: readonly string[], whole: readonly string[]): number => {
	const found = new Set(whole);
	return parts.length === 0 ? 0.5 : parts.filter((part) => found.has(part)).length / parts.length;
};

/** What a map reads of an answer, in the order of CALIBRATION_INPUTS. */
export function calibrationInputs(
	features: ConfidenceFeatures,
	text: string,
	{ prompt, earlier }: Question,
	abstention: string | null
): number[] {
	const promptLength = Math.log1p(prompt.length);
	const promptNumbers = [...new Set(numbersOf(prompt))];
	const minDoubt = doubt(features.min);
	const abstains = abstention !== null && text.includes(abstention) ? 1 : 0;
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
		/(?:^|\s)So /.test(text) ? 1 : 0,
		/\d/.test(text) ? 1 : 0,
		text.startsWith('{') || text.startsWith('[') ? 1 : 0,
		shareIn(wordsOf(text), wordsOf(prompt)),
		shareIn(promptNumbers, numbersOf(text)),
		promptLength,
		promptNumbers.length,
		earlier,
		abstains * promptLength
	];
}

/** What a map may read: the inputs above, then those of the domain. In the order of MAP_INPUTS. */
export function mapInputs(
	features: ConfidenceFeatures,
	text: string,
	question: Question,
	abstention: string | null
): number[] {
	const { domains } = question;
	return [
		...calibrationInputs(features, text, question, abstention),
		...DOMAINS.map((domain) => (domains ? Math.log(domains[domain] + LEAST_PROBABILITY) : MISSING))
	];
}

/** The chance, 0–1, that an answer with these inputs is right. A missing input says nothing. */
export function applyMap(map: CalibrationMap, inputs: readonly number[]): number {
	const values = map.inputs.map((name, i) => {
		const value = inputs[PLACE[name]] ?? MISSING;
		return Number.isNaN(value) ? 0 : (value - map.mean[i]!) / map.deviation[i]!;
	});
	if (map.hidden) {
		const { weights, bias } = map.hidden;
		// Far outside of what was fitted a network is not to be trusted to go on.
		const near = values.map((x) => Math.max(-FARTHEST, Math.min(FARTHEST, x)));
		const units = weights.map((row, k) => Math.tanh(weighted(row, near) + bias[k]!));
		return bent(
			map,
			Math.min(SUREST, Math.max(1 - SUREST, weighted(map.weights, units) + map.bias))
		);
	}
	return bent(map, 1 / (1 + Math.exp(-(weighted(map.weights, values) + map.bias))));
}

const bent = ({ steps }: CalibrationMap, value: number): number =>
	steps.length === 0 ? value : alongSteps(steps, value);

const weighted = (weights: readonly number[], values: readonly number[]): number =>
	weights.reduce((sum, weight, i) => sum + weight * values[i]!, 0);

function alongSteps(steps: CalibrationMap['steps'], value: number): number {
	let [x, y] = steps[0]!;
	if (value <= x) return y;
	for (const [nextX, nextY] of steps) {
		if (value <= nextX) return nextX === x ? nextY : y + ((value - x) / (nextX - x)) * (nextY - y);
		[x, y] = [nextX, nextY];
	}
	return y;
}

/**
 * How many alternatives of each token to ask the engine for, so that the map of who answers reads all
 * its inputs; 0 for none.
 */
export function alternativesFor(
	{ calibration }: Pick<Manifest, 'calibration'>,
	modifier: ModifierId | null
): number {
	const map = modifier === null ? calibration?.base : calibration?.modifiers[modifier];
	const reads = map?.inputs.some((name) => name === 'entropy' || name === 'margin');
	return reads ? ALTERNATIVES : 0;
}

/** How sure to be of an answer, from what its tokens said and its text so far. */
export type Calibrated = (features: ConfidenceFeatures, text: string) => number;

/**
 * The map for the base, or for a modifier. Null when there is none: then the raw confidence stands
 * and is said to be uncalibrated.
 */
export function calibrationFor(
	{ calibration }: Pick<Manifest, 'calibration'>,
	modifier: ModifierId | null,
	question: Question
): Calibrated | null {
	const map = modifier === null ? calibration?.base : calibration?.modifiers[modifier];
	if (!calibration || !map) return null;
	return (features, text) =>
		applyMap(map, mapInputs(features, text, question, calibration.abstention));
}
