// What is known of a trained modifier, and whether it may ship. Files of models/.build/NAME/modifiers.

import { buildFolder, type Recipe } from '../recipe.ts';
import type { ModifierFigures } from './measure-modifier.ts';

export interface ModifierReport {
	id: string;
	baseSha256: string;
	sha256: string;
	rank: number;
	alpha: number;
	invocationTokens: number[];
	training: {
		failures: number;
		examples: number;
		tokens: number;
		steps: number;
		loss: number;
		seconds: number;
		tokensPerSecond: number;
	};
	figures: ModifierFigures;
	accepted: boolean;
	/** Why not. */
	reason: string | null;
}

export const modifierFolder = (recipe: Recipe): string => `${buildFolder(recipe)}/modifiers`;

/** Of the held-out set; on some fifty prompts a smaller gain may be chance. */
const LEAST_GAIN = 0.1;

/** Why a modifier may not ship; null when it may. */
export function refusal({ heldOut, parity, keptCache }: ModifierFigures): string | null {
	if (heldOut.modifier < heldOut.base + LEAST_GAIN)
		return `It answers ${heldOut.modifier} of its held-out set where the base answers ${heldOut.base}. Train longer, or look at its failures.`;
	if (parity.identical < 0.9 * parity.prompts)
		return `The engine says what the trainer says on ${parity.identical} of ${parity.prompts} prompts only.`;
	if (keptCache.identical < keptCache.prompts)
		return `With a kept cache the text differs on ${keptCache.prompts - keptCache.identical} of ${keptCache.prompts} prompts.`;
	return null;
}
