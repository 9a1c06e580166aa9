// Removes everything a person or their use of this app left on the device: both databases, caches and
// the small storages. Connections in all tabs let go when the removal asks them to (`versionchange`);
// the stores open a new, empty database on their next use. The service worker and the app's own files
// stay: they are the same for everybody, and without them an erase with no network would end the app.

import { deleteDB, openDB } from 'idb';
import type { StoreContext } from './conversations.ts';
import { DATABASE_NAME } from './database.ts';
import { MemoryError } from './errors.ts';

export type Eraser = () => Promise<void>;

/** The weights' database belongs to platform/; its connections close when asked, too. */
const WEIGHTS_NAME = 'understudy-weights';
/** What WebLLM keeps of models, in databases of its own (engine/webllm-cache.ts). */
const ENGINE_DATABASE = /^webllm\//;
/** Caches and storage keys of this app begin so. */
const PREFIX = 'understudy';
/** The service worker's: the app's own files, and which version an open tab runs. */
const SHELL = /^understudy-(shell-|tabs$)/;
/** How long another tab may take to let go of a database before the person is asked to close it. */
const BLOCKED_MS = 10_000;

export function createEraser(
	{ connection, changes }: Pick<StoreContext, 'connection' | 'changes'>,
	delay: (ms: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms))
): Eraser {
	return async function eraseEverything() {
		connection.release();
		const outcomes = await Promise.allSettled([
			removeDatabase(DATABASE_NAME, delay),
			removeDatabase(WEIGHTS_NAME, delay),
			removeEngineFiles(),
			removeCaches(),
			removeKeys(() => localStorage),
			removeKeys(() => sessionStorage)
		]);
		changes.tell(
			{ kind: 'conversation', conversationId: null },
			{ kind: 'message', conversationId: null },
			{ kind: 'draft', conversationId: null },
			{ kind: 'settings', conversationId: null }
		);
		for (const outcome of outcomes) {
			if (outcome.status === 'fulfilled') continue;
			const reason: unknown = outcome.reason;
			if (reason instanceof MemoryError) throw reason;
			throw new MemoryError(
				'failed',
				'Not everything could be erased. Close other tabs of Understudy, then erase again, or remove this site’s data in the browser’s settings.',
				{ cause: reason }
			);
		}
	};
}

async function removeDatabase(name: string, delay: (ms: number) => Promise<void>): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		deleteDB(name, {
			blocked() {
				const blocked = new MemoryError(
					'blocked',
					'Another tab of Understudy is still using what should be erased. Close the other tabs, then erase again.'
				);
				delay(BLOCKED_MS).then(() => reject(blocked), reject);
			}
		}).then(resolve, reject);
	});
}

/** Emptied first: the library lets go of them only when its tab is closed, and of nothing on being asked. */
async function removeEngineFiles(): Promise<void> {
	for (const { name = '' } of (await indexedDB.databases?.()) ?? []) {
		if (!ENGINE_DATABASE.test(name)) continue;
		const database = await openDB(name);
		for (const store of database.objectStoreNames) await database.clear(store);
		database.close();
		deleteDB(name).catch(() => undefined);
	}
}

async function removeCaches(): Promise<void> {
	if (typeof caches === 'undefined') return;
	const names = await caches.keys();
	const ours = names.filter((name) => name.startsWith(PREFIX) && !SHELL.test(name));
	await Promise.all(ours.map((name) => caches.delete(name)));
}

async function removeKeys(get: () => Storage): Promise<void> {
	let storage: Storage;
	try {
		storage = get();
	} catch {
		// Refused, or none here: then nothing was stored either.
		return;
	}
	if (typeof storage !== 'object') return;
	for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key);
}
