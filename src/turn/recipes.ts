// Runs a recipe (decide/recipes.ts): its steps in order, each by the model in its seat. What a step shows is
// an attempt of its own; a better one is written behind the one on screen and takes its place when it is
// whole. A step that fails or is refused leaves the answer that is there. Not here: who sits in the seats and
// what may be sent (recipe-here.ts), and what a recipe costs, which is said before it runs (estimateRecipe).

import type { Embedder } from '../contract/embedder.ts';
import { errorData } from '../contract/errors.ts';
import type { TurnEvent } from '../contract/events.ts';
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
import { isDecided, keysOf } from '../decide/vote.ts';
import type { ChatMessage, GenerateRequest } from '../engine/engine.ts';
import { AGAIN } from './ask-further.ts';
import type { AttemptEnd, AttemptRecord } from './attempt.ts';
import { collectPaths, type CollectedAnswer } from './collect.ts';
import type { Critic } from './critique.ts';
import {
	asked,
	begun,
	dropped,
	failureOf,
	given,
	named,
	requestFor,
	takesPlace,
	type Asking,
	type RecipeSeat,
	type StepEnd
} from './recipe-asking.ts';
import { ballotsOf, PATH_SAMPLING, runVote } from './self-consistency.ts';

export type RecipeInput = Asking & {
	recipe: Recipe;
	/** By the seat's id; a validator's alone may be empty, where there is a critic. */
	seats: Readonly<Record<string, readonly RecipeSeat[]>>;
	/** An answer on screen, kept as the draft. */
	draft?: AttemptRecord | null;
	/** Chooses among explored answers where no validator did. */
	critic?: Critic | null;
	embedder?: (() => Promise<Embedder | null>) | null;
};

/**
 * `kept` is the attempt whose text is the answer; null when none came about. `why` says of a step that was
 * not done why not; null when all were. `away`: whoever it was to be elsewhere cannot be reached now. `also`:
 * what else there is to say, which is no failure.
 */
export type RecipeEnd = AttemptEnd & {
	records: AttemptRecord[];
	kept: AttemptRecord | null;
	why: string | null;
	away: boolean;
	also: string[];
};

/** Of a verdict: a number. */
const VERDICT_TOKENS = 8;

type State = {
	records: AttemptRecord[];
	shown: AttemptRecord | null;
	plan: string;
	explored: CollectedAnswer[];
	why: string | null;
	away: boolean;
	also: string[];
};

