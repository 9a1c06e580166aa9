// Which models would go, and in which order, when a download does not fit: those longest unused first, never
// one that is pinned, in use, or comes with the app. It only says so; a person, or a setting of theirs, lets
// it happen. Pure.

import type { ModelUse } from '../contract/keeping.ts';
import { STORAGE_RESERVE_BYTES } from '../contract/room.ts';

export type StoredModel = ModelUse & {
	id: string;
	name: string;
	/** What its removal frees: files of other models, too, stay. */
	bytes: number;
	/** Comes with the app, answers now, or is on its way. */
	fixed: boolean;
};

export type RoomPlan = {
	/** Free now, as far as the browser tells. */
	freeBytes: number;
	/** Free after the download, once `remove` is gone; negative: not even then does it fit. */
	leavesBytes: number;
	/** In the order they would go; empty where there is room. */
	remove: StoredModel[];
	fits: boolean;
	/** How much more is needed than is free. */
	shortBytes: number;
};

/** The order in which models would go; those that stay are left out. */
export function evictionOrder(models: readonly StoredModel[]): StoredModel[] {
	return models
		.filter(({ fixed, pinned, bytes }) => !fixed && !pinned && bytes > 0)
		.toSorted((a, b) => (a.lastUsedAtMs ?? 0) - (b.lastUsedAtMs ?? 0) || b.bytes - a.bytes);
}

/** For `neededBytes` more. What turned out not to be needed for it stays. */
export function roomPlan(
	neededBytes: number,
	freeBytes: number,
	models: readonly StoredModel[]
): RoomPlan {
	const short = neededBytes + STORAGE_RESERVE_BYTES - freeBytes;
	const remove: StoredModel[] = [];
	let freed = 0;
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
		remove: fits ? remove : [],
		fits,
		shortBytes: Math.max(0, short)
	};
}
