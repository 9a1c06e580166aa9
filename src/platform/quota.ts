// Room on this device: what the browser estimates, asking it to keep our data, and the forecast
// before a download. Never throws for a browser that does not tell.

import { STORAGE_RESERVE_BYTES } from '../contract/room.ts';
import { formatBytes } from './format-bytes.ts';
import { WeightError } from './weight-error.ts';

export type Room = { quotaBytes: number; usedBytes: number; persisted: boolean };

/** 0 and false where the browser does not say. */
export async function measureRoom(): Promise<Room> {
	const storage = globalThis.navigator?.storage;
	const [estimate, persisted] = await Promise.all([
		quietly(() => storage.estimate()),
		quietly(() => storage.persisted())
	]);
	return {
		quotaBytes: estimate?.quota ?? 0,
		usedBytes: estimate?.usage ?? 0,
		persisted: persisted ?? false
	};
}

/** Asks the browser not to evict this origin's data. False when it refuses or cannot. */
export async function askToPersist(): Promise<boolean> {
	const storage = globalThis.navigator?.storage;
	if (await quietly(() => storage.persisted())) return true;
	return (await quietly(() => storage.persist())) ?? false;
}

// A browser says late that something went: Chromium some 4 s after it did, and by 8 s at the latest (let-go.ts).
export const COMES_BACK_MS = 10_000;
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

/** What a failed write to the database means, as a sentence with the numbers of the moment. */
export async function storageError(cause: unknown, what: string): Promise<WeightError> {
	const room = await measureRoom();
	const numbers =
		room.quotaBytes === 0
			? ''
			: ` (${formatBytes(room.usedBytes)} of ${formatBytes(room.quotaBytes)} in use)`;
	if (isQuotaError(cause))
		return new WeightError(
			'disk-full',
			`The disk is full: ${what} could not be stored${numbers}. What arrived before is kept. Remove a model or free disk space, then resume.`,
			{ cause }
		);
	const detail = cause instanceof Error ? cause.message : String(cause);
	return new WeightError(
		'storage-failed',
		`The browser could not store ${what}${numbers}: ${detail} What arrived before is kept. Check the free disk space, reload the page, and resume.`,
		{ cause }
	);
}

function isQuotaError(error: unknown): boolean {
	return error instanceof Error && error.name === 'QuotaExceededError';
}

async function quietly<T>(ask: () => Promise<T>): Promise<T | null> {
	try {
		return await ask();
	} catch {
		return null;
	}
}
