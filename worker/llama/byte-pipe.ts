// An answer's bytes on their way from who computes to who sends, in one process. The first piece goes at
// once; what follows within a few milliseconds goes together: a small model writes a token in less than one,
// and a packet for each would take the time from the next.

import type { ByteReader, Bytes } from '../contract.ts';

const encoder = new TextEncoder();

/** Two frames of a screen: nobody reads so fast as to see that tokens came together. */
const GAP_MS = 33;

export class BytePipe implements ByteReader {
	#text = '';
	#ended = false;
	#givenAtMs = Number.NEGATIVE_INFINITY;
	#onWrite: (() => void) | null = null;
	#onEnd: (() => void) | null = null;

	write(text: string): void {
		this.#text += text;
		this.#onWrite?.();
		this.#onWrite = null;
	}

	end(): void {
		this.#ended = true;
		this.#onWrite?.();
		this.#onEnd?.();
	}

	async read(): Promise<{ done: boolean; value?: Bytes }> {
		if (this.#text === '') await this.#change();
		const tooSoonMs = this.#givenAtMs + GAP_MS - performance.now();
		if (tooSoonMs > 0) await this.#end(tooSoonMs);
		if (this.#text === '') return { done: true };
		const value = encoder.encode(this.#text);
		this.#text = '';
		this.#givenAtMs = performance.now();
		return { done: false, value };
	}

	cancel(): Promise<void> {
		this.#text = '';
		this.end();
		return Promise.resolve();
	}

	/** Until there is something, or nothing more. */
	async #change(): Promise<void> {
		if (!this.#ended) await new Promise<void>((wake) => (this.#onWrite = wake));
	}

	/** Until all is written, or for so long. */
	async #end(ms: number): Promise<void> {
		if (this.#ended) return;
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, ms);
			this.#onEnd = () => {
				clearTimeout(timer);
				resolve();
			};
		});
		this.#onEnd = null;
	}
}
