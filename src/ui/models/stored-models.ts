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
	const wasUsed = (id: string) => id === activeId || typeof uses[id]?.lastUsedAtMs === 'number';
	return listings.flatMap((listing) => {
		const { id, name, status, adapter, installedAtMs = null } = listing;
		if (adapter || status.state === 'absent') return [];
		// Nothing of it arrived.
		const begun = status.state === 'failed' || status.state === 'paused';
		if (begun && !status.receivedBytes) return [];
		return {
			...(uses[id] ?? NEVER_USED),
			id,
			name,
			bytes: ownBytes(listing, listings, wasUsed(id)),
			fixed: id === STARTER_ID || id === activeId || status.state === 'downloading',
			fromDisk: isFromDisk(listing),
			installedAtMs
		};
	});
}

/** WebLLM fetches its models itself: of them a record made here is kept. */
const isFromDisk = ({ manifest }: ModelListing): boolean =>
	manifest !== null &&
	manifest.engine !== 'webllm' &&
	manifest.files.some(({ url }) => url.startsWith('blob:'));

/** Whether two have a file in common: neither makes room for the other. */
export function sharesFiles(one: ModelListing, other: ModelListing): boolean {
	const hashes = ({ manifest, entry }: ModelListing) => [
		...(manifest?.files ?? []).map(({ sha256 }) => sha256),
		...(entry ? [entry.sha256 ?? entry.url] : [])
	];
	const own = new Set(hashes(one));
	return hashes(other).some((sha256) => own.has(sha256));
}

/** Of its files, those that no other model has too, and what its engine fetched: that comes with the first use. */
function ownBytes(
	{ id, manifest, status }: ModelListing,
	listings: readonly ModelListing[],
	wasUsed: boolean
): number {
	if (status.state === 'paused' || status.state === 'failed') return status.receivedBytes ?? 0;
	if (!manifest || status.state !== 'ready') return 0;
	const shared = new Set(
		listings.flatMap((other) =>
			other.id === id ? [] : (other.manifest?.files ?? []).map(({ sha256 }) => sha256)
		)
	);
	return filesWithModel(manifest)
		.filter(({ sha256 }) => !shared.has(sha256))
		.reduce((sum, { bytes }) => sum + bytes, wasUsed ? (manifest.engineBytes ?? 0) : 0);
}
