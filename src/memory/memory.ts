// Opens everything this device remembers: conversations, drafts, settings, and backups of them.
// The one entry to this folder; app.ts calls it once.

import type {
	BackupStore,
	ConversationStore,
	DraftStore,
	SettingsStore
} from '../contract/services.ts';
import { MemoryError } from './errors.ts';

export type MemoryOptions = {
	/** Told to the person, once each: another tab has a newer app, or waits for this one to close. */
	onNotice?: (message: string) => void;
	/** Milliseconds since the epoch. */
	now?: () => number;
	newId?: () => string;
};

export type Memory = {
	conversations: ConversationStore;
	drafts: DraftStore;
	settings: SettingsStore;
	backup: BackupStore;
	/** Lets go of the database and of the other tabs. */
	close(): void;
};

/** Opens, and upgrades where needed. Throws MemoryError. */
export async function openMemory(_options: MemoryOptions = {}): Promise<Memory> {
	throw new MemoryError('unavailable', 'This device has no storage yet. Reload the page.');
}
