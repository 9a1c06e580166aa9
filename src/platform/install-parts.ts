// What the ways to install share: the store's own hands, given to the files that are fetched when somebody
// takes such a way (install-entry.ts, import-file.ts).

import type { Manifest } from '../contract/manifest.ts';
import type { FilePlan } from './download.ts';
import type { Network } from './network.ts';
import type { WeightConnection } from './weight-connection.ts';
import type { ModelRecord } from './weight-database.ts';
import type { ChunkSource } from './weight-files.ts';
import type { InstallOptions, InstallProgress, StoredFile } from './weight-store.ts';

/** What an install ends with: a model, or an adapter, which has no manifest. */
export type Installed = Manifest | 'adapter';
export type Report = (progress: InstallProgress) => void;
/** Brings what is missing, and says how far it is. */
export type InstallWork = (signal: AbortSignal, report: Report) => Promise<Installed>;

export type InstallParts = {
	connection: WeightConnection;
	network: Network;
	newRecord(id: string, name: string): ModelRecord;
	/** One install of an id at a time, told to every tab; null when paused. */
	run(id: string, options: InstallOptions, work: InstallWork): Promise<Installed | null>;
	/** Brings every missing chunk, from the network where there is no `source`. */
	complete(
		id: string,
		name: string,
		files: readonly FilePlan[],
		signal: AbortSignal,
		report: Report,
		source?: ChunkSource
	): Promise<void>;
	/** The record says that all of it is here. */
	finish(id: string, manifest: Manifest): Promise<Manifest>;
	/** The files of a model that is here; see WeightStore. */
	open(manifest: Manifest): Promise<StoredFile[]>;
	remove(id: string): Promise<unknown>;
};
