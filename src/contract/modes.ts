// How much a turn may do for its answer. A mode is data (decide/modes.ts holds them); the turn follows
// it and knows none by name.

import type { ModifierId } from './ids.ts';

export const MODE_IDS = ['auto', 'fast', 'balanced', 'accurate', 'custom'] as const;
export type ModeId = (typeof MODE_IDS)[number];

/** A mode, or always one modifier: `only:code`. */
export type ModeChoice = ModeId | `only:${ModifierId}`;

export type Mode = {
	id: ModeChoice;
	/** Asked whatever the domain is; null: the modifier of the question's domain, where one is needed. */
	modifier: ModifierId | null;
	/** Whether a doubtful answer of the base goes to a modifier. */
	escalateToModifier: boolean;
	/** Whether a doubtful answer may go to the edge; consent, network and budget are asked beside it. */
	escalateToEdge: boolean;
	/** The confidence an answer has to reach; null: the model's own. */
	threshold: number | null;
	/** Rounds of critique and another answer; 0 for none. */
	critiqueRounds: number;
	/** Independent answers that vote; 1 for none. */
	paths: number;
	/** When examples are put before the question. */
	examples: 'never' | 'novel' | 'always';
	/** The most a turn may cost; null: the budget alone decides. */
	maxCostMicroUsd: number | null;
};

/** What one turn is asked to do otherwise than its conversation's mode. */
export type TurnOptions = {
	mode?: ModeChoice;
	maxCritiqueRounds?: number;
	paths?: number;
};

export function isModeChoice(value: unknown): value is ModeChoice {
	if (typeof value !== 'string') return false;
	return (MODE_IDS as readonly string[]).includes(value) || /^only:[a-z][\w-]*$/.test(value);
}
