// Answers a question that is stored: where to start, the best answer of this device, and somebody bigger
// where that is not enough. Falls back down the chain: edge, own server, modifier, base, and at last an
// honest sentence. Nothing is stored here (run-turn.ts does); each stage is a file of its own.

import type { TurnEvent } from '../contract/events.ts';
import type { RecipeId, TurnOptions } from '../contract/modes.ts';
import type { Manifest } from '../contract/manifest.ts';
import { messageText, type FilePart } from '../contract/messages.ts';
import type { Settings } from '../contract/settings.ts';
import { isBareComplaint } from '../decide/complaint.ts';
import { wantsMore } from '../decide/modes.ts';
import {
	FAR,
	farFrom,
	planElsewhere,
	planOf,
	whyFurther,
	type Far,
	type Start
} from '../decide/plan.ts';
import {
	BROWSERS_MODEL_LOCAL_ONLY,
	ELSEWHERE_ALONE,
	furtherWords,
	givenUpWords,
	IMAGES_NOT_ALLOWED,
	unseenWords,
	type FurtherReason
} from '../decide/plan-words.ts';
import type { LoadedModel } from '../engine/engine.ts';
import {
	answerHere,
	judgesNow,
	judgesReady,
	sureOf,
	type GivenUp,
	type Here
} from './answer-here.ts';
import type { Asked, Further } from './ask-further.ts';
import { confidenceOf, isGuess } from './attempt.ts';
import type { BegunTurn } from './begin-turn.ts';
import type { Consents } from './consents.ts';
import type { TurnDependencies } from './dependencies.ts';
import { canAsk, canBeginFurther, furtherReady } from './further-ready.ts';
import { beginHearing, heardIn, receiptOfComplaint } from './hear-complaint.ts';
import { NO_JUDGES, type Judges } from './judges.ts';
import type { RecipeTurn } from './recipe-here.ts';
import { filesOf, imagesOf, unreadHere, type FileKnowledge } from './file-prompt.ts';
import { done, heard, notice } from './say.ts';
import type { SiteKnowledge } from './site-prompt.ts';
import { receiptOfDomain, situationOf, turnsOnDomain } from './situation.ts';
import { hereStart, nameExperience, startFor } from './start-here.ts';
import { furtherThresholdOf, thresholdOf } from './thresholds.ts';
import { abstains, hereOf, modelFor } from './try-here.ts';
import type { AnswerState, Outcome, Turn } from './turn.ts';
import { engineFailure, type TurnFailure } from './turn-failure.ts';

export type AnswerInput = {
	deps: TurnDependencies;
	consents: Consents;
	begun: BegunTurn;
	options: TurnOptions | undefined;
	settings: Promise<Settings>;
	state: AnswerState;
	signal: AbortSignal;
};

export async function* answerTurn(input: AnswerInput): AsyncGenerator<TurnEvent, Outcome> {
	const { deps, begun, state, signal } = input;
	const { none = false } = deps.models;
	const hearing = beginHearing(deps, begun);
	let plan = none
		? planElsewhere(furtherWords({ because: 'site' }))
		: planOf({ level: 'base' }, nameOf(deps), knownOf(deps));
	// The first event says that the question is stored, whatever happens to the answer. A model that is
	// ready reads the question while the disk writes it.
	const opening = (async function* (): AsyncGenerator<TurnEvent, void> {
		await begun.stored;
		yield { type: 'route-chosen', plan };
	})();
	const settings = await input.settings;
	let model: LoadedModel | null = null;
	let missing: TurnFailure | null = null;
	if (none) missing = { code: 'no-model', message: ELSEWHERE_ALONE };
	else
		try {
			await deps.models.lookAgain?.();
			model = yield* modelFor({ deps, state, signal, opening });
			// Not a token of the conversation is given to a model whose place only the browser knows.
			if (model.backend === 'built-in' && begun.conversation.egress === 'local-only') {
				model = null;
				missing = { code: 'engine-failed', message: BROWSERS_MODEL_LOCAL_ONLY };
			}
		} catch (error) {
			yield* opening;
			if (signal.aborted) return { status: 'stopped' };
			missing = engineFailure(error);
		}
	const judges =
		model === null ? NO_JUDGES : yield* judgesFor(input, settings, model.manifest, opening);
	const complaint = model && (yield* heardIn(hearing, judges, opening));
	const situation = situationOf(begun, settings, input.options, judges, complaint);
	const turn: Turn = { ...input, settings, situation, opening };
	Object.assign(
		state.also,
		{ mode: situation.mode.id },
		receiptOfDomain(situation),
		receiptOfComplaint(complaint)
	);
	const away: Start = { level: 'further', from: fromOf(turn) };
	let start = model === null ? away : startFor(turn, model);
	if (model !== null) {
		plan = planOf(start, model.manifest.name, hereOf(model), state.also.beforehand);
		state.threshold = thresholdOf(turn, model.manifest);
		state.here = hereOf(model);
	}
	if (start.level === 'further' && start.unasked && !(yield* canBeginFurther(turn)))
		start = { level: 'base' };
	if (deps.site) {
		yield* foundInSite(turn, deps.site);
		if (signal.aborted) return { status: 'stopped' };
	}
	const files = deps.files ? filesOf([...begun.earlier, begun.question]) : [];
	if (deps.files && files.length > 0) {
		yield* foundInFiles(turn, files, model, deps.files);
		if (signal.aborted) return { status: 'stopped' };
	}
	if (imagesOf(situation.about.question).length > 0 && model?.capabilities.vision !== true)
		return yield* answeredBySeeing(turn);
	return yield* answered(turn, start, model, missing);
}

