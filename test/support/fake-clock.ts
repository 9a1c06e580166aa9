// A clock that stands until a test moves it. Delays end in order, each after what the one before it
// started has come to rest.

export class FakeClock {
	#nowMs = 0;
	#timers: { atMs: number; end: () => void }[] = [];

	nowMs(): number {
		return this.#nowMs;
	}

	delay(ms: number, signal?: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			if (signal?.aborted) return reject(signal.reason);
			const timer = { atMs: this.#nowMs + ms, end: resolve };
			this.#timers.push(timer);
			signal?.addEventListener('abort', () => {
				this.#timers = this.#timers.filter((other) => other !== timer);
				reject(signal.reason);
			});
		});
	}

	/** Lets everything that waits for no time run. */
	async settle(): Promise<void> {
		for (let i = 0; i < 5; i++) await new Promise(setImmediate);
	}

	async advance(ms: number): Promise<void> {
		const untilMs = this.#nowMs + ms;
		await this.settle();
		while (await this.#next(untilMs));
		this.#nowMs = untilMs;
	}

	/** Moves time on, from delay to delay, until the work is done; then gives its outcome. */
	async runUntil<T>(work: Promise<T>): Promise<T> {
		const state = { done: false };
		const end = () => (state.done = true);
		work.then(end, end);
		await this.settle();
		while (!state.done && (await this.#next(Infinity)));
		return work;
	}

	async #next(untilMs: number): Promise<boolean> {
		const timer = this.#timers.toSorted((a, b) => a.atMs - b.atMs)[0];
		if (!timer || timer.atMs > untilMs) return false;
		this.#timers = this.#timers.filter((other) => other !== timer);
		this.#nowMs = timer.atMs;
		timer.end();
		await this.settle();
		return true;
	}
}
