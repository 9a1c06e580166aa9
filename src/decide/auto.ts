// Auto: who answers next on this device, as a pure function of what is known. The base answers
// first; an answer under the threshold goes to the modifier of the question's domain, where there is
// one; of two answers the surer is kept. The edge is not here: it needs consent, a network and a budget.

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
	/** Modifiers that fit the loaded base. */
	modifiers: readonly ModifierId[];
};

export type AutoStep =
	{ step: 'keep' } | { step: 'modifier'; id: ModifierId; because: 'confidence' | 'prompt' };

/**
 * What follows the base's answer. Without a confidence the prompt alone decides: a chance of being
 * wrong above 1 − threshold calls for the modifier, as a confidence below the threshold would.
 * A domain without a modifier, or that nobody claims, keeps the base's answer.
 */
export function afterBase({
	domain,
	confidence,
	wrong,
	threshold,
	modifiers
}: AutoInput): AutoStep {
	const id = domain?.domain;
	if (id === undefined || !modifiers.includes(id)) return { step: 'keep' };
	if (confidence !== null)
		return confidence < threshold
			? { step: 'modifier', id, because: 'confidence' }
			: { step: 'keep' };
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
