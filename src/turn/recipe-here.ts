// Runs a turn by a recipe: seats this device's model and somebody elsewhere, each asked under the rules of any
// escalation (egress, price, consent to exactly what is sent). Without somebody elsewhere a recipe that needs one
// is not run, and says so; while the device is offline the question is offered to wait for them (offer-queue.ts).
// Not here: the steps (recipes.ts), and what they are expected to take (recipe-offers.ts).

import type { TurnEvent } from '../contract/events.ts';
import type { RecipeId } from '../contract/modes.ts';
import { alternativesFor } from '../contract/calibration.ts';
import { calibrationFor } from '../decide/calibration.ts';
import {
	byRecipeWords,
	recipeAloneWords,
	recipeAsksWords,
	recipeNeedsWords
} from '../decide/plan-recipe-words.ts';
import { draftDroppedWords, notAskedWords } from '../decide/plan-words.ts';
import { wantsMore } from '../decide/modes.ts';
import { recipeFor, type Recipe, type RecipeStep } from '../decide/recipes.ts';
import type { ChatMessage, LoadedModel } from '../engine/engine.ts';
import { answerHere, judgesNow, sayIfOff, type Here } from './answer-here.ts';
import {
	costOf,
	hasImages,
	messagesFor,
	openElsewhere,
	overLimit,
	priceOf,
	samplingElsewhere,
	seesImages,
	sourceElsewhere,
	spentWords,
	type Elsewhere
} from './open-elsewhere.ts';
import type { AttemptRecord } from './attempt.ts';
import { askConsent, egressOf, sentBytes } from './consent.ts';
import { classifierCritic } from './critique.ts';
import type { EdgeRole } from './edge.ts';
import { enhanceHere, lastLook } from './enhance-here.ts';
import { offerQueue } from './offer-queue.ts';
import type { Allowed, RecipeSeat } from './recipe-asking.ts';
import { runRecipe, type RecipeInput } from './recipes.ts';
import { modifiersOf } from './situation.ts';
import { actingOf, cutOff, fit, samplingFor, sayStrength } from './try-here.ts';
import type { Turn } from './turn.ts';
import { engineFailure, tooLongFailure, type TurnFailure } from './turn-failure.ts';

export type RecipeTurn =
	| { end: 'answered'; note: string | null }
	| { end: 'stopped' }
	/**
	 * It was not run, or came to nothing; `why` says so. `failed`: this device could not do its part, and
	 * nobody elsewhere was asked for theirs, so that they still can be.
	 */
	| { end: 'not-done'; why: string; failed?: TurnFailure };

const notDone = (why: string): RecipeTurn => ({ end: 'not-done', why });

export async function* recipeHere(
	turn: Turn,
	model: LoadedModel,
	id: RecipeId
): AsyncGenerator<TurnEvent, RecipeTurn> {
	const { deps, state, signal } = turn;
	const recipe = recipeFor(id);
	yield* turn.opening;
	const found = turn.situation.mode.escalateToEdge
		? await openElsewhere(deps, (await egressOf(turn)) ?? 'local-only')
		: notAskedWords.nobody;
	const spent = typeof found === 'string' ? null : await spentWords(turn, found, null);
	const other = spent ?? found;
	if (signal.aborted) return { end: 'stopped' };
	if (typeof other === 'string') {
		if (needsElsewhere(recipe))
			return spent === null && other !== notAskedWords.localOnly && mayWait(turn)
				? yield* meanwhile(turn, recipe, other)
				: notDone(recipeNeedsWords(recipe.name, other));
		state.reasons.push(recipeAloneWords(recipe.name, other));
	}
	const asking = { begun: false };
	const bigger =
		typeof other === 'string' ? null : await elsewhereSeat(turn, recipe, other, asking);
	const notHere = (failed: TurnFailure, why = failed.message): RecipeTurn =>
		bigger === null || asking.begun ? notDone(why) : { end: 'not-done', why, failed };
	let draft: AttemptRecord | null = null;
	if (recipe.steps[0]?.do === 'draft') {
		const here = yield* answerHere(turn, { level: 'base' });
		if (here.end === 'stopped' || signal.aborted) return { end: 'stopped' };
		if (here.end === 'failed') {
			if (here.record) yield state.attempts.drop(here.record, 'failed', here.failure.message);
			return notHere(here.failure);
		}
		draft = here.record;
	}
	const startedMs = deps.elapsed();
	const own = await ownSeats(turn, model);
	if ('code' in own) return notHere(own);
	const { critic } = judgesNow(turn, model.manifest);
	const input: RecipeInput = {
		recipe,
		seats: seatsFor(recipe, own, bigger, critic !== null),
		draft,
		begin: state.attempts.begin,
		critic: critic && classifierCritic(critic, turn.situation.question),
		embedder: deps.examples ? () => deps.examples!.embedder(model.manifest) : null,
		elapsed: deps.elapsed,
		newId: deps.newId
	};
	const end = yield* runRecipe(input, signal);
	state.stages.recipe = deps.elapsed() - startedMs;
	if (end.end === 'aborted' || signal.aborted) return { end: 'stopped' };
	const waits = end.away && needsElsewhere(recipe) ? yield* offeredToWait(turn, recipe) : null;
	if (waits === 'aborted') return { end: 'stopped' };
	const notAll = waits?.why ?? end.why;
	if (end.kept === null) {
		const why = notAll ?? draftDroppedWords(recipe.name);
		return end.end === 'failed' ? notHere(engineFailure(end.error), why) : notDone(why);
	}
	state.reasons.push(byRecipeWords(recipe.name), ...end.also);
	if (notAll !== null) {
		state.reasons.push(notAll);
		// What waits is shown where it can be taken back.
		if (waits === null) yield { type: 'notice', message: notAll };
	}
	return {
		end: 'answered',
		note: end.end === 'length' ? cutOff(samplingElsewhere(turn).maxTokens) : null
	};
}

