// Whether a server that tells no hash has the model whose name it gives. It is asked for the manifest's
// self-test, whose greedy tokens and log-probabilities are known, over /v1/completions, where no template
// stands between; llama.cpp's server and vLLM have that address, and one without it is not believed. That
// tells wrong numbers and other models, and not every training of one model from another: who is sure of an
// answer is as sure of it in both. So the browser's own model is asked the same beside it, once it is there.

import type { SelfTest } from '../contract/manifest.ts';
import { fieldsOf } from '../contract/parse.ts';
import type { GenerateRequest, LoadedModel } from './engine.ts';
import { RemoteError } from './remote-error.ts';
import { postJson } from './remote-server.ts';
import type { RemoteAddress, RemoteFetch, RemoteServer } from './remote-server.ts';
import { selfTestDifference, type ObservedToken } from './self-test.ts';
import { BASE_LIST } from './wllama-adapters.ts';

// Compared where two tokens are as good as equal; OpenAI's form allows no more.
const ALTERNATIVES = 5;

/** Throws RemoteError where the server is gone, or the signal's reason. */
export async function answersAsRecorded(
	known: SelfTest,
	server: RemoteServer,
	address: RemoteAddress,
	fetch: RemoteFetch,
	signal: AbortSignal
): Promise<boolean> {
	const body = {
		model: server.model,
		prompt: known.prompt,
		max_tokens: known.tokens.length,
		temperature: 0,
		logprobs: ALTERNATIVES,
		// Without a list every loaded adapter would act.
		...(server.adapters.by === 'number' ? { lora: BASE_LIST } : {}),
		...(server.llamaFields ? { cache_prompt: false } : {})
	};
	let answer: unknown;
	try {
		answer = await postJson(`${address.baseUrl}/completions`, body, address, fetch, signal);
	} catch (error) {
		if (error instanceof RemoteError && error.code !== 'unreachable') return false;
		throw error;
	}
	const plain = { ...known, tokens: known.tokens.map(spoken) };
	return selfTestDifference(plain, observedIn(answer)) === null;
}

// No model is sure how to answer it. The starter's three trainings before the one that ships all pass its
// self-test, and differ from it here in the first token, by more than 1.
const DOUBTFUL: GenerateRequest = {
	messages: [{ role: 'user', content: 'thirty different things, one on each line' }],
	modifier: null,
	sampling: { temperature: 0, topP: 1, topK: 1, seed: null, maxTokens: 8 },
	topLogprobs: ALTERNATIVES
};
// Where several tokens are likely, processors differ by more than on a sure one (0.15, a self-test's).
const DOUBTFUL_TOLERANCE = 0.3;

/** Whether two models go on alike where neither is sure. Throws what they throw, or the signal's reason. */
export async function sameNumbers(
	there: LoadedModel,
	here: LoadedModel,
	signal: AbortSignal
): Promise<boolean> {
	const known = await greedy(here, signal);
	const tokens = known.map(({ token }) => token);
	const logprobs = known.map(({ logprob }) => logprob);
	const observed = await greedy(there, signal);
	return selfTestDifference({ tokens, logprobs, tolerance: DOUBTFUL_TOLERANCE }, observed) === null;
}

async function greedy(model: LoadedModel, signal: AbortSignal): Promise<ObservedToken[]> {
	const observed: ObservedToken[] = [];
	for await (const event of model.generate(DOUBTFUL, signal))
		if (event.type === 'delta')
			for (const { top, ...token } of event.tokens)
				observed.push({ ...tokenOf(token), top: top.map(tokenOf) });
	signal.throwIfAborted();
	return observed;
}

/** llama.cpp says its tokens as a chat does, vLLM in the lists of OpenAI's first form. */
function observedIn(answer: unknown): ObservedToken[] {
	const choices = fieldsOf(answer)?.['choices'];
	const logprobs = fieldsOf(fieldsOf(Array.isArray(choices) ? choices[0] : null)?.['logprobs']);
	const { content, tokens, token_logprobs: sampled, top_logprobs: tops } = logprobs ?? {};
	if (Array.isArray(content))
		return content.map((entry) => {
			const top = fieldsOf(entry)?.['top_logprobs'];
			return { ...tokenOf(entry), top: Array.isArray(top) ? top.map(tokenOf) : [] };
		});
	if (!Array.isArray(tokens) || !Array.isArray(sampled)) return [];
	return tokens.map((token, i) => ({
		...tokenOf({ token, logprob: sampled[i] }),
		top: Object.entries(fieldsOf(Array.isArray(tops) ? tops[i] : null) ?? {}).map(
			([other, logprob]) => tokenOf({ token: other, logprob })
		)
	}));
}

function tokenOf(value: unknown): { token: string; logprob: number } {
	const { token, logprob } = fieldsOf(value) ?? {};
	return {
		token: spoken(typeof token === 'string' ? token : ''),
		logprob: typeof logprob === 'number' ? logprob : Number.NaN
	};
}

/** Of one token by itself vLLM writes the space before a word as SentencePiece does, or leaves it out. */
const spoken = (token: string): string => token.replaceAll('▁', ' ').trimStart();
