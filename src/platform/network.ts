// What a download needs of its surroundings: fetch, a clock, a delay, randomness, whether there is a
// network. Injected, so that tests decide what time it is and when the network comes back.

export interface Network {
	fetch(url: string, init: RequestInit): Promise<Response>;
	/** Milliseconds, from any start. */
	now(): number;
	/** Resolves after `ms`; rejects with the signal's reason when it aborts. */
	delay(ms: number, signal: AbortSignal): Promise<void>;
	/** 0 ≤ x < 1. */
	random(): number;
	isOnline(): boolean;
	/** Resolves when the browser says it is online again; rejects when the signal aborts. */
	whenOnline(signal: AbortSignal): Promise<void>;
}

export const browserNetwork: Network = {
	fetch: (url, init) => globalThis.fetch(url, init),
	now: () => performance.now(),
	delay: (ms, signal) =>
		settle(signal, (resolve) => {
			const timer = setTimeout(resolve, ms);
			return () => clearTimeout(timer);
		}),
	random: () => Math.random(),
	// Node and old browsers have no `onLine`; only a plain `false` means no network.
	isOnline: () => globalThis.navigator?.onLine !== false,
	whenOnline: (signal) =>
		settle(signal, (resolve) => {
			globalThis.addEventListener('online', resolve, { once: true });
			return () => globalThis.removeEventListener('online', resolve);
		})
};

/** For weights that are only kept in memory: the browser's own cache spares the next page the download. */
export const cachingNetwork: Network = {
	...browserNetwork,
	fetch: (url, init) => globalThis.fetch(url, { ...init, cache: 'default' })
};

/** A promise that the signal can end; `start` returns what undoes it. */
function settle(signal: AbortSignal, start: (resolve: () => void) => () => void): Promise<void> {
	return new Promise((resolve, reject) => {
		if (signal.aborted) return reject(signal.reason);
		const abort = () => {
			undo();
			reject(signal.reason);
		};
		const undo = start(() => {
			signal.removeEventListener('abort', abort);
			resolve();
		});
		signal.addEventListener('abort', abort, { once: true });
	});
}
