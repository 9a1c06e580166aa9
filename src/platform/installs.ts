// The installs running in this tab: one per model, with everybody who asked for it listening, and
// its state for the lists of all tabs. Pausing one of them pauses it for all.

import type { ModelState } from '../contract/services.ts';
import type { InstallOptions, InstallProgress } from './weight-store.ts';

export type Running<T> = {
	promise: Promise<T>;
	controller: AbortController;
	listeners: Set<(progress: InstallProgress) => void>;
	last: InstallProgress | null;
};

export class Installs<T> {
	readonly #running = new Map<string, Running<T>>();

	get(id: string): Running<T> | undefined {
		return this.#running.get(id);
	}

	/** Joins the install of `id` that runs already, or starts it. */
	async run(
		id: string,
		options: InstallOptions,
		onPause: () => void,
		work: (signal: AbortSignal, report: (progress: InstallProgress) => void) => Promise<T>
	): Promise<T> {
		const running = this.#running.get(id) ?? this.#start(id, work);
		const { signal, onProgress } = options;
		if (onProgress) {
			running.listeners.add(onProgress);
			if (running.last) onProgress(running.last);
		}
		const pause = () => {
			running.controller.abort(signal?.reason);
			onPause();
		};
		if (signal?.aborted) pause();
		signal?.addEventListener('abort', pause, { once: true });
		try {
			return await running.promise;
		} finally {
			signal?.removeEventListener('abort', pause);
			if (onProgress) running.listeners.delete(onProgress);
		}
	}

	/** Stops the install of `id` in this tab, and waits until it has. */
	async stop(id: string): Promise<void> {
		const running = this.#running.get(id);
		running?.controller.abort();
		await running?.promise.catch(() => undefined);
	}

	async stopAll(): Promise<void> {
		await Promise.all([...this.#running.keys()].map((id) => this.stop(id)));
	}

	#start(
		id: string,
		work: (signal: AbortSignal, report: (progress: InstallProgress) => void) => Promise<T>
	): Running<T> {
		const controller = new AbortController();
		const listeners = new Set<(progress: InstallProgress) => void>();
		const report = (progress: InstallProgress) => {
			running.last = progress;
			for (const listener of listeners) listener(progress);
		};
		const running: Running<T> = {
			// Started in a microtask, so that it is in the map before it can report.
			promise: Promise.resolve()
				.then(() => {
					controller.signal.throwIfAborted();
					return work(controller.signal, report);
				})
				.finally(() => this.#running.delete(id)),
			controller,
			listeners,
			last: null
		};
		this.#running.set(id, running);
		return running;
	}
}

/** What a progress means for a list of models. */
export function progressState(progress: InstallProgress): ModelState {
	const { receivedBytes, totalBytes, bytesPerSecond, waiting } = progress;
	return {
		state: 'downloading',
		receivedBytes,
		totalBytes,
		bytesPerSecond,
		...(waiting !== null && { waiting })
	};
}
