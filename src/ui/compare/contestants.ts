// Who can take part in a comparison: the models on this device, each alone or with one of its specialists or
// one of the person's adapters; and whoever can be asked elsewhere, alone. Pure.

import { elsewhereOf, type Contestant, type ElsewhereOffer } from '../../contract/compare.ts';
import type { ModelListing } from '../../contract/services.ts';

/** One of a model's adapters. */
export type AdapterChoice = { id: string; name: string; own: boolean; scale: number };

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
			.map((one) => ({ id: one.id, name: nameOf(one.id), own: false, scale: 1 }));
		const own = listings.flatMap((one) =>
			one.adapter?.modelId === id &&
			one.adapter.baseSha256 === manifest.baseSha256 &&
			one.status.state === 'ready'
				? [{ id: one.id, name: one.name, own: true, scale: one.adapter.scale }]
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

/** Two to begin with: the model that answers, alone and with its first adapter, or the next model. */
export function firstContestants(
	choices: readonly ModelChoice[],
	activeId: string | null
): Contestant[] {
	const first = choices.find(({ id }) => id === activeId) ?? choices[0];
	if (!first) return [];
	const alone: Contestant = { modelId: first.id, adapter: null };
	const [adapter] = first.adapters;
	if (adapter)
		return [alone, { modelId: first.id, adapter: { id: adapter.id, scale: adapter.scale } }];
	const other = choices.find(({ id }) => id !== first.id);
	return other ? [alone, { modelId: other.id, adapter: null }] : [alone];
}

/** What a contestant is called: the model, and what it is asked with; null where nothing can be added. */
export function contestantName(
	{ modelId, adapter }: Contestant,
	choices: readonly ModelChoice[],
	alone: string,
	scaled: (name: string, scale: number) => string
): { model: string; as: string | null } {
	const choice = choices.find(({ id }) => id === modelId);
	const elsewhere = elsewhereOf(modelId);
	if (elsewhere) return { model: choice?.name ?? elsewhere.name, as: null };
	const model = choice?.name ?? modelId;
	if (adapter === null) return { model, as: alone };
	const name = choice?.adapters.find(({ id }) => id === adapter.id)?.name ?? adapter.id;
	return { model, as: adapter.scale === 1 ? name : scaled(name, adapter.scale) };
}
