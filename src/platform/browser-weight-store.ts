// The weight store over IndexedDB, Web Locks and a BroadcastChannel: what is installed, in which
// order its files come, what the lists of all tabs show. See weight-store.ts for the contract.

import { deleteDB } from 'idb';
import { errorData } from '../contract/errors.ts';
import { manifestFromGguf, manifestFromHeader, CHUNK_BYTES } from '../contract/gguf-manifest.ts';
import { readGgufHeader } from '../contract/gguf.ts';
import { totalBytes, type Manifest } from '../contract/manifest.ts';
import type { CatalogEntry, ModelState, Unsubscribe } from '../contract/services.ts';
import type { FilePlan } from './download.ts';
import { Installs, progressState } from './installs.ts';
import { learnFile } from './learn.ts';
import type { Network } from './network.ts';
import { askToPersist, checkRoom, measureRoom, storageError } from './quota.ts';
import { anyLocked, WeightChannel, withFileLock, type WeightMessage } from './weight-channel.ts';
import {
	changeModel,
	openWeightDatabase,
	readChunks,
	referencedHashes,
	storedBytes,
	WEIGHT_DATABASE,
	type ModelRecord,
	type WeightDatabase
} from './weight-database.ts';
import { WeightError } from './weight-error.ts';
import { completeFile, recheckFile, type ChunkSource, type FileProgress } from './weight-files.ts';
import type {
	InstalledModel,
	InstallOptions,
	InstallOutcome,
	InstallProgress,
	StoredFile,
	WeightStore,
	WeightUsage
} from './weight-store.ts';

const ELSEWHERE = 'another tab downloads it';

type Report = (progress: InstallProgress) => void;

export class BrowserWeightStore implements WeightStore {
	readonly #network: Network;
	readonly #now: () => number;
	readonly #installs = new Installs<Manifest | null>();
	readonly #listeners = new Set<(id: string, state: ModelState) => void>();
	/** The last word on each model, from this tab or another. */
	readonly #heard = new Map<string, ModelState>();
	#opening: Promise<WeightDatabase> | null = null;
	#channel: WeightChannel | null = null;

	constructor(network: Network, now: () => number) {
		this.#network = network;
		this.#now = now;
	}

