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
	/** Rows of weights are 2^bits; `leaveOut` also measures without each source (slow). */
	classifiers: {
		domain: { bits: number; perClass: number; epochs: number; leaveOut: boolean };
		dissatisfaction: { bits: number; dialogues: number; epochs: number; leaveOut: boolean };
	};
	/** Of one modifier: prompts asked to find failures, its size, and how long it is trained. */
	modifiers: {
		/** Those to make; all when absent. */
		domains?: string[];
		asked: number;
		rank: number;
		alpha: number;
		rate: number;
		tokens: number;
		batchTokens: number;
		heldOutPerTask: number;
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
