// The modes a person can choose among, as menu items: the usual ones, recipes with what each would take and
// gain, then always one specialist of the model that answers. Pure. Not here: what a mode does (decide/modes.ts).

import { MODE_IDS, RECIPE_IDS, type ModeChoice, type RecipeOffer } from '../../contract/modes.ts';
import type { ActiveModel } from '../../contract/services.ts';
import type { Messages } from '../messages/i18n.svelte.ts';
import type { MenuItem } from '../primitives/Menu.svelte';
import { modeName } from './sources.ts';

/** `chosen`: the one in force, or null where the menu acts instead of keeping a choice. */
export function modeItems(
	t: Messages,
	active: ActiveModel,
	chosen: ModeChoice | null,
	choose: (choice: ModeChoice) => void,
	offers: readonly RecipeOffer[]
): MenuItem[] {
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
		...MODE_IDS.map((id) => ({ ...item(id, t.modes.usual), hint: t.modes.hints[id] })),
		...RECIPE_IDS.map((id) => {
			const choice = `recipe:${id}` as const;
			const offer = offers.find((one) => one.id === id);
			const hint = [t.modes.hints[choice], ...(offer ? [t.said(offer.words)] : [])].join(' ');
			return { ...item(choice, t.modes.together), hint };
		}),
		...only.map((choice) => item(choice, t.modes.always))
	];
}
