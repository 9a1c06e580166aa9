// The modes a turn can run under, as data, and which of them a turn has. Pure.
// Not here: following one (turn/), and their names in the interface (ui/messages).

import type { Manifest } from '../contract/manifest.ts';
import {
	MAX_CRITIQUE_ROUNDS,
	isFileEnding,
	MAX_PATHS,
	type Mode,
	type ModeChoice,
	type ModeFields,
	type ModeId,
	type RecipeId,
	type TurnOptions
} from '../contract/modes.ts';
import type { Settings } from '../contract/settings.ts';

/** This device alone, the base and the modifier of the question's domain where that pays. */
const LOCAL: ModeFields = {
	modifier: null,
	escalateToModifier: true,
	escalateToEdge: false,
	threshold: null,
	critiqueRounds: 0,
	paths: 1,
	examples: 'never',
	maxCostMicroUsd: null
};

/**
 * One round of critique as a last resort (enhancements.ts): measured on the base's doubtful answers it gained 1.7
 * points of 100 for four tenths of the tokens again, three rounds 2.0 for 1.2 times as many; votes and examples
 * gained nothing there (BENCHMARKS.md). Of examples a model's manifest says whether they do.
 */
const AUTO: ModeFields = {
	...LOCAL,
	escalateToEdge: true,
	critiqueRounds: 1,
	critiqueLast: true,
	examples: 'measured'
};

const MODES: Record<Exclude<ModeId, 'custom'>, ModeFields> = {
	auto: AUTO,
	fast: { ...LOCAL, escalateToModifier: false },
	// Asks further only where the answer is more likely wrong than right, and for a cent at most: by the
	// estimate, which allows for a thousand tokens of answer, models of up to $8 a million tokens.
	balanced: { ...LOCAL, escalateToEdge: true, threshold: 0.5, maxCostMicroUsd: 10_000 },
	// A vote of five can be decided by the first three; of the three rounds a critique may have, two.
	accurate: { ...LOCAL, escalateToEdge: true, critiqueRounds: 2, paths: 5, examples: 'novel' },
	adaptive: { ...AUTO, adapts: true }
};

/** The mode of a name; `only:code` asks that modifier and nobody else; a recipe may ask the edge. */
export function modeOf(choice: ModeChoice, custom: ModeFields): Mode {
	if (choice === 'custom') return { id: choice, ...custom };
	if (isRecipe(choice))
		return { id: choice, ...MODES.auto, recipe: choice.slice('recipe:'.length) as RecipeId };
	if (isOnly(choice))
		return {
			id: choice,
			...LOCAL,
			modifier: choice.slice('only:'.length),
			escalateToModifier: false
		};
	return { id: choice, ...MODES[choice] };
}

const isOnly = (choice: ModeChoice): choice is `only:${string}` => choice.startsWith('only:');
const isRecipe = (choice: ModeChoice): choice is `recipe:${RecipeId}` =>
	choice.startsWith('recipe:');

export type ModeInput = {
	options: TurnOptions | undefined;
	/** Of the conversation. */
	chosen: ModeChoice | undefined;
	settings: Pick<Settings, 'mode' | 'modeByDomain' | 'customMode'>;
	/** Of the question, when it is known. */
	domain: string | null;
	/** Names of files that are part of the question. */
	files?: readonly string[];
};

/**
 * What the message asks for goes before the conversation's choice, that before that for a file in the
 * question, that before the domain's, that before the settings'.
 */
export function turnMode({ options, chosen, settings, domain, files = [] }: ModeInput): Mode {
	const { modeByDomain } = settings;
	const ending = Object.keys(modeByDomain).find(
		(key) => isFileEnding(key) && files.some((name) => name.toLowerCase().endsWith(key))
	);
	const about = ending ?? domain;
	const byTopic =
		about !== null && Object.hasOwn(modeByDomain, about) ? modeByDomain[about] : undefined;
	const mode = modeOf(options?.mode ?? chosen ?? byTopic ?? settings.mode, settings.customMode);
	return {
		...mode,
		critiqueRounds: within(
			options?.maxCritiqueRounds ?? mode.critiqueRounds,
			0,
			MAX_CRITIQUE_ROUNDS
		),
		// What a person asks for is done for every answer, not as a last resort.
		...(options?.maxCritiqueRounds !== undefined && { critiqueLast: false }),
		paths: within(options?.paths ?? mode.paths, 1, MAX_PATHS)
	};
}

const within = (value: number, least: number, most: number): number =>
	Math.min(most, Math.max(least, Math.trunc(value)));

/** When examples of a model's bank are put before a question, once that is settled for the model. */
export type BankExamples = Exclude<Mode['examples'], 'measured'>;

/** Where a mode leaves it to the model, as was measured of it. */
export const bankExamples = (
	{ examples }: Pick<Mode, 'examples'>,
	thresholds: Pick<NonNullable<Manifest['thresholds']>, 'novelBelow'> | null
): BankExamples =>
	examples === 'measured' ? (thresholds?.novelBelow === undefined ? 'never' : 'novel') : examples;

/** Whether this device's answer is looked at again before somebody else is asked. */
export const wantsMore = (mode: Mode, { thresholds }: Pick<Manifest, 'thresholds'>): boolean =>
	mode.paths > 1 ||
	bankExamples(mode, thresholds) !== 'never' ||
	(mode.critiqueRounds > 0 && !mode.critiqueLast);
