// Locks by name for one document alone, in the form of the browser's own: for a frame whose browser
// refuses it those. They end with the document, as the browser's do. Exclusive ones only: nothing here
// asks for others. Not here: when they stand in (visit-storage.ts).

type Options = Pick<LockOptions, 'ifAvailable' | 'signal'>;
type Work<T> = (lock: Lock | null) => T | PromiseLike<T>;

export class VisitLocks {
	/** Who waits for each name that is held, in the order of asking. */
	readonly #held = new Map<string, (() => void)[]>();

	/** As `LockManager.request`: runs `work` once `name` is free, and lets go of it when that ends. */
	async request<T>(name: string, ...given: [Work<T>] | [Options, Work<T>]): Promise<T> {
		const [options, work]: [Options, Work<T>] = given.length === 1 ? [{}, given[0]] : given;
		options.signal?.throwIfAborted();
		const waiting = this.#held.get(name);
		if (waiting && options.ifAvailable) return work(null);
		if (waiting) await turn(waiting, options.signal);
		else this.#held.set(name, []);
		try {
			return await work({ name, mode: 'exclusive' });
		} finally {
			this.#letGo(name);
		}
	}

	/** As `LockManager.query`; who waits is not told. */
	query(): Promise<LockManagerSnapshot> {
		const held = [...this.#held.keys()].map((name) => ({ name, mode: 'exclusive' as const }));
		return Promise.resolve({ held, pending: [] });
	}

	#letGo(name: string): void {
		const next = this.#held.get(name)?.shift();
		if (next) next();
		else this.#held.delete(name);
	}
}

/** Resolves when it is this one's turn; rejects with the signal's reason when that comes first. */
function turn(waiting: (() => void)[], signal: AbortSignal | undefined): Promise<void> {
	return new Promise((resolve, reject) => {
		const leave = () => {
			waiting.splice(waiting.indexOf(mine), 1);
			reject(signal?.reason);
		};
		const mine = () => {
			signal?.removeEventListener('abort', leave);
			resolve();
		};
		waiting.push(mine);
		signal?.addEventListener('abort', leave, { once: true });
	});
}
