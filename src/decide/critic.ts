// Grades an answer from 0 to 10 by a model's critic: right is 10, a wrong value of the right kind
// about 4, a needless "I don't know" about 2, something made up 0. Pure.
// Not a probability of being right: that is the calibration's (calibration.ts).

import type { Critic } from '../contract/critic.ts';
import { ParseError } from '../contract/errors.ts';
import type { Question } from './calibration.ts';
import type { ConfidenceFeatures } from './confidence.ts';
import { CRITIC_FEATURES, CRITIC_INPUTS, criticInputs } from './critic-inputs.ts';

export const BEST_GRADE = 10;

/** An answer's grade, 0–10, from what its tokens said, its text and its question. */
export type Grade = (features: ConfidenceFeatures, text: string, question: Question) => number;

/** Throws a ParseError when the critic reads other inputs than this app computes. */
export function criticGrade(critic: Critic): Grade {
	if (critic.features !== CRITIC_FEATURES || critic.mean.length !== CRITIC_INPUTS)
		throw new ParseError(
			'critic.features',
			`are version ${critic.features} with ${critic.mean.length} inputs; this app computes version ${CRITIC_FEATURES} with ${CRITIC_INPUTS}. Train the critic again, or update the app.`
		);
	return (features, text, question) => {
		const inputs = criticInputs(features, text, question, critic.abstention);
		return gradeOf(critic, inputs);
	};
}

/** The grade of inputs that were computed before. */
export function gradeOf({ mean, deviation, layers }: Critic, inputs: Float64Array): number {
	let values = inputs.map((value, i) => standardised(value, mean[i]!, deviation[i]!));
	layers.forEach(({ outputs, weights, biases }, l) => {
		const next = new Float64Array(outputs);
		for (let o = 0; o < outputs; o++) {
			let sum = biases[o]!;
			const at = o * values.length;
			for (let i = 0; i < values.length; i++) sum += weights[at + i]! * values[i]!;
			next[o] = l < layers.length - 1 ? Math.tanh(sum) : sum;
		}
		values = next;
	});
	return BEST_GRADE * Math.min(1, Math.max(0, values[0]!));
}

/** Further out than this many deviations counts as this far. */
const LIMIT = 4;

/** A missing input says nothing. */
export const standardised = (value: number, mean: number, deviation: number): number =>
	Number.isNaN(value) ? 0 : Math.max(-LIMIT, Math.min(LIMIT, (value - mean) / deviation));