/**
 * The judges that are here. A message that may be nothing but a complaint waits for them: without the one
 * that hears complaints it would be answered like small talk. So does one whose domain says who may answer it.
 */
async function* judgesFor(
	input: AnswerInput,
	settings: Settings,
	manifest: Manifest,
	opening: Turn['opening']
): AsyncGenerator<TurnEvent, Judges> {
	const { begun, options } = input;
	const { question, earlier } = begun;
	const now = judgesNow(input, manifest);
	const mayComplain = earlier.length > 0 && isBareComplaint(messageText(question));
	const waits =
		(mayComplain && now.dissatisfaction === null) ||
		(now.domain === null && turnsOnDomain(begun, settings, options));
	if (!waits) return now;
	yield* opening;
	await judgesReady(input, manifest);
	return judgesNow(input, manifest);
}

/** As site-lookup.ts says; its code is fetched when it is first needed. */
async function* foundInSite(turn: Turn, site: SiteKnowledge): AsyncGenerator<TurnEvent> {
	const lookup = await loaded(import('./site-lookup.ts'));
	if (lookup !== null) yield* lookup.lookInSite(turn, site);
}

/** As file-lookup.ts says; its code is fetched when it is first needed. */
async function* foundInFiles(
	turn: Turn,
	files: readonly FilePart[],
	model: LoadedModel | null,
	knowledge: FileKnowledge
): AsyncGenerator<TurnEvent> {
	const lookup = await loaded(import('./file-lookup.ts'));
	if (lookup !== null) yield* lookup.lookInFiles(turn, files, model, knowledge);
}

/** The question has an image that this device's model does not see: somebody else is asked, or nobody. */
async function* answeredBySeeing(turn: Turn): AsyncGenerator<TurnEvent, Outcome> {
	yield* turn.opening;
	let why: string = IMAGES_NOT_ALLOWED;
	if (turn.situation.mode.escalateToEdge && canAsk(turn)) {
		const got = yield* askFurther(turn, { because: 'image' }, {});
		if (got.end === 'stopped') return { status: 'stopped' };
		if (got.end === 'answered') {
			yield* heard(turn, got.record.source);
			return yield* done(turn, got.note);
		}
		why = got.why;
	}
	return { status: 'error', failure: { code: 'unseen-image', message: unseenWords(why) } };
}

const nameOf = ({ models }: TurnDependencies): string =>
	models.current()?.manifest.name ?? 'The model';

/** Of the model that answers by now; until one does, the usual is expected. */
function knownOf({ models }: TurnDependencies) {
	const model = models.current();
	return { logprobs: true, browsers: model !== null && hereOf(model).browsers };
}

