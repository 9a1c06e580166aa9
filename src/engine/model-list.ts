// What a person can choose from, as the Models page lists it. Pure. Fetched when a list is first made: loading a model
// needs none.

import { CLASSIFIER_ID_PREFIX, SPEECH_ID_PREFIX } from '../contract/ids.ts';
import type { CatalogEntry, ModelListing } from '../contract/services.ts';
import type { InstalledModel } from '../platform/weight-store.ts';
import type { PresentModel } from './registry.ts';

/** The starter first, then what the browser has, the catalogue, and files of one's own. */
export function listingsOf(
	starterId: string,
	stored: readonly InstalledModel[],
	entries: readonly CatalogEntry[],
	found: readonly PresentModel[]
): ModelListing[] {
	const rest = new Map(stored.map((model) => [model.id, model]));
	const take = (id: string) => {
		const model = rest.get(id);
		rest.delete(id);
		return model;
	};
	const starter = take(starterId);
	const listings: ModelListing[] = [
		{
			id: starterId,
			name: starter?.name ?? 'Starter',
			manifest: starter?.manifest ?? null,
			entry: null,
			status: starter?.state ?? { state: 'absent' },
			...(starter && { installedAtMs: starter.installedAtMs })
		}
	];
	for (const { manifest, status } of found)
		listings.push({ id: manifest.id, name: manifest.name, manifest, entry: null, status });
	for (const entry of entries) {
		const model = take(entry.id);
		listings.push({
			id: entry.id,
			name: entry.name,
			manifest: model?.manifest ?? null,
			entry,
			status: model?.state ?? { state: 'absent' },
			...(model && { installedAtMs: model.installedAtMs })
		});
	}
	for (const { id, name, manifest, entry, adapter, state, installedAtMs } of rest.values()) {
		// A speech model does not chat, nor does a classifier: they are listed by what they are for.
		if (id.startsWith(SPEECH_ID_PREFIX) || id.startsWith(CLASSIFIER_ID_PREFIX)) continue;
		const more = { installedAtMs, ...(adapter && { adapter }) };
		listings.push({ id, name, manifest, entry, status: state, ...more });
	}
	return listings;
}