/** This device answers as without a recipe; then, over what there is to read, the question is offered to wait. */
async function* meanwhile(
	turn: Turn,
	recipe: Recipe,
	why: string
): AsyncGenerator<TurnEvent, RecipeTurn> {
	const { state, situation, signal } = turn;
	let here: Here = yield* answerHere(turn, { level: 'base' });
	if (here.end === 'answered' && wantsMore(situation.mode, here.model.manifest))
		here = yield* enhanceHere(turn, here);
	if (here.end === 'stopped' || signal.aborted) return { end: 'stopped' };
	if (here.end === 'failed') {
		if (here.record) yield state.attempts.drop(here.record, 'failed', here.failure.message);
		return { end: 'not-done', why, failed: here.failure };
	}
	const waits = yield* offeredToWait(turn, recipe);
	if (waits === 'aborted') return { end: 'stopped' };
	const words = recipeNeedsWords(recipe.name, waits?.why ?? why);
	state.reasons.push(words);
	if (waits === null) yield { type: 'notice', message: words };
	const last = yield* lastLook(turn, here);
	return last.end === 'stopped' ? last : { end: 'answered', note: last.note };
}

/** Whether a question may wait for a connection: as text, in modes that ask somebody bigger. */
const mayWait = (turn: Turn): boolean =>
	turn.situation.mode.escalateToEdge &&
	!hasImages(turn) &&
	(turn.deps.queue?.offers(turn.begun.conversation.id) ?? false);

/** Null where it was not offered. */
async function* offeredToWait(
	turn: Turn,
	{ name }: Recipe
): AsyncGenerator<TurnEvent, { why: string } | 'aborted' | null> {
	if (!mayWait(turn)) return null;
	return yield* offerQueue(turn, recipeAsksWords(name), messagesFor(turn, false));
}

/** Whether a seat of it is for somebody bigger than this device's model. */
export const needsElsewhere = ({ seats }: Recipe): boolean =>
	seats.some(({ id }) => id === 'enhancer' || id === 'architect');

/** Who takes part: each of this device's in its seat, and somebody elsewhere, where there is one. */
export function seatsFor<Seat>(
	{ id }: Recipe,
	own: readonly Seat[],
	bigger: Seat | null,
	hasCritic: boolean
): Record<string, Seat[]> {
	// The modifier of the question's domain, where there is one; else the base.
	const here = own.slice(-1);
	const there = bigger === null ? [] : [bigger];
	switch (id) {
		case 'draft-enhance':
			return { draft: here, enhancer: there };
		case 'architect-reviewer':
			return { architect: there, builder: here };
		case 'explore-validate':
			return { explorer: here, validator: bigger === null && !hasCritic ? here : there };
		case 'ensemble-vote':
			return { voter: [...own, ...there] };
		default:
			return id satisfies never;
	}
}

