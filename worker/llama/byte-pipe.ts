// An answer's bytes on their way from who computes to who sends, in one process: what was written since the
// last read comes out as one piece, so that a busy sender makes fewer pieces and not a longer queue.

import type { ByteReader, Bytes } from '../contract.ts';

const encoder = new TextEncoder();

export class BytePipe implements ByteReader {
	#text = '';
	#ended = false;
	#wake: (() => void) | null = null;

	write(text: string): void {
		this.#text += text;
		this.#notify();
	}

	end(): void {
		this.#ended = true;
		this.#notify();
	}

	async read(): Promise<{ done: boolean; value?: Bytes }> {
		if (this.#text === '' && !this.#ended) await new Promise<void>((wake) => (this.#wake = wake));
		if (this.#text === '') return { done: true };
		const value = encoder.encode(this.#text);
		this.#text = '';
		return { done: false, value };
	}

	cancel(): Promise<void> {
		this.#text = '';
		this.end();
		return Promise.resolve();
	}

	#notify(): void {
		this.#wake?.();
		this.#wake = null;
	}
}
