// A turn, from a question to a stored answer: one async generator of events. It stores before it
// speaks (the model reads meanwhile), saves while it writes, and ends with exactly one of finished,
// stopped or failed.
// It acts through interfaces alone; what to try is decided in decide/, what to send in context/.

import { errorData } from '../contract/errors.ts';
import type { TurnEvent } from '../contract/events.ts';
import type { Message } from '../contract/messages.ts';
import type { QueuedQuestion } from '../contract/queue.ts';
import type { TurnInput, TurnService } from '../contract/services.ts';
import { signalsIn } from './adaptive-signals.ts';
import { answerTurn, type AnswerInput } from './answer-turn.ts';
import { beginTurn, nameConversation, type BegunTurn } from './begin-turn.ts';
import { createConsents, type Consents } from './consents.ts';
import type { TurnDependencies } from './dependencies.ts';
import { budgetsInMemory, watchedBudget } from './edge-budget.ts';
import { finalMessage, hasSent, newAnswerState, unfinishedMessage } from './final-message.ts';
import { turnLockName } from './locks.ts';
import { answerProgress } from './progress.ts';
import { watchRemoval } from './removal.ts';
import { keepNote } from './say.ts';
import { told } from './told.ts';
import type { AnswerState, Outcome } from './turn.ts';
import { storageFailure } from './turn-failure.ts';

export function createTurnService(given: TurnDependencies): TurnService {
	const { native, edge, budgets = budgetsInMemory(), now } = given;
	const deps: TurnDependencies = {
		...given,
		native: native && watchedBudget(native, budgets, now),
		edge: edge && watchedBudget(edge, budgets, now)
	};
	/** Of the turns this tab runs, by conversation: each holds its conversation's lock. */
	const running = new Map<string, AbortController>();
	const consents = createConsents();
	deps.stops.listen((conversationId) => running.get(conversationId)?.abort());
	return {
		run: (input, signal) => runTurn(deps, input, signal, running, consents),
		stop(conversationId) {
			const own = running.get(conversationId);
			if (own) own.abort();
			else deps.stops.ask(conversationId);
		},
		consent: consents.answer,
		recipes: async (about) => {
			const offers = await import('./recipe-offers.ts').catch(() => null);
			return offers === null ? [] : offers.recipeOffers(deps, about).catch(() => []);
		}
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
	running: Map<string, AbortController>,
	consents: Consents
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
		const { options } = input;
		const edits = input.kind === 'edit' ? input.messageId : null;
		const answering = { deps, consents, begun, options, settings, edits, signal: either };
		if (input.kind === 'queued') yield* sendWaiting(answering, input.question);
		else yield* runBegunTurn(answering, { startedMs, lockedMs });
	} finally {
		running.delete(input.conversationId);
		release();
	}
}

/** As send-queued.ts says; its code is fetched when it is first needed. */
async function* sendWaiting(
	answering: Answering,
	question: QueuedQuestion
): AsyncGenerator<TurnEvent> {
	const { deps, begun } = answering;
	const removed = new AbortController();
	const unwatch = watchRemoval(deps.conversations, begun.answer, () => removed.abort());
	try {
		const { sendQueued } = await import('./send-queued.ts');
		const signal = AbortSignal.any([answering.signal, removed.signal]);
		yield* sendQueued({ ...answering, signal }, question);
	} finally {
		unwatch();
	}
}

/** `edits`: the question that this one puts otherwise. */
type Answering = Omit<AnswerInput, 'state'> & { edits: string | null };

async function* runBegunTurn(
	answering: Answering,
	{ startedMs, lockedMs }: { startedMs: number; lockedMs: number }
): AsyncGenerator<TurnEvent> {
	const { deps, begun, signal } = answering;
	const { conversations } = deps;
	const stages: Record<string, number> = { wait: lockedMs - startedMs };
	const stored = begun.stored.then(() => {
		stages.store = deps.elapsed() - lockedMs;
	});
	const naming = stored.then(() => nameConversation(conversations, begun));
	naming.catch(() => undefined);
	const removed = new AbortController();
	const progress = answerProgress(conversations, deps.elapsed, () => removed.abort());
	let unwatch = () => undefined as void;
	// Not before it is there to be deleted.
	stored.then(
		() => (unwatch = watchRemoval(conversations, begun.answer, () => removed.abort())),
		() => undefined
	);
	const state = newAnswerState(stages);
	// What it is when whoever reads the events stops reading: what was written is kept.
	let outcome: Outcome = { status: 'stopped' };
	let last: TurnEvent;
	try {
		const either = AbortSignal.any([signal, removed.signal]);
		const events = answerTurn({ ...answering, state, signal: either });
		outcome = yield* told(
			events,
			(event) => {
				keepNote(state, event);
				const isShown = state.attempts.shown.apply(event);
				const sent = hasSent(state);
				if (isShown || sent)
					progress.offer(
						() => unfinishedMessage(begun.answer, state, startedMs, deps.elapsed()),
						sent && event.type === 'attempt-started'
					);
			},
			{ status: 'stopped' }
		);
	} catch (error) {
		outcome = { status: 'error', failure: storageFailure(error) };
	} finally {
		const final = finalMessage(begun.answer, outcome, state, startedMs, deps.elapsed());
		const unstored = await stored.then(() => null, storageFailure);
		unwatch();
		last = unstored
			? { type: 'turn-failed', ...unstored }
			: await progress.finish(final).then(
					() => endEvent(outcome, final),
					(error: unknown) => unstoredEvent(error, final)
				);
		await naming.catch(() => undefined);
		if (last.type === 'turn-finished') learnFrom(answering, state, final);
	}
	yield last;
}

/** What an answer may teach, and what the question says of the answer before it. Nobody waits for it. */
function learnFrom(
	{ deps: { adaptive }, begun, edits }: Answering,
	{ judged, also, attempts }: AnswerState,
	{ id, source = 'base' }: Message
): void {
	if (!adaptive) return;
	const work = signalsIn(begun, { edits, complains: also.dissatisfied !== undefined }).map(
		({ answerId, signal }) => adaptive.signal(answerId, signal)
	);
	// Of another draw's fate nothing follows for how sure to be of the first.
	if (judged && (source !== 'base' || judged.record.text === attempts.answer()?.text)) {
		const { baseSha256 } = judged;
		work.push(adaptive.note({ answerId: id, baseSha256, source }, judged.judged));
	}
	// A teacher that fails costs no answer.
	Promise.all(work).catch(() => undefined);
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
