// Runs a recipe (decide/recipes.ts): its steps in order, each by the model in its seat. What a step shows is
// an attempt of its own; a better one is written behind the one on screen and takes its place when it is
// whole. A step that fails or is refused leaves the answer that is there. Not here: consent, which whoever
// fills the seats has, and what a recipe costs, which is said before it runs (estimateRecipe).

import type { Embedder } from '../contract/embedder.ts';
import { errorData } from '../contract/errors.ts';
import type { TurnEvent } from '../contract/events.ts';
import type { Source } from '../contract/ids.ts';
import type { Calibrated } from '../decide/calibration.ts';
import {
	accepts,
	buildPrompt,
	choicePrompt,
	chosenOf,
	improvePrompt,
	planPrompt,
	reviewPrompt
} from '../decide/recipe-prompts.ts';
import type { Recipe, RecipeStep } from '../decide/recipes.ts';
import type { ChatMessage, GenerateRequest, LoadedModel, Sampling } from '../engine/engine.ts';
import {
	attemptRecord,
	runAttempt,
	startAttempt,
	type AttemptEnd,
	type AttemptRecord
} from './attempt.ts';
import { collectAnswer, collectPaths, type CollectedAnswer } from './collect.ts';
import type { Critic } from './critique.ts';
import { PATH_SAMPLING, runVote } from './self-consistency.ts';

export type RecipeSeat = {
	model: LoadedModel;
	source: Source;
	modifier: GenerateRequest['modifier'];
	/** Of this model's answers to this question; null where none was fitted. */
	calibrated: Calibrated | null;
};

export type RecipeInput = {
	recipe: Recipe;
	/** By the seat's id; every seat has at least one. */
	seats: Readonly<Record<string, readonly RecipeSeat[]>>;
	/** The conversation, the question last. What another machine is asked holds these and the answers so far. */
	messages: readonly ChatMessage[];
	sampling: Sampling;
	topLogprobs?: number;
	/** The number of its first attempt. */
	attempt: number;
	/** Chooses among explored answers in place of the validator's model; null: that model is asked. */
	critic?: Critic | null;
	embedder?: (() => Promise<Embedder | null>) | null;
	/** A monotonic clock, in milliseconds. */
	elapsed: () => number;
	/** For requests that are charged. */
	newId: () => string;
};

/** `kept` is the attempt whose text is the answer; null when none came about. */
export type RecipeEnd = AttemptEnd & { records: AttemptRecord[]; kept: AttemptRecord | null };

const VERDICT_TOKENS = 8;

type State = {
	records: AttemptRecord[];
	shown: AttemptRecord | null;
	plan: string;
	explored: CollectedAnswer[];
};

type StepEnd = AttemptEnd & { record?: AttemptRecord };

