// The open connection to the weight database: opened on first use, let go of when another tab erases
// or upgrades, opened again when needed. Failures become sentences here.

import { storageError } from './quota.ts';
import {
	changeModel,
	openWeightDatabase,
	type ModelRecord,
	type WeightDatabase
} from './weight-database.ts';
import { WeightError } from './weight-error.ts';

export class WeightConnection {
	#opening: Promise<WeightDatabase> | null = null;

	/** Throws WeightError `storage-failed` where the browser allows no storage. */
	async open(): Promise<WeightDatabase> {
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

	/** changeModel on the open database. Throws WeightError. */
	async change(
		id: string,
		change: (record: ModelRecord | undefined) => ModelRecord | null
	): Promise<number> {
		const database = await this.open();
		try {
			return await changeModel(database, id, change);
		} catch (cause) {
			throw await storageError(cause, 'the list of models');
		}
	}

	async close(): Promise<void> {
		const opening = this.#opening;
		this.#opening = null;
		(await opening?.catch(() => null))?.close();
	}
}
