// Auto: who answers next on this device, as a pure function of what is known. The base answers
// first; an answer under the threshold goes to the modifier of the question's domain, where there is
// one, and so does one to a question that is surely of that domain, for a base can be sure and wrong
// of what it was not taught; of two answers the surer is kept. The edge is not here: it needs consent, a network and a budget.

import type { ModifierId } from '../contract/ids.ts';
import type { DomainGuess } from './domain.ts';

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
 * wrong above 1 − threshold calls for the modifier, as a confidence below the threshold would.
 * A question that is surely of the modifier's domain goes to it in any case. A domain without a modifier, or that nobody claims, keeps the base's answer.
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

/** An answer and how sure its model is of it, calibrated. */
export type AutoAnswer = { confidence: number | null };

/**
 * Which of two answers to show: the surer one. The modifier's when either is unknown, for it was
 * asked because the base's was doubtful, and when both are equal.
 */
export function keptAnswer(base: AutoAnswer, modifier: AutoAnswer): 'base' | 'modifier' {
	if (base.confidence === null || modifier.confidence === null) return 'modifier';
	return base.confidence > modifier.confidence ? 'base' : 'modifier';
}
