// Removes everything of this app from the device: both databases, caches, the service worker and
// the small storages. Connections in all tabs let go when the removal asks them to (`versionchange`);
// the stores open a new, empty database on their next use. What belongs to others is left alone.

import { deleteDB } from 'idb';
import type { StoreContext } from './conversations.ts';
import { DATABASE_NAME } from './database.ts';
import { MemoryError } from './errors.ts';

export type Eraser = () => Promise<void>;

/** The weights' database belongs to platform/; its connections close when asked, too. */
const WEIGHTS_NAME = 'understudy-weights';
/** Caches and storage keys of this app begin so. */
const PREFIX = 'understudy';
/** What SvelteKit calls the service worker. */
const WORKER = '/service-worker.js';
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
			removeCaches(),
			removeServiceWorkers(),
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

async function removeCaches(): Promise<void> {
	if (typeof caches === 'undefined') return;
	const names = await caches.keys();
	await Promise.all(names.filter((name) => name.startsWith(PREFIX)).map((n) => caches.delete(n)));
}

async function removeServiceWorkers(): Promise<void> {
	if (typeof navigator === 'undefined' || !('serviceWorker' in navigator)) return;
	const registrations = await navigator.serviceWorker.getRegistrations();
	const ours = registrations.filter(({ active, waiting, installing }) =>
		(active ?? waiting ?? installing)?.scriptURL.endsWith(WORKER)
	);
	await Promise.all(ours.map((registration) => registration.unregister()));
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
