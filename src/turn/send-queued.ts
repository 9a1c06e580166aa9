// Sends what waited for a connection, exactly as it was agreed to and under its key. The answer takes the
// place of the one that is there, which becomes a draft in its receipt, as when it had been asked at once;
// nothing is stored before its end, so that a tab that dies loses neither. Not here: the queue.

import { errorData } from '../contract/errors.ts';
import type { TurnEvent } from '../contract/events.ts';
import { messageText, type Message } from '../contract/messages.ts';
import type { QueuedQuestion } from '../contract/queue.ts';
import type { Receipt } from '../contract/receipt.ts';
import { draftDroppedWords, furtherWords, notAskedWords } from '../decide/plan-words.ts';
import { askFurther, type Further } from './ask-further.ts';
import type { AnswerInput } from './answer-turn.ts';
import { bytesSentOf, spentOn, type AttemptRecord } from './attempt.ts';
import { costReasonsOf, finalMessage, newAnswerState } from './final-message.ts';
import { NO_JUDGES } from './judges.ts';
import { ofQuestion } from './receipt.ts';
import { keepNote } from './say.ts';
import { situationOf } from './situation.ts';
import { told } from './told.ts';
import type { AnswerState, Outcome, Turn } from './turn.ts';
import { storageFailure } from './turn-failure.ts';

const REASON = { because: 'queued' } as const;

/**
 * Ends with turn-finished; with turn-stopped and what is on screen when the person stopped it, or deleted the answer,
 * at which the signal ends too (run-turn.ts); with turn-failed and the answer as it was, `unreachable` when it may be
 * tried again, else why nobody is to be asked again.
 */
export async function* sendQueued(
	answering: Omit<AnswerInput, 'state'>,
	question: QueuedQuestion
): AsyncGenerator<TurnEvent> {
	const { deps, begun } = answering;
	const before = begun.answer;
	const startedMs = deps.elapsed();
	const state = newAnswerState({});
	try {
		const settings = await answering.settings;
		const situation = situationOf(begun, settings, undefined, NO_JUDGES, null);
		const turn: Turn = {
			...answering,
			options: undefined,
			settings,
			situation,
			state,
			opening: none()
		};
		const source = before.source ?? 'base';
		yield { type: 'route-chosen', plan: { source, modifier: null, reason: furtherWords(REASON) } };
		const apply = (event: TurnEvent) => {
			keepNote(state, event);
			state.attempts.shown.apply(event);
		};
		const draft = draftOf(state, before, startedMs);
		const further = yield* told(asking(turn, draft, question), apply, LEFT);
		const shown = state.attempts.answer();
		// Half an answer is kept where it is on screen, as when any turn is stopped.
		const isBegun = further.end === 'stopped' && shown !== draft && shown?.text;
		const outcome = further.end === 'answered' ? 'done' : isBegun ? 'stopped' : null;
		const written = (outcome: Outcome) =>
			finalMessage(before, outcome, state, startedMs, deps.elapsed());
		const final =
			outcome === null
				? withCosts(
						before,
						state,
						() => written(draft ? { status: 'stopped' } : UNANSWERED).receipt
					)
				: withDraft(written({ status: outcome }), before, question);
		const isThere = final === before || (await saved(deps, final));
		if (!isThere) yield { type: 'turn-stopped', message: { ...final, status: 'stopped' } };
		else if (further.end === 'answered') yield { type: 'turn-finished', message: final };
		else if (further.end === 'stopped') yield { type: 'turn-stopped', message: final };
		else
			yield {
				type: 'turn-failed',
				code: further.away ? 'unreachable' : 'engine-failed',
				message: further.why
			};
	} catch (error) {
		yield { type: 'turn-failed', ...storageFailure(error) };
	}
}

/** False where the answer that was to give way is gone by now: then there is nothing to store, and nobody to tell. */
const saved = ({ conversations }: AnswerInput['deps'], message: Message): Promise<boolean> =>
	conversations.save(message).then(
		() => true,
		(error: unknown) => {
			if (errorData(error).code === 'not-found') return false;
			throw error;
		}
	);

const LEFT: Further = { end: 'stopped' };
/** Of what was tried, none is an answer. */
const UNANSWERED: Outcome = {
	status: 'error',
	failure: { code: 'engine-failed', message: notAskedWords.nobody }
};

async function* none(): AsyncGenerator<TurnEvent, void> {}

async function* asking(
	turn: Turn,
	draft: AttemptRecord | null,
	question: QueuedQuestion
): AsyncGenerator<TurnEvent, Further> {
	if (draft !== null) {
		const { attempt, source, text } = draft;
		yield { type: 'attempt-started', attempt, source };
		yield { type: 'text-delta', attempt, text };
	}
	return yield* askFurther(turn, REASON, { draft, among: ['edge'], agreed: question });
}

/** The answer that is there, as a try of this turn; null where it has no words. */
function draftOf(state: AnswerState, before: Message, startedMs: number): AttemptRecord | null {
	const text = messageText(before);
	if (text === '') return null;
	const record = state.attempts.begin({
		source: before.source ?? 'base',
		modelId: before.model ?? '',
		startedMs,
		calibrated: null
	});
	return Object.assign(record, { text, endedMs: startedMs });
}

/** What is stored: the new answer, with all that was tried and spent before. */
function withDraft(final: Message, before: Message, { host }: QueuedQuestion): Message {
	const { error: _error, feedback: _feedback, feedbackAtMs: _feedbackAtMs, ...rest } = final;
	const { receipt } = final;
	const earlier = before.receipt;
	if (!receipt || !earlier) return rest;
	const text = messageText(before);
	const drafts = earlier.attempts.map((attempt) =>
		attempt.outcome === 'kept'
			? { ...attempt, outcome: 'dropped' as const, reason: draftDroppedWords(host), text }
			: attempt
	);
	// The draft stands there with its own figures.
	const tried = receipt.attempts.slice(text === '' ? 0 : 1);
	const merged: Receipt = {
		...receipt,
		...ofQuestion(earlier),
		attempts: [...drafts, ...tried],
		costMicroUsd: earlier.costMicroUsd + receipt.costMicroUsd,
		bytesSent: earlier.bytesSent + receipt.bytesSent
	};
	return { ...rest, receipt: merged };
}

/** The answer that stays, with what was spent on one that did not come; `anew` where it has no receipt yet. */
function withCosts(
	before: Message,
	{ attempts }: AnswerState,
	anew: () => Receipt | undefined
): Message {
	const bytesSent = attempts.records.reduce((sum, record) => sum + bytesSentOf(record), 0);
	if (bytesSent === 0) return before;
	const receipt = before.receipt;
	if (!receipt) {
		const made = anew();
		return made ? { ...before, receipt: made } : before;
	}
	const costMicroUsd = attempts.records.reduce(
		(sum, record) => sum + (spentOn(record).microUsd ?? 0),
		receipt.costMicroUsd
	);
	const reason = [receipt.reason, ...costReasonsOf(attempts.records)].join(' ');
	return {
		...before,
		receipt: { ...receipt, reason, costMicroUsd, bytesSent: receipt.bytesSent + bytesSent }
	};
}
