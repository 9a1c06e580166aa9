// The best answer of this device: the base's, or that of the modifier of the question's domain, or the
// surer of both (decide/auto.ts). The second is written behind the first, which stays on screen until it
// is known which one stands. Not here: asking anybody else (ask-further.ts).

import type { TurnEvent } from '../contract/events.ts';
import type { ModifierId } from '../contract/ids.ts';
import type { Manifest } from '../contract/manifest.ts';
import { afterBase, keptAnswer, type AutoStep } from '../decide/auto.ts';
import { exitsEarly, type Running } from '../decide/early-exit.ts';
import { answerInputsBy } from '../decide/gain.ts';
import type { Start } from '../decide/plan.ts';
import {
	baseDroppedWords,
	baseKeptWords,
	givenUpWords,
	modifierDroppedWords,
	modifierFailedWords,
	modifierKeptWords
} from '../decide/plan-words.ts';
import { specialistOffWords } from '../decide/plan-specialist-words.ts';
import type { LoadedModel } from '../engine/engine.ts';
import { confidenceOf, isGuess, type AttemptRecord } from './attempt.ts';
import { NO_JUDGES, type Judges } from './judges.ts';
import { askedModifiersOf, learnDomain, modifiersOf, receiptOfDomain } from './situation.ts';
import { THRESHOLD, thresholdOf } from './thresholds.ts';
import { hereOf, tryHere, type Tried } from './try-here.ts';
import type { Turn } from './turn.ts';

type Answered = Extract<Tried, { end: 'answered' }>;

/** Never given up: what this device has, to its end. */
export type Here = Exclude<Tried, { end: 'given-up' }>;

/** The base's answer before its end: somebody bigger is to be asked, and has not been yet. */
export type GivenUp = Extract<Tried, { end: 'given-up' }>;

/** `edgeReady`: whether the edge can be asked without a word more; then it may end with GivenUp. */
export function answerHere(
	turn: Turn,
	start: Exclude<Start, { level: 'further' }>
): AsyncGenerator<TurnEvent, Here>;
export function answerHere(
	turn: Turn,
	start: Exclude<Start, { level: 'further' }>,
	edgeReady: () => boolean
): AsyncGenerator<TurnEvent, Here | GivenUp>;
export async function* answerHere(
	turn: Turn,
	start: Exclude<Start, { level: 'further' }>,
	edgeReady: () => boolean = () => false
): AsyncGenerator<TurnEvent, Here | GivenUp> {
	if (start.level === 'modifier') return yield* startingWithModifier(turn, start.id);
	const first = yield* tryHere(turn, null, (model, running) =>
		isHopeless(turn, model, running, edgeReady)
	);
	if (first.end === 'given-up') return yield* afterGivenUp(turn, first);
	if (first.end !== 'answered') return first;
	await settleDomain(turn, first.model.manifest);
	if (turn.signal.aborted) return { end: 'stopped' };
	const step = nextStep(turn, first);
	if (step.step === 'keep') return first;
	return yield* withModifier(turn, first, step);
}

/** A modifier that cannot answer at all leaves the question to the base. */
async function* startingWithModifier(turn: Turn, id: ModifierId): AsyncGenerator<TurnEvent, Here> {
	const { state, signal } = turn;
	const first = yield* tryWhole(turn, id);
	if (first.end === 'answered') await settleDomain(turn, first.model.manifest);
	if (first.end !== 'failed' || signal.aborted) return first;
	if (first.record) yield state.attempts.drop(first.record, 'failed', first.failure.message);
	state.reasons.push(modifierFailedWords(id));
	return yield* wholeBase(turn);
}

async function* wholeBase(turn: Turn): AsyncGenerator<TurnEvent, Here> {
	const base = yield* tryWhole(turn, null);
	if (base.end === 'answered') await settleDomain(turn, base.model.manifest);
	return base;
}

