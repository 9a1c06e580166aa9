// Whether what is to be downloaded has room here, before it begins and piece by piece. A browser that does not tell
// how much there is holds everything. Not here: asking it (quota.ts).

import { STORAGE_RESERVE_BYTES } from '../contract/room.ts';
import { formatBytes } from './format-bytes.ts';
import { measureRoom, type Room } from './quota.ts';
import { WeightError } from './weight-error.ts';

const LOOK_AGAIN_MS = 500;

/**
 * The room there is, once it holds `neededBytes`, or after `patienceMs`. `wait` is called before each further
 * look, and may throw to give up.
 */
export async function roomSoon(
	neededBytes: number,
	patienceMs: number,
	wait: (ms: number) => Promise<void>
): Promise<Room> {
	for (let waitedMs = 0; ; waitedMs += LOOK_AGAIN_MS) {
		const room = await measureRoom();
		if (fits(neededBytes, room) || waitedMs >= patienceMs) return room;
		await wait(LOOK_AGAIN_MS);
	}
}

const freeOf = ({ quotaBytes, usedBytes }: Room): number => Math.max(0, quotaBytes - usedBytes);

/** Unknown room holds everything. */
const fits = (neededBytes: number, room: Room): boolean =>
	room.quotaBytes === 0 || neededBytes + STORAGE_RESERVE_BYTES <= freeOf(room);

/** Throws WeightError `no-space` when `neededBytes` more cannot fit. Unknown room is let through. */
export function checkRoom(what: string, neededBytes: number, room: Room): void {
	if (fits(neededBytes, room)) return;
	throw new WeightError(
		'no-space',
		`${what} needs ${formatBytes(neededBytes + STORAGE_RESERVE_BYTES)} more on this device; the browser has ${formatBytes(freeOf(room))} left for this app (${formatBytes(room.usedBytes)} of ${formatBytes(room.quotaBytes)} in use). Remove a model, free disk space, or choose a smaller model.`
	);
}

/**
 * Room for a download of `neededBytes`, taken piece by piece as they arrive. Where `makeRoom` is given, it
 * is asked for more only when a piece finds none; else all of it has to be there at once. What is free is
 * counted on from `room`, since a browser says late that something went. Throws WeightError `no-space`.
 */
export function roomAlong(
	what: string,
	neededBytes: number,
	room: Room,
	makeRoom?: () => Promise<number>
): (bytes: number) => Promise<void> {
	if (!makeRoom) {
		checkRoom(what, neededBytes, room);
		return () => Promise.resolve();
	}
	let { usedBytes } = room;
	let left = neededBytes;
	return async (bytes) => {
		const free = () => room.quotaBytes - usedBytes;
		while (room.quotaBytes > 0 && free() < bytes + STORAGE_RESERVE_BYTES) {
			const freed = await makeRoom();
			if (freed <= 0) checkRoom(what, Math.max(left, bytes), { ...room, usedBytes });
			usedBytes -= freed;
		}
		usedBytes += bytes;
		left -= bytes;
	};
}
