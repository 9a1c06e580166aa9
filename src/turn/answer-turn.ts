// Answers a question that is stored: waits for a model, fits the conversation to its context, and
// tries until an answer is kept. A try cut off by a lost device, or by the closing of the tab that
// ran the model, is dropped and made once more. Nothing is stored here (run-turn.ts does).

import { errorData } from '../contract/errors.ts';
import type { Plan, TurnEvent } from '../contract/events.ts';
import { messageText } from '../contract/messages.ts';
import type { Attempt } from '../contract/receipt.ts';
import type { Settings } from '../contract/settings.ts';
import { fitContext, type FittedContext } from '../context/fit-context.ts';
import { alternativesFor, calibrationFor } from '../decide/calibration.ts';
import { planTurn } from '../decide/plan.ts';
import type { LoadedModel, Sampling } from '../engine/engine.ts';
import {
	attemptRecord,
	runAttempt,
	startAttempt,
	type AttemptEnd,
	type AttemptRecord
} from './attempt.ts';
import type { BegunTurn } from './begin-turn.ts';
import { exchangesOf } from './branch.ts';
import { attemptOf } from './receipt.ts';
import { tokenCounter } from './token-counts.ts';
import { EMPTY_ANSWER, engineFailure, tooLongFailure, type TurnFailure } from './turn-failure.ts';
import type { TurnDependencies } from './run-turn.ts';

export type Outcome =
	| { status: 'done'; note: string }
	| { status: 'stopped' }
	| { status: 'error'; failure: TurnFailure };

/** What the answer has come to; read by whoever stores it, written here. */
export type AnswerState = {
	record: AttemptRecord | null;
	plan: Plan | null;
	model: LoadedModel | null;
	/** Attempts that were dropped. */
	earlier: Attempt[];
	/** The text of a dropped attempt, shown and stored until the next one has some. */
	kept: string;
	/** Milliseconds of the stages before the engine. */
	stages: Record<string, number>;
	/** Called after each piece of text. */
	onText: () => void;
};

/** One new attempt after the first: a device that is lost twice in one answer needs a person. */
const MAX_ATTEMPTS = 2;
/** Of the context, when the engine found it full: the template added more than was allowed for. */
const SMALLER = 0.75;
/** For another answer to the same question, where the settings ask for less: high enough to differ. */
const AGAIN_TEMPERATURE = 0.7;
/** Of the words that are likely at all; llama.cpp's default. */
const TOP_K = 40;

