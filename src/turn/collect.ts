// Answers that are read whole before anybody sees them: paths of a vote, revisions, verdicts. Counts what
// they take into an attempt's record. Ends at once when aborted, whether or not the engine notices.
// Not here: an answer that is shown while it is written (attempt.ts), and what is done with several.

import { confidenceTally, type ConfidenceTally } from '../decide/confidence.ts';
import type { EngineEvent, GenerateRequest, LoadedModel } from '../engine/engine.ts';
import { startAttempt, type AttemptRecord, type StartedAttempt } from './attempt.ts';
import { orAborted } from './or-aborted.ts';

export type CollectedAnswer = {
	path: number;
	text: string;
	/** As they came. */
	tokens: number;
	tally: ConfidenceTally;
	end: 'stop' | 'length' | 'aborted';
};

/** What an answer takes is added to it. */
export type Spent = Pick<
	AttemptRecord,
	'promptTokens' | 'cachedTokens' | 'promptMs' | 'completionTokens' | 'bill'
>;

/**
 * `paths` answers to one request, each as it ends: at once where the model decodes several sequences, else
 * one after another, each from a seed of its own. Whoever stops reading stops the rest. Ends early when
 * aborted; throws what the engine throws.
 */
export async function* collectPaths(
	model: LoadedModel,
	request: GenerateRequest,
	paths: number,
	spent: Spent,
	signal: AbortSignal
): AsyncGenerator<CollectedAnswer, void> {
	if (signal.aborted) return;
	if (model.capabilities.parallel > 1 && paths > 1) {
		yield* answersOf(startAttempt(model, { ...request, paths }, signal), spent);
		return;
	}
	for (let path = 0; path < paths && !signal.aborted; path++) {
		const started = startAttempt(model, seeded(request, path), signal);
		for await (const answer of answersOf(started, spent)) yield { ...answer, path };
	}
}

/** One answer. Throws what the engine throws. */
export async function collectAnswer(
	model: LoadedModel,
	request: GenerateRequest,
	spent: Spent,
	signal: AbortSignal
): Promise<CollectedAnswer> {
	// Nobody is set to work for a turn that was stopped.
	if (!signal.aborted)
		for await (const answer of answersOf(startAttempt(model, request, signal), spent))
			return answer;
	return { path: 0, text: '', tokens: 0, tally: confidenceTally(), end: 'aborted' };
}

/** The same request for another answer: the same seed would give the same one. */
export function seeded(request: GenerateRequest, number: number): GenerateRequest {
	const { seed } = request.sampling;
	const { idempotencyKey } = request;
	return {
		...request,
		sampling: { ...request.sampling, seed: seed === null ? null : seed + number },
		// Another answer is another charge.
		...(idempotencyKey !== undefined &&
			number > 0 && { idempotencyKey: `${idempotencyKey}-${number}` })
	};
}

async function* answersOf(
	{ stream, first, signal, leave }: StartedAttempt,
	spent: Spent
): AsyncGenerator<CollectedAnswer, void> {
	const wait = orAborted(signal);
	const open = new Map<number, CollectedAnswer>();
	const answerOn = (path: number): CollectedAnswer => {
		const answer = open.get(path) ?? {
			path,
			text: '',
			tokens: 0,
			tally: confidenceTally(),
			end: 'aborted'
		};
		open.set(path, answer);
		return answer;
	};
	let finished = false;
	try {
		for (let next = first; ; next = stream.next()) {
			if (signal.aborted) {
				// Nobody else looks at how the stream ends.
				next.catch(() => undefined);
				return;
			}
			const result = await wait(next);
			if (result === 'aborted' || signal.aborted) return;
			if (result.done) {
				if (!finished || open.size > 0) throw new Error('its answer broke off');
				return;
			}
			const event = result.value;
			count(event, spent, open);
			if (event.type === 'delta') {
				const answer = answerOn(event.path);
				answer.text += event.text;
				answer.tokens += event.tokens.length;
				answer.tally.add(event.tokens);
			} else if (event.type === 'finished') {
				const answer = answerOn(event.path);
				open.delete(event.path);
				finished = true;
				answer.end = event.reason === 'abort' ? 'aborted' : event.reason;
				yield answer;
			}
		}
	} finally {
		leave();
	}
}

/** Adds what an event says was spent. */
function count(event: EngineEvent, spent: Spent, open: ReadonlyMap<number, CollectedAnswer>): void {
	switch (event.type) {
		case 'prompt-read':
			// Of the first: the paths after it read what it read.
			if (spent.promptMs !== null) return;
			spent.promptTokens = event.promptTokens;
			spent.cachedTokens = event.cachedTokens;
			spent.promptMs = event.ms;
			return;
		case 'delta':
			spent.completionTokens += event.tokens.length;
			return;
		case 'finished': {
			const counted = open.get(event.path)?.tokens ?? 0;
			spent.completionTokens += event.completionTokens - counted;
			return;
		}
		case 'billed': {
			const { type: _, ...bill } = event;
			const before = spent.bill;
			spent.bill = {
				...bill,
				attempts: bill.attempts + (before?.attempts ?? 0),
				bytesSent: bill.bytesSent + (before?.bytesSent ?? 0),
				costMicroUsd:
					bill.costMicroUsd === null && !before?.costMicroUsd
						? null
						: (bill.costMicroUsd ?? 0) + (before?.costMicroUsd ?? 0)
			};
			return;
		}
		default:
			event satisfies never;
	}
}
