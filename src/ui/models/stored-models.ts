// What is on this device and would give room if it went: each model with what it alone holds. Pure.

import { NEVER_USED, type ModelUse } from '../../contract/keeping.ts';
import { filesWithModel } from '../../contract/manifest.ts';
import type { ModelListing } from '../../contract/services.ts';
import type { StoredModel } from '../../decide/make-room.ts';

const STARTER_ID = 'starter';

/** Adapters of the person's own are no models: they go with nothing. */
export function storedModels(
	listings: readonly ModelListing[],
	uses: Readonly<Record<string, ModelUse>>,
	activeId: string | null
): StoredModel[] {
	return listings.flatMap((listing) => {
		const { id, name, status, adapter } = listing;
		if (adapter || status.state === 'absent') return [];
		return {
			...(uses[id] ?? NEVER_USED),
			id,
			name,
			bytes: ownBytes(listing, listings),
			fixed: id === STARTER_ID || id === activeId || status.state === 'downloading'
		};
	});
}

/** Of its files, those that no other model has too. */
function ownBytes(
	{ id, manifest, status }: ModelListing,
	listings: readonly ModelListing[]
): number {
	if (status.state === 'paused') return status.receivedBytes;
	if (!manifest || status.state !== 'ready') return 0;
	const shared = new Set(
		listings.flatMap((other) =>
			other.id === id ? [] : (other.manifest?.files ?? []).map(({ sha256 }) => sha256)
		)
	);
	return filesWithModel(manifest)
		.filter(({ sha256 }) => !shared.has(sha256))
		.reduce((sum, { bytes }) => sum + bytes, 0);
}
