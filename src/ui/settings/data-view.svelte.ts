// What the data section of the settings does: backup, restore, import, erase, and what they said.
// Not here: reading and writing (the backup store), saving to disk (save-file.ts).

import { errorData } from '../../contract/errors.ts';
import type { BackupStore, ImportReport } from '../../contract/stores.ts';

export type Reading =
	| { state: 'reading'; name: string }
	| { state: 'done'; name: string; report: ImportReport }
	| { state: 'failed'; name: string; message: string };

export class DataView {
	/** What became of the last file that was restored or imported. */
	reading = $state.raw<Reading | null>(null);
	busy = $state<'backup' | 'erase' | null>(null);
	readonly #backup: BackupStore;
	readonly #report: (error: unknown) => void;

	constructor(backup: BackupStore, report: (error: unknown) => void) {
		this.#backup = backup;
		this.#report = report;
	}

	/** Everything as one file; null when that failed, which is then reported. */
	async backup(): Promise<Blob | null> {
		this.busy = 'backup';
		try {
			return await this.#backup.backup();
		} catch (error) {
			this.#report(error);
			return null;
		} finally {
			this.busy = null;
		}
	}

	restore(file: File): Promise<void> {
		return this.#read(file, () => this.#backup.restore(file));
	}

	importFile(file: File): Promise<void> {
		return this.#read(file, () => this.#backup.importFile(file));
	}

	/** True when nothing is left. */
	async erase(): Promise<boolean> {
		this.busy = 'erase';
		try {
			await this.#backup.eraseEverything();
			return true;
		} catch (error) {
			this.#report(error);
			this.busy = null;
			return false;
		}
	}

	async #read({ name }: File, run: () => Promise<ImportReport>): Promise<void> {
		const started: Reading = { state: 'reading', name };
		this.reading = started;
		const outcome = await run().then(
			(report): Reading => ({ state: 'done', name, report }),
			(error): Reading => ({ state: 'failed', name, message: errorData(error).message })
		);
		// A file chosen meanwhile has the floor.
		if (this.reading === started) this.reading = outcome;
	}
}
