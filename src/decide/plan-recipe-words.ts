// What a recipe is called and what is said of it, in sentences: before it runs what it costs and gains, in the
// receipt and in notices what became of it. Pure.

import type { RecipeId } from '../contract/modes.ts';

export const RECIPE_NAMES: Record<RecipeId, string> = {
	'draft-enhance': 'Draft, then enhance',
	'architect-reviewer': 'Architect and reviewer',
	'explore-validate': 'Explore, then validate',
	'ensemble-vote': 'Ensemble vote'
};

export const nobodyInSeatWords = (name: string, role: string): string =>
	`“${name}” has nobody who ${role}. Choose a model for it.`;

/** For the receipt. */
export const byRecipeWords = (name: string): string => `It was answered by “${name}”.`;

/** Why something is to be sent; `times`: so many requests of the same are. */
export const recipeAsksWords = (name: string, times = 1): string =>
	[
		`“${name}” asks a bigger model to work on this answer.`,
		...(times > 1 ? [`It is sent up to ${times} times, for as many answers.`] : [])
	].join(' ');

/** Nobody elsewhere can be asked, and the recipe needs somebody; `why` says what to do. */
export const recipeNeedsWords = (name: string, why: string): string =>
	`“${name}” needs a bigger model. ${why}`;

/** It did without somebody elsewhere. */
export const recipeAloneWords = (name: string, why: string): string =>
	`“${name}” ran on this device alone. ${why}`;

/** Before it runs. */
export const recipeWouldBeAloneWords = (name: string): string =>
	`Without a bigger model “${name}” runs on this device alone.`;

/** Of what a recipe takes and gains (RecipeEstimate). */
export type EstimateFigures = {
	requests: number;
	costMicroUsd: number | null;
	ms: number | null;
	bytesSent: number;
	gain: number | null;
	supposed: number | null;
};

/** Below, a gain is none. */
const LEAST_GAIN = 0.005;

/** Before it runs. */
export function estimateWords({
	requests,
	costMicroUsd,
	ms,
	bytesSent,
	gain,
	supposed
}: EstimateFigures): string {
	return [
		takesWords(requests, costMicroUsd),
		...(ms === null ? [] : [`That is about ${Math.max(1, Math.round(ms / 1000))} s.`]),
		leavesWords(bytesSent),
		gainWords(gain, supposed)
	].join(' ');
}

function takesWords(requests: number, costMicroUsd: number | null): string {
	if (costMicroUsd === null) return `It takes ${requests} requests at a price that is not known.`;
	return costMicroUsd === 0
		? `It takes ${requests} requests that cost nothing.`
		: `It takes ${requests} requests for about ${cents(costMicroUsd)} cents.`;
}

const cents = (microUsd: number): string => (microUsd / 10_000).toPrecision(2);

const leavesWords = (bytes: number): string =>
	bytes === 0
		? 'Nothing leaves this device.'
		: `About ${Math.ceil(bytes / 1000)} kB leave this device.`;

function gainWords(gain: number | null, supposed: number | null): string {
	if (gain === null) return 'How much better the answer will be is not known for these models.';
	if (gain <= LEAST_GAIN) return 'It is not expected to be right more often.';
	const more = Math.round(gain * 100);
	return supposed === null
		? `Of 100 such questions it is expected to get ${more} more right.`
		: `Of 100 such questions it is expected to get ${more} more right, if the bigger model gets ${Math.round(supposed * 100)} right.`;
}
