// From tokens to text as it is written: a character spread over several tokens comes out whole, and text
// that may turn out to be a stop string is held back until it is decided. Pure.

/** What a decoder puts for bytes that are no whole character yet. */
const BROKEN = '\uFFFD';
// A character has at most four bytes; a fifth token will not mend it.
const MOST_BYTES = 4;

/** Collects tokens until they are whole characters. */
export class WholeCharacters {
	readonly #decode: (tokens: number[], before: readonly number[]) => string;
	#pending: number[] = [];
	readonly #before: number[] = [];

	/** `decode` gives the text of tokens that follow `before`. */
	constructor(decode: (tokens: number[], before: readonly number[]) => string) {
		this.#decode = decode;
	}

	/** The text that a token completes; null while a character is not whole. */
	add(token: number): string | null {
		this.#pending.push(token);
		const text = this.#decode(this.#pending, this.#before);
		if (text.endsWith(BROKEN) && this.#pending.length < MOST_BYTES) return null;
		this.#taken();
		return text;
	}

	/** What is left when the answer ends in the middle of a character. */
	rest(): string {
		if (this.#pending.length === 0) return '';
		const text = this.#decode(this.#pending, this.#before);
		this.#taken();
		return text;
	}

	#taken(): void {
		this.#before.push(...this.#pending);
		// The decoder looks at no more than the few last ones.
		if (this.#before.length > 8) this.#before.splice(0, this.#before.length - 4);
		this.#pending = [];
	}
}

/** Cuts an answer before the first of its stop strings. */
export class StopStrings {
	readonly #stops: readonly string[];
	#held = '';
	stopped = false;

	constructor(stops: readonly string[]) {
		this.#stops = stops.filter((stop) => stop !== '');
	}

	/** What can be shown of the text so far and was not shown yet. */
	push(text: string): string {
		if (this.stopped) return '';
		const all = this.#held + text;
		if (this.#stops.length === 0) return all;
		let first = -1;
		for (const stop of this.#stops) {
			const at = all.indexOf(stop);
			if (at !== -1 && (first === -1 || at < first)) first = at;
		}
		if (first !== -1) {
			this.stopped = true;
			this.#held = '';
			return all.slice(0, first);
		}
		const held = Math.max(...this.#stops.map((stop) => overlap(all, stop)));
		this.#held = all.slice(all.length - held);
		return all.slice(0, all.length - held);
	}

	/** What was held back for a stop string that never came. */
	rest(): string {
		const rest = this.#held;
		this.#held = '';
		return this.stopped ? '' : rest;
	}
}

/** The longest end of `text` that begins `stop`. */
function overlap(text: string, stop: string): number {
	for (let length = Math.min(text.length, stop.length - 1); length > 0; length--)
		if (text.endsWith(stop.slice(0, length))) return length;
	return 0;
}
