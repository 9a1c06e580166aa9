// One file of a model: which chunks are here, fetching or copying the missing ones, and checking the
// whole. Runs under the file's lock (weight-locks.ts). Not here: models and their records.

import { sha256Hex } from '../contract/sha256.ts';
import { Sha256 } from '../contract/sha256-stream.ts';
import { chunkLength } from './chunk-length.ts';
import {
	downloadChunks,
	type DownloadProgress,
	type FilePlan,
	type VerifiedChunk
} from './download.ts';
import { fileOf, hostOf, isMadeHere } from './http-range.ts';
import type { Network } from './network.ts';
import { storageError } from './quota.ts';
import {
	ensureFile,
	readChunks,
	removeChunks,
	removeFile,
	saveChunk,
	type FileRecord,
	type WeightDatabase
} from './weight-database.ts';
import { WeightError } from './weight-error.ts';

export type FileProgress = {
	receivedBytes: number;
	bytesPerSecond: number;
	waiting: string | null;
};

/** Where missing chunks come from: the network, or a file on this device. */
export type ChunkSource = { kind: 'network'; network: Network } | { kind: 'file'; blob: Blob };

export type FileTask = {
	database: WeightDatabase;
	plan: FilePlan;
	source: ChunkSource;
	signal: AbortSignal;
	/** Called with the bytes of each piece before it is stored; throws where there is no room for them. */
	takeRoom(bytes: number): Promise<void>;
	onProgress(progress: FileProgress): void;
};

// 1 MiB: read at a time where a large stored file is hashed.
const HASH_STEP_BYTES = 1024 * 1024;
// 64 MiB: a file up to this size fits in memory and is hashed in one piece by WebCrypto, beside the
// page; a larger one is hashed along the way.
const ONE_PIECE_BYTES = 64 * 1024 * 1024;

/** Brings every missing chunk of a file, and checks the file's hash. Throws WeightError. */
export async function completeFile(task: FileTask): Promise<void> {
	const { database, plan, signal } = task;
	let record = await ensureFile(database, plan);
	const { chunks } = await readChunks(database, plan.sha256);
	const missing = record.chunkSha256.flatMap((_, i) => (chunks[i] ? [] : [i]));
	const sum = (indexes: number[]) =>
		indexes.reduce((total, i) => total + chunkLength(record, i), 0);
	let storedBytes = record.bytes - sum(missing);
	const report = ({ partialBytes, bytesPerSecond, waiting }: DownloadProgress) =>
		task.onProgress({ receivedBytes: storedBytes + partialBytes, bytesPerSecond, waiting });
	report({ partialBytes: 0, bytesPerSecond: 0, waiting: null });

	const save = async (chunk: VerifiedChunk) => {
		await task.takeRoom(chunk.bytes.length);
		const chunkSha256 = record.chunkSha256.with(chunk.index, chunk.sha256);
		const hashPoint = chunk.hashPoint ?? record.hashPoint;
		record = { ...record, chunkSha256, hashPoint, etag: chunk.etag };
		try {
			await saveChunk(database, record, chunk.index, new Blob([chunk.bytes]));
		} catch (cause) {
			throw await storageError(
				cause,
				`piece ${chunk.index + 1} of ${record.chunkSha256.length} of ${fileOf(plan.url)}`
			);
		}
		storedBytes += chunk.bytes.length;
		report({ partialBytes: 0, bytesPerSecond: 0, waiting: null });
	};

	if (missing.length > 0) {
		// A chunk's hash is pinned when it is stored, so the running hash outlives its eviction.
		const along = !record.verified && record.bytes > ONE_PIECE_BYTES;
		const hashPoint = record.hashPoint ?? { chunks: 0, state: new Sha256().state() };
		const stored = { ...record, url: plan.url };
		if (task.source.kind === 'file')
			await copyChunks(task.source.blob, stored, missing, signal, save);
		else
			await download({ ...task, plan: stored }, missing, {
				hashPoint: along ? hashPoint : null,
				etag: record.etag,
				network: task.source.network,
				save,
				report
			});
	}
	if (!record.verified) await checkWhole(task, record);
}

async function download(
	task: FileTask,
	missing: number[],
	how: Pick<Parameters<typeof downloadChunks>[0], 'hashPoint' | 'etag' | 'network' | 'save'> & {
		report(progress: DownloadProgress): void;
	}
): Promise<void> {
	const { plan, signal, database } = task;
	if (isMadeHere(plan.url))
		throw new WeightError(
			'missing',
			`Pieces of ${fileOf(plan.url)} are gone from this device, and it came from a file here, not from the network. Import the file again.`
		);
	try {
		const { report: onProgress, ...rest } = how;
		await downloadChunks({ plan, missing, signal, onProgress, ...rest });
	} catch (error) {
		// Chunks of two versions cannot be told apart where no chunk hash was pinned beforehand.
		if (error instanceof WeightError && error.code === 'changed' && plan.chunkSha256.includes(null))
			await removeFile(database, plan.sha256);
		throw error;
	}
}

