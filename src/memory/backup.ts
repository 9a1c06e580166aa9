// Everything as one file, and back; the way in for files of other programs; and the end of it all.
// What the files hold is format.ts; what reads and writes them is loaded when it is first needed.

import type { BackupStore } from '../contract/stores.ts';
import type { StoreContext } from './conversations.ts';
import type { Eraser } from './erase.ts';

export function createBackupStore(context: StoreContext, erase: Eraser): BackupStore {
	return {
		backup: async () => (await import('./write-backup.ts')).writeBackup(context),
		restore: async (file) => (await import('./restore.ts')).restoreBackup(context, file),
		importFile: async (file) => (await import('./restore.ts')).importConversations(context, file),
		exportConversation: async (id, format) =>
			(await import('./export.ts')).exportConversation(context, id, format),
		eraseEverything: () => erase()
	};
}