/** Never throws. Every attempt it started is in `records`; those that are not the answer say why. */
export async function* runRecipe(
	input: RecipeInput,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, RecipeEnd> {
	const state: State = {
		records: [],
		shown: null,
		plan: '',
		explored: [],
		why: null,
		away: false,
		also: []
	};
	let end: AttemptEnd = { end: 'stop' };
	for (const step of input.recipe.steps) {
		const stepEnd = yield* runStep(step, input, state, signal);
		if (signal.aborted || stepEnd.end === 'aborted') {
			end = { end: 'aborted' };
			break;
		}
		if (stepEnd.end === 'failed') {
			const { code, message } = errorData(stepEnd.error);
			state.why = message;
			const isElsewhere = (input.seats[step.seat] ?? []).some(({ allow }) => allow);
			state.away = isElsewhere && (AGAIN.has(code) || code === 'offline');
			// What is on screen is better than a failure; the steps after it would need this one.
			end = state.shown === null ? stepEnd : { end: 'stop' };
			break;
		}
		if (stepEnd.record) end = { end: stepEnd.end };
	}
	const { records, shown: kept, why, away, also } = state;
	return { ...end, records, kept, why, away, also };
}

function runStep(
	step: RecipeStep,
	input: RecipeInput,
	state: State,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, StepEnd> {
	const seats = input.seats[step.seat] ?? [];
	const [seated] = seats;
	const seat = seated && { ...seated, model: seated.inRole?.[step.do] ?? seated.model };
	if (step.do === 'validate') return validated(seat ?? null, input, state, signal);
	if (!seat) throw new RangeError(`The recipe has nobody in its seat “${step.seat}”.`);
	const { messages } = seat;
	switch (step.do) {
		case 'draft':
			return drafted(seat, input, state, signal);
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
		case 'vote':
			return voted(seats, step.paths, input, state, signal);
		default:
			return step satisfies never;
	}
}

async function* drafted(
	seat: RecipeSeat,
	input: RecipeInput,
	state: State,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, StepEnd> {
	if (!input.draft) return yield* written(seat, [...seat.messages], input, state, signal);
	state.shown = input.draft;
	return { end: 'stop' };
}

/** An answer that streams: on screen when it is the first, else behind the one that is. */
async function* written(
	seat: RecipeSeat,
	messages: ChatMessage[],
	input: RecipeInput,
	state: State,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, StepEnd> {
	const said = yield* asked(seat, messages, input, state, signal, 'shown');
	if (!said.record) return said;
	yield* takesPlace(said.record, state, 'A bigger model wrote it anew.');
	return said;
}

async function* planned(
	seat: RecipeSeat,
	input: RecipeInput,
	state: State,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, StepEnd> {
	// Nothing to show: what the plan took is told in an attempt that was never meant to be the answer.
	const prompt = planPrompt(seat.messages);
	const said = yield* asked(seat, prompt, input, state, signal, 'unseen');
	if (!said.record) return said;
	state.plan = said.record.text;
	yield* dropped(said.record, 'A plan for the answer.');
	return { end: 'stop' };
}

async function* reviewed(
	seat: RecipeSeat,
	input: RecipeInput,
	state: State,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, StepEnd> {
	const prompt = reviewPrompt(seat.messages, state.shown?.text ?? '');
	const said = yield* asked(seat, prompt, input, state, signal, 'unseen');
	const { record } = said;
	if (!record) return said;
	if (accepts(record.text)) {
		yield* dropped(record, 'The reviewer accepts the answer.');
		return { end: 'stop' };
	}
	record.firstTextMs ??= input.elapsed();
	yield { type: 'text-delta', attempt: record.attempt, text: record.text };
	yield* takesPlace(record, state, 'The reviewer corrected it.');
	return said;
}

async function* explored(
	seat: RecipeSeat,
	paths: number,
	input: RecipeInput,
	state: State,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, StepEnd> {
	const told = yield* requestFor(seat, [...seat.messages], input);
	if ('end' in told) return told;
	const record = yield* begun(seat, input, state, told, signal);
	let end: AttemptEnd = { end: 'stop' };
	try {
		for await (const answer of collectPaths(seat.model, apart(told.request), paths, record, signal))
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
	seat: RecipeSeat | null,
	input: RecipeInput,
	state: State,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, StepEnd> {
	const { shown, explored: candidates } = state;
	if (shown === null) return { end: 'stop' };
	let chosen: number | null = null;
	let end: AttemptEnd = { end: 'stop' };
	if (seat !== null) {
		const texts = candidates.map(({ text }) => text);
		const brief = { ...seat, sampling: { ...seat.sampling, maxTokens: VERDICT_TOKENS } };
		const prompt = choicePrompt(seat.messages, texts);
		const said = yield* asked(brief, prompt, input, state, signal, 'unseen');
		end = said;
		if (said.record) {
			chosen = chosenOf(said.record.text, candidates.length);
			yield* dropped(
				said.record,
				chosen === null ? 'It chose none of the answers.' : 'It chose among the answers.'
			);
		}
	}
	if (end.end === 'failed') state.why = errorData(end.error).message;
	if (end.end !== 'aborted' && chosen === null && input.critic)
		chosen = await bestGraded(input.critic, candidates, shown, signal);
	if (signal.aborted) end = { end: 'aborted' };
	const answer = candidates[chosen ?? 0];
	if (answer && end.end !== 'aborted') {
		Object.assign(shown, { text: answer.text, confidence: answer.tally });
		shown.firstTextMs ??= input.elapsed();
		yield { type: 'text-delta', attempt: shown.attempt, text: answer.text };
	}
	// Without a verdict the first answer stands.
	return end.end === 'aborted' ? end : { end: 'stop', record: shown };
}

/** The first of those with the highest grade, which `spent` is told; null when none was graded. */
async function bestGraded(
	critic: Critic,
	candidates: readonly CollectedAnswer[],
	spent: AttemptRecord,
	signal: AbortSignal
): Promise<number | null> {
	let best: { i: number; grade: number } | null = null;
	for (const [i, candidate] of candidates.entries()) {
		const verdict = await critic(candidate, spent, signal).catch(() => null);
		if (verdict !== null && verdict.grade > (best?.grade ?? -1)) best = { i, grade: verdict.grade };
	}
	if (best) spent.grade = Math.round(best.grade * 10) / 10;
	return best?.i ?? null;
}

async function* voted(
	seats: readonly RecipeSeat[],
	paths: number,
	input: RecipeInput,
	state: State,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, StepEnd> {
	const answers: { text: string; tally: CollectedAnswer['tally']; record: AttemptRecord }[] = [];
	const question = seats[0]?.messages.at(-1)?.content ?? '';
	let failed: StepEnd | null = null;
	/** Answers that came to their end, and those that may come yet. */
	let written = 0;
	let left = seats.length * paths;
	const isSettled = () => isDecided(keysOf(ballotsOf(answers), question), left);
	let isElsewhereSpared = false;
	for (const [number, seat] of seats.entries()) {
		if (isSettled()) {
			isElsewhereSpared = seats.slice(number).some(({ allow }) => allow);
			break;
		}
		/** Of those after it. */
		const after = (seats.length - number - 1) * paths;
		const told = yield* requestFor(seat, [...seat.messages], input);
		if ('end' in told) {
			if (told.end === 'aborted') return told;
			if (told.end === 'failed') state.why = errorData(told.error).message;
			failed = told;
			left = after;
			continue;
		}
		// All of them leave at once, where it takes as many; else one after the other, as its bills say.
		const atOnce = seat.model.capabilities.parallel > 1 ? paths : 1;
		const sent = { ...told, bytes: told.bytes * atOnce };
		const record = yield* begun(seat, input, state, sent, signal);
		let isWhole = false;
		let isCutShort = false;
		try {
			for await (const answer of collectPaths(
				seat.model,
				apart(told.request),
				paths,
				record,
				signal
			)) {
				if (answer.end === 'aborted') continue;
				written += 1;
				left -= 1;
				if (answer.end === 'stop' && answer.text.trim() !== '') answers.push({ ...answer, record });
				// The bills of answers that come one after the other are here; those of several at once are not.
				if ((isCutShort = isSettled() && left > after)) break;
			}
			isWhole = !signal.aborted && !(isCutShort && atOnce > 1);
			if (!isCutShort) left = after;
		} catch (error) {
			left = after;
			failed = { end: 'failed', error };
			record.dropped = { outcome: 'failed', reason: errorData(error).message };
		}
		record.endedMs = input.elapsed();
		named(record, seat);
		// Of some no bill came.
		if (!isWhole && record.bill && record.price) record.bill.costMicroUsd = null;
		if (signal.aborted) return { end: 'aborted' };
	}
	if (left > 0 && isSettled()) state.also.push(decidedWords(written, left, isElsewhereSpared));
	const vote = await runVote(answers, question, written, input.embedder ?? null);
	if (signal.aborted) return { end: 'aborted' };
	for (const record of state.records) {
		const own = answers.find((one) => one.record === record);
		if (own) record.text = own.text;
		if (vote === null || answers[vote.winner]!.record !== record) {
			const agrees = vote?.members.some((i) => answers[i]!.record === record) ?? false;
			const reason = agrees ? 'It agrees.' : 'The others agree on something else.';
			yield* dropped(record, record.dropped?.reason ?? reason);
		}
	}
	if (vote === null) return failed ?? { end: 'stop' };
	const { record, text, tally } = answers[vote.winner]!;
	record.text = text;
	record.confidence = { ...tally, value: () => vote.agreement };
	record.votes = vote.votes;
	record.firstTextMs ??= input.elapsed();
	state.shown = record;
	yield { type: 'text-delta', attempt: record.attempt, text };
	return { end: 'stop', record };
}

/** `left` of the answers were not waited for, or not even asked for. */
const decidedWords = (written: number, left: number, isElsewhereSpared: boolean): string =>
	[
		`The vote was decided after ${written} of ${written + left} answers, so it took no more.`,
		...(isElsewhereSpared ? ['The bigger model was not asked.'] : [])
	].join(' ');

/** The same, for answers that should differ. */
const apart = (request: GenerateRequest): GenerateRequest => ({
	...request,
	sampling: { ...request.sampling, ...PATH_SAMPLING }
});
