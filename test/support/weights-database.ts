// What the weight store holds, straight from its database, and what the browser says that takes. For tests of
// whole pages, whose own words about it are what is tested.

import type { Page } from '@playwright/test';

export type StoredWeights = {
	files: number;
	/** Of a person's own, in the order of their models. */
	adapters: { on: boolean; scale: number }[];
	/** Of the pieces, counted one by one. */
	pieceBytes: number;
	/** By the browser's estimate: in all, and by databases where it tells them apart. */
	usedBytes: number;
	databaseBytes: number;
};

export function storedWeights(page: Page): Promise<StoredWeights> {
	return page.evaluate(
		() =>
			new Promise((resolve, reject) => {
				const opening = indexedDB.open('understudy-weights');
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const database = opening.result;
					const transaction = database.transaction(['chunks', 'files', 'models']);
					// By their keys alone: a Blob's handle would keep its file on the disk.
					const keys = transaction.objectStore('chunks').getAllKeys();
					const files = transaction.objectStore('files').getAll();
					const models = transaction.objectStore('models').getAll();
					transaction.onerror = () => reject(transaction.error);
					transaction.oncomplete = async () => {
						database.close();
						type File = { sha256: string; bytes: number; chunkBytes: number };
						const byHash = new Map((files.result as File[]).map((file) => [file.sha256, file]));
						let pieceBytes = 0;
						for (const [sha256, index] of keys.result as unknown as [string, number][]) {
							const { bytes = 0, chunkBytes = 0 } = byHash.get(sha256) ?? {};
							pieceBytes += Math.min(chunkBytes, bytes - index * chunkBytes);
						}
						const records: { adapter?: { on: boolean; scale: number } }[] = models.result;
						const said: StorageEstimate & { usageDetails?: { indexedDB?: number } } =
							await navigator.storage.estimate();
						const { usage = 0, usageDetails } = said;
						resolve({
							files: byHash.size,
							adapters: records.flatMap(({ adapter }) =>
								adapter ? [{ on: adapter.on, scale: adapter.scale }] : []
							),
							pieceBytes,
							usedBytes: usage,
							databaseBytes: usageDetails?.indexedDB ?? usage
						});
					};
				};
			})
	);
}
