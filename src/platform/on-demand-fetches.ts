// Fetches of files on demand that run in this tab, so that removing a model stops its own and waits
// for them. Two of one file do not share their work: the file's lock lets one go first, and the other
// finds it done. Not here: what is fetched (browser-weight-store.ts).

type Running = { id: string; controller: AbortController; promise: Promise<unknown> };

export class OnDemandFetches {
	readonly #running = new Set<Running>();

	/**
	 * Runs `work` for the model `id`. Rejects with the reason of `signal` when that aborts, or with
	 * what `stopped` says when the model's fetches are stopped.
	 */
	async run<T>(
		id: string,
		signal: AbortSignal | undefined,
		stopped: () => Error,
		work: (signal: AbortSignal) => Promise<T>
	): Promise<T> {
		const controller = new AbortController();
		const either = signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
		either.throwIfAborted();
		const promise = work(either);
		const running = { id, controller, promise };
		this.#running.add(running);
		try {
			return await promise;
		} catch (error) {
			signal?.throwIfAborted();
			throw controller.signal.aborted ? stopped() : error;
		} finally {
			this.#running.delete(running);
		}
	}

	/** Stops the fetches of a model, and waits until they have. */
	async stop(id: string): Promise<void> {
		const own = [...this.#running].filter((running) => running.id === id);
		for (const { controller } of own) controller.abort();
		await Promise.allSettled(own.map(({ promise }) => promise));
	}

	async stopAll(): Promise<void> {
		await Promise.all([...this.#running].map(({ id }) => this.stop(id)));
	}
}
