// Auto: who answers next on this device, as a pure function of what is known. The base answers
// first; an answer under the threshold goes to the modifier of the question's domain, where there is
// one; of two answers the likelier is kept (gain.ts). Where a manifest says so, a question that is surely
// of a modifier's domain goes to it too, for a base can be sure and wrong of what it was not taught.
// The edge is not here: it needs consent, a network and a budget.

import type { GainMap } from '../contract/calibration.ts';
import type { ModifierId } from '../contract/ids.ts';
import type { DomainGuess } from './domain.ts';
import { canWeigh, gainOf } from './gain.ts';

/** What is known before and after a try. */
export type AutoInput = {
	/** Of the domain head; null where none is loaded. */
	domain: Pick<DomainGuess, 'domain' | 'probability'> | null;
	/** Calibrated, 0–1; null before an answer, or when the model gives no log-probabilities. */
	confidence: number | null;
	/** Estimated chance that the base gets this prompt wrong, from the prompt alone; null when unknown. */
	wrong: number | null;
	/** The confidence an answer has to reach. */
	threshold: number;
	/**
	 * The probability of its domain from which a question goes to the modifier however sure the base is;
	 * null or absent: never.
	 */
	sureDomain?: number | null;
	/** Modifiers that fit the loaded base. */
	modifiers: readonly ModifierId[];
};

export type AutoStep =
	| { step: 'keep' }
	| { step: 'modifier'; id: ModifierId; because: 'confidence' | 'prompt' | 'domain' };

/**
 * What follows the base's answer. Without a confidence the prompt alone decides: a chance of being
 * wrong above 1 − threshold calls for the modifier, as a confidence below the threshold would. A
 * question that is surely of the modifier's domain goes to it in any case. A domain without a modifier,
 * or that nobody claims, keeps the base's answer.
 */
export function afterBase({
	domain,
	confidence,
	wrong,
	threshold,
	sureDomain = null,
	modifiers
}: AutoInput): AutoStep {
	const id = domain?.domain;
	if (id === undefined || !modifiers.includes(id)) return { step: 'keep' };
	if (confidence !== null && confidence < threshold)
		return { step: 'modifier', id, because: 'confidence' };
	if (sureDomain !== null && domain!.probability >= sureDomain)
		return { step: 'modifier', id, because: 'domain' };
	if (confidence !== null) return { step: 'keep' };
	if (wrong !== null && wrong > 1 - threshold) return { step: 'modifier', id, because: 'prompt' };
	return { step: 'keep' };
}

/** An answer: how sure its model is of it, calibrated, and what a map reads of it. */
export type AutoAnswer = {
	confidence: number | null;
	/** Of `answerInputsBy` (gain.ts); null or absent for an answer that was cut off. */
	inputs?: readonly number[] | null;
};

/**
 * Which of two answers to show: the one that `gain` says is likelier right; without it, or without what
 * it reads, the surer one. The modifier's when either confidence is unknown, for it was asked because the
 * base's was doubtful, and when both are equal.
 */
export function keptAnswer(
	base: AutoAnswer,
	modifier: AutoAnswer,
	gain: GainMap | null = null
): 'base' | 'modifier' {
	if (base.confidence === null || modifier.confidence === null) return 'modifier';
	if (gain !== null && canWeigh(gain) && base.inputs && modifier.inputs) {
		const by = gainOf(
			gain,
			{ confidence: base.confidence, inputs: base.inputs },
			{ confidence: modifier.confidence, inputs: modifier.inputs }
		);
		return by >= gain.least ? 'modifier' : 'base';
	}
	return base.confidence > modifier.confidence ? 'base' : 'modifier';
}
