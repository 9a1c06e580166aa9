// How much a turn may do for its answer. A mode is data (decide/modes.ts holds them); the turn follows
// it and knows none by name.

import type { ModifierId } from './ids.ts';

export const MODE_IDS = ['auto', 'fast', 'balanced', 'accurate', 'adaptive', 'custom'] as const;
export type ModeId = (typeof MODE_IDS)[number];

/** How several answers, or several models, work on a question together; what each does is decide/recipes.ts's. */
export const RECIPE_IDS = [
	'draft-enhance',
	'architect-reviewer',
	'explore-validate',
	'ensemble-vote'
] as const;
export type RecipeId = (typeof RECIPE_IDS)[number];

/** What a recipe would take and gain, before it runs; or why it cannot. */
export type RecipeOffer = { id: RecipeId; possible: boolean; words: string };

/** A mode; or always one modifier, `only:code`; or a recipe, `recipe:draft-enhance`. */
export type ModeChoice = ModeId | `only:${ModifierId}` | `recipe:${RecipeId}`;

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
	/** The critique is of what nobody else takes over, at the end; absent: before somebody bigger is asked. */
	critiqueLast?: boolean;
	/** Independent answers that vote; 1 for none. */
	paths: number;
	/** When examples of the model's bank are put before the question; `measured`: as was found to help that model. */
	examples: 'never' | 'novel' | 'always' | 'measured';
	/** The most a turn may cost; null: the budget alone decides. */
	maxCostMicroUsd: number | null;
	/** Follows what this device has learnt from the person's answers, and learns on; absent: the settings say. */
	adapts?: boolean;
	/** Answers by a recipe, where whoever it needs can be asked; null or absent: by the steps above. */
	recipe?: RecipeId | null;
};

/** What one turn is asked to do otherwise than its conversation's mode. */
export type TurnOptions = {
	mode?: ModeChoice;
	maxCritiqueRounds?: number;
	paths?: number;
};

/** What a page asks of a turn, with what is not understood left out; null where nothing is left. */
export function turnOptionsFrom(value: unknown): TurnOptions | null {
	if (typeof value !== 'object' || value === null) return null;
	const { mode, maxCritiqueRounds, paths } = value as Partial<Record<keyof TurnOptions, unknown>>;
	const options: TurnOptions = {
		...(isModeChoice(mode) && { mode }),
		...(isWhole(maxCritiqueRounds, 0, MAX_CRITIQUE_ROUNDS) && { maxCritiqueRounds }),
		...(isWhole(paths, 1, MAX_PATHS) && { paths })
	};
	return Object.keys(options).length === 0 ? null : options;
}

/** What a person may choose of a mode of their own. */
export type ModeFields = Omit<Mode, 'id'>;

export const MAX_PATHS = 10;
export const MAX_CRITIQUE_ROUNDS = 3;
const EXAMPLES: readonly unknown[] = ['never', 'novel', 'always', 'measured'];

export function isModeFields(value: unknown): value is ModeFields {
	if (typeof value !== 'object' || value === null) return false;
	const mode = value as Partial<Record<keyof ModeFields, unknown>>;
	return (
		(mode.modifier === null || isModeChoice(`only:${String(mode.modifier)}`)) &&
		typeof mode.escalateToModifier === 'boolean' &&
		typeof mode.escalateToEdge === 'boolean' &&
		(mode.threshold === null || isWithin(mode.threshold, 0, 1)) &&
		isWhole(mode.critiqueRounds, 0, MAX_CRITIQUE_ROUNDS) &&
		isWhole(mode.paths, 1, MAX_PATHS) &&
		EXAMPLES.includes(mode.examples) &&
		(mode.maxCostMicroUsd === null || isWhole(mode.maxCostMicroUsd, 0, Number.MAX_SAFE_INTEGER)) &&
		(mode.critiqueLast === undefined || typeof mode.critiqueLast === 'boolean') &&
		(mode.adapts === undefined || typeof mode.adapts === 'boolean') &&
		(mode.recipe === undefined || mode.recipe === null || isRecipeId(mode.recipe))
	);
}

export function isRecipeId(value: unknown): value is RecipeId {
	return (RECIPE_IDS as readonly unknown[]).includes(value);
}

const isWithin = (value: unknown, least: number, most: number): value is number =>
	typeof value === 'number' && value >= least && value <= most;

function isWhole(value: unknown, least: number, most: number): value is number {
	return Number.isInteger(value) && isWithin(value, least, most);
}

/** Whether a key of modes by domain means files whose name ends so, in small letters: `.py`. */
export const isFileEnding = (key: string): boolean => /^\.[^\s./\\]{1,16}$/.test(key);

/** Modes by domain, as in `{code: 'only:code'}`, and by what a file's name ends in, as in `{'.py': 'only:code'}`. */
export function isModeByDomain(value: unknown): value is Record<string, ModeChoice> {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		Object.values(value).every(isModeChoice)
	);
}

export function isModeChoice(value: unknown): value is ModeChoice {
	if (typeof value !== 'string') return false;
	if (value.startsWith('recipe:')) return isRecipeId(value.slice('recipe:'.length));
	return (MODE_IDS as readonly string[]).includes(value) || /^only:[a-z][\w-]*$/.test(value);
}
