// One answer from one session: the events of its segments, and several answers side by side.
// Not here: which session, and what happens when it dies (wllama-model.ts).

import { EngineError, type EngineEvent, type GenerateRequest } from './engine.ts';
import type { AdapterPlan } from './wllama-adapters.ts';
import { completionParams, type ChunkReader } from './wllama-request.ts';
import { UndeliverableToken, type Session } from './wllama-session.ts';

// A character of the longest kind has 4 bytes; the next try without log-probabilities is twice as long.
const FIRST_BARE_TOKENS = 4;

/**
 * What is asked of each token: its log-probability with those of alternatives, that alone, or nothing. Where
 * an alternative is part of a character the token's own can still be had.
 */
type Asked = 'alternatives' | 'own' | 'nothing';

/**
 * The events of one answer. Where a token cannot be delivered with its alternatives, the answer is resumed from
 * what was written, with the tokens' own log-probabilities from there on: a calibration takes that as it takes
 * an answer without any, on which it was fitted. Where a token is itself part of a character it is resumed
 * without log-probabilities for a few tokens, then with them again.
 */
export async function* answerEvents(
	session: Session,
	request: GenerateRequest,
	plan: AdapterPlan,
	reader: ChunkReader,
	signal: AbortSignal
): AsyncGenerator<EngineEvent, void> {
	if (plan.restore) await restore(session, plan.restore, signal);
	const { maxTokens } = request.sampling;
	// A grammar cannot be resumed: the answer is written again, from the same seed.
	const repeats = request.grammar !== undefined;
	const seed = request.sampling.seed ?? Math.floor(Math.random() * 2 ** 31);
	const seeded = { ...request, sampling: { ...request.sampling, seed } };
	let bareTokens = FIRST_BARE_TOKENS / 2;
	let asked: Asked = (request.topLogprobs ?? 0) > 1 ? 'alternatives' : 'own';
	while (true) {
		const left = maxTokens - (repeats ? 0 : reader.tokens.completion);
		const tokens = asked !== 'nothing' || repeats ? left : Math.min(left, bareTokens);
		const opening = plan.invocation + (repeats ? '' : reader.text);
		const logprobs = asked !== 'nothing';
		const end = { lora: plan.lora, opening, logprobs, maxTokens: tokens, cache: plan.cache };
		const topLogprobs = asked === 'alternatives' ? request.topLogprobs : 0;
		const params = completionParams({ ...seeded, topLogprobs }, end);
		try {
			for await (const chunk of session.chat(params, signal)) yield* reader.read(chunk);
		} catch (error) {
			// The resumed prompt is the first that does not fit: the answer ended at the context's end.
			if (error instanceof EngineError && error.code === 'context-full' && reader.text !== '')
				return;
			if (!(error instanceof UndeliverableToken)) throw error;
			if (asked === 'nothing')
				throw new EngineError(
					'failed',
					'The model wrote bytes that are no text. Send the message again, or choose another model.',
					{ cause: error }
				);
			if (asked === 'own') bareTokens *= 2;
			asked = asked === 'own' ? 'nothing' : 'own';
			reader.resume({ repeats });
			continue;
		}
		const goesOn = asked === 'nothing' && !repeats && reader.reason === 'length' && tokens < left;
		if (!goesOn || signal.aborted) return;
		asked = 'own';
		reader.resume({ repeats: false });
	}
}

/** Reads the end of a prompt again without the adapter that was activated behind it. */
async function restore(
	session: Session,
	{ messages, lora }: NonNullable<AdapterPlan['restore']>,
	signal: AbortSignal
): Promise<void> {
	const sampling = { temperature: 0, topP: 1, topK: 1, seed: null, maxTokens: 1 };
	const end = { lora, opening: '', logprobs: false, maxTokens: 1 };
	const params = completionParams({ messages: [...messages], sampling }, end);
	for await (const chunk of session.chat(params, signal)) void chunk;
}
