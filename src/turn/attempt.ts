// One try at an answer: reads the engine's stream, says each piece as an event, and keeps the tally
// that the receipt is made of. Ends at once when aborted, whether or not the engine has noticed yet.
// Not here: what to try (run-turn.ts) and what is stored (progress.ts).

import type { TurnEvent } from '../contract/events.ts';
import type { Source } from '../contract/ids.ts';
import type { EngineEvent, GenerateRequest, LoadedModel } from '../engine/engine.ts';
import { confidenceTally, type ConfidenceTally } from '../decide/confidence.ts';

/** What an attempt has come to so far. */
export type AttemptRecord = {
	readonly attempt: number;
	readonly source: Source;
	readonly startedMs: number;
	text: string;
	confidence: ConfidenceTally;
	promptTokens: number;
	cachedTokens: number;
	promptMs: number | null;
	/** On the turn's clock; null before the first text. */
	firstTextMs: number | null;
	completionTokens: number;
	decodeMs: number | null;
};

export type AttemptEnd = { end: 'stop' | 'length' | 'aborted' } | { end: 'failed'; error: unknown };

export function attemptRecord(attempt: number, source: Source, startedMs: number): AttemptRecord {
	return {
		attempt,
		source,
		startedMs,
		text: '',
		confidence: confidenceTally(),
		promptTokens: 0,
		cachedTokens: 0,
		promptMs: null,
		firstTextMs: null,
		completionTokens: 0,
		decodeMs: null
	};
}

/** `elapsed` is a monotonic clock in milliseconds. Never throws. */
export async function* runAttempt(
	model: LoadedModel,
	request: GenerateRequest,
	record: AttemptRecord,
	signal: AbortSignal,
	elapsed: () => number
): AsyncGenerator<TurnEvent, AttemptEnd> {
	const own = new AbortController();
	const stop = () => own.abort();
	if (signal.aborted) return { end: 'aborted' };
	signal.addEventListener('abort', stop);
	const aborted = new Promise<'aborted'>((resolve) => {
		own.signal.addEventListener('abort', () => resolve('aborted'));
	});
	const stream = model.generate(request, own.signal)[Symbol.asyncIterator]();
	try {
		for (;;) {
			const next = stream.next();
			// When the abort wins the race nobody else looks at how the stream ends.
			next.catch(() => undefined);
			const result = await Promise.race([next, aborted]);
			if (result === 'aborted' || own.signal.aborted) return { end: 'aborted' };
			if (result.done) return { end: 'failed', error: new Error('its answer broke off') };
			const end = yield* applyEvent(result.value, record, elapsed);
			if (end !== null) return end;
		}
	} catch (error) {
		return { end: 'failed', error };
	} finally {
		signal.removeEventListener('abort', stop);
		// Whoever stopped listening does not need the rest computed; a stream left where it is would
		// keep its place in the engine's queue. It is not waited for: it may not notice.
		own.abort();
		stream.return?.().catch(() => undefined);
	}
}

async function* applyEvent(
	event: EngineEvent,
	record: AttemptRecord,
	elapsed: () => number
): AsyncGenerator<TurnEvent, AttemptEnd | null> {
	const { attempt, confidence } = record;
	switch (event.type) {
		case 'prompt-read':
			record.promptTokens = event.promptTokens;
			record.cachedTokens = event.cachedTokens;
			record.promptMs = event.ms;
			return null;
		case 'delta': {
			const before = confidence.value();
			confidence.add(event.tokens);
			record.completionTokens += event.tokens.length;
			if (event.text !== '') {
				record.text += event.text;
				record.firstTextMs ??= elapsed();
				yield { type: 'text-delta', attempt, text: event.text };
			}
			const value = confidence.value();
			if (value !== null && value !== before) yield { type: 'confidence-updated', attempt, value };
			return null;
		}
		case 'finished':
			record.completionTokens = event.completionTokens;
			record.decodeMs = event.decodeMs;
			// The engine gave up without being told to, e.g. because its model was put away.
			if (event.reason === 'abort') return { end: 'aborted' };
			return { end: event.reason };
		default:
			return event satisfies never;
	}
}
