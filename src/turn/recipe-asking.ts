// How a step of a recipe asks whoever sits in its seat: what may be sent, one answer that streams or is read
// whole, and what becomes of it on screen. A connection that breaks is tried once more under the same key.
// Not here: the steps themselves (recipes.ts).

import { errorData } from '../contract/errors.ts';
import type { TurnEvent } from '../contract/events.ts';
import type { Source } from '../contract/ids.ts';
import type { Calibrated } from '../decide/calibration.ts';
import type { RecipeStep } from '../decide/recipes.ts';
import type { ChatMessage, GenerateRequest, LoadedModel, Sampling } from '../engine/engine.ts';
import {
	isRefused,
	runAttempt,
	startAttempt,
	type AttemptEnd,
	type AttemptFields,
	type AttemptRecord
} from './attempt.ts';
import { AGAIN } from './ask-further.ts';
import { collectAnswer } from './collect.ts';

/** What may be sent, or why nothing may. */
export type Allowed =
	| {
			answer: 'given';
			messages: ChatMessage[];
			bytes: number;
			/** As of an attempt. */
			price?: AttemptRecord['price'];
	  }
	| { answer: 'refused'; why: string }
	| { answer: 'aborted' };

export type RecipeSeat = {
	model: LoadedModel;
	source: Source;
	modifier: GenerateRequest['modifier'];
	/** Of this model's answers to this question; null where none was fitted. */
	calibrated: Calibrated | null;
	/** The conversation as this model can read it, the question last, and how it answers. */
	messages: readonly ChatMessage[];
	sampling: Sampling;
	topLogprobs?: number;
	/** Of a model elsewhere: asked before each request; `again`: what was allowed is to be sent once more. */
	allow?: (messages: ChatMessage[], again: boolean) => AsyncGenerator<TurnEvent, Allowed>;
	/** Of a model elsewhere: who is asked there for these steps, by the role the step has. */
	inRole?: Partial<Record<RecipeStep['do'], LoadedModel>>;
	/** Of a model elsewhere: who a bill says it was. */
	named?: (provider: string) => Source | null;
};

/** What asking takes. */
export type Asking = {
	begin: (fields: Omit<AttemptFields, 'attempt'>) => AttemptRecord;
	/** A monotonic clock, in milliseconds. */
	elapsed: () => number;
	/** For requests that are charged. */
	newId: () => string;
};

/** Every attempt so far, and the one on screen. */
export type Screen = { records: AttemptRecord[]; shown: AttemptRecord | null };

/** `record` is what can be used of it. */
export type StepEnd = AttemptEnd & { record?: AttemptRecord };

/**
 * One answer, streamed or read whole; `record` is absent where it cannot be used. A connection that breaks
 * is asked once more under the same key.
 */
export async function* asked(
	seat: RecipeSeat,
	messages: ChatMessage[],
	input: Asking,
	state: Screen,
	signal: AbortSignal,
	how: 'shown' | 'unseen'
): AsyncGenerator<TurnEvent, StepEnd> {
	const told = yield* requestFor(seat, messages, input);
	if ('end' in told) return told;
	for (let tries = 1, unpaid: AttemptRecord | null = null; ; tries++) {
		const record = yield* begun(seat, input, state, told, signal);
		if (signal.aborted) return { end: 'aborted' };
		const end =
			how === 'shown'
				? yield* runAttempt(startAttempt(seat.model, told.request, signal), record, input.elapsed)
				: await whole(seat, told.request, record, input, signal);
		named(record, seat);
		// One key is charged once, by whichever bill comes.
		if (unpaid !== null && record.bill?.costMicroUsd) unpaid.price = undefined;
		unpaid = record;
		if (isRefused(end)) record.price = undefined;
		const failure = failureOf(end, record);
		if (failure === null) return { ...end, record };
		const up = yield* given(record, state, failure, end);
		if (tries > 1 || !seat.allow || end.end !== 'failed') return up;
		if (!AGAIN.has(errorData(end.error).code)) return up;
		const allowed = yield* seat.allow(told.request.messages, true);
		if (allowed.answer !== 'given') return allowed.answer === 'aborted' ? { end: 'aborted' } : up;
	}
}

