// The database `understudy-weights`: its stores, versions, and the transactions on them. Each
// function is one transaction. Not here: what is worth storing (weight-store.ts).

import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { OwnAdapter } from '../contract/gguf-adapter.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { CatalogEntry } from '../contract/services.ts';
import { chunkLength } from './chunk-length.ts';
import type { FilePlan, HashPoint } from './download.ts';

export const WEIGHT_DATABASE = 'understudy-weights';
export const WEIGHT_DATABASE_VERSION = 1;

export type ModelRecord = {
	id: string;
	name: string;
	/** What is installed; null before the first install ends. */
	manifest: Manifest | null;
	entry: CatalogEntry | null;
	/** Set for an adapter that is here, which has no manifest: it belongs to a model. */
	adapter?: OwnAdapter;
	/**
	 * What is on its way: the first install, or a newer manifest of the same id; `files` are those
	 * that come with it.
	 */
	next: { manifest: Manifest | null; files: FilePlan[] } | null;
	note: string | null;
	/** Of a model of several files; absent in others. */
	licence?: string;
	addedAtMs: number;
	/** When its files were complete; absent in records from before it was kept. */
	installedAtMs?: number;
};

export type FileRecord = Omit<FilePlan, 'url'> & {
	/** Its chunks were checked against the hash of the whole file, and theirs are pinned since. */
	verified: boolean;
	etag: string | null;
	hashPoint: HashPoint | null;
	/** What a file of unpublished hash proved to have; it moves there (settle-file.ts). */
	contentSha256?: string;
};

type ChunkKey = [sha256: string, index: number];

interface WeightSchema extends DBSchema {
	models: { key: string; value: ModelRecord };
	files: { key: string; value: FileRecord };
	/** One Blob per chunk: browsers keep those in files of their own, not in memory. */
	chunks: { key: ChunkKey; value: Blob };
}

export type WeightDatabase = IDBPDatabase<WeightSchema>;

export function openWeightDatabase(callbacks: { onGone(): void }): Promise<WeightDatabase> {
	return openDB<WeightSchema>(WEIGHT_DATABASE, WEIGHT_DATABASE_VERSION, {
		upgrade(database, oldVersion) {
			if (oldVersion < 1) {
				database.createObjectStore('models', { keyPath: 'id' });
				database.createObjectStore('files', { keyPath: 'sha256' });
				database.createObjectStore('chunks');
			}
		},
		// Another tab erases everything or brings a newer version: step aside, reopen when needed.
		blocking(_current, _blocked, event) {
			(event.target as IDBDatabase).close();
			callbacks.onGone();
		},
		terminated: callbacks.onGone
	});
}

/** The keys of a file's chunks. */
export function chunksOf(sha256: string): IDBKeyRange {
	return IDBKeyRange.bound([sha256, 0], [sha256, Infinity]);
}

export type StoredChunks = {
	file: FileRecord | undefined;
	/** By index; undefined where there is none of the right size. */
	chunks: (Blob | undefined)[];
	/** Indexes of chunks of a wrong size. */
	cut: number[];
};

/** A file's record and its chunks: file-backed Blobs, so none of their bytes are read. */
export async function readChunks(database: WeightDatabase, sha256: string): Promise<StoredChunks> {
	const transaction = database.transaction(['files', 'chunks']);
	const store = transaction.objectStore('chunks');
	const file = await transaction.objectStore('files').get(sha256);
	const keys = await store.getAllKeys(chunksOf(sha256));
	// One get each: in Chromium getAll takes three times as long for Blobs.
	const blobs = await Promise.all(keys.map((key) => store.get(key)));
	await transaction.done;
	const chunks: (Blob | undefined)[] = file?.chunkSha256.map(() => undefined) ?? [];
	const cut: number[] = [];
	for (const [i, [, index]] of keys.entries()) {
		if (file && blobs[i]?.size === chunkLength(file, index)) chunks[index] = blobs[i];
		else cut.push(index);
	}
	return { file, chunks, cut };
}

/** Bytes at hand of a file; by the keys alone, so it is cheap. */
export async function storedBytes(database: WeightDatabase, sha256: string): Promise<number> {
	const transaction = database.transaction(['files', 'chunks']);
	const [file, keys] = await Promise.all([
		transaction.objectStore('files').get(sha256),
		transaction.objectStore('chunks').getAllKeys(chunksOf(sha256)),
		transaction.done
	]);
	if (!file) return 0;
	return keys.reduce((sum, [, index]) => sum + Math.max(0, chunkLength(file, index)), 0);
}

