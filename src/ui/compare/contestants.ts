// Who can take part in a comparison: the models on this device, each alone, with one of its specialists or of
// the person's adapters, or with a mix of them; and whoever can be asked elsewhere, alone. Pure.

import {
	elsewhereOf,
	type Contestant,
	type ContestantAdapter,
	type ElsewhereOffer
} from '../../contract/compare.ts';
import type { ModelListing } from '../../contract/services.ts';

/** One of a model's adapters. `activated`: it waits for a word of its own. */
export type AdapterChoice = {
	id: string;
	name: string;
	own: boolean;
	scale: number;
	activated: boolean;
};

export type ModelChoice = { id: string; name: string; adapters: AdapterChoice[] };

/** `nameOf`: a specialist's name on screen. */
export function choicesOf(
	listings: readonly ModelListing[],
	nameOf: (modifier: string) => string
): ModelChoice[] {
	return listings.flatMap(({ id, name, manifest, status, adapter }) => {
		if (adapter || manifest === null || status.state !== 'ready') return [];
		const specialists = manifest.modifiers
			.filter(({ baseSha256 = manifest.baseSha256 }) => baseSha256 === manifest.baseSha256)
			.map((one) => ({
				id: one.id,
				name: nameOf(one.id),
				own: false,
				scale: 1,
				activated: one.invocationTokens.length > 0
			}));
		const own = listings.flatMap((one) =>
			one.adapter?.modelId === id &&
			one.adapter.baseSha256 === manifest.baseSha256 &&
			one.status.state === 'ready'
				? [
						{
							id: one.id,
							name: one.name,
							own: true,
							scale: one.adapter.scale,
							activated: one.adapter.invocationTokens.length > 0
						}
					]
				: []
		);
		return [{ id, name, adapters: [...specialists, ...own] }];
	});
}

/** Who is elsewhere, after the models of this browser. `nameOf`: a name on screen. */
export function choicesElsewhere(
	offers: readonly ElsewhereOffer[],
	nameOf: (offer: ElsewhereOffer) => string
): ModelChoice[] {
	return offers.map((offer) => ({ id: offer.modelId, name: nameOf(offer), adapters: [] }));
}

/** What can be mixed with those chosen: each adapter once, and of those that wait for a word one at most. */
export function mixable(
	adapters: readonly AdapterChoice[],
	chosen: readonly ContestantAdapter[]
): AdapterChoice[] {
	const taken = new Set(chosen.map(({ id }) => id));
	const waits = adapters.some(({ id, activated }) => activated && taken.has(id));
	return adapters.filter(({ id, activated }) => !taken.has(id) && !(activated && waits));
}

/** Two to begin with: the model that answers, alone and with its first adapter, or the next model. */
export function firstContestants(
	choices: readonly ModelChoice[],
	activeId: string | null
): Contestant[] {
	const first = choices.find(({ id }) => id === activeId) ?? choices[0];
	if (!first) return [];
	const alone: Contestant = { modelId: first.id, adapters: [] };
	const [adapter] = first.adapters;
	if (adapter)
		return [alone, { modelId: first.id, adapters: [{ id: adapter.id, scale: adapter.scale }] }];
	const other = choices.find(({ id }) => id !== first.id);
	return other ? [alone, { modelId: other.id, adapters: [] }] : [alone];
}

/** How a name on screen says that there is no adapter, and how strong one is. */
export type NameWords = { alone: string; scaled: (name: string, scale: number) => string };

/** What a contestant is called: the model, and what it is asked with; null where nothing can be added. */
export function contestantName(
	{ modelId, adapters }: Contestant,
	choices: readonly ModelChoice[],
	{ alone, scaled }: NameWords
): { model: string; as: string | null } {
	const choice = choices.find(({ id }) => id === modelId);
	const elsewhere = elsewhereOf(modelId);
	if (elsewhere) return { model: choice?.name ?? elsewhere.name, as: null };
	const model = choice?.name ?? modelId;
	const [first, second] = adapters;
	if (!first) return { model, as: alone };
	const nameOf = (id: string) => choice?.adapters.find((one) => one.id === id)?.name ?? id;
	// Of one alone full strength needs no word; in a mix it is said of each.
	if (!second && first.scale === 1) return { model, as: nameOf(first.id) };
	// One mix has one name, in whatever order it was put together.
	const placeOf = (id: string) => choice?.adapters.findIndex((one) => one.id === id) ?? 0;
	const inOrder = adapters.toSorted((a, b) => placeOf(a.id) - placeOf(b.id));
	return { model, as: inOrder.map(({ id, scale }) => scaled(nameOf(id), scale)).join(' + ') };
}