/** A request that may be made; what leaves the device with it, and what it costs. */
export type Told = {
	request: GenerateRequest;
	bytes: number;
	price: AttemptRecord['price'];
};

/** What a seat is asked, once it may be. */
export async function* requestFor(
	seat: RecipeSeat,
	messages: ChatMessage[],
	{ newId }: Asking
): AsyncGenerator<TurnEvent, Told | StepEnd> {
	const { modifier, sampling, topLogprobs, allow } = seat;
	const allowed: Allowed = allow
		? yield* allow(messages, false)
		: { answer: 'given', messages, bytes: 0 };
	if (allowed.answer === 'aborted') return { end: 'aborted' };
	if (allowed.answer === 'refused') return { end: 'failed', error: new Error(allowed.why) };
	return {
		request: {
			messages: allowed.messages,
			modifier,
			sampling,
			...(topLogprobs !== undefined && { topLogprobs }),
			idempotencyKey: newId()
		},
		bytes: allowed.bytes,
		price: allowed.price
	};
}

/** A new attempt, said and counted. */
export async function* begun(
	{ source, model, calibrated }: RecipeSeat,
	{ begin, elapsed }: Asking,
	{ records }: Screen,
	{ bytes, price }: Pick<Told, 'bytes' | 'price'>,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, AttemptRecord> {
	const record = begin({ source, modelId: model.manifest.id, startedMs: elapsed(), calibrated });
	record.sentBytes = bytes;
	record.price = price;
	records.push(record);
	let goesOn = false;
	try {
		yield { type: 'attempt-started', attempt: record.attempt, source };
		goesOn = !signal.aborted;
	} finally {
		// Whoever read it ended the turn, so nobody is asked.
		if (!goesOn) Object.assign(record, { sentBytes: 0, price: undefined });
	}
	return record;
}

export function named(record: AttemptRecord, seat: RecipeSeat): void {
	if (record.bill && seat.named) record.source = seat.named(record.bill.provider) ?? record.source;
}

/** One answer read whole into `record`. */
async function whole(
	{ model }: RecipeSeat,
	request: GenerateRequest,
	record: AttemptRecord,
	{ elapsed }: Asking,
	signal: AbortSignal
): Promise<AttemptEnd> {
	try {
		const answer = await collectAnswer(model, request, record, signal);
		record.text = answer.text.trim();
		record.confidence = answer.tally;
		return { end: answer.end };
	} catch (error) {
		return { end: 'failed', error };
	} finally {
		record.endedMs = elapsed();
	}
}

/** Why an attempt cannot be the answer; null when it can. */
export function failureOf(end: AttemptEnd, { text }: AttemptRecord): string | null {
	if (end.end === 'aborted') return 'The turn was stopped.';
	if (end.end === 'failed') return errorData(end.error).message;
	return text.trim() === '' ? 'It said nothing.' : null;
}

/** Gives an attempt up; the one on screen stays. */
export async function* given(
	record: AttemptRecord,
	state: Screen,
	reason: string,
	end: AttemptEnd
): AsyncGenerator<TurnEvent, StepEnd> {
	// The first answer, stopped while it was written, is what there is.
	if (end.end === 'aborted') {
		if (state.shown === null && record.text !== '') state.shown = record;
		return end;
	}
	record.dropped = { outcome: 'failed', reason };
	yield { type: 'attempt-dropped', attempt: record.attempt, reason };
	return end.end === 'failed' ? end : { end: 'failed', error: new Error(reason) };
}

export async function* dropped(
	record: AttemptRecord,
	reason: string
): AsyncGenerator<TurnEvent, void> {
	record.dropped ??= { outcome: 'dropped', reason };
	yield { type: 'attempt-dropped', attempt: record.attempt, reason };
}

export async function* takesPlace(
	record: AttemptRecord,
	state: Screen,
	reason: string
): AsyncGenerator<TurnEvent, void> {
	if (state.shown !== null) yield* dropped(state.shown, reason);
	state.shown = record;
}