async function copyChunks(
	blob: Blob,
	plan: FilePlan,
	missing: number[],
	signal: AbortSignal,
	save: (chunk: VerifiedChunk) => Promise<void>
): Promise<void> {
	for (const index of missing) {
		signal.throwIfAborted();
		const start = index * plan.chunkBytes;
		const slice = blob.slice(start, start + chunkLength(plan, index));
		const bytes = new Uint8Array(await slice.arrayBuffer());
		const sha256 = await sha256Hex(bytes);
		if (sha256 !== plan.chunkSha256[index])
			throw new WeightError(
				'changed',
				'The file changed on disk while it was being copied. Import it again.'
			);
		await save({ index, bytes, sha256, hashPoint: null, etag: null });
	}
}

/** The hash of the whole file; on a mismatch everything of it is removed. */
async function checkWhole(task: FileTask, record: FileRecord): Promise<void> {
	const { database, plan, signal } = task;
	const { hashPoint } = record;
	let sha256: string;
	const { chunks } = await readChunks(database, plan.sha256);
	if (hashPoint?.chunks === record.chunkSha256.length) sha256 = new Sha256(hashPoint.state).hex();
	else if (record.bytes <= ONE_PIECE_BYTES)
		sha256 = await sha256Hex(
			await new Blob(chunks.filter((chunk) => chunk !== undefined)).arrayBuffer()
		);
	else {
		const from = hashPoint?.chunks ?? 0;
		const rest = chunks.slice(from).filter((chunk) => chunk !== undefined);
		sha256 = await hashBlobs(new Sha256(hashPoint?.state), rest, signal);
	}
	if (plan.unpublished) {
		const { file } = await readChunks(database, plan.sha256);
		if (file)
			await database.put('files', {
				...file,
				verified: true,
				hashPoint: null,
				contentSha256: sha256
			});
		return;
	}
	if (sha256 !== plan.sha256) {
		await removeFile(database, plan.sha256);
		throw new WeightError(
			'wrong-hash',
			`${fileOf(plan.url)} from ${hostOf(plan.url)} does not have the hash it is listed with (${sha256.slice(0, 12)}… instead of ${plan.sha256.slice(0, 12)}…), so it was not kept. The file was changed or damaged there: try again later, or choose another model.`
		);
	}
	const { file } = await readChunks(database, plan.sha256);
	if (file) await database.put('files', { ...file, verified: true, hashPoint: null });
}

async function hashBlobs(hash: Sha256, blobs: Blob[], signal: AbortSignal): Promise<string> {
	for (const blob of blobs)
		for (let at = 0; at < blob.size; at += HASH_STEP_BYTES) {
			signal.throwIfAborted();
			hash.update(new Uint8Array(await blob.slice(at, at + HASH_STEP_BYTES).arrayBuffer()));
		}
	return hash.hex();
}

/** Hashes the stored chunks again, one in memory at a time, and removes those that are wrong. */
export async function recheckFile(
	database: WeightDatabase,
	sha256: string,
	signal: AbortSignal | undefined,
	onChunk: (bytes: number) => void
): Promise<{ chunks: number; bad: number }> {
	const { file, chunks } = await readChunks(database, sha256);
	if (!file) return { chunks: 0, bad: 0 };
	const bad: number[] = [];
	for (const [index, blob] of chunks.entries()) {
		signal?.throwIfAborted();
		if (!(blob && (await isIntact(blob, file.chunkSha256[index] ?? null)))) bad.push(index);
		onChunk(chunkLength(file, index));
	}
	await removeChunks(database, sha256, bad);
	return { chunks: chunks.length, bad: bad.length };
}

/** A stored file as one Blob. Throws WeightError `missing`, and forgets pieces that cannot be read. */
export async function openStored(
	database: WeightDatabase,
	modelName: string,
	{ sha256, bytes, chunkSha256 }: Pick<FilePlan, 'sha256' | 'bytes' | 'chunkSha256'>
): Promise<Blob> {
	const { chunks, cut } = await readChunks(database, sha256);
	const readable = await Promise.all(chunks.map(isReadable));
	const present = chunks.filter((chunk) => chunk !== undefined);
	const blob = new Blob(present);
	const gone = chunks.flatMap((chunk, i) => (chunk && !readable[i] ? [i] : []));
	if (blob.size === bytes && gone.length === 0) return blob;
	// From now on they count as absent, and installing fetches them.
	await removeChunks(database, sha256, [...cut, ...gone]);
	const total = Math.max(chunks.length, chunkSha256.length);
	const missing = total - present.length + gone.length;
	throw new WeightError(
		'missing',
		missing === total
			? `The weights of ${modelName} are not on this device. Download the model.`
			: `${missing} of ${total} pieces of ${modelName} are gone from this device: the browser may have freed space. Download the model again; only what is missing is fetched.`
	);
}

/** Whether the browser still has the file behind a chunk, by its first byte. */
async function isReadable(chunk: Blob | undefined): Promise<boolean> {
	try {
		return (await chunk?.slice(0, 1).arrayBuffer())?.byteLength === 1;
	} catch {
		return false;
	}
}

async function isIntact(blob: Blob, sha256: string | null): Promise<boolean> {
	try {
		return (await sha256Hex(await blob.arrayBuffer())) === sha256;
	} catch {
		// The browser lists the Blob but its file is gone.
		return false;
	}
}
