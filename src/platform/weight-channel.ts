// How tabs agree on weights: a Web Lock per file, so that one tab downloads it, and a channel on
// which that tab tells the others how far it is. A tab that is closed loses its locks, and a waiting
// one goes on. Not here: what is downloaded.

import type { ModelState, Unsubscribe } from '../contract/services.ts';
import type { FileProgress } from './weight-files.ts';

export type WeightMessage =
	| { type: 'file-progress'; sha256: string; progress: FileProgress }
	| { type: 'state-changed'; id: string; state: ModelState }
	/** Somebody paused or removed this model: whoever downloads it stops. */
	| { type: 'pause-asked'; id: string }
	/** The database is about to be deleted. */
	| { type: 'erasing' };

const CHANNEL = 'understudy-weights';
const lockName = (sha256: string) => `understudy-weights:${sha256}`;

export class WeightChannel {
	readonly #channel: BroadcastChannel | null;
	readonly #listeners = new Set<(message: WeightMessage) => void>();

	constructor() {
		this.#channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);
		this.#channel?.addEventListener('message', ({ data }: MessageEvent<WeightMessage>) =>
			this.#deliver(data)
		);
	}

	/** To every listener of every tab, this one included. */
	send(message: WeightMessage): void {
		this.#channel?.postMessage(message);
		this.#deliver(message);
	}

	listen(listener: (message: WeightMessage) => void): Unsubscribe {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	close(): void {
		this.#channel?.close();
		this.#listeners.clear();
	}

	#deliver(message: WeightMessage): void {
		for (const listener of this.#listeners) listener(message);
	}
}

/**
 * Runs `work` while no other tab holds the file. `onWait` is called once when it must wait. Rejects
 * with the signal's reason when aborted before its turn.
 */
export async function withFileLock<T>(
	sha256: string,
	signal: AbortSignal | undefined,
	onWait: () => void,
	work: () => Promise<T>
): Promise<T> {
	const locks = globalThis.navigator?.locks;
	// Without Web Locks (an insecure origin, a test in Node) there is nobody to agree with.
	if (!locks) return work();
	const name = lockName(sha256);
	const attempt = await locks.request(name, { ifAvailable: true }, async (lock) =>
		lock ? { result: await work() } : null
	);
	if (attempt) return attempt.result;
	onWait();
	return locks.request(name, signal ? { signal } : {}, work);
}

/** Whether a tab holds any of these files. */
export async function anyLocked(hashes: readonly string[]): Promise<boolean> {
	const held = (await globalThis.navigator?.locks?.query())?.held ?? [];
	const names = new Set(hashes.map(lockName));
	return held.some(({ name }) => name !== undefined && names.has(name));
}