/** Never throws. Every attempt it started is in `records`; those that are not the answer say why. */
export async function* runRecipe(
	input: RecipeInput,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, RecipeEnd> {
	const state: State = { records: [], shown: null, plan: '', explored: [] };
	let end: AttemptEnd = { end: 'stop' };
	for (const step of input.recipe.steps) {
		const stepEnd = yield* runStep(step, input, state, signal);
		if (signal.aborted || stepEnd.end === 'aborted') {
			end = { end: 'aborted' };
			break;
		}
		if (stepEnd.end === 'failed') {
			// What is on screen is better than a failure; the steps after it would need this one.
			end = state.shown === null ? stepEnd : { end: 'stop' };
			break;
		}
		if (stepEnd.record) end = { end: stepEnd.end };
	}
	return { ...end, records: state.records, kept: state.shown };
}

function runStep(
	step: RecipeStep,
	input: RecipeInput,
	state: State,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, StepEnd> {
	const seats = input.seats[step.seat] ?? [];
	const [seat] = seats;
	if (!seat) throw new RangeError(`The recipe has nobody in its seat “${step.seat}”.`);
	const { messages } = input;
	switch (step.do) {
		case 'draft':
			return written(seat, [...messages], input, state, signal);
		case 'build':
			return written(seat, buildPrompt(messages, state.plan), input, state, signal);
		case 'improve':
			return written(seat, improvePrompt(messages, state.shown?.text ?? ''), input, state, signal);
		case 'plan':
			return planned(seat, input, state, signal);
		case 'review':
			return reviewed(seat, input, state, signal);
		case 'explore':
			return explored(seat, step.paths, input, state, signal);
		case 'validate':
			return validated(seat, input, state, signal);
		case 'vote':
			return voted(seats, step.paths, input, state, signal);
		default:
			return step satisfies never;
	}
}

/** An answer that streams: on screen when it is the first, else behind the one that is. */
async function* written(
	seat: RecipeSeat,
	messages: ChatMessage[],
	input: RecipeInput,
	state: State,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, StepEnd> {
	const record = yield* begun(seat, input, state);
	const started = startAttempt(seat.model, requestOf(seat, messages, input), signal);
	const end = yield* runAttempt(started, record, input.elapsed);
	const failure = failureOf(end, record);
	if (failure !== null) return yield* given(record, state, failure, end);
	yield* takesPlace(record, state, `${record.source} wrote it anew.`);
	return { ...end, record };
}

async function* planned(
	seat: RecipeSeat,
	input: RecipeInput,
	state: State,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, StepEnd> {
	// Nothing to show: what the plan took is told in an attempt that was never meant to be the answer.
	const record = yield* begun(seat, input, state);
	const said = await whole(seat, planPrompt(input.messages), record, input, signal);
	state.plan = record.text;
	const failure = failureOf(said, record);
	if (failure !== null) return yield* given(record, state, failure, said);
	yield* dropped(record, 'A plan for the answer.');
	return { end: 'stop' };
}

async function* reviewed(
	seat: RecipeSeat,
	input: RecipeInput,
	state: State,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, StepEnd> {
	const record = yield* begun(seat, input, state);
	const prompt = reviewPrompt(input.messages, state.shown?.text ?? '');
	const end = await whole(seat, prompt, record, input, signal);
	const failure = failureOf(end, record);
	if (failure !== null) return yield* given(record, state, failure, end);
	if (accepts(record.text)) {
		yield* dropped(record, 'The reviewer accepts the answer.');
		return { end: 'stop' };
	}
	record.firstTextMs ??= input.elapsed();
	yield { type: 'text-delta', attempt: record.attempt, text: record.text };
	yield* takesPlace(record, state, 'The reviewer corrected it.');
	return { ...end, record };
}

async function* explored(
	seat: RecipeSeat,
	paths: number,
	input: RecipeInput,
	state: State,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, StepEnd> {
	const record = yield* begun(seat, input, state);
	const request = requestOf(seat, [...input.messages], input);
	const drawn = { ...request, sampling: { ...request.sampling, ...PATH_SAMPLING } };
	let end: AttemptEnd = { end: 'stop' };
	try {
		for await (const answer of collectPaths(seat.model, drawn, paths, record, signal))
			if (answer.text.trim() !== '' && answer.end !== 'aborted') state.explored.push(answer);
		if (signal.aborted) end = { end: 'aborted' };
	} catch (error) {
		end = { end: 'failed', error };
	}
	record.endedMs = input.elapsed();
	const [first] = state.explored;
	if (first) Object.assign(record, { text: first.text, confidence: first.tally });
	const failure = failureOf(end, record);
	if (failure !== null) return yield* given(record, state, failure, end);
	state.shown = record;
	return { end: 'stop' };
}

/** The attempt of the explorer says what was chosen of its answers. */
async function* validated(
	seat: RecipeSeat,
	input: RecipeInput,
	state: State,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, StepEnd> {
	const { shown, explored: candidates } = state;
	if (shown === null) return { end: 'stop' };
	let chosen: number | null = null;
	let end: AttemptEnd = { end: 'stop' };
	if (input.critic) {
		chosen = await bestGraded(input.critic, candidates, shown, signal);
		if (signal.aborted) end = { end: 'aborted' };
	} else {
		const record = yield* begun(seat, input, state);
		const texts = candidates.map(({ text }) => text);
		const short = { ...input, sampling: { ...input.sampling, maxTokens: VERDICT_TOKENS } };
		end = await whole(seat, choicePrompt(input.messages, texts), record, short, signal);
		chosen = chosenOf(record.text, candidates.length);
		const said = chosen === null ? 'It chose none of the answers.' : 'It chose among the answers.';
		yield* dropped(record, end.end === 'failed' ? errorData(end.error).message : said);
	}
	const answer = candidates[chosen ?? 0];
	if (answer && end.end !== 'aborted') {
		Object.assign(shown, { text: answer.text, confidence: answer.tally });
		shown.firstTextMs ??= input.elapsed();
		yield { type: 'text-delta', attempt: shown.attempt, text: answer.text };
	}
	// Without a verdict the first answer stands.
	return end.end === 'aborted' ? end : { end: 'stop', record: shown };
}

async function bestGraded(
	critic: Critic,
	candidates: readonly CollectedAnswer[],
	spent: AttemptRecord,
	signal: AbortSignal
): Promise<number | null> {
	let best: number | null = null;
	let highest = -1;
	for (const [i, candidate] of candidates.entries()) {
		const verdict = await critic(candidate, spent, signal).catch(() => null);
		if (verdict !== null && verdict.grade > highest) [best, highest] = [i, verdict.grade];
	}
	return best;
}

async function* voted(
	seats: readonly RecipeSeat[],
	paths: number,
	input: RecipeInput,
	state: State,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, StepEnd> {
	const answers: { text: string; tally: CollectedAnswer['tally']; record: AttemptRecord }[] = [];
	let failed: StepEnd | null = null;
	for (const seat of seats) {
		const record = yield* begun(seat, input, state);
		const request = requestOf(seat, [...input.messages], input);
		const drawn = { ...request, sampling: { ...request.sampling, ...PATH_SAMPLING } };
		try {
			for await (const answer of collectPaths(seat.model, drawn, paths, record, signal))
				if (answer.end === 'stop' && answer.text.trim() !== '') answers.push({ ...answer, record });
		} catch (error) {
			failed = { end: 'failed', error };
			record.dropped = { outcome: 'failed', reason: errorData(error).message };
		}
		record.endedMs = input.elapsed();
		if (signal.aborted) return { end: 'aborted' };
	}
	const question = input.messages.at(-1)?.content ?? '';
	const of = seats.length * paths;
	const vote = await runVote(answers, question, of, input.embedder ?? null);
	for (const record of state.records) {
		const own = vote?.members.find((i) => answers[i]!.record === record);
		if (vote === null || answers[vote.winner]!.record !== record) {
			const reason = own === undefined ? 'The others agree on something else.' : 'It agrees.';
			yield* dropped(record, record.dropped?.reason ?? reason);
		}
	}
	if (vote === null) return failed ?? { end: 'stop' };
	const { record, text, tally } = answers[vote.winner]!;
	record.text = text;
	record.confidence = { ...tally, value: () => vote.agreement };
	record.firstTextMs ??= input.elapsed();
	state.shown = record;
	yield { type: 'text-delta', attempt: record.attempt, text };
	return { end: 'stop', record };
}

/** A new attempt, said and counted. */
async function* begun(
	{ source, model, calibrated }: RecipeSeat,
	{ attempt, elapsed }: RecipeInput,
	{ records }: State
): AsyncGenerator<TurnEvent, AttemptRecord> {
	const record = attemptRecord({
		attempt: attempt + records.length,
		source,
		modelId: model.manifest.id,
		startedMs: elapsed(),
		calibrated
	});
	records.push(record);
	yield { type: 'attempt-started', attempt: record.attempt, source };
	return record;
}

/** One answer read whole into `record`. */
async function whole(
	seat: RecipeSeat,
	messages: ChatMessage[],
	record: AttemptRecord,
	input: RecipeInput,
	signal: AbortSignal
): Promise<AttemptEnd> {
	try {
		const request = requestOf(seat, messages, input);
		const answer = await collectAnswer(seat.model, request, record, signal);
		record.text = answer.text.trim();
		record.confidence = answer.tally;
		return { end: answer.end };
	} catch (error) {
		return { end: 'failed', error };
	} finally {
		record.endedMs = input.elapsed();
	}
}

function requestOf(
	{ modifier }: RecipeSeat,
	messages: ChatMessage[],
	{ sampling, topLogprobs, newId }: RecipeInput
): GenerateRequest {
	return {
		messages,
		modifier,
		sampling,
		...(topLogprobs !== undefined && { topLogprobs }),
		idempotencyKey: newId()
	};
}

/** Why an attempt cannot be the answer; null when it can. */
function failureOf(end: AttemptEnd, { text }: AttemptRecord): string | null {
	if (end.end === 'aborted') return 'The turn was stopped.';
	if (end.end === 'failed') return errorData(end.error).message;
	return text.trim() === '' ? 'It said nothing.' : null;
}

/** Gives an attempt up; the one on screen stays. */
async function* given(
	record: AttemptRecord,
	state: State,
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

async function* dropped(record: AttemptRecord, reason: string): AsyncGenerator<TurnEvent, void> {
	record.dropped ??= { outcome: 'dropped', reason };
	yield { type: 'attempt-dropped', attempt: record.attempt, reason };
}

async function* takesPlace(
	record: AttemptRecord,
	state: State,
	reason: string
): AsyncGenerator<TurnEvent, void> {
	if (state.shown !== null) yield* dropped(state.shown, reason);
	state.shown = record;
}
