// One try at an answer on this device: waits for the model, fits the conversation to its context, and
// streams. A try cut off by a lost device, or by the closing of the tab that ran the model, is dropped and
// made once more; so is one that found the context full. Not here: who is to answer (answer-here.ts).

import { errorData } from '../contract/errors.ts';
import type { TurnEvent } from '../contract/events.ts';
import type { ModifierId } from '../contract/ids.ts';
import { specialistOf } from '../contract/specialists.ts';
import { fitContext, type FittedContext, type TooLong } from '../context/fit-context.ts';
import { alternativesFor } from '../contract/calibration.ts';
import { calibrationFor } from '../decide/calibration.ts';
import type { Running } from '../decide/early-exit.ts';
import {
	BROWSERS_MODEL_LOCAL_ONLY,
	GUESSED,
	INTERRUPTED,
	noModifierWords
} from '../decide/plan-words.ts';
import { specialistScaledWords } from '../decide/plan-specialist-words.ts';
import type { ChatMessage, GenerateRequest, LoadedModel, Sampling } from '../engine/engine.ts';
import {
	isGuess,
	runAttempt,
	startAttempt,
	type AttemptEnd,
	type AttemptRecord,
	type StartedAttempt
} from './attempt.ts';
import { exchangeImagesOf } from './branch.ts';
import { filePromptHere, imagesOf, withImages } from './file-prompt.ts';
import { withOwnExamples } from './own-examples.ts';
import { promptHere } from './site-prompt.ts';
import { modifiersOf } from './situation.ts';
import { tokenCounter } from './token-counts.ts';
import type { Turn } from './turn.ts';
import { EMPTY_ANSWER, engineFailure, tooLongFailure, type TurnFailure } from './turn-failure.ts';

export type Tried =
	| {
			end: 'answered';
			record: AttemptRecord;
			model: LoadedModel;
			/** What was asked: the same can be asked again. */
			request: GenerateRequest;
			note: string | null;
	  }
	/** The base's, before its end: somebody else should answer. */
	| {
			end: 'given-up';
			record: AttemptRecord;
			model: LoadedModel;
			request: GenerateRequest;
			confidence: number;
	  }
	| { end: 'stopped' }
	| { end: 'failed'; failure: TurnFailure; record: AttemptRecord | null };

/** One new try after the first: a device that is lost twice in one answer needs a person. */
const MAX_TRIES = 2;
/** Of the context, when the engine found it full: the template added more than was allowed for. */
const SMALLER = 0.75;
/** For another answer to the same question, where the settings ask for less: high enough to differ. */
const AGAIN_TEMPERATURE = 0.7;
/** Of the words that are likely at all; llama.cpp's default. */
const TOP_K = 40;

/**
 * `modifier` null: the base. `hopeless`: whether it is given up, because it is so little sure and somebody
 * else can answer; asked as it writes.
 */
export async function* tryHere(
	turn: Turn,
	modifier: ModifierId | null,
	hopeless: (model: LoadedModel, running: Running) => boolean = () => false
): AsyncGenerator<TurnEvent, Tried> {
	const { deps, state, signal, opening } = turn;
	let share = 1;
	for (let tries = 1; ; tries++) {
		let model: LoadedModel;
		let context: Fitted;
		try {
			model = yield* modelFor(turn);
			if (model.backend === 'built-in' && turn.begun.conversation.egress === 'local-only')
				return failed('engine-failed', BROWSERS_MODEL_LOCAL_ONLY);
			if (modifier !== null && !modifiersOf(model).includes(modifier))
				return failed('engine-failed', noModifierWords(modifier, model.manifest.name));
			const startedMs = deps.elapsed();
			const fitted = await fit(turn, model, share);
			state.stages.context = deps.elapsed() - startedMs;
			if (signal.aborted || fitted.outcome === 'too-long') yield* opening;
			if (signal.aborted) return { end: 'stopped' };
			if (fitted.outcome === 'too-long')
				return { end: 'failed', failure: tooLongFailure(fitted), record: null };
			context = fitted;
		} catch (error) {
			yield* opening;
			if (signal.aborted) return { end: 'stopped' };
			if (tries < MAX_TRIES && isLost(error)) continue;
			return { end: 'failed', failure: engineFailure(error), record: null };
		}
		const { record, request } = attemptFor(turn, model, context, modifier);
		const started = startAttempt(model, request, signal);
		let end: AttemptEnd | { end: 'given-up'; confidence: number };
		try {
			yield* opening;
			yield { type: 'attempt-started', attempt: record.attempt, source: record.source };
			end = yield* untilHopeless(started, record, deps.elapsed, (running) =>
				hopeless(model, running)
			);
		} finally {
			started.leave();
		}
		if (end.end === 'given-up') return { ...end, record, model, request };
		if (end.end !== 'failed') return settled(end.end, record, model, request);
		const full = errorData(end.error).code === 'context-full' && share === 1;
		const failure = engineFailure(end.error);
		if (tries >= MAX_TRIES || !(full || isLost(end.error)))
			return { end: 'failed', failure, record };
		yield state.attempts.drop(record, 'dropped', failure.message);
		if (!state.reasons.includes(INTERRUPTED)) state.reasons.push(INTERRUPTED);
		if (full) share = SMALLER;
	}
}