/** Whether the base is given up: only where a modifier, or the edge, is sure to be asked. */
function isHopeless(
	turn: Turn,
	model: LoadedModel,
	running: Running,
	edgeReady: () => boolean
): boolean {
	const { thresholds, calibration } = model.manifest;
	if (!calibration || !exitsEarly(thresholds?.earlyExit, running)) return false;
	return modifierFor(turn, model) !== null || edgeReady();
}

/** The modifier of the question's domain; null where there is none, or the mode asks none. */
function modifierFor({ situation, settings }: Turn, model: LoadedModel): ModifierId | null {
	const id = situation.mode.escalateToModifier ? situation.domain?.domain : undefined;
	return id !== undefined && askedModifiersOf(model, settings).includes(id) ? id : null;
}

/** Whether a person turned off a modifier that would be asked now; where so, the receipt says it. */
export function sayIfOff({ settings, state }: Turn, model: LoadedModel, id: ModifierId): boolean {
	if (askedModifiersOf(model, settings).includes(id)) return false;
	const words = specialistOffWords(id);
	if (!state.reasons.includes(words)) state.reasons.push(words);
	return true;
}

/** The modifier answers what the base was given up at, and when it fails the base begins anew. */
async function* afterGivenUp(turn: Turn, base: GivenUp): AsyncGenerator<TurnEvent, Here | GivenUp> {
	const { attempts, reasons } = turn.state;
	await settleDomain(turn, base.model.manifest);
	const id = modifierFor(turn, base.model);
	if (id === null) return base;
	const other = yield* tryWhole(turn, id);
	if (other.end === 'stopped') return other;
	if (other.end === 'failed' && other.record)
		yield attempts.drop(other.record, 'failed', other.failure.message);
	yield attempts.drop(base.record, 'dropped', givenUpWords(base.confidence));
	if (other.end === 'answered') {
		reasons.push(modifierKeptWords('confidence', id));
		return other;
	}
	reasons.push(modifierFailedWords(id));
	return yield* wholeBase(turn);
}

/** Without a bound no try is given up. */
async function* tryWhole(turn: Turn, modifier: ModifierId | null): AsyncGenerator<TurnEvent, Here> {
	const tried = yield* tryHere(turn, modifier);
	return tried.end === 'given-up' ? { ...tried, end: 'answered', note: null } : tried;
}

/** What the base's answer calls for. */
function nextStep(turn: Turn, { record, model }: Answered): AutoStep {
	const { situation, state } = turn;
	state.threshold = thresholdOf(turn, model.manifest);
	state.here = hereOf(model);
	if (!situation.mode.escalateToModifier) return { step: 'keep' };
	const wrong = judgesNow(turn, model.manifest).router?.(situation.prompt).wrong ?? null;
	const stepAt = (confidence: number | null): AutoStep =>
		afterBase({
			domain: situation.domain,
			confidence,
			wrong,
			threshold: state.threshold ?? THRESHOLD,
			sureDomain: model.manifest.thresholds?.sureDomain ?? null,
			modifiers: modifiersOf(model)
		});
	// One that is turned off is not asked, whatever the confidence.
	const has = modifierFor(turn, model) !== null;
	const goesOn = (confidence: number | null) => has && stepAt(confidence).step === 'modifier';
	const step = stepAt(sureOf(turn, { record, model }, goesOn));
	return step.step === 'modifier' && sayIfOff(turn, model, step.id) ? { step: 'keep' } : step;
}

