// Weights on this device: installed models and the verified chunks of their files, in IndexedDB.
// Files are addressed by their sha256, so models share them; opening one assembles a Blob from
// file-backed chunks and costs no memory. The interface; browser-weight-store.ts is what does it.

import type { Attachment, OwnAdapter } from '../contract/gguf-adapter.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { RepositoryEntry } from '../contract/repository-entry.ts';
import type {
	CatalogEntry,
	DownloadOptions,
	ModelState,
	Unsubscribe
} from '../contract/services.ts';
import type { AddressFound } from './look-at-address.ts';
import { browserNetwork, type Network } from './network.ts';
import { BrowserWeightStore } from './browser-weight-store.ts';

export type InstallProgress = {
	id: string;
	/** Bytes verified and stored, plus those of the chunk on its way. */
	receivedBytes: number;
	totalBytes: number;
	bytesPerSecond: number;
	/** Why nothing moves right now, in words: offline, a retry, another tab downloads; else null. */
	waiting: string | null;
};

export type InstallOptions = DownloadOptions & {
	/** Aborting pauses: what was verified is kept, in this tab and for every other. */
	signal?: AbortSignal;
	onProgress?: (progress: InstallProgress) => void;
};

export type RepositoryOptions = InstallOptions & {
	/**
	 * Tried with its files before the model counts as here: what it throws is thrown, with everything kept that
	 * arrived, and it is tried again when the install is. Returns what was measured, for the manifest.
	 */
	prove?: (files: StoredFile[]) => Promise<Manifest['measured']>;
};

export type InstallOutcome = 'installed' | 'paused';

/** Structurally the engine's LoadedFile. */
export type StoredFile = { path: string; blob: Blob };

export type InstalledModel = {
	id: string;
	name: string;
	/** Null while a catalogue entry is downloaded for the first time. */
	manifest: Manifest | null;
	entry: CatalogEntry | null;
	/** Set for a person's own adapter that is here; its manifest stays null. */
	adapter?: OwnAdapter;
	state: ModelState;
	/** What was learnt from the host and pinned, in words, or null. */
	note: string | null;
	/** As its host stated it, of a model of several files. */
	licence?: string;
	/** When its weights were complete; of one from before that was kept, when it was asked for. */
	installedAtMs: number;
};

export type WeightUsage = {
	/** Bytes of stored chunks; shared files count once. */
	weightBytes: number;
	/** Of the whole origin, as the browser estimates them; 0 when it does not say. */
	usedBytes: number;
	quotaBytes: number;
	persisted: boolean;
};

export interface WeightStore {
	/**
	 * Downloads and verifies what is missing of a model, without its files on demand; at once when
	 * nothing is. Throws WeightError.
	 * Two tabs may call it: one downloads, the other follows its progress.
	 */
	install(manifest: Manifest, options?: InstallOptions): Promise<InstallOutcome>;
	/**
	 * The same for a catalogue entry: learns size and hash from the host where the entry has none,
	 * pins them, and keeps the manifest it makes of the file; of an adapter there is none. Throws WeightError,
	 * ParseError.
	 */
	installEntry(
		entry: CatalogEntry,
		options?: InstallOptions
	): Promise<{ outcome: 'installed'; manifest: Manifest | null } | { outcome: 'paused' }>;
	/** The same for a model that is several files of a repository. Throws WeightError. */
	installRepository(entry: RepositoryEntry, options?: RepositoryOptions): Promise<InstallOutcome>;
	/** Pauses the download of a model, whichever tab it runs in. */
	pause(id: string): void;
	/**
	 * Copies a .gguf from this device into the store, or all parts of a split one in any order. Progress counts
	 * hashing and copying, so its total is twice their size. Throws ParseError, WeightError, or the signal's
	 * reason when aborted.
	 */
	importGguf(files: readonly File[], options?: InstallOptions): Promise<Manifest>;
	/** Keeps a model whose files are here, in its manifest's order. Throws WeightError. */
	importModel(manifest: Manifest, ...files: Blob[]): Promise<void>;
	/**
	 * The same as `importGguf` for an adapter, kept for the base it is attached to; returns its id. A GGUF file, or
	 * the two of PEFT's form, which are converted for that base.
	 */
	importAdapter(files: readonly File[], to: Attachment, options?: InstallOptions): Promise<string>;
	/** Changes whether and how strongly an adapter acts. */
	setAdapter(id: string, fields: Partial<Pick<OwnAdapter, 'on' | 'scale'>>): Promise<void>;
	/**
	 * What an address leads to: the header of a GGUF file, or the files of a repository. Throws
	 * ParseError, WeightError, or the signal's reason.
	 */
	lookAt(address: string, signal: AbortSignal): Promise<AddressFound>;
	/**
	 * One Blob per file that comes with the model, in the manifest's order; of a split base one for all its parts,
	 * as the file they are of. Throws WeightError `missing` naming what is gone.
	 */
	open(manifest: Manifest): Promise<StoredFile[]>;
	/**
	 * One file of an installed model, also one fetched on demand: downloads and verifies what is
	 * missing of it first, and needs no network when nothing is. Progress is of this file alone, and
	 * the model's state does not change. An abort keeps what arrived and throws the signal's reason.
	 * Throws WeightError: `missing` where the model is not here, `removed` when it is removed meanwhile.
	 */
	openFile(manifest: Manifest, path: string, options?: InstallOptions): Promise<Blob>;
	/**
	 * Hashes every stored chunk again and drops the bad ones; `install` then fetches those alone.
	 * `bad` counts absent chunks too, except of files that were never fetched on demand.
	 */
	verify(id: string, options?: InstallOptions): Promise<{ chunks: number; bad: number }>;
	state(id: string): Promise<ModelState>;
	get(id: string): Promise<InstalledModel | undefined>;
	list(): Promise<InstalledModel[]>;
	/** Removes a model and the files no other model uses; returns the bytes freed. */
	remove(id: string): Promise<number>;
	usage(): Promise<WeightUsage>;
	/** Changes in this tab and in others. */
	onChange(listener: (id: string, state: ModelState) => void): Unsubscribe;
	/** Removes every model and the database. */
	erase(): Promise<void>;
	close(): void;
}

export type WeightStoreOptions = {
	network?: Network;
	/** Milliseconds since 1970, for when a model was added. */
	now?: () => number;
};

/** Opens nothing until first used. */
export function createWeightStore(options: WeightStoreOptions = {}): WeightStore {
	return new BrowserWeightStore(options.network ?? browserNetwork, options.now ?? Date.now);
}
