// For a frame on another site's page whose browser lets it store nothing: what the app would store is kept
// in memory until the page is left. The browser's own facilities are replaced, once and before anything
// uses them, so that no store knows of it. Not here: what a person is told (ui/widget).

import { VisitLocks } from './visit-locks.ts';

// Opened to see whether one may, and removed at once.
const PROBE = 'understudy-probe';

/** `kept`: as long as the browser does. `visit`: until the page is left. */
export type FrameStorage = 'kept' | 'visit';

/** Finds out what this document may store, and makes the best of it. Call it before any store is opened. */
export async function openFrameStorage(): Promise<FrameStorage> {
	if (await mayStore()) return 'kept';
	await keepForThisVisit();
	return 'visit';
}

/** Chromium answers with an error event, Firefox and Safari throw. */
async function mayStore(): Promise<boolean> {
	try {
		await Promise.all([open(PROBE), navigator.locks.request(PROBE, () => undefined)]);
		return true;
	} catch {
		return false;
	}
}

function open(name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open(name);
		opening.onsuccess = () => {
			opening.result.close();
			indexedDB.deleteDatabase(name);
			resolve();
		};
		opening.onerror = () => reject(opening.error);
	});
}

async function keepForThisVisit(): Promise<void> {
	const { default: memory, forceCloseDatabase: _, ...classes } = await import('fake-indexeddb');
	const replace = (where: object, what: Record<string, unknown>) =>
		Object.defineProperties(
			where,
			Object.fromEntries(
				Object.entries(what).map(([name, value]) => [
					name,
					{ value, configurable: true, writable: true }
				])
			)
		);
	// The classes too: idb tells a request from a cursor by them.
	replace(globalThis, { ...classes, indexedDB: memory, BroadcastChannel: ownChannels() });
	replace(navigator, { locks: new VisitLocks() });
}

/** Channels that other tabs do not hear: what they would be told of is not theirs. */
function ownChannels(): typeof BroadcastChannel {
	const visit = crypto.randomUUID();
	return class extends BroadcastChannel {
		constructor(name: string) {
			super(`${visit} ${name}`);
		}
	};
}