async function* withModifier(
	turn: Turn,
	base: Answered,
	{ id, because }: { id: ModifierId; because: 'confidence' | 'prompt' | 'domain' }
): AsyncGenerator<TurnEvent, Here> {
	const { attempts, reasons } = turn.state;
	const other = yield* tryWhole(turn, id);
	switch (other.end) {
		case 'stopped':
			return other;
		case 'failed':
			if (other.record) yield attempts.drop(other.record, 'failed', other.failure.message);
			reasons.push(modifierFailedWords(id));
			return base;
		case 'answered': {
			const sure = { base: trusted(base.record), modifier: trusted(other.record) };
			const kept = keptAnswer(
				weighed(turn, base, sure.base),
				weighed(turn, other, sure.modifier),
				base.model.manifest.calibration?.gain ?? null
			);
			if (kept === 'base') {
				yield attempts.drop(
					other.record,
					'dropped',
					modifierDroppedWords(sure.base, sure.modifier)
				);
				reasons.push(baseKeptWords(id));
				return base;
			}
			yield attempts.drop(base.record, 'dropped', baseDroppedWords(because, sure));
			reasons.push(modifierKeptWords(because, id));
			return other;
		}
		default:
			return other satisfies never;
	}
}

function weighed({ situation }: Turn, { record, model }: Answered, confidence: number | null) {
	const features = record.confidence.features();
	return {
		confidence,
		inputs: answerInputsBy(model.manifest, features, record.text, situation.question)
	};
}

/**
 * How sure an answer is, where that is more than its least likely token: by the model's fitted map, also of an answer
 * that a vote chose; without one by how many agreed; null else.
 * A careful guess for any model is neither; it decides where it is extreme (`whyFurther`).
 */
export function trusted(record: AttemptRecord): number | null {
	if (isGuess(record)) return null;
	return record.calibrated === null && !record.votes ? null : confidenceOf(record);
}

/**
 * How sure to be of an answer when it is decided whether it will do: of the base's, as this person's
 * answers have taught; that is asked once a turn. `goesOn`: at which confidence the question goes on to somebody
 * else by this decision, so that a turn is counted where the layer on trial would have decided it otherwise.
 */
export function sureOf(
	turn: Turn,
	{ record, model }: Pick<Answered, 'record' | 'model'>,
	goesOn: (confidence: number | null) => boolean
): number | null {
	const confidence = trusted(record);
	const { deps, situation, state } = turn;
	// What single answers have taught is of single answers: an agreement is taken as it is.
	const isAgreement = record.calibrated === null;
	if (!deps.adaptive || record.source !== 'base' || confidence === null || isAgreement)
		return confidence;
	const { manifest } = model;
	state.judged ??= {
		record,
		baseSha256: manifest.baseSha256,
		judged: deps.adaptive.judge(
			manifest.baseSha256,
			{
				confidence,
				wrong: judgesNow(turn, manifest).router?.(situation.prompt).wrong ?? null,
				domain: situation.domain?.domain ?? null
			},
			situation.mode.adapts ?? false
		)
	};
	// One that a vote or a critic has put in its place is as sure as the model's map makes its own figures.
	if (state.judged.record !== record) return confidence;
	state.judged.judged = deps.adaptive.decided(state.judged.judged, goesOn);
	return state.judged.judged.adapted;
}

export function judgesNow({ deps }: Pick<Turn, 'deps'>, manifest: Manifest): Judges {
	return deps.judges?.current(manifest) ?? NO_JUDGES;
}

/** Waits for the judges, which are on their way since the model is; a stopped turn waits no longer. */
export async function judgesReady(
	{ deps, signal }: Pick<Turn, 'deps' | 'signal'>,
	manifest: Manifest
): Promise<void> {
	if (!deps.judges || signal.aborted) return;
	const aborted = new Promise<void>((resolve) => {
		signal.addEventListener('abort', () => resolve(), { once: true });
	});
	await Promise.race([deps.judges.ready(manifest), aborted]);
}

/** Of the domain counts from now on what the judges say. */
async function settleDomain(turn: Turn, manifest: Manifest): Promise<void> {
	const { deps, situation, state, signal } = turn;
	if (situation.domain === null && deps.judges && !signal.aborted) {
		const waitingMs = deps.elapsed();
		await judgesReady(turn, manifest);
		learnDomain(situation, judgesNow(turn, manifest));
		state.stages.judge = deps.elapsed() - waitingMs;
	}
	Object.assign(state.also, receiptOfDomain(situation));
}