export async function* answerTurn(
	deps: TurnDependencies,
	begun: BegunTurn,
	settingsRead: Promise<Settings>,
	state: AnswerState,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, Outcome> {
	// The first event says that the question is stored, whatever happens to the answer. A model that is
	// ready reads the question while the disk writes it.
	const opening = openingEvent(deps, begun);
	const settings = await settingsRead;
	let share = 1;
	for (let attempt = 1; ;) {
		let model: LoadedModel;
		let context: FittedContext;
		try {
			const waitingMs = deps.elapsed();
			const current = deps.models.current();
			if (current === null) {
				yield* opening;
				yield { type: 'notice', message: 'The model is still loading. The answer follows.' };
			}
			model = current ?? (await deps.models.acquire(signal));
			const modelMs = deps.elapsed();
			const fitted = await fit(begun, model, settings, share);
			state.stages.model = modelMs - waitingMs;
			state.stages.context = deps.elapsed() - modelMs;
			if (signal.aborted || fitted.outcome === 'too-long') yield* opening;
			if (signal.aborted) return { status: 'stopped' };
			if (fitted.outcome === 'too-long')
				return { status: 'error', failure: tooLongFailure(fitted) };
			context = fitted;
		} catch (error) {
			yield* opening;
			if (signal.aborted) return { status: 'stopped' };
			if (attempt < MAX_ATTEMPTS && isLost(error)) {
				attempt++;
				continue;
			}
			return { status: 'error', failure: engineFailure(error) };
		}
		const plan = planTurn({
			name: model.manifest.name,
			logprobs: model.capabilities.logprobs,
			attempt
		});
		const sampling = samplingFor(settings, begun.again, context.answerTokens, deps.random);
		const calibrated = calibrationFor(model.manifest, plan.modifier?.id ?? null, {
			prompt: messageText(begun.question),
			earlier: context.messages.filter(({ role }) => role === 'user').length - 1
		});
		const record = attemptRecord(attempt, plan.source, deps.elapsed(), calibrated);
		const topLogprobs = alternativesFor(model.manifest, plan.modifier?.id ?? null);
		const request = { messages: context.messages, modifier: plan.modifier, sampling, topLogprobs };
		const started = startAttempt(model, request, signal);
		let end: AttemptEnd;
		try {
			yield* opening;
			yield { type: 'attempt-started', attempt, source: plan.source };
			Object.assign(state, { record, plan, model });
			end = yield* told(runAttempt(started, record, deps.elapsed), state.onText);
		} finally {
			started.leave();
		}
		if (end.end !== 'failed') return yield* settled(end.end, record, sampling);
		const full = errorData(end.error).code === 'context-full' && share === 1;
		if (attempt >= MAX_ATTEMPTS || !(full || isLost(end.error)))
			return { status: 'error', failure: engineFailure(end.error) };
		const { message: reason } = engineFailure(end.error);
		yield { type: 'attempt-dropped', attempt, reason };
		state.earlier.push(attemptOf(record, 'dropped', reason, deps.elapsed()));
		state.kept = record.text === '' ? state.kept : record.text;
		if (full) share = SMALLER;
		attempt++;
	}
}

/** Says once that the question is stored, and what is tried first. Throws what storing threw. */
async function* openingEvent(
	deps: TurnDependencies,
	{ stored }: BegunTurn
): AsyncGenerator<TurnEvent, void> {
	await stored;
	const name = deps.models.current()?.manifest.name ?? 'The model';
	yield { type: 'route-chosen', plan: planTurn({ name, logprobs: true, attempt: 1 }) };
}

function isLost(error: unknown): boolean {
	return errorData(error).code === 'device-lost';
}

async function* settled(
	end: Exclude<AttemptEnd['end'], 'failed'>,
	record: AttemptRecord,
	{ maxTokens }: Sampling
): AsyncGenerator<TurnEvent, Outcome> {
	switch (end) {
		case 'aborted':
			return { status: 'stopped' };
		case 'stop':
			if (record.text === '') return { status: 'error', failure: EMPTY_ANSWER };
			return { status: 'done', note: '' };
		case 'length': {
			if (record.text === '') return { status: 'error', failure: EMPTY_ANSWER };
			const note = `The answer was cut off at ${maxTokens.toLocaleString('en')} tokens, the most it may have here.`;
			yield { type: 'notice', message: note };
			return { status: 'done', note };
		}
		default:
			return end satisfies never;
	}
}

/** Passes events on, and tells after each piece of text. */
async function* told(
	events: AsyncGenerator<TurnEvent, AttemptEnd>,
	onText: () => void
): AsyncGenerator<TurnEvent, AttemptEnd> {
	try {
		for (;;) {
			const next = await events.next();
			if (next.done) return next.value;
			if (next.value.type === 'text-delta') onText();
			yield next.value;
		}
	} finally {
		await events.return({ end: 'aborted' });
	}
}

function fit(
	{ conversation, earlier, question }: BegunTurn,
	model: LoadedModel,
	settings: Settings,
	share: number
) {
	const systemPrompt = conversation.systemPrompt || settings.systemPrompt;
	return fitContext({
		systemPrompt: model.manifest.template.systemPrompt ? systemPrompt.trim() : '',
		messages: [...exchangesOf(earlier), { role: 'user', content: messageText(question) }],
		contextTokens: Math.floor(model.contextTokens * share),
		maxTokens: settings.maxTokens,
		countTokens: tokenCounter(model)
	});
}

function samplingFor(
	settings: Settings,
	again: boolean,
	maxTokens: number,
	random: () => number
): Sampling {
	const temperature = again
		? Math.max(settings.temperature, AGAIN_TEMPERATURE)
		: settings.temperature;
	return {
		temperature,
		topP: settings.topP,
		topK: TOP_K,
		seed: temperature === 0 ? null : Math.floor(random() * 0x7fffffff),
		maxTokens
	};
}
