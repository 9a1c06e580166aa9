// Another answer of the base, to the question with examples of the bank before it: written behind the one on screen,
// and kept where it is surer. Not here: which examples (few-shot.ts), and whether this is worth doing
// (decide/enhancements.ts).

import type { TurnEvent } from '../contract/events.ts';
import { bankExamples } from '../decide/modes.ts';
import { examplesKeptWords, EXAMPLES_NO_BETTER } from '../decide/plan-words.ts';
import { trusted, type Here } from './answer-here.ts';
import { runAttempt, startAttempt, type AttemptRecord } from './attempt.ts';
import { withExamples } from './few-shot.ts';
import { tokenCounter } from './token-counts.ts';
import type { Turn } from './turn.ts';

type Answered = Extract<Here, { end: 'answered' }>;

/** An answer with examples is about as long as the one without; at least a few sentences. */
const LEAST_ANSWER_TOKENS = 64;

/** `begin` makes the record of another answer of the same source. */
export async function* lookWithExamples(
	turn: Turn,
	here: Answered,
	begin: () => AttemptRecord
): AsyncGenerator<TurnEvent, Exclude<Here, { end: 'failed' }>> {
	const { deps, situation, state, signal } = turn;
	const { model, request } = here;
	const { manifest, contextTokens } = model;
	const sources = deps.examples;
	const when = bankExamples(situation.mode, manifest.thresholds);
	if (!sources || when === 'never') return here;
	const { novelBelow } = manifest.thresholds ?? {};
	const finding = withExamples({
		messages: request.messages,
		when,
		...(novelBelow !== undefined && { novelBelow }),
		...(situation.domain && { domain: situation.domain.domain }),
		contextTokens,
		promptTokens: here.record.promptTokens,
		answerTokens: Math.max(LEAST_ANSWER_TOKENS, 2 * here.record.completionTokens),
		countTokens: tokenCounter(model),
		embedder: () => sources.embedder(manifest),
		bank: () => sources.bank(manifest)
	});
	// Files may be on their way for long.
	const aborted = new Promise<null>((resolve) => {
		signal.addEventListener('abort', () => resolve(null), { once: true });
	});
	const found = signal.aborted ? null : await Promise.race([finding, aborted]);
	if (found === null || signal.aborted) return { end: 'stopped' };
	if (found.questions.length === 0) return here;
	const record = begin();
	record.examples = { from: 'bank', ids: found.exampleIds, questions: found.questions };
	const { attempt, source, startedMs } = record;
	yield { type: 'attempt-started', attempt, source };
	const maxTokens = Math.min(
		request.sampling.maxTokens,
		Math.max(1, contextTokens - Math.ceil(found.promptTokens))
	);
	const shown = {
		...request,
		messages: found.messages,
		sampling: { ...request.sampling, maxTokens }
	};
	const end = yield* runAttempt(startAttempt(model, shown, signal), record, deps.elapsed);
	state.stages.examples = deps.elapsed() - startedMs;
	if (end.end === 'aborted') return { end: 'stopped' };
	if (end.end === 'failed' || record.text.trim() === '' || !isSurer(record, here.record)) {
		yield state.attempts.drop(
			record,
			end.end === 'failed' ? 'failed' : 'dropped',
			EXAMPLES_NO_BETTER
		);
		state.reasons.push(EXAMPLES_NO_BETTER);
		return here;
	}
	const words = examplesKeptWords(found.exampleIds.length);
	state.reasons.push(words);
	yield state.attempts.drop(here.record, 'dropped', words);
	return { ...here, record, request: shown, note: null };
}

/** An answer nobody can say the confidence of takes no other's place. */
function isSurer(record: AttemptRecord, than: AttemptRecord): boolean {
	const [now, before] = [trusted(record), trusted(than)];
	return now !== null && before !== null && now > before;
}