/** An attempt, until it is given up. */
async function* untilHopeless(
	started: StartedAttempt,
	record: AttemptRecord,
	elapsed: () => number,
	hopeless: (running: Running) => boolean
): AsyncGenerator<TurnEvent, AttemptEnd | { end: 'given-up'; confidence: number }> {
	const events = runAttempt(started, record, elapsed);
	try {
		for (;;) {
			const next = await events.next();
			if (next.done) return next.value;
			yield next.value;
			const { sure: confidence, completionTokens: tokens } = record;
			if (confidence === null || started.signal.aborted) continue;
			if (hopeless({ confidence, tokens })) return { end: 'given-up', confidence };
		}
	} finally {
		await events.return({ end: 'aborted' });
	}
}

/** The model, after waiting for one on its way. Throws what the provider throws. */
export async function* modelFor({
	deps,
	state,
	signal,
	opening
}: Pick<Turn, 'deps' | 'state' | 'signal' | 'opening'>): AsyncGenerator<TurnEvent, LoadedModel> {
	const waitingMs = deps.elapsed();
	const current = deps.models.current();
	if (current === null) {
		yield* opening;
		yield {
			type: 'notice',
			message: 'The model is still loading. The answer follows.',
			passing: true
		};
	}
	const model = current ?? (await deps.models.acquire(signal));
	state.stages.model = (state.stages.model ?? 0) + deps.elapsed() - waitingMs;
	return model;
}

function attemptFor(
	{ deps, settings, state, situation }: Turn,
	model: LoadedModel,
	{ messages, answerTokens, examples }: Fitted,
	modifier: ModifierId | null
): { record: AttemptRecord; request: GenerateRequest } {
	const { manifest, said } = deps.calibrations?.current(model.manifest) ?? {
		manifest: model.manifest
	};
	situation.question.earlier = messages.filter(({ role }) => role === 'user').length - 1;
	const acting = actingOf(settings, manifest, modifier);
	const calibrated = calibrationFor(manifest, modifier, situation.question, acting?.scale);
	if (acting) sayStrength(state, acting);
	const record = state.attempts.begin({
		source: modifier === null ? 'base' : `modifier:${modifier}`,
		modelId: manifest.id,
		startedMs: deps.elapsed(),
		calibrated,
		...(said && calibrated && { calibration: said }),
		...(model.choice && { choice: model.choice })
	});
	if (examples) record.examples = { from: 'message', ids: [], questions: examples };
	if (isGuess(record) && model.capabilities.logprobs && !state.reasons.includes(GUESSED))
		state.reasons.push(GUESSED);
	return {
		record,
		request: {
			messages,
			modifier: acting,
			sampling: samplingFor(settings, situation.again, answerTokens, deps.random),
			topLogprobs: alternativesFor(manifest, modifier)
		}
	};
}

/** A modifier at the strength this person gave it; null: the base. */
export function actingOf(
	{ specialists }: Pick<Turn['settings'], 'specialists'>,
	{ id: modelId }: Pick<LoadedModel['manifest'], 'id'>,
	id: ModifierId | null
): GenerateRequest['modifier'] {
	return id === null ? null : { id, scale: specialistOf(specialists, modelId, id).scale };
}

/** In the receipt, where it is not as it was trained; once. */
export function sayStrength(
	{ reasons }: Turn['state'],
	{ id, scale }: NonNullable<GenerateRequest['modifier']>
): void {
	const words = specialistScaledWords(id, scale);
	if (scale !== 1 && !reasons.includes(words)) reasons.push(words);
}

