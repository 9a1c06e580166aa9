// What the critic reads of a question and its answer: the calibration's inputs, checks of the answer,
// and the words of both, hashed. Pure; one place for training and for use.

import { CALIBRATION_INPUTS } from '../contract/calibration.ts';
import { answerChecks, CHECKS } from './answer-checks.ts';
import { calibrationInputs, type Question } from './calibration.ts';
import type { ConfidenceFeatures } from './confidence.ts';
import { hashOf, wordsOf } from './text-features.ts';

/** Raised whenever an input changes its meaning: older weights would then read as noise. */
export const CRITIC_FEATURES = 1;

/** Buckets for words and pairs of the question, and of the answer. */
const BUCKETS = 96;
/** Texts are read this far: the longest taught question and answer are shorter. */
const MOST_WORDS = 80;
/** Asking for alternatives of each token costs time, so the critic does without what they tell. */
const UNUSED = new Set(['entropy', 'margin']);

const USED = CALIBRATION_INPUTS.flatMap((name, i) => (UNUSED.has(name) ? [] : [i]));

export const CRITIC_INPUTS = USED.length + CHECKS.length + 2 * BUCKETS;

/** CRITIC_INPUTS numbers. */
export function criticInputs(
	features: ConfidenceFeatures,
	text: string,
	question: Question,
	abstention: string | null
): Float64Array {
	const out = new Float64Array(CRITIC_INPUTS);
	const calibration = calibrationInputs(features, text, question, abstention);
	USED.forEach((from, to) => (out[to] = calibration[from]!));
	out.set(answerChecks(question.prompt, text), USED.length);
	const words = USED.length + CHECKS.length;
	hashed(question.prompt, out.subarray(words, words + BUCKETS));
	hashed(text, out.subarray(words + BUCKETS));
	return out;
}

/** Words and pairs of neighbours with a sign each, to length 1. */
function hashed(text: string, into: Float64Array): void {
	const words = wordsOf(text).slice(0, MOST_WORDS);
	const put = (gram: string): void => {
		let hash = hashOf(gram);
		hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
		into[hash % into.length]! += hash & 0x40000000 ? 1 : -1;
	};
	words.forEach((word, i) => {
		put(word);
		if (i > 0) put(`${words[i - 1]} ${word}`);
	});
	const length = Math.hypot(...into) || 1;
	for (let i = 0; i < into.length; i++) into[i]! /= length;
}
