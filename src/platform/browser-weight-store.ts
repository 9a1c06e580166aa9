// The weight store over IndexedDB, Web Locks and a BroadcastChannel: what is installed, and in which
// order its files come. What the lists of all tabs show is model-states.ts; the contract is in
// weight-store.ts.

import { deleteDB } from 'idb';
import { errorData } from '../contract/errors.ts';
import type { Attachment, OwnAdapter } from '../contract/gguf-adapter.ts';
import { filesWithModel, type Manifest, type ManifestFile } from '../contract/manifest.ts';
import type { RepositoryEntry } from '../contract/repository-entry.ts';
import type { CatalogEntry, ModelState, Unsubscribe } from '../contract/services.ts';
import type { FilePlan } from './download.ts';
import type { Installed, InstallParts, InstallWork, Report } from './install-parts.ts';
import { Installs, progressState } from './installs.ts';
import type { AddressFound } from './look-at-address.ts';
import { ModelStates } from './model-states.ts';
import { letGoOfFiles } from './let-go.ts';
import type { Network } from './network.ts';
import { OnDemandFetches } from './on-demand-fetches.ts';
import { COMES_BACK_MS, measureRoom } from './quota.ts';
import { withFileLock } from './weight-channel.ts';
import { WeightConnection } from './weight-connection.ts';
import {
	referencedHashes,
	storedBytes,
	WEIGHT_DATABASE,
	type ModelRecord
} from './weight-database.ts';
import { WeightError } from './weight-error.ts';
import type { ChunkSource } from './weight-files.ts';
import type {
	InstalledModel,
	InstallOptions,
	InstallOutcome,
	RepositoryOptions,
	StoredFile,
	WeightStore,
	WeightUsage
} from './weight-store.ts';

/** Not before there is a file to read: a first visit has none. */
const fileReading = () => import('./weight-files.ts');

export class BrowserWeightStore implements WeightStore {
	readonly #network: Network;
	readonly #now: () => number;
	readonly #installs = new Installs<Installed | null>();
	readonly #connection = new WeightConnection();
	readonly #onDemand = new OnDemandFetches();
	/** How the installs that run find room, where they were told. */
	readonly #makeRoom = new Map<string, NonNullable<InstallOptions['makeRoom']>>();
	readonly #states: ModelStates;
	/** What the ways to install share; their own code comes when one is taken. */
	readonly #parts: InstallParts;