const failed = (code: TurnFailure['code'], message: string): Tried => ({
	end: 'failed',
	failure: { code, message },
	record: null
});

function isLost(error: unknown): boolean {
	return errorData(error).code === 'device-lost';
}

function settled(
	end: Exclude<AttemptEnd['end'], 'failed'>,
	record: AttemptRecord,
	model: LoadedModel,
	request: GenerateRequest
): Tried {
	if (end === 'aborted') return { end: 'stopped' };
	if (record.text === '') return { end: 'failed', failure: EMPTY_ANSWER, record };
	const note = end === 'length' ? cutOff(request.sampling.maxTokens) : null;
	record.abstains = abstains({ record, model });
	return { end: 'answered', record, model, request, note };
}

/** Whether an answer says that this model does not know, in the words it was taught. */
export function abstains({
	record,
	model
}: {
	record: AttemptRecord;
	model: LoadedModel;
}): boolean {
	const habit = model.manifest.calibration?.abstention ?? null;
	return habit !== null && record.text.includes(habit);
}

/** Who answers here, for the words about it. */
export function hereOf({
	manifest,
	capabilities,
	backend
}: LoadedModel): NonNullable<Turn['state']['here']> {
	return {
		name: manifest.name,
		logprobs: capabilities.logprobs,
		browsers: backend === 'built-in'
	};
}

export function cutOff(maxTokens: number): string {
	return `The answer was cut off at ${maxTokens.toLocaleString('en')} tokens, the most it may have here.`;
}

/** What a model is asked, with the images for one that sees, and the questions of examples that a person gave. */
type Fitted = Omit<FittedContext, 'messages'> & { messages: ChatMessage[]; examples?: string[] };

/**
 * The conversation as it fits a model. One that sees is given the images of the question, and of those before it
 * the newest, where the question leaves room for them.
 */
export async function fit(
	turn: Turn,
	model: LoadedModel,
	share: number
): Promise<Fitted | TooLong> {
	const { about } = turn.situation;
	const contextTokens = Math.floor(model.contextTokens * share);
	if (!model.capabilities.vision) return fitText(turn, model, contextTokens);
	const ofExchanges = exchangeImagesOf(about.before);
	const room = Math.min(
		Math.floor((contextTokens * IMAGES_SHARE) / IMAGE_TOKENS),
		ofExchanges.flat().length
	);
	const fitted = await fitText(turn, model, contextTokens - room * IMAGE_TOKENS);
	const beside = fitted.outcome === 'fits' ? fitted : await fitText(turn, model, contextTokens);
	if (beside.outcome === 'too-long') return beside;
	const earlier = { ofExchanges, room: beside === fitted ? room : 0, sizeOf: () => 1 };
	return {
		...beside,
		messages: withImages(beside.messages, imagesOf(about.question), earlier)
	};
}

/** Of a context, for the images of earlier questions. */
const IMAGES_SHARE = 0.25;
/** Of one view of a picture: SmolVLM reads it as 64, LFM2-VL as up to 256. */
const IMAGE_TOKENS = 256;

async function fitText(
	turn: Turn,
	model: LoadedModel,
	contextTokens: number
): Promise<Fitted | TooLong> {
	const { begun, settings, situation, state } = turn;
	const asked = await promptHere(situation.prompt, state.site, model, contextTokens);
	const prompt = state.files
		? await filePromptHere(asked, state.files, model, contextTokens)
		: asked;
	const countTokens = tokenCounter(model);
	const fitted = await fitContext({
		systemPrompt: model.manifest.template.systemPrompt
			? systemPromptOf(begun.conversation, settings)
			: '',
		messages: [...situation.earlier, { role: 'user', content: prompt }],
		contextTokens,
		maxTokens: settings.maxTokens,
		countTokens
	});
	// Passages and pictures have places of their own around the question.
	const { question, before } = situation.about;
	const isPlain = prompt === situation.prompt && imagesOf(question).length === 0;
	if (fitted.outcome === 'too-long' || !isPlain || exchangeImagesOf(before).flat().length > 0)
		return fitted;
	return { ...fitted, ...(await withOwnExamples({ ...fitted, contextTokens, countTokens })) };
}

export function systemPromptOf(
	conversation: Pick<Turn['begun']['conversation'], 'systemPrompt'>,
	settings: Pick<Turn['settings'], 'systemPrompt'>
): string {
	return (conversation.systemPrompt || settings.systemPrompt).trim();
}

export function samplingFor(
	settings: Turn['settings'],
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
