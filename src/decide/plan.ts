// Who answers a turn, decided before its first token. Today always the base model on this device;
// the router adds the modifiers and the edge to the choices here, and callers do not change.
// Pure: it is told what there is, and acts on nothing.

import type { Plan } from '../contract/events.ts';

/** What the decision may weigh. */
export type PlanInput = {
	/** The model that is loaded, as a person knows it. */
	name: string;
	/** Whether the model gives log-probabilities; without them confidence stays unknown. */
	logprobs: boolean;
	/** 1 for the first try of this turn. */
	attempt: number;
};

export function planTurn({ name, logprobs, attempt }: PlanInput): Plan {
	const reasons = [`${name} answers on this device; nothing leaves it.`];
	if (!logprobs) reasons.push('It does not say how sure it is.');
	if (attempt > 1) reasons.push('The earlier try was interrupted, so this is a new one.');
	return { source: 'base', modifier: null, reason: reasons.join(' ') };
}