/** The record of a planned file, made when it is not there yet. Hashes already pinned win. */
export async function ensureFile(database: WeightDatabase, plan: FilePlan): Promise<FileRecord> {
	const transaction = database.transaction(['files', 'chunks'], 'readwrite');
	const files = transaction.objectStore('files');
	const found = await files.get(plan.sha256);
	const count = await transaction.objectStore('chunks').count(chunksOf(plan.sha256));
	let record = found;
	if (!record || (count === 0 && !record.verified)) {
		record = {
			sha256: plan.sha256,
			bytes: plan.bytes,
			chunkBytes: plan.chunkBytes,
			chunkSha256: plan.chunkSha256,
			verified: false,
			etag: null,
			hashPoint: null
		};
	} else if (record.chunkBytes === plan.chunkBytes) {
		const { chunkSha256 } = record;
		record = {
			...record,
			chunkSha256: plan.chunkSha256.map((hash, i) => chunkSha256[i] ?? hash)
		};
	}
	await files.put(record);
	await transaction.done;
	return record;
}

/** Stores a verified chunk and what it taught, together. */
export async function saveChunk(
	database: WeightDatabase,
	record: FileRecord,
	index: number,
	blob: Blob
): Promise<void> {
	const transaction = database.transaction(['files', 'chunks'], 'readwrite');
	await Promise.all([
		transaction.objectStore('files').put(record),
		transaction.objectStore('chunks').put(blob, [record.sha256, index]),
		transaction.done
	]);
}

export async function removeChunks(
	database: WeightDatabase,
	sha256: string,
	indexes: readonly number[]
): Promise<void> {
	const transaction = database.transaction('chunks', 'readwrite');
	await Promise.all([
		...indexes.map((index) => transaction.store.delete([sha256, index])),
		transaction.done
	]);
}

/** Forgets a file whose content proved wrong. */
export async function removeFile(database: WeightDatabase, sha256: string): Promise<void> {
	const transaction = database.transaction(['files', 'chunks'], 'readwrite');
	await Promise.all([
		transaction.objectStore('files').delete(sha256),
		transaction.objectStore('chunks').delete(chunksOf(sha256)),
		transaction.done
	]);
}

/**
 * Changes one model's record (null removes it) and deletes the files no model needs any more, in
 * one transaction; returns the bytes those files held.
 */
export async function changeModel(
	database: WeightDatabase,
	id: string,
	change: (record: ModelRecord | undefined) => ModelRecord | null
): Promise<number> {
	const transaction = database.transaction(['models', 'files', 'chunks'], 'readwrite');
	const models = transaction.objectStore('models');
	const record = change(await models.get(id));
	if (record) await models.put(record);
	else await models.delete(id);
	const freed = await sweep(transaction);
	await transaction.done;
	return freed;
}

/** Every file a model needs or may fetch on demand. */
export function referencedHashes({ manifest, next, adapter }: ModelRecord): string[] {
	const lists: (readonly Pick<FilePlan, 'sha256'>[] | undefined)[] = [
		manifest?.files,
		next?.files,
		next?.manifest?.files,
		adapter && [adapter.file]
	];
	return lists.flatMap((files) => files ?? []).map((file) => file.sha256);
}

async function sweep(
	transaction: IDBPTransaction<WeightSchema, ('models' | 'files' | 'chunks')[], 'readwrite'>
): Promise<number> {
	const needed = new Set(
		(await transaction.objectStore('models').getAll()).flatMap(referencedHashes)
	);
	const chunks = transaction.objectStore('chunks');
	let freed = 0;
	for (const file of await transaction.objectStore('files').getAll()) {
		if (needed.has(file.sha256)) continue;
		for (const [, index] of await chunks.getAllKeys(chunksOf(file.sha256)))
			freed += Math.max(0, chunkLength(file, index));
		await chunks.delete(chunksOf(file.sha256));
		await transaction.objectStore('files').delete(file.sha256);
	}
	return freed;
}

/** Bytes at hand of these files. */
export async function sumOfStored(
	database: WeightDatabase,
	files: readonly { sha256: string }[]
): Promise<number> {
	const sizes = await Promise.all(files.map((file) => storedBytes(database, file.sha256)));
	return sizes.reduce((sum, bytes) => sum + bytes, 0);
}