/** `missing` says why there is no model here; without one somebody else has to answer. */
async function* answered(
	turn: Turn,
	start: Start,
	model: LoadedModel | null,
	missing: TurnFailure | null
): AsyncGenerator<TurnEvent, Outcome> {
	const { situation, state, signal } = turn;
	const { complaint, mode } = situation;
	if (complaint && start.level === 'modifier' && !mode.recipe) {
		yield* turn.opening;
		yield* heard(turn, `modifier:${start.id}`);
	}
	/** Who may be asked yet. */
	let left: readonly Far[] = FAR;
	/** What this device could not do in its part of a recipe. */
	let failed: TurnFailure | null = null;
	if (mode.recipe && model !== null) {
		const made = yield* byRecipe(turn, model, mode.recipe);
		if (made.end === 'stopped') return { status: 'stopped' };
		if (made.end === 'answered') {
			yield* heard(turn, state.attempts.answer()?.source ?? 'base');
			return yield* done(turn, made.note);
		}
		({ failed = null } = made);
		if (failed === null) {
			// Somebody bigger cannot be asked, or gave nothing: this device answers.
			left = [];
			yield* heard(turn, 'base');
			yield* notice(turn, made.why);
		}
	}
	// Where nobody here answers, a mode that asks nobody else would leave the question alone.
	const further = mode.escalateToEdge || turn.deps.models.none;
	if (left.length > 0 && start.level === 'further' && further && canAsk(turn)) {
		yield* turn.opening;
		const { unasked = false, upTo } = start;
		const got = yield* askFurther(turn, firstReason(turn, start, missing), { unasked, upTo });
		if (got.end !== 'nobody') nameExperience(turn, start);
		if (got.end === 'stopped') return { status: 'stopped' };
		if (got.end === 'answered') {
			yield* heard(turn, got.record.source, 'said');
			return yield* done(turn, got.note);
		}
		left = got.held ?? [];
		state.reasons.push(got.why);
		// That it was heard comes before why nobody bigger answers it; without an answer that alone is true.
		if (missing === null) yield* heard(turn, 'base', 'said');
		if (got.aloud || complaint) yield { type: 'notice', message: got.why };
	}
	if (missing !== null) return { status: 'error', failure: missing };
	if (complaint && failed === null) {
		yield* turn.opening;
		yield* heard(turn, start.level === 'modifier' ? `modifier:${start.id}` : 'base');
	}

	const first = start.level === 'further' ? hereStart(turn, model) : start;
	if (failed === null) nameExperience(turn, start, first);
	const tried: Here | GivenUp =
		failed === null
			? // Once somebody bigger was asked in vain, this device's answer is written to its end.
				yield* answerHere(turn, first, left === FAR ? furtherReady(turn, model) : () => false)
			: { end: 'failed', failure: failed, record: null };
	let here: Here;
	if (tried.end === 'given-up') {
		left = [];
		const handed = yield* handedOver(turn, tried);
		if (handed.end === 'stopped') return { status: 'stopped' };
		if (handed.end === 'answered') return yield* done(turn, handed.note);
		here = yield* answerHere(turn, { level: 'base' });
	} else here = tried;
	if (here.end === 'answered' && !signal.aborted && wantsMore(mode, here.model.manifest))
		here = yield* enhanced(turn, here);
	if (here.end === 'stopped' || signal.aborted) return { status: 'stopped' };
	const may = left.length > 0 && mode.escalateToEdge && canAsk(turn);
	const reason = may ? reasonAfter(turn, here) : null;
	if (reason !== null) {
		const draft = here.end === 'answered' ? here.record : null;
		if (here.end === 'failed' && here.record)
			yield state.attempts.drop(here.record, 'failed', here.failure.message);
		const further = yield* askFurther(turn, reason, { draft, among: left });
		if (further.end === 'stopped') return { status: 'stopped' };
		if (further.end === 'answered') {
			yield* heard(turn, further.record.source);
			return yield* done(turn, further.note);
		}
		state.reasons.push(further.why);
		if (further.aloud) yield { type: 'notice', message: further.why };
	}
	if (here.end === 'failed') return { status: 'error', failure: here.failure };
	if (mode.critiqueLast && mode.critiqueRounds > 0 && here.record.source === 'base') {
		const last = yield* lookedAtLast(turn, here);
		if (last.end === 'stopped' || signal.aborted) return { status: 'stopped' };
		if (last.end === 'answered') return yield* done(turn, last.note);
	}
	return yield* done(turn, here.note);
}

