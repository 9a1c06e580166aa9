// A queue in front of something that does only so many things at once: first come, first served.

export class Permits {
	#free: number;
	#waiting: { grant: () => void }[] = [];

	constructor(count: number) {
		this.#free = count;
	}

	/** Waits for a permit; resolves to its release, or to null when `signal` aborts first. */
	acquire(signal: AbortSignal): Promise<(() => void) | null> {
		if (signal.aborted) return Promise.resolve(null);
		if (this.#free > 0) {
			this.#free--;
			return Promise.resolve(this.#release());
		}
		return new Promise((resolve) => {
			const waiter = {
				grant: () => {
					signal.removeEventListener('abort', leave);
					resolve(this.#release());
				}
			};
			const leave = () => {
				this.#waiting = this.#waiting.filter((other) => other !== waiter);
				resolve(null);
			};
			signal.addEventListener('abort', leave, { once: true });
			this.#waiting.push(waiter);
		});
	}

	/** A release that counts once. */
	#release(): () => void {
		let released = false;
		return () => {
			if (released) return;
			released = true;
			const next = this.#waiting.shift();
			if (next) next.grant();
			else this.#free++;
		};
	}
}
