// Text that comes in pieces, up to the first of some stop sequences: what may be the beginning of one is held
// back until it is clear. Pure.

export class StopText {
	readonly #stops: readonly string[];
	#held = '';

	constructor(stops: readonly string[]) {
		this.#stops = stops.filter((stop) => stop !== '');
	}

	/** What may be shown by now; `stopped` when a sequence was found, which is no part of it. */
	add(piece: string): { text: string; stopped: boolean } {
		const text = this.#held + piece;
		const found = this.#stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
		if (found.length > 0) {
			this.#held = '';
			return { text: text.slice(0, Math.min(...found)), stopped: true };
		}
		const shown = text.length - this.#beginning(text);
		this.#held = text.slice(shown);
		return { text: text.slice(0, shown), stopped: false };
	}

	/** What was held back, at the end. */
	end(): string {
		const rest = this.#held;
		this.#held = '';
		return rest;
	}

	/** Length of the longest end of `text` that a stop sequence begins with. */
	#beginning(text: string): number {
		let longest = 0;
		for (const stop of this.#stops)
			for (let length = Math.min(stop.length - 1, text.length); length > longest; length--)
				if (text.endsWith(stop.slice(0, length))) longest = length;
		return longest;
	}
}
