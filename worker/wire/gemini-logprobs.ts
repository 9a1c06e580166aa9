// How likely each token of an answer was, from Gemini's form into OpenAI's. Gemini gives the chosen tokens in
// one list and the best candidates of each step in another, thoughts left out.
// Reference: https://ai.google.dev/api/generate-content#LogprobsResult

import type { Logprobs, TokenLogprob } from './chunks.ts';
import { list, object, text, type Json } from './translated.ts';

const encoder = new TextEncoder();

/** `null` where the candidate carries none: it was not asked for, or its model has none. */
export function logprobsOf(candidate: Json): Logprobs | null {
	const result = object(candidate['logprobsResult']);
	const chosen = list(result['chosenCandidates']);
	if (chosen.length === 0) return null;
	const top = list(result['topCandidates']);
	const content = chosen.map((token, i) => ({
		...tokenOf(token),
		top_logprobs: list(top[i]?.['candidates']).map(tokenOf)
	}));
	return { content, refusal: null };
}

function tokenOf(candidate: Json): TokenLogprob {
	const token = text(candidate['token']);
	const logprob = candidate['logProbability'];
	return {
		token,
		// A field that is 0 is left out there: the token was certain.
		logprob: typeof logprob === 'number' ? logprob : 0,
		bytes: [...encoder.encode(token)]
	};
}
