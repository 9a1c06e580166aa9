// The numeric self-test: a few tokens whose log-probabilities are known. Some graphics drivers
// return wrong numbers instead of failing. Pure; running the prompt is the engine's.

import type { SelfTest } from '../contract/manifest.ts';

export type ObservedToken = {
	token: string;
	logprob: number;
	top: { token: string; logprob: number }[];
};

/**
 * What differs between the known tokens and the observed ones, in words; null when nothing does.
 * Where two tokens are as good as equal another backend may choose the other one: the known token
 * must then be among the alternatives with its log-probability, and what follows is not compared.
 */
export function selfTestDifference(
	known: Pick<SelfTest, 'tokens' | 'logprobs' | 'tolerance'>,
	observed: readonly ObservedToken[]
): string | null {
	for (const [i, token] of known.tokens.entries()) {
		const expected = known.logprobs[i] ?? Number.NaN;
		const seen = observed[i];
		if (!seen) return `token ${i + 1} is missing`;
		const same = seen.token === token;
		const logprob = same
			? seen.logprob
			: (seen.top.find((other) => other.token === token)?.logprob ?? Number.NaN);
		// Written so that NaN counts as a difference.
		if (!(Math.abs(logprob - expected) <= known.tolerance))
			return `token ${i + 1} has the log-probability ${logprob.toFixed(3)} instead of ${expected.toFixed(3)}`;
		if (!same) return null;
	}
	return null;
}

/** For a model without a self-test: whether the numbers can be log-probabilities at all. */
export function implausible(observed: readonly ObservedToken[]): string | null {
	for (const { logprob } of observed)
		if (!(logprob <= 1e-3)) return `a log-probability is ${logprob}`;
	return null;
}
