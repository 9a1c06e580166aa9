// The best answer of this device: the base's, or that of the modifier of the question's domain, or the
// surer of both (decide/auto.ts). The second is written behind the first, which stays on screen until it
// is known which one stands. Not here: asking anybody else (ask-further.ts).

import type { TurnEvent } from '../contract/events.ts';
import type { ModifierId } from '../contract/ids.ts';
import type { Manifest } from '../contract/manifest.ts';
import { afterBase, keptAnswer, type AutoStep } from '../decide/auto.ts';
import type { Start } from '../decide/plan.ts';
import {
	baseDroppedWords,
	baseKeptWords,
	modifierDroppedWords,
	modifierFailedWords,
	modifierKeptWords
} from '../decide/plan-words.ts';
import type { LoadedModel } from '../engine/engine.ts';
import { confidenceOf, type AttemptRecord } from './attempt.ts';
import { NO_JUDGES, type Judges } from './judges.ts';
import { learnDomain, modifiersOf } from './situation.ts';
import { tryHere, type Tried } from './try-here.ts';
import type { Turn } from './turn.ts';

type Answered = Extract<Tried, { end: 'answered' }>;

/** 0.8: the middle of the range a threshold is searched in, for a model that has none (models/auto.ts). */
export const THRESHOLD = 0.8;

export async function* answerHere(
	turn: Turn,
	start: Exclude<Start, { level: 'further' }>
): AsyncGenerator<TurnEvent, Tried> {
	const first = yield* tryHere(turn, start.level === 'modifier' ? start.id : null);
	if (first.end === 'answered') await settleDomain(turn, first.model.manifest);
	if (start.level === 'modifier') {
		// A modifier that cannot answer at all leaves the question to the base.
		if (first.end !== 'failed' || turn.signal.aborted) return first;
		if (first.record) yield turn.state.attempts.drop(first.record, 'failed', first.failure.message);
		turn.state.reasons.push(modifierFailedWords(start.id));
		const base = yield* tryHere(turn, null);
		if (base.end === 'answered') await settleDomain(turn, base.model.manifest);
		return base;
	}
	if (first.end !== 'answered') return first;
	if (turn.signal.aborted) return { end: 'stopped' };
	const step = nextStep(turn, first);
	if (step.step === 'keep') return first;
	return yield* withModifier(turn, first, step);
}

/** What the base's answer calls for. */
function nextStep(turn: Turn, { record, model }: Answered): AutoStep {
	const { situation, state } = turn;
	state.threshold = thresholdOf(turn, model.manifest);
	state.here = { name: model.manifest.name, logprobs: model.capabilities.logprobs };
	if (!situation.mode.escalateToModifier) return { step: 'keep' };
	return afterBase({
		domain: situation.domain,
		confidence: trusted(record),
		wrong: judgesNow(turn, model.manifest).router?.(situation.prompt).wrong ?? null,
		threshold: state.threshold ?? THRESHOLD,
		sureDomain: model.manifest.thresholds?.sureDomain ?? null,
		modifiers: modifiersOf(model)
	});
}

async function* withModifier(
	turn: Turn,
	base: Answered,
	{ id, because }: { id: ModifierId; because: 'confidence' | 'prompt' | 'domain' }
): AsyncGenerator<TurnEvent, Tried> {
	const { attempts, reasons } = turn.state;
	const other = yield* tryHere(turn, id);
	switch (other.end) {
		case 'stopped':
			return other;
		case 'failed':
			if (other.record) yield attempts.drop(other.record, 'failed', other.failure.message);
			reasons.push(modifierFailedWords(id));
			return base;
		case 'answered': {
			const sure = { base: trusted(base.record), modifier: trusted(other.record) };
			const kept = keptAnswer({ confidence: sure.base }, { confidence: sure.modifier });
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

/** How sure an answer is, where that is more than its least likely token; null else. */
export function trusted(record: AttemptRecord): number | null {
	return record.calibrated === null ? null : confidenceOf(record);
}

/** The confidence an answer has to reach: the mode's, else the model's own; null where there is neither. */
export function thresholdOf({ situation }: Turn, manifest: Manifest): number | null {
	return situation.mode.threshold ?? manifest.thresholds?.answer ?? null;
}

export function judgesNow({ deps }: Pick<Turn, 'deps'>, manifest: Manifest): Judges {
	return deps.judges?.current(manifest) ?? NO_JUDGES;
}

/** Waits for the judges, which are on their way since the model is: what they say counts from now on. */
async function settleDomain(turn: Turn, manifest: Manifest): Promise<void> {
	const { deps, situation, state, signal } = turn;
	if (situation.domain === null && deps.judges && !signal.aborted) {
		const waitingMs = deps.elapsed();
		const aborted = new Promise<void>((resolve) => {
			signal.addEventListener('abort', () => resolve(), { once: true });
		});
		await Promise.race([deps.judges.ready(manifest), aborted]);
		learnDomain(situation, judgesNow(turn, manifest));
		state.stages.judges = deps.elapsed() - waitingMs;
	}
	if (situation.domain !== null)
		state.also.domain = {
			id: situation.domain.domain,
			probability: Math.round(situation.domain.probability * 1000) / 1000
		};
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
