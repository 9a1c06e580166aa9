// What the critic reads of a question and its answer: the calibration's inputs, the question's domain
// among them, and checks of the answer. Pure; one place for training and for use. Not the words
// themselves: with the few thousand answers there are to learn from, hashed words made it worse (AUROC
// 0.85 for 0.91).

import { MAP_INPUTS } from '../contract/calibration.ts';
import { answerChecks, CHECKS } from './answer-checks.ts';
import { mapInputs, type Question } from './calibration.ts';
import type { ConfidenceFeatures } from './confidence.ts';

/** Raised whenever an input changes its meaning: older weights would then read as noise. */
export const CRITIC_FEATURES = 1;

/** Asking for alternatives of each token costs time, so the critic does without what they tell. */
const UNUSED = new Set(['entropy', 'margin']);

const USED = MAP_INPUTS.flatMap((name, i) => (UNUSED.has(name) ? [] : [i]));

export const CRITIC_INPUTS = USED.length + CHECKS.length;

/** CRITIC_INPUTS numbers; NaN where the domain is not known. */
export function criticInputs(
	features: ConfidenceFeatures,
	text: string,
	question: Question,
	abstention: string | null
): Float64Array {
	const out = new Float64Array(CRITIC_INPUTS);
	const calibration = mapInputs(features, text, question, abstention);
	USED.forEach((from, to) => (out[to] = calibration[from]!));
	out.set(answerChecks(question.prompt, text), USED.length);
	return out;
}
