// Room on this device: what the browser estimates, asking it to keep our data, and what a failed write means.
// Never throws for a browser that does not tell. Not here: the forecast before a download (room-forecast.ts).

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
