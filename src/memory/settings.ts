// The settings of this device, one record each, so that tabs that change different settings keep
// both changes. Types, defaults and the check of a value are contract/settings.ts.

import type { SettingsStore } from '../contract/stores.ts';
import type { Settings } from '../contract/settings.ts';
import { settingsFrom } from '../contract/settings.ts';
import type { StoreContext } from './conversations.ts';
import type { StoredSetting } from './database.ts';

export function createSettingsStore({ connection, changes, now }: StoreContext): SettingsStore {
	async function get(): Promise<Settings> {
		const records = await connection.read(['settings'], (transaction) =>
			transaction.objectStore('settings').getAll()
		);
		return settingsOf(records);
	}

	return {
		get,

		async update(fields) {
			const updatedAtMs = now();
			const settings = await connection.write(['settings'], async (transaction) => {
				const store = transaction.objectStore('settings');
				const before = settingsOf(await store.getAll());
				// The parser keeps only known settings with values in range.
				const wanted = settingsFrom({ ...before, ...fields });
				for (const key of keysOf(fields)) {
					if (!(key in before)) continue;
					if (wanted[key] === fields[key])
						await store.put({ key, value: wanted[key], updatedAtMs });
				}
				return settingsOf(await store.getAll());
			});
			changes.tell({ kind: 'settings', conversationId: null });
			return settings;
		},

		onChange(listener) {
			return changes.onChange(({ kind }) => {
				if (kind !== 'settings') return;
				get().then(listener, () => undefined);
			});
		}
	};
}

export function settingsOf(records: readonly StoredSetting[]): Settings {
	return settingsFrom(Object.fromEntries(records.map(({ key, value }) => [key, value])));
}

function keysOf(fields: Partial<Settings>): (keyof Settings)[] {
	return Object.keys(fields) as (keyof Settings)[];
}
