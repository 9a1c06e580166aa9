// A turn, from a question to a stored answer: one async generator of events. It stores before it
// speaks (the model reads meanwhile), saves while it writes, and ends with exactly one of finished,
// stopped or failed.
// It acts through interfaces alone; what to try is decided in decide/, what to send in context/.

import { errorData } from '../contract/errors.ts';
import type { TurnEvent } from '../contract/events.ts';
import type { Message } from '../contract/messages.ts';
import type {
	ConversationStore,
	SettingsStore,
	TurnInput,
	TurnService
} from '../contract/services.ts';
import type { Settings } from '../contract/settings.ts';
import type { LoadedModel } from '../engine/engine.ts';
import { answerTurn, type AnswerState, type Outcome } from './answer-turn.ts';
import { beginTurn, nameConversation, type BegunTurn } from './begin-turn.ts';
import { createConsents } from './consents.ts';
import { turnLockName, type TurnLocks } from './locks.ts';
import { answerProgress } from './progress.ts';
import { receiptOf } from './receipt.ts';
import type { TurnStops } from './stops.ts';
import { storageFailure } from './turn-failure.ts';

/** Gives the model that answers; the tab it runs in does not matter. */
export interface ModelProvider {
	/** The model, when one can answer right now. */
	current(): LoadedModel | null;
	/**
	 * The same, after waiting for one that is on its way. Throws an error with code `no-model` and a
	 * sentence when none is, and the signal's reason when aborted.
	 */
	acquire(signal: AbortSignal): Promise<LoadedModel>;
}

export type TurnDependencies = {
	conversations: ConversationStore;
	settings: Pick<SettingsStore, 'get'>;
	models: ModelProvider;
	locks: TurnLocks;
	stops: TurnStops;
	/** Milliseconds since the epoch. */
	now: () => number;
	/** A monotonic clock, in milliseconds. */
	elapsed: () => number;
	newId: () => string;
	/** 0 to 1, for seeds. */
	random: () => number;
};

export function createTurnService(deps: TurnDependencies): TurnService {
	/** Of the turns this tab runs, by conversation: each holds its conversation's lock. */
	const running = new Map<string, AbortController>();
	const consents = createConsents();
	deps.stops.listen((conversationId) => running.get(conversationId)?.abort());
	return {
		run: (input, signal) => runTurn(deps, input, signal, running),
		stop(conversationId) {
			const own = running.get(conversationId);
			if (own) own.abort();
			else deps.stops.ask(conversationId);
		},
		consent: consents.answer
	};
}

/**
 * Waits for its conversation's lock: a second turn in another tab starts after the first. Aborted
 * while it waits, it ends without an event, and nothing was changed.
 */
async function* runTurn(
	deps: TurnDependencies,
	input: TurnInput,
	signal: AbortSignal,
	running: Map<string, AbortController>
): AsyncGenerator<TurnEvent> {
	const startedMs = deps.elapsed();
	const release = await deps.locks.hold(turnLockName(input.conversationId), signal);
	if (release === null) return;
	const stopped = new AbortController();
	running.set(input.conversationId, stopped);
	try {
		const lockedMs = deps.elapsed();
		let begun: BegunTurn;
		const settings = deps.settings.get();
		// Waited for once the question is on its way to the disk.
		settings.catch(() => undefined);
		try {
			begun = await beginTurn(deps, input);
		} catch (error) {
			yield { type: 'turn-failed', ...storageFailure(error) };
			return;
		}
		const either = AbortSignal.any([signal, stopped.signal]);
		yield* runBegunTurn(deps, begun, settings, { startedMs, lockedMs }, either);
	} finally {
		running.delete(input.conversationId);
		release();
	}
}

async function* runBegunTurn(
	deps: TurnDependencies,
	begun: BegunTurn,
	settings: Promise<Settings>,
	{ startedMs, lockedMs }: { startedMs: number; lockedMs: number },
	signal: AbortSignal
): AsyncGenerator<TurnEvent> {
	const { conversations } = deps;
	const stages: Record<string, number> = { wait: lockedMs - startedMs };
	const stored = begun.stored.then(() => {
		stages.store = deps.elapsed() - lockedMs;
	});
	const naming = stored.then(() => nameConversation(conversations, begun));
	naming.catch(() => undefined);
	const removed = new AbortController();
	const progress = answerProgress(conversations, deps.elapsed, () => removed.abort());
	const state: AnswerState = {
		record: null,
		plan: null,
		model: null,
		earlier: [],
		kept: '',
		stages,
		onText: () => progress.offer(() => answerMessage(begun.answer, state))
	};
	// What it is when whoever reads the events stops reading: what was written is kept.
	let outcome: Outcome = { status: 'stopped' };
	let last: TurnEvent;
	try {
		outcome = yield* answerTurn(
			deps,
			begun,
			settings,
			state,
			AbortSignal.any([signal, removed.signal])
		);
	} catch (error) {
		outcome = { status: 'error', failure: storageFailure(error) };
	} finally {
		const final = finalMessage(begun.answer, outcome, state, startedMs, deps.elapsed());
		const unstored = await stored.then(() => null, storageFailure);
		last = unstored
			? { type: 'turn-failed', ...unstored }
			: await progress.finish(final).then(
					() => endEvent(outcome, final),
					(error: unknown) => unstoredEvent(error, final)
				);
		await naming.catch(() => undefined);
	}
	yield last;
}

/** The answer as it stands, while it is written. */
function answerMessage(answer: Message, { record, plan, model, kept }: AnswerState): Message {
	const text = record?.text === '' || record === null ? kept : record.text;
	return {
		...answer,
		parts: text === '' ? [] : [{ type: 'text', text }],
		...(plan && { source: plan.source }),
		...(model && { model: model.manifest.id })
	};
}

function finalMessage(
	answer: Message,
	outcome: Outcome,
	state: AnswerState,
	startedMs: number,
	nowMs: number
): Message {
	const final: Message = { ...answerMessage(answer, state), status: outcome.status };
	if (outcome.status === 'error') final.error = outcome.failure;
	const { record, plan, model, earlier, stages } = state;
	if (record !== null && plan !== null)
		final.receipt = receiptOf({
			record,
			reason: outcome.status === 'done' ? `${plan.reason} ${outcome.note}`.trim() : plan.reason,
			threshold: model?.manifest.thresholds?.answer ?? null,
			earlier,
			outcome: outcome.status === 'error' ? 'failed' : 'kept',
			startedMs,
			nowMs,
			stages
		});
	return final;
}

function endEvent(outcome: Outcome, message: Message): TurnEvent {
	switch (outcome.status) {
		case 'done':
			return { type: 'turn-finished', message };
		case 'stopped':
			return { type: 'turn-stopped', message };
		case 'error':
			return { type: 'turn-failed', ...outcome.failure };
		default:
			return outcome satisfies never;
	}
}

/** A message that was removed while it was written needs no end; anything else is a failure. */
function unstoredEvent(error: unknown, message: Message): TurnEvent {
	if (errorData(error).code === 'not-found')
		return { type: 'turn-stopped', message: { ...message, status: 'stopped' } };
	return { type: 'turn-failed', ...storageFailure(error) };
}
