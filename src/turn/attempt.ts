// One try at an answer: reads the engine's stream, says each piece as an event, and keeps the tally
// that the receipt is made of. Ends at once when aborted, whether or not the engine has noticed yet.
// Not here: what to try (answer-here.ts) and what is stored (progress.ts).

import type { EngineChoice } from '../contract/engine-choice.ts';
import { errorData } from '../contract/errors.ts';
import type { TurnEvent } from '../contract/events.ts';
import type { Source } from '../contract/ids.ts';
import type { ReceiptCalibration } from '../contract/receipt.ts';
import type { Bill, EngineEvent, GenerateRequest, LoadedModel } from '../engine/engine.ts';
import type { Calibrated } from '../decide/calibration.ts';
import { confidenceTally, type ConfidenceTally } from '../decide/confidence.ts';
import { orAborted } from './or-aborted.ts';

/** What an attempt has come to so far. */
export type AttemptRecord = {
	readonly attempt: number;
	/** Who answers; on another machine, who says there that it did. */
	source: Source;
	/** A manifest's id. */
	readonly modelId: string;
	readonly startedMs: number;
	text: string;
	confidence: ConfidenceTally;
	/** How sure it was after its last piece (confidenceOf); null before the first, and of one read whole. */
	sure: number | null;
	/** How this model's figures become a chance of being right; null while none was fitted. */
	calibrated: Calibrated | null;
	promptTokens: number;
	cachedTokens: number;
	promptMs: number | null;
	/** On the turn's clock; null before the first text. */
	firstTextMs: number | null;
	completionTokens: number;
	decodeMs: number | null;
	/** What another machine asked for it; null when it ran here. */
	bill: Bill | null;
	/** Bytes that left the device, at the least, when nobody sends a bill. */
	sentBytes: number;
	/** The most that so many tokens of answer cost there, prompt included; null: not known. Absent: it is free. */
	price?: ((answerTokens: number) => number | null) | undefined;
	/** Whose fit `calibrated` is, where it is not the model's own; a guess is said as none. */
	calibration?: ReceiptCalibration;
	/** It says that its model does not know. */
	abstains?: boolean;
	/** How this device ran it, and why so. */
	choice?: EngineChoice;
	/** What it was written with, where it had examples before the question: the person's own have no ids. */
	examples?: { from: 'message' | 'bank'; ids: string[]; questions: string[] };
	/** Of a vote, and of a critic, where there was one. */
	votes?: { for: number; of: number };
	grade?: number;
	/** Why it is not the answer; null while it may be. */
	dropped: { outcome: 'dropped' | 'failed'; reason: string } | null;
	/** When it ended, on the turn's clock; null while it runs. */
	endedMs: number | null;
};

export type AttemptEnd = { end: 'stop' | 'length' | 'aborted' } | { end: 'failed'; error: unknown };

export type AttemptFields = Pick<
	AttemptRecord,
	| 'attempt'
	| 'source'
	| 'modelId'
	| 'startedMs'
	| 'calibrated'
	| 'calibration'
	| 'choice'
	| 'examples'
>;

export function attemptRecord(fields: AttemptFields): AttemptRecord {
	return {
		...fields,
		text: '',
		confidence: confidenceTally(),
		sure: null,
		promptTokens: 0,
		cachedTokens: 0,
		promptMs: null,
		firstTextMs: null,
		completionTokens: 0,
		decodeMs: null,
		bill: null,
		sentBytes: 0,
		dropped: null,
		endedMs: null
	};
}

/** An answer the engine is at work on, whether or not anybody reads it yet. */
export type StartedAttempt = {
	stream: AsyncIterator<EngineEvent>;
	first: Promise<IteratorResult<EngineEvent>>;
	/** Ends when it is to be given up. */
	signal: AbortSignal;
	/** Stops the engine. Not waited for: it may not notice. */
	leave(): void;
};

/** Sets the engine to work; the caller calls `leave` in the end. Never throws. */
export function startAttempt(
	model: LoadedModel,
	request: GenerateRequest,
	signal: AbortSignal
): StartedAttempt {
	const own = new AbortController();
	const stop = () => own.abort();
	if (signal.aborted) stop();
	signal.addEventListener('abort', stop);
	const stream = model.generate(request, own.signal)[Symbol.asyncIterator]();
	const first = stream.next();
	// When it is given up first nobody else looks at how the stream ends.
	first.catch(() => undefined);
	return {
		stream,
		first,
		signal: own.signal,
		leave() {
			signal.removeEventListener('abort', stop);
			// Whoever stopped listening does not need the rest computed; a stream left where it is would
			// keep its place in the engine's queue.
			own.abort();
			stream.return?.().catch(() => undefined);
		}
	};
}

