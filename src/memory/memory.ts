// Opens everything this device remembers: conversations, drafts, settings, and backups of them.
// The one entry to this folder; app.ts calls it once.

import type {
	BackupStore,
	ConversationStore,
	DraftStore,
	SettingsStore
} from '../contract/stores.ts';
import type { LearntStore, OutcomeStore } from '../contract/outcomes.ts';
import { createBackupStore } from './backup.ts';
import { broadcastChannel, createChangeHub, type TabChannel } from './changes.ts';
import { Connection } from './connection.ts';
import { createConversationStore, type StoreContext } from './conversations.ts';
import { DATABASE_NAME } from './database.ts';
import { createDraftStore } from './drafts.ts';
import { createFileTextStore, type FileTextStore } from './files.ts';
import { createLearntStore, createOutcomeStore } from './outcomes.ts';
import { createSettingsStore } from './settings.ts';
import type { VectorStore } from './vectors.ts';

export type MemoryOptions = {
	/** Told to the person: another tab has a newer app, is in the way, or erased everything. */
	onNotice?: (message: string) => void;
	/** Milliseconds since the epoch. */
	now?: () => number;
	newId?: () => string;
	/** Joins the tabs; null for none. A BroadcastChannel when absent. */
	channel?: TabChannel | null;
};

export type Memory = {
	conversations: ConversationStore;
	drafts: DraftStore;
	settings: SettingsStore;
	backup: BackupStore;
	outcomes: OutcomeStore;
	learnt: LearntStore;
	/** Texts too long for a message. */
	files: FileTextStore;
	/** What their passages mean. */
	vectors: VectorStore;
	/** Lets go of the database and of the other tabs. */
	close(): void;
};

/** Opens, and upgrades where needed. Throws MemoryError. */
export async function openMemory(options: MemoryOptions = {}): Promise<Memory> {
	const {
		onNotice = () => undefined,
		now = Date.now,
		newId = () => crypto.randomUUID(),
		channel = typeof BroadcastChannel === 'function' ? broadcastChannel(DATABASE_NAME) : null
	} = options;
	const connection = new Connection({ onNotice });
	const changes = createChangeHub(channel);
	try {
		await connection.open();
	} catch (error) {
		changes.close();
		throw error;
	}
	const context: StoreContext = { connection, changes, now, newId };
	/** Its code is fetched when somebody first asks about a file. */
	const vectors = async () => (await import('./vectors.ts')).createVectorStore(context);
	return {
		conversations: createConversationStore(context),
		drafts: createDraftStore(context),
		settings: createSettingsStore(context),
		backup: createBackupStore(context, async () =>
			(await import('./erase.ts')).createEraser(context)()
		),
		outcomes: createOutcomeStore(connection),
		learnt: createLearntStore(connection),
		files: createFileTextStore(context),
		vectors: {
			get: async (...which) => (await vectors()).get(...which),
			add: async (...what) => (await vectors()).add(...what)
		},
		close() {
			connection.close();
			changes.close();
		}
	};
}
