// Recipes are data: what to train, how much, from which seed. Folders follow from the name.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Recipe {
	name: string;
	seed: number;
	vocabulary: number;
	shape: { width: number; layers: number; heads: number; hidden: number; context: number };
	/** The longest training sequence; longer conversations are cut at an exchange. */
	maxTokens: number;
	conversationsPerShard: number;
	/** Held-out prompts of each kind in the report. */
	heldOutPerKind: number;
	training: {
		processes: number;
		tokens: number;
		batchTokens: number;
		muonRate: number;
		adamRate: number;
		decayFrom: number;
		saveSeconds: number;
	};
}

export const MODELS = fileURLToPath(new URL('.', import.meta.url));

export function readRecipe(name: string): Recipe {
	return {
		name,
		...(JSON.parse(readFileSync(`${MODELS}recipes/${name}.json`, 'utf8')) as Omit<Recipe, 'name'>)
	};
}

/** Working files of a recipe; never committed. */
export const buildFolder = (recipe: Recipe): string => `${MODELS}.build/${recipe.name}`;
