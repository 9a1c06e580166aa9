// Which models would go, and in which order, when a download does not fit: those longest unused first, never
// one that is pinned, in use, or comes with the app, and one that nobody can fetch again only where a person
// names it. It only says so; a person, or a setting of theirs, lets it happen. Pure.

import type { ModelUse } from '../contract/keeping.ts';
import { STORAGE_RESERVE_BYTES } from '../contract/room.ts';

export type StoredModel = ModelUse & {
	id: string;
	name: string;
	/** What its removal frees: files of other models, too, stay. */
	bytes: number;
	/** Comes with the app, answers now, or is on its way. */
	fixed: boolean;
	/** Came from a file of this device: once removed, the app cannot bring it back. */
	fromDisk: boolean;
	/** When it was complete here; null where that is not known. */
	installedAtMs: number | null;
};

export type RoomPlan = {
	/** Free now, as far as the browser tells. */
	freeBytes: number;
	/** Free after the download, once `remove` is gone; negative: not even then does it fit. */
	leavesBytes: number;
	/** In the order they would go; empty where there is room, or nothing is enough. */
	remove: StoredModel[];
	/** Would give room too and cannot be fetched again: of these only what a person names goes. */
	offered: StoredModel[];
	/** Whether it fits once all of the offered went too. */
	fitsWithOffered: boolean;
	fits: boolean;
	/** How much more is needed than is free. */
	shortBytes: number;
};

/** The order in which models would go; those that stay are left out. */
export function evictionOrder(models: readonly StoredModel[]): StoredModel[] {
	return removable(models)
		.filter(({ fromDisk }) => !fromDisk)
		.toSorted((a, b) => idleSince(a) - idleSince(b) || b.bytes - a.bytes);
}

const removable = (models: readonly StoredModel[]): StoredModel[] =>
	models.filter(({ fixed, pinned, bytes }) => !fixed && !pinned && bytes > 0);

/** One that was fetched and not used yet counts from then: it is what somebody wanted last. */
const idleSince = ({ lastUsedAtMs, installedAtMs }: StoredModel): number =>
	Math.max(lastUsedAtMs ?? 0, installedAtMs ?? 0);

/**
 * For `neededBytes` more. What turned out not to be needed for it stays. Of models that cannot be fetched
 * again those in `named` go, last of all.
 */
export function roomPlan(
	neededBytes: number,
	freeBytes: number,
	models: readonly StoredModel[],
	named: ReadonlySet<string> = new Set()
): RoomPlan {
	const short = neededBytes + STORAGE_RESERVE_BYTES - freeBytes;
	const remove: StoredModel[] = [];
	const offered = removable(models).filter(({ fromDisk }) => fromDisk);
	const chosen = offered.filter(({ id }) => named.has(id));
	const sum = (some: readonly StoredModel[]) => some.reduce((all, { bytes }) => all + bytes, 0);
	let freed = sum(chosen);
	for (const model of evictionOrder(models)) {
		if (freed >= short) break;
		remove.push(model);
		freed += model.bytes;
	}
	// The latest used first: it is the one to spare, if the others do.
	for (const model of remove.toReversed())
		if (freed - model.bytes >= short) {
			remove.splice(remove.indexOf(model), 1);
			freed -= model.bytes;
		}
	const fits = freed >= short;
	return {
		freeBytes,
		leavesBytes: freeBytes + (fits ? freed : 0) - neededBytes,
		remove: fits ? [...remove, ...chosen] : [],
		offered,
		fits,
		fitsWithOffered: sum(evictionOrder(models)) + sum(offered) >= short,
		shortBytes: Math.max(0, short)
	};
}