/** The base, and the modifier of the question's domain; or that the question does not fit. */
async function ownSeats(turn: Turn, model: LoadedModel): Promise<RecipeSeat[] | TurnFailure> {
	const { deps, settings, situation } = turn;
	const fitted = await fit(turn, model, 1);
	if (fitted.outcome === 'too-long') return tooLongFailure(fitted);
	const { messages, answerTokens } = fitted;
	const { manifest } = model;
	const id = situation.domain?.domain ?? null;
	const has =
		id !== null &&
		situation.mode.escalateToModifier &&
		modifiersOf(model).includes(id) &&
		!sayIfOff(turn, model, id);
	const acting = has ? actingOf(settings, manifest, id) : null;
	if (acting) sayStrength(turn.state, acting);
	const seat = (modifier: typeof acting): RecipeSeat => ({
		model,
		source: modifier === null ? 'base' : `modifier:${modifier.id}`,
		modifier,
		calibrated: calibrationFor(manifest, modifier?.id ?? null, situation.question, modifier?.scale),
		messages,
		sampling: samplingFor(settings, situation.again, answerTokens, deps.random),
		topLogprobs: alternativesFor(manifest, modifier?.id ?? null)
	});
	return acting ? [seat(null), seat(acting)] : [seat(null)];
}

/** As what somebody elsewhere is asked for a step; else as whoever knows most. */
const ROLES: Partial<Record<RecipeStep['do'], EdgeRole>> = {
	plan: 'planner',
	review: 'reviewer',
	validate: 'reviewer'
};

/** A role that cannot be had is done by whoever knows most. */
async function inRoles(
	{ steps }: Recipe,
	{ openAs }: Elsewhere
): Promise<NonNullable<RecipeSeat['inRole']>> {
	const models: NonNullable<RecipeSeat['inRole']> = {};
	for (const { do: step } of steps) {
		const role = ROLES[step];
		const open = role && (await openAs(role).catch(() => null));
		if (open) models[step] = open.model;
	}
	return models;
}

/** `asking` notes that they were asked, or were to be. */
async function elsewhereSeat(
	turn: Turn,
	recipe: Recipe,
	other: Elsewhere,
	asking: { begun: boolean }
): Promise<RecipeSeat> {
	const { kind, open } = other;
	const { situation } = turn;
	return {
		model: open.model,
		source: sourceElsewhere(kind, open.name) ?? `${kind}:other`,
		modifier: null,
		calibrated: calibrationFor(open.model.manifest, null, situation.question),
		messages: messagesFor(turn, seesImages(open)),
		sampling: samplingElsewhere(turn),
		inRole: await inRoles(recipe, other),
		allow(messages, again) {
			asking.begun = true;
			return allow(turn, recipe, other, messages, again);
		},
		named: (provider) => sourceElsewhere(kind, provider)
	};
}

/** As for any escalation: what the conversation lets leave, then the person, then the former once more. */
async function* allow(
	turn: Turn,
	recipe: Recipe,
	other: Elsewhere,
	asked: ChatMessage[],
	again: boolean
): AsyncGenerator<TurnEvent, Allowed> {
	const { leaves, open } = other;
	const once = await costOf(other, asked, samplingElsewhere(turn).maxTokens);
	const times = timesAsked(recipe);
	const cost = once === null ? null : once * times;
	const tooDear = overLimit(turn, cost);
	if (tooDear !== null) return { answer: 'refused', why: tooDear };
	const spent = again ? null : await spentWords(turn, other, cost);
	if (spent !== null) return { answer: 'refused', why: spent };
	if (!leaves)
		return {
			answer: 'given',
			messages: asked,
			bytes: 0,
			price: await priceOf(other, asked, times)
		};
	let messages = asked;
	let egress = await egressOf(turn);
	if (egress === 'ask' && !again) {
		const words = recipeAsksWords(recipe.name, times);
		const consent = yield* askConsent(turn, open, messages, words, cost, { times });
		if (consent.answer === 'aborted') return { answer: 'aborted' };
		if (consent.answer === 'refused') return { answer: 'refused', why: notAskedWords.refused };
		({ messages } = consent);
		egress = await egressOf(turn);
	}
	if (egress === null || turn.signal.aborted) return { answer: 'aborted' };
	if (egress === 'local-only') return { answer: 'refused', why: notAskedWords.localOnly };
	const price = await priceOf(other, messages, times);
	return { answer: 'given', messages, bytes: sentBytes(messages), price };
}

/** How many requests one step makes of somebody elsewhere: as many as each voter has votes. */
const timesAsked = ({ steps }: Recipe): number =>
	steps.reduce((most, step) => (step.do === 'vote' ? step.paths : most), 1);
