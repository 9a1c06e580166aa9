// The modes a person can choose among, as menu items: the usual ones, recipes with what each would take and
// gain, then always one specialist of the model that answers; and for which messages a choice is. Pure.
// Not here: what a mode does (decide/modes.ts).

import { MODE_IDS, RECIPE_IDS, type ModeChoice, type RecipeOffer } from '../../contract/modes.ts';
import type { ActiveModel } from '../../contract/services.ts';
import type { Messages } from '../messages/i18n.svelte.ts';
import type { ModeWords } from '../messages/modes/en.ts';
import type { MenuItem } from '../primitives/Menu.svelte';
import { modeName } from './sources.ts';

export type ModeList = {
	t: Messages;
	/** A sentence on each; absent until they were fetched. */
	hints: ModeWords | undefined;
	active: ActiveModel;
	/** The one in force, or null where the menu acts instead of keeping a choice. */
	chosen: ModeChoice | null;
	choose: (choice: ModeChoice) => void;
	offers: readonly RecipeOffer[];
};

export function modeItems({ t, hints, active, chosen, choose, offers }: ModeList): MenuItem[] {
	const item = (choice: ModeChoice, group: string): MenuItem => ({
		label: modeName(t, choice),
		group,
		run: () => choose(choice),
		...(chosen !== null && { checked: choice === chosen })
	});
	const modifiers = active.state === 'ready' ? active.manifest.modifiers.map(({ id }) => id) : [];
	const only = modifiers.map((id): ModeChoice => `only:${id}`);
	// A choice made for another model stays visible, so that it can be taken back.
	if (chosen?.startsWith('only:') && !only.includes(chosen)) only.unshift(chosen);
	return [
		...MODE_IDS.map((id) => ({ ...item(id, t.modes.usual), hint: hints?.[id] })),
		...RECIPE_IDS.map((id) => {
			const choice = `recipe:${id}` as const;
			const offer = offers.find((one) => one.id === id);
			const hint = [hints?.[choice], offer && t.said(offer.words)].filter(Boolean).join(' ');
			return { ...item(choice, t.modes.together), hint };
		}),
		...only.map((choice) => item(choice, t.modes.always))
	];
}

/** They leave the menu open: the mode is chosen next. */
export function scopeItems(
	{ modes }: Messages,
	next: boolean,
	choose: (next: boolean) => void
): MenuItem[] {
	return [false, true].map((value) => ({
		label: value ? modes.nextOnly : modes.all,
		group: modes.scope,
		checked: value === next,
		stays: true,
		run: () => choose(value)
	}));
}
