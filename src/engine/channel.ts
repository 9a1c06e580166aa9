// Values pushed by a callback, read by `for await`: the bridge from callbacks to generators.

export class Channel<T> implements AsyncIterable<T> {
	#values: T[] = [];
	#end: { error: unknown } | 'open' | 'closed' = 'open';
	#wake: (() => void) | null = null;

	push(value: T): void {
		if (this.#end !== 'open') return;
		this.#values.push(value);
		this.#wake?.();
	}

	close(): void {
		if (this.#end === 'open') this.#end = 'closed';
		this.#wake?.();
	}

	/** Values pushed before are still read; then reading throws `error`. */
	fail(error: unknown): void {
		if (this.#end === 'open') this.#end = { error };
		this.#wake?.();
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
		while (true) {
			while (this.#values.length > 0) yield this.#values.shift() as T;
			if (this.#end === 'closed') return;
			if (this.#end !== 'open') throw this.#end.error;
			await new Promise<void>((resolve) => (this.#wake = resolve));
			this.#wake = null;
		}
	}
}
