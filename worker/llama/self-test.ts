// The manifest's self-test on this machine's binary: a few greedy tokens whose log-probabilities are known.
// Some builds and drivers return wrong numbers instead of failing.

import type { SelfTest } from '../../src/contract/manifest.ts';
import { decode, type Step } from './decode.ts';
import { ModelFileError } from './model-files.ts';
import type { OpenModel } from './open-model.ts';

/** Throws ModelFileError on a difference. */
export async function runSelfTest({ files, pool, model, tokenize, backend }: OpenModel) {
	const known = files.manifest.selfTest;
	if (known === null) return;
	const { signal } = new AbortController();
	const prompt = tokenize([{ text: known.prompt, plain: false }]);
	const lease = await pool.lease([], prompt, signal);
	try {
		const steps: Step[] = [];
		const sampling = {
			temperature: 0,
			topP: 1,
			topK: 0,
			minP: 0,
			presencePenalty: 0,
			frequencyPenalty: 0,
			bias: new Map<number, number>(),
			seed: 0
		};
		const most = known.tokens.length;
		const options = {
			sampling,
			logprobs: 2,
			grammar: null,
			mayDeadEnd: false,
			most,
			ignoreEnd: true,
			signal
		};
		for await (const step of decode(model, lease, prompt, options)) steps.push(step);
		const difference = selfTestDifference(known, steps, (token) => model.detokenize([token]));
		if (difference !== null)
			throw new ModelFileError(
				`The model computes other numbers here (${backend}) than it should: ${difference}. Start with --gpu off, or update the graphics driver.`
			);
		await lease.sequence.clearHistory();
	} finally {
		lease.release();
	}
}

/**
 * What differs, in words; null when nothing does. Where two tokens are as good as equal another build may
 * choose the other one: what follows is then not compared.
 */
export function selfTestDifference<T extends number>(
	known: Pick<SelfTest, 'tokens' | 'logprobs' | 'tolerance'>,
	steps: readonly { token: T; logprob: number | null; top: { token: T; logprob: number }[] }[],
	textOf: (token: T) => string
): string | null {
	for (const [i, token] of known.tokens.entries()) {
		const step = steps[i];
		if (!step) return `token ${i + 1} is missing`;
		const same = textOf(step.token) === token;
		const found = same
			? step.logprob
			: step.top.find((other) => textOf(other.token) === token)?.logprob;
		const expected = known.logprobs[i] ?? Number.NaN;
		const logprob = found ?? Number.NaN;
		// Written so that NaN counts as a difference.
		if (!(Math.abs(logprob - expected) <= known.tolerance))
			return `token ${i + 1} has the log-probability ${logprob.toFixed(3)} instead of ${expected.toFixed(3)}`;
		if (!same) return null;
	}
	return null;
}