	async install(manifest: Manifest, options: InstallOptions = {}): Promise<InstallOutcome> {
		const installed = await this.#run(manifest.id, options, async (signal, report) => {
			const database = await this.#database();
			const before = await database.get('models', manifest.id);
			if (!(before?.manifest && isSame(before.manifest, manifest) && !before.next))
				await this.#change(manifest.id, (record) => ({
					...(record ?? this.#newRecord(manifest.id, manifest.name)),
					next: { manifest, files: manifest.files }
				}));
			await this.#complete(manifest.id, manifest.name, manifest.files, signal, report);
			return this.#finish(manifest.id, manifest);
		});
		return installed ? 'installed' : 'paused';
	}

	async installEntry(
		entry: CatalogEntry,
		options: InstallOptions = {}
	): Promise<{ outcome: 'installed'; manifest: Manifest } | { outcome: 'paused' }> {
		const manifest = await this.#run(entry.id, options, async (signal, report) => {
			const database = await this.#database();
			const record = await database.get('models', entry.id);
			if (record?.manifest) {
				const { manifest } = record;
				await this.#complete(entry.id, entry.name, manifest.files, signal, report);
				return this.#finish(entry.id, manifest);
			}
			const plan = record?.next?.files[0] ?? (await this.#pin(entry, signal));
			await this.#complete(entry.id, entry.name, [plan], signal, report);
			return this.#finish(entry.id, await this.#manifestOf(entry, plan));
		});
		return manifest ? { outcome: 'installed', manifest } : { outcome: 'paused' };
	}

	async importGguf(file: File, options: InstallOptions = {}): Promise<Manifest> {
		const { signal, onProgress } = options;
		const total = file.size * 2;
		const manifest = await manifestFromGguf(file, {
			fileName: file.name,
			...(signal && { signal }),
			onProgress: (hashed) =>
				onProgress?.({
					id: '',
					receivedBytes: hashed,
					totalBytes: total,
					bytesPerSecond: 0,
					waiting: null
				})
		});
		const { id, name, files } = manifest;
		const installed = await this.#run(
			id,
			{
				...options,
				onProgress: (progress) =>
					onProgress?.({
						...progress,
						receivedBytes: file.size + progress.receivedBytes,
						totalBytes: total
					})
			},
			async (signal, report) => {
				await this.#change(id, (record) => ({
					...(record ?? this.#newRecord(id, name)),
					next: { manifest, files }
				}));
				await this.#complete(id, name, files, signal, report, { kind: 'file', blob: file });
				return this.#finish(id, manifest);
			}
		);
		if (installed) return installed;
		// Nothing can resume a copy without the file: a stopped import leaves nothing behind.
		await this.remove(id);
		signal?.throwIfAborted();
		throw new WeightError(
			'removed',
			'The import was stopped in another tab. Import the file again.'
		);
	}

	async open(manifest: Manifest): Promise<StoredFile[]> {
		const database = await this.#database();
		return Promise.all(
			manifest.files.map(async ({ path, sha256, bytes }) => {
				const { chunks } = await readChunks(database, sha256);
				const present = chunks.filter((chunk) => chunk !== undefined);
				const blob = new Blob(present);
				if (present.length === 0 || present.length < chunks.length || blob.size !== bytes)
					throw new WeightError(
						'missing',
						present.length === 0
							? `The weights of ${manifest.name} are not on this device. Download the model.`
							: `${chunks.length - present.length} of ${chunks.length} pieces of ${manifest.name} are gone from this device: the browser may have freed space. Download the model again; only what is missing is fetched.`
					);
				return { path, blob };
			})
		);
	}

	async verify(id: string, options: InstallOptions = {}): Promise<{ chunks: number; bad: number }> {
		const database = await this.#database();
		const record = await database.get('models', id);
		const files = record?.manifest?.files ?? [];
		const total = files.reduce((sum, file) => sum + file.bytes, 0);
		const sum = { chunks: 0, bad: 0 };
		let receivedBytes = 0;
		const onChunk = (bytes: number) => {
			receivedBytes += bytes;
			const figures = { id, receivedBytes, totalBytes: total, bytesPerSecond: 0, waiting: null };
			options.onProgress?.(figures);
		};
		for (const { sha256 } of files) {
			const found = await recheckFile(database, sha256, options.signal, onChunk);
			sum.chunks += found.chunks;
			sum.bad += found.bad;
		}
		if (sum.bad > 0) await this.#announceStored(id);
		return sum;
	}

	async state(id: string): Promise<ModelState> {
		const record = await (await this.#database()).get('models', id);
		return this.#stateOf(id, record);
	}

	async get(id: string): Promise<InstalledModel | undefined> {
		const record = await (await this.#database()).get('models', id);
		return record && this.#describe(record);
	}

	async list(): Promise<InstalledModel[]> {
		const records = await (await this.#database()).getAll('models');
		records.sort((a, b) => a.addedAtMs - b.addedAtMs);
		return Promise.all(records.map((record) => this.#describe(record)));
	}

	async remove(id: string): Promise<number> {
		const database = await this.#database();
		this.#send({ type: 'pause-asked', id });
		await this.#installs.stop(id);
		const record = await database.get('models', id);
		// Another tab that was downloading lets go of its locks when it hears the message.
		for (const sha256 of record ? referencedHashes(record) : [])
			await withFileLock(
				sha256,
				undefined,
				() => undefined,
				async () => undefined
			);
		const freed = await this.#change(id, () => null);
		this.#announce(id, { state: 'absent' });
		return freed;
	}

	async usage(): Promise<WeightUsage> {
		const database = await this.#database();
		const hashes = await database.getAllKeys('files');
		const sizes = await Promise.all(hashes.map((sha256) => storedBytes(database, sha256)));
		const weightBytes = sizes.reduce((sum, bytes) => sum + bytes, 0);
		return { weightBytes, ...(await measureRoom()) };
	}

	onChange(listener: (id: string, state: ModelState) => void): Unsubscribe {
		this.#listen();
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	async erase(): Promise<void> {
		await this.#installs.stopAll();
		this.#send({ type: 'erasing' });
		await this.#closeDatabase();
		await deleteDB(WEIGHT_DATABASE);
		this.#heard.clear();
	}

	close(): void {
		void this.#installs.stopAll();
		void this.#closeDatabase();
		this.#channel?.close();
		this.#channel = null;
		this.#listeners.clear();
	}

	// ---- installing ---------------------------------------------------------------------------------

	/** Null when paused. */
	async #run(
		id: string,
		options: InstallOptions,
		work: (signal: AbortSignal, report: Report) => Promise<Manifest>
	): Promise<Manifest | null> {
		this.#listen();
		const onPause = () => this.#send({ type: 'pause-asked', id });
		return this.#installs.run(id, options, onPause, async (signal, report) => {
			this.#heard.delete(id);
			try {
				const manifest = await work(signal, (progress) => {
					report(progress);
					this.#announce(id, progressState(progress));
				});
				this.#announce(id, { state: 'ready' });
				return manifest;
			} catch (error) {
				if (signal.aborted) {
					await this.#announceStored(id);
					return null;
				}
				this.#announce(id, { state: 'failed', ...errorData(error) });
				throw error;
			}
		});
	}

	/** Brings every file, in order, each under its lock. */
	async #complete(
		id: string,
		name: string,
		files: readonly FilePlan[],
		signal: AbortSignal,
		report: Report,
		source: ChunkSource = { kind: 'network', network: this.#network }
	): Promise<void> {
		const database = await this.#database();
		const total = files.reduce((sum, file) => sum + file.bytes, 0);
		const stored = await this.#storedOf(files);
		if (stored === total && (await this.#allVerified(files))) return;
		checkRoom(name, total - stored, await measureRoom());
		await askToPersist();
		let doneBytes = 0;
		for (const plan of files) {
			const onProgress = (progress: FileProgress) =>
				report({
					id,
					totalBytes: total,
					...progress,
					receivedBytes: doneBytes + progress.receivedBytes
				});
			await this.#completeFile({ database, plan, source, signal, onProgress });
			doneBytes += plan.bytes;
		}
	}

	/** While another tab has the file, its progress is ours; when it lets go, we look what is left. */
	async #completeFile(task: Parameters<typeof completeFile>[0]): Promise<void> {
		const { sha256 } = task.plan;
		let stopFollowing: Unsubscribe | undefined;
		const follow = () => {
			stopFollowing = this.#listen().listen((message) => {
				if (message.type === 'file-progress' && message.sha256 === sha256)
					task.onProgress({
						...message.progress,
						waiting: message.progress.waiting ?? ELSEWHERE
					});
			});
			// Until it says more: what is stored.
			void storedBytes(task.database, sha256).then((receivedBytes) => {
				if (stopFollowing)
					task.onProgress({ receivedBytes, bytesPerSecond: 0, waiting: ELSEWHERE });
			});
		};
		try {
			await withFileLock(sha256, task.signal, follow, async () => {
				stopFollowing?.();
				stopFollowing = undefined;
				await completeFile({
					...task,
					onProgress: (progress) => {
						task.onProgress(progress);
						this.#send({ type: 'file-progress', sha256, progress });
					}
				});
			});
		} finally {
			stopFollowing?.();
		}
	}

	/** What the entry says of its file, or what its host does; kept, so that it holds from now on. */
	async #pin(entry: CatalogEntry, signal: AbortSignal): Promise<FilePlan> {
		const { url, bytes, sha256 } = entry;
		const known = bytes !== null && sha256 !== null ? { url, bytes, sha256 } : null;
		const learnt = known ? null : await learnFile(url, this.#network, signal);
		const file = known ?? (learnt as NonNullable<typeof learnt>);
		const plan: FilePlan = {
			url: file.url,
			bytes: file.bytes,
			sha256: file.sha256,
			chunkBytes: CHUNK_BYTES,
			chunkSha256: Array.from({ length: Math.ceil(file.bytes / CHUNK_BYTES) }, () => null)
		};
		const note = learnt
			? `Its size (${learnt.bytes} bytes) and sha256 (${learnt.sha256}) were learnt from ${learnt.source} and are pinned from now on.`
			: null;
		await this.#change(entry.id, () => ({
			...this.#newRecord(entry.id, entry.name),
			entry,
			note,
			next: { manifest: null, files: [plan] }
		}));
		return plan;
	}

	/** The manifest of a catalogue file that is here and checked, with its chunks' hashes pinned. */
	async #manifestOf(entry: CatalogEntry, plan: FilePlan): Promise<Manifest> {
		const { file, chunks } = await readChunks(await this.#database(), plan.sha256);
		const hashes = file?.chunkSha256.filter((hash) => hash !== null) ?? [];
		const { chunkBytes } = file ?? plan;
		try {
			const header = await readGgufHeader(new Blob(chunks.filter((chunk) => chunk !== undefined)));
			return manifestFromHeader(header, {
				id: entry.id,
				name: entry.name,
				description: entry.description,
				file: {
					path: 'model.gguf',
					url: plan.url,
					bytes: plan.bytes,
					sha256: plan.sha256,
					chunkBytes,
					chunkSha256: hashes
				},
				contextTokens: entry.contextTokens,
				licence: entry.licence,
				provenance: `Downloaded from ${plan.url}; sha256 ${plan.sha256}.`
			});
		} catch (error) {
			await this.#change(entry.id, () => null);
			throw error;
		}
	}

	async #finish(id: string, manifest: Manifest): Promise<Manifest> {
		const { name } = manifest;
		await this.#change(id, (record) => ({
			...(record ?? this.#newRecord(id, name)),
			name,
			manifest,
			next: null
		}));
		return manifest;
	}

	// ---- what is here -------------------------------------------------------------------------------

	#newRecord(id: string, name: string): ModelRecord {
		const addedAtMs = this.#now();
		return { id, name, manifest: null, entry: null, next: null, note: null, addedAtMs };
	}

	async #storedOf(files: readonly { sha256: string }[]): Promise<number> {
		const database = await this.#database();
		const sizes = await Promise.all(files.map((file) => storedBytes(database, file.sha256)));
		return sizes.reduce((sum, bytes) => sum + bytes, 0);
	}

	async #allVerified(files: readonly FilePlan[]): Promise<boolean> {
		const database = await this.#database();
		const records = await Promise.all(files.map((file) => database.get('files', file.sha256)));
		return records.every((record) => record?.verified === true);
	}

	async #describe(record: ModelRecord): Promise<InstalledModel> {
		const { id, name, manifest, entry, note } = record;
		return { id, name, manifest, entry, note, state: await this.#stateOf(id, record) };
	}

	async #stateOf(id: string, record: ModelRecord | undefined): Promise<ModelState> {
		const { last } = this.#installs.get(id) ?? {};
		if (last) return progressState(last);
		const heard = this.#heard.get(id);
		if (heard?.state === 'failed') return heard;
		if (!record) return { state: 'absent' };
		const files = record.next?.files ?? record.manifest?.files ?? [];
		const total = files.reduce((sum, file) => sum + file.bytes, 0);
		const receivedBytes = await this.#storedOf(files);
		if (!record.next && receivedBytes === total) return { state: 'ready' };
		// Another tab may download it, and may not have said so since this one was opened; one that
		// did say so may be gone: the locks tell.
		if (await anyLocked(files.map((file) => file.sha256)))
			return heard?.state === 'downloading'
				? heard
				: { state: 'downloading', receivedBytes, totalBytes: total, bytesPerSecond: 0 };
		const reason = record.next
			? 'The download is not complete.'
			: 'The browser removed some of it to free space; resuming fetches only that.';
		return { state: 'paused', receivedBytes, totalBytes: total, reason };
	}

	// ---- database and tabs --------------------------------------------------------------------------

	async #change(
		id: string,
		change: (record: ModelRecord | undefined) => ModelRecord | null
	): Promise<number> {
		try {
			return await changeModel(await this.#database(), id, change);
		} catch (cause) {
			throw await storageError(cause, 'the list of models');
		}
	}

	async #database(): Promise<WeightDatabase> {
		this.#opening ??= openWeightDatabase({ onGone: () => (this.#opening = null) });
		try {
			return await this.#opening;
		} catch (cause) {
			this.#opening = null;
			throw new WeightError(
				'storage-failed',
				'The browser does not let this app store models: in a private window, or with storage blocked, none can be kept. Open the app in a normal window, or allow storage for it.',
				{ cause }
			);
		}
	}

	async #closeDatabase(): Promise<void> {
		const opening = this.#opening;
		this.#opening = null;
		(await opening?.catch(() => null))?.close();
	}

	#listen(): WeightChannel {
		if (this.#channel) return this.#channel;
		this.#channel = new WeightChannel();
		this.#channel.listen((message) => this.#hear(message));
		return this.#channel;
	}

	#send(message: WeightMessage): void {
		this.#listen().send(message);
	}

	#hear(message: WeightMessage): void {
		switch (message.type) {
			case 'state-changed':
				this.#heard.set(message.id, message.state);
				for (const listener of this.#listeners) listener(message.id, message.state);
				return;
			case 'pause-asked':
				this.#installs.get(message.id)?.controller.abort();
				return;
			case 'erasing':
				void this.#installs.stopAll();
				this.#heard.clear();
				return;
			case 'file-progress':
				return;
			default:
				message satisfies never;
		}
	}

	#announce(id: string, state: ModelState): void {
		this.#send({ type: 'state-changed', id, state });
	}

	async #announceStored(id: string): Promise<void> {
		const record = await (await this.#database()).get('models', id);
		this.#heard.delete(id);
		const files = record?.next?.files ?? record?.manifest?.files ?? [];
		const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
		const receivedBytes = await this.#storedOf(files);
		const reason = 'Paused.';
		this.#announce(
			id,
			record ? { state: 'paused', receivedBytes, totalBytes, reason } : { state: 'absent' }
		);
	}
}

function isSame(a: Manifest, b: Manifest): boolean {
	return JSON.stringify(a) === JSON.stringify(b) && totalBytes(a) === totalBytes(b);
}