/** Bytes that left the device for it. */
export const bytesSentOf = ({ bill, sentBytes }: AttemptRecord): number =>
	Math.max(bill?.bytesSent ?? 0, sentBytes);

/**
 * What it cost. A bill that did not come, because nobody waited for it or the connection broke, is estimated from
 * what came of the answer: it is charged all the same. Null where no price is known.
 */
export function spentOn({ bill, price, completionTokens, text }: AttemptRecord): {
	microUsd: number | null;
	estimated: boolean;
} {
	const told = bill?.costMicroUsd ?? null;
	if (told !== null || !price) return { microUsd: told ?? 0, estimated: false };
	// Who gives no log-probabilities is not counted by tokens before the end.
	const bytes = new TextEncoder().encode(text).length;
	const tokens = Math.max(completionTokens, Math.ceil(bytes / BYTES_PER_TOKEN));
	return { microUsd: price(tokens), estimated: true };
}

/** Whether nobody began to answer, so that nothing is charged. */
export const isRefused = (end: AttemptEnd): boolean =>
	end.end === 'failed' && REFUSALS.has(errorData(end.error).code);

/** As of EdgeCallCode, and before a call. */
const REFUSALS: ReadonlySet<string> = new Set([
	'unreachable',
	'over-budget',
	'rate-limited',
	'refused',
	'not-configured',
	'offline',
	'unsupported'
]);

/** Rather too few, so that an estimate is rather too high: 4 of English, 3 of a character of Chinese. */
const BYTES_PER_TOKEN = 3;

/** Whether how sure it is is a careful guess, which is compared with no threshold. */
export const isGuess = ({ calibration }: Pick<AttemptRecord, 'calibration'>): boolean =>
	calibration?.by === 'guess';

/** How sure the attempt is so far: calibrated where it can be, else the smallest token probability. */
export function confidenceOf({ confidence, calibrated, text }: AttemptRecord): number | null {
	const features = calibrated === null ? null : confidence.features();
	return calibrated === null || features === null ? confidence.value() : calibrated(features, text);
}

/** `elapsed` is a monotonic clock in milliseconds. Never throws. */
export async function* runAttempt(
	{ stream, first, signal, leave }: StartedAttempt,
	record: AttemptRecord,
	elapsed: () => number
): AsyncGenerator<TurnEvent, AttemptEnd> {
	const wait = orAborted(signal);
	try {
		for (let next = first; ; next = stream.next()) {
			const result = await wait(next);
			if (result === 'aborted') return { end: 'aborted' };
			if (signal.aborted) {
				// What was charged is said, though nobody waits for the rest.
				if (!result.done && result.value.type === 'billed') keepBill(result.value, record);
				return { end: 'aborted' };
			}
			if (result.done) return { end: 'failed', error: new Error('its answer broke off') };
			const event = result.value;
			if (event.type === 'delta') {
				const surer = addDelta(event, record);
				if (event.text !== '') {
					record.firstTextMs ??= elapsed();
					yield { type: 'text-delta', attempt: record.attempt, text: event.text };
				}
				if (surer !== null)
					yield { type: 'confidence-updated', attempt: record.attempt, value: surer };
			} else {
				const end = applyEvent(event, record);
				if (end !== null) return end;
			}
			// Whoever read the event may have ended it: not a token more is asked for.
			if (signal.aborted) return { end: 'aborted' };
		}
	} catch (error) {
		return { end: 'failed', error };
	} finally {
		record.endedMs = elapsed();
		leave();
	}
}

function keepBill(
	{
		provider,
		attempts,
		costMicroUsd,
		remainingMicroUsd,
		bytesSent
	}: Extract<EngineEvent, { type: 'billed' }>,
	record: AttemptRecord
): void {
	record.bill = { provider, attempts, costMicroUsd, remainingMicroUsd, bytesSent };
}

/** How sure it is now; null where that is as before, or not known. */
function addDelta(
	{ text, tokens }: Extract<EngineEvent, { type: 'delta' }>,
	record: AttemptRecord
): number | null {
	const before = record.sure;
	record.confidence.add(tokens);
	record.completionTokens += tokens.length;
	record.text += text;
	// Worked out once a piece: there are hundreds a second.
	record.sure = confidenceOf(record);
	return record.sure === before ? null : record.sure;
}

/** How the attempt ended, where this is its end. */
function applyEvent(
	event: Exclude<EngineEvent, { type: 'delta' }>,
	record: AttemptRecord
): AttemptEnd | null {
	switch (event.type) {
		case 'prompt-read':
			record.promptTokens = event.promptTokens;
			record.cachedTokens = event.cachedTokens;
			record.promptMs = event.ms;
			return null;
		case 'billed':
			keepBill(event, record);
			return null;
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