/** Asks further in the middle of this device's answer; where nobody answers it is to be begun anew. */
async function* handedOver(turn: Turn, base: GivenUp): AsyncGenerator<TurnEvent, Further> {
	const { state } = turn;
	const threshold = furtherThresholdOf(turn, base.model.manifest);
	const words = givenUpWords(base.confidence);
	state.reasons.push(words);
	const reason = { because: 'confidence', confidence: base.confidence, threshold } as const;
	const further = yield* askFurther(turn, reason, { draft: base.record, half: true });
	if (further.end !== 'nobody') return further;
	state.reasons.push(further.why);
	if (further.aloud) yield { type: 'notice', message: further.why };
	// Half an answer, also where it came back after another broke off.
	for (const record of state.attempts.records)
		if (record.dropped === null) yield state.attempts.drop(record, 'dropped', words);
	return further;
}

/** As recipe-here.ts says; its code is fetched when it is first needed. */
async function* byRecipe(
	turn: Turn,
	model: LoadedModel,
	id: RecipeId
): AsyncGenerator<TurnEvent, RecipeTurn> {
	const recipes = await loaded(import('./recipe-here.ts'));
	if (recipes === null) return { end: 'not-done', why: PART_MISSING };
	return yield* recipes.recipeHere(turn, model, id);
}

const PART_MISSING =
	'A part of this app could not be loaded, so nobody else was asked. Reload the page, then try again.';

/** As ask-further.ts says; its code is fetched when it is first needed. */
async function* askFurther(
	turn: Turn,
	reason: FurtherReason,
	asked: Asked
): AsyncGenerator<TurnEvent, Further> {
	const further = await loaded(import('./ask-further.ts'));
	if (further === null) return { end: 'nobody', why: PART_MISSING, aloud: false };
	return yield* further.askFurther(turn, reason, { from: fromOf(turn), ...asked });
}

/** With whom of those who are bigger to begin. */
const fromOf = ({ situation: { complaint, remembered } }: Turn): Far =>
	farFrom(complaint?.failed ?? [], remembered?.level ?? null);

/** As enhance-here.ts says; its code is fetched when it is first needed. */
async function* enhanced(
	turn: Turn,
	here: Extract<Here, { end: 'answered' }>
): AsyncGenerator<TurnEvent, Here> {
	const enhance = await loaded(import('./enhance-here.ts'));
	return enhance === null ? here : yield* enhance.enhanceHere(turn, here);
}

/** The same, of what nobody else took over. */
async function* lookedAtLast(
	turn: Turn,
	here: Extract<Here, { end: 'answered' }>
): AsyncGenerator<TurnEvent, Here> {
	// Without a critic of the model's own there is no such look, and its code stays where it is.
	if (judgesNow(turn, here.model.manifest).critic === null) return here;
	const enhance = await loaded(import('./enhance-here.ts'));
	return enhance === null ? here : yield* enhance.lastLook(turn, here);
}

/** Null where it could not be fetched: the answer of this device stands. */
const loaded = <T>(part: Promise<T>): Promise<T | null> => part.catch(() => null);

function firstReason(
	{ situation, deps }: Turn,
	start: Extract<Start, { level: 'further' }>,
	missing: TurnFailure | null
): FurtherReason {
	if (deps.models.none) return { because: 'site' };
	if (missing !== null) return { because: 'failed' };
	if (situation.complaint) return { because: 'complaint' };
	return { because: start.remembered ? 'remembered' : 'prompt' };
}

/** Why this device's best answer is not enough; null when it is. */
function reasonAfter(turn: Turn, here: Exclude<Here, { end: 'stopped' }>): FurtherReason | null {
	if (here.end === 'failed') return { because: 'failed' };
	// However sure it is, it answered without them.
	if (unreadHere(turn.state.files)) return { because: 'unread' };
	const { manifest } = here.model;
	const { further } = manifest.thresholds ?? {};
	const threshold = furtherThresholdOf(turn, manifest);
	if (further) turn.state.threshold = threshold;
	const guess = isGuess(here.record) ? confidenceOf(here.record) : null;
	const route = judgesNow(turn, manifest).router?.(turn.situation.prompt) ?? null;
	const whyAt = (confidence: number | null) =>
		whyFurther({
			confidence,
			guess,
			threshold,
			abstains: abstains(here),
			unknownFrom: further?.unknown ?? null,
			route
		});
	return whyAt(sureOf(turn, here, (confidence) => whyAt(confidence) !== null));
}