	constructor(network: Network, now: () => number) {
		this.#network = network;
		this.#now = now;
		this.#states = new ModelStates(this.#connection, this.#installs, this.#onDemand, () =>
			network.now()
		);
		this.#parts = {
			connection: this.#connection,
			network,
			newRecord: (id, name) => this.#newRecord(id, name),
			run: (id, options, work) => this.#run(id, options, work),
			complete: (id, name, files, signal, report, source) =>
				this.#complete(id, name, files, signal, report, source),
			finish: (id, manifest) => this.#finish(id, manifest),
			open: (manifest) => this.open(manifest),
			remove: (id) => this.remove(id)
		};
	}

	async install(manifest: Manifest, options: InstallOptions = {}): Promise<InstallOutcome> {
		const installed = await this.#run(manifest.id, options, async (signal, report) => {
			const database = await this.#connection.open();
			const files = filesWithModel(manifest);
			const before = await database.get('models', manifest.id);
			if (!(before?.manifest && isSame(before.manifest, manifest) && !before.next))
				await this.#connection.change(manifest.id, (record) => ({
					...(record ?? this.#newRecord(manifest.id, manifest.name)),
					next: { manifest, files }
				}));
			await this.#complete(manifest.id, manifest.name, files, signal, report);
			return this.#finish(manifest.id, manifest);
		});
		return installed ? 'installed' : 'paused';
	}

	async installEntry(
		entry: CatalogEntry,
		options: InstallOptions = {}
	): Promise<{ outcome: 'installed'; manifest: Manifest | null } | { outcome: 'paused' }> {
		const installed = await this.#run(entry.id, options, async (signal, report) => {
			const { installEntry } = await import('./install-entry.ts');
			return installEntry(this.#parts, entry, signal, report);
		});
		if (installed === null) return { outcome: 'paused' };
		return { outcome: 'installed', manifest: installed === 'adapter' ? null : installed };
	}

	async installRepository(
		entry: RepositoryEntry,
		options: RepositoryOptions = {}
	): Promise<InstallOutcome> {
		const installed = await this.#run(entry.id, options, async (signal, report) => {
			const { installRepository } = await import('./install-repository.ts');
			return installRepository(this.#parts, entry, signal, report, options.prove);
		});
		return installed ? 'installed' : 'paused';
	}

	pause(id: string): void {
		this.#states.send({ type: 'pause-asked', id });
	}

	async lookAt(address: string, signal: AbortSignal): Promise<AddressFound> {
		const { lookAtAddress } = await import('./look-at-address.ts');
		return lookAtAddress(address, this.#network, signal);
	}

	async importGguf(files: readonly File[], options: InstallOptions = {}): Promise<Manifest> {
		const { importGguf } = await import('./import-file.ts');
		return importGguf(this.#parts, files, options);
	}

	async importModel(manifest: Manifest, ...files: Blob[]): Promise<void> {
		const { importModel } = await import('./import-file.ts');
		await importModel(this.#parts, manifest, files, {});
	}

	async importAdapter(
		files: readonly File[],
		to: Attachment,
		options: InstallOptions = {}
	): Promise<string> {
		const { importAdapter } = await import('./import-adapter.ts');
		return importAdapter(this.#parts, files, to, options);
	}

	async setAdapter(id: string, fields: Partial<Pick<OwnAdapter, 'on' | 'scale'>>): Promise<void> {
		await this.#connection.change(id, (record) =>
			record?.adapter ? { ...record, adapter: { ...record.adapter, ...fields } } : (record ?? null)
		);
		this.#states.announce(id, await this.state(id));
	}

	async open(manifest: Manifest): Promise<StoredFile[]> {
		const [database, { openStored }] = await Promise.all([this.#connection.open(), fileReading()]);
		const files = await Promise.all(
			filesWithModel(manifest).map(async (file) => ({
				path: file.path,
				blob: await openStored(database, manifest.name, file)
			}))
		);
		if (!manifest.split) return files;
		const { withWholeBase } = await import('./split-base.ts');
		return withWholeBase(manifest.split, files);
	}

	async openFile(manifest: Manifest, path: string, options: InstallOptions = {}): Promise<Blob> {
		const { id, name } = manifest;
		const file = manifest.files.find((one) => one.path === path);
		if (!file || !(await this.#refersTo(id, file.sha256)))
			throw new WeightError(
				'missing',
				`The model on this device has no file “${path}” like the one that was asked for. Reload the page; if that does not help, download ${name} again.`
			);
		const removed = () =>
			new WeightError(
				'removed',
				`${name} was paused or removed while its file “${path}” was fetched. Download it, then try again.`
			);
		const bring = () =>
			this.#onDemand.run(id, options.signal, removed, (signal) =>
				this.#complete(id, name, [file], signal, (progress) => options.onProgress?.(progress))
			);
		await bring();
		// Another tab removed the model: what arrived since belongs to nobody.
		if (!(await this.#refersTo(id, file.sha256))) {
			await this.#connection.change(id, (record) => record ?? null);
			throw removed();
		}
		const { openStored } = await fileReading();
		try {
			return await openStored(await this.#connection.open(), name, file);
		} catch (error) {
			// Pieces the browser lost are fetched again at once.
			if (errorData(error).code !== 'missing') throw error;
			await bring();
			return openStored(await this.#connection.open(), name, file);
		}
	}

	async verify(id: string, options: InstallOptions = {}): Promise<{ chunks: number; bad: number }> {
		const database = await this.#connection.open();
		const record = await database.get('models', id);
		const files = await this.#filesHere(record?.manifest ?? null);
		const total = files.reduce((sum, file) => sum + file.bytes, 0);
		const sum = { chunks: 0, bad: 0 };
		const { recheckFile } = await fileReading();
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
		if (sum.bad > 0) await this.#states.announceStored(id);
		return sum;
	}

	async state(id: string): Promise<ModelState> {
		const record = await (await this.#connection.open()).get('models', id);
		return this.#states.of(id, record);
	}

	async get(id: string): Promise<InstalledModel | undefined> {
		const record = await (await this.#connection.open()).get('models', id);
		return record && this.#describe(record);
	}

	async list(): Promise<InstalledModel[]> {
		const records = await (await this.#connection.open()).getAll('models');
		records.sort((a, b) => a.addedAtMs - b.addedAtMs);
		return Promise.all(records.map((record) => this.#describe(record)));
	}

	async remove(id: string): Promise<number> {
		const database = await this.#connection.open();
		this.#states.send({ type: 'pause-asked', id });
		await Promise.all([this.#installs.stop(id), this.#onDemand.stop(id)]);
		const record = await database.get('models', id);
		// Another tab that was downloading lets go of its locks when it hears the message.
		for (const sha256 of record ? referencedHashes(record) : [])
			await withFileLock(
				sha256,
				undefined,
				() => undefined,
				async () => undefined
			);
		const freed = await this.#connection.change(id, () => null);
		void letGoOfFiles();
		this.#states.announce(id, { state: 'absent' });
		return freed;
	}

	async usage(): Promise<WeightUsage> {
		const database = await this.#connection.open();
		const hashes = await database.getAllKeys('files');
		const sizes = await Promise.all(hashes.map((sha256) => storedBytes(database, sha256)));
		const weightBytes = sizes.reduce((sum, bytes) => sum + bytes, 0);
		return { weightBytes, ...(await measureRoom()) };
	}

	onChange(listener: (id: string, state: ModelState) => void): Unsubscribe {
		return this.#states.onChange(listener);
	}

	async erase(): Promise<void> {
		await Promise.all([this.#installs.stopAll(), this.#onDemand.stopAll()]);
		this.#states.send({ type: 'erasing' });
		await this.#connection.close();
		await deleteDB(WEIGHT_DATABASE);
		this.#states.forget();
	}

	close(): void {
		void this.#installs.stopAll();
		void this.#onDemand.stopAll();
		void this.#connection.close();
		this.#states.close();
	}

	// ---- installing ---------------------------------------------------------------------------------

	/** Null when paused. */
	async #run(id: string, options: InstallOptions, work: InstallWork): Promise<Installed | null> {
		this.#states.listen();
		const onPause = () => this.#states.send({ type: 'pause-asked', id });
		return this.#installs.run(id, options, onPause, async (signal, report) => {
			this.#states.forget(id);
			if (options.makeRoom) this.#makeRoom.set(id, options.makeRoom);
			try {
				const installed = await work(signal, (progress) => {
					report(progress);
					this.#states.announce(id, progressState(progress));
				});
				this.#states.announce(id, { state: 'ready' });
				return installed;
			} catch (error) {
				if (signal.aborted) {
					await this.#states.announceStored(id);
					return null;
				}
				this.#states.announce(id, { state: 'failed', ...errorData(error) });
				throw error;
			} finally {
				this.#makeRoom.delete(id);
			}
		});
	}

	async #complete(
		id: string,
		name: string,
		files: readonly FilePlan[],
		signal: AbortSignal,
		report: Report,
		source: ChunkSource = { kind: 'network', network: this.#network }
	): Promise<void> {
		const database = await this.#connection.open();
		const channel = this.#states.listen();
		const { completeModel } = await import('./complete-model.ts');
		const makeRoom = this.#makeRoom.get(id);
		const network = this.#network;
		const patienceMs = this.#states.removedAtMs + COMES_BACK_MS - network.now();
		const delay: Network['delay'] = (...about) => network.delay(...about);
		const task = { database, channel, id, name, files, source, signal, report, patienceMs, delay };
		await completeModel({ ...task, ...(makeRoom && { makeRoom }) });
	}

	async #finish(id: string, manifest: Manifest): Promise<Manifest> {
		const { name } = manifest;
		await this.#connection.change(id, (record) => ({
			...(record ?? this.#newRecord(id, name)),
			name,
			manifest,
			next: null,
			installedAtMs: (record?.next === null && record.installedAtMs) || this.#now()
		}));
		return manifest;
	}

	// ---- what is here -------------------------------------------------------------------------------

	async #refersTo(id: string, sha256: string): Promise<boolean> {
		const record = await (await this.#connection.open()).get('models', id);
		return record !== undefined && referencedHashes(record).includes(sha256);
	}

	/** The files that come with a model, and of those on demand the ones that were fetched. */
	async #filesHere(manifest: Manifest | null): Promise<ManifestFile[]> {
		const database = await this.#connection.open();
		const fetched = new Set(await database.getAllKeys('files'));
		const files = manifest?.files ?? [];
		return files.filter((file) => !file.onDemand || fetched.has(file.sha256));
	}

	#newRecord(id: string, name: string): ModelRecord {
		const addedAtMs = this.#now();
		return { id, name, manifest: null, entry: null, next: null, note: null, addedAtMs };
	}

	async #describe(record: ModelRecord): Promise<InstalledModel> {
		const { id, name, manifest, entry, note, adapter, licence } = record;
		const state = await this.#states.of(id, record);
		const installedAtMs = record.installedAtMs ?? record.addedAtMs;
		const more = { ...(adapter && { adapter }), ...(licence !== undefined && { licence }) };
		return { id, name, manifest, entry, note, ...more, state, installedAtMs };
	}
}

function isSame(a: Manifest, b: Manifest): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
