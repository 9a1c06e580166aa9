// When a context's waiting tokens are sent to be computed: as soon as every answer that is being written
// has handed in its next token, so that they are computed together; for one answer alone, at once. Never
// waits longer than a few turns of the event loop, in which a slow reader or a new prompt would hold all up.

/** Turns of the event loop that a batch waits for answers whose token is not there yet. */
const MOST_TURNS = 3;

export class BatchGate {
	#writing = 0;
	#handedIn = 0;

	/** An answer is being written, until what is returned is called. */
	enter(): () => void {
		this.#writing += 1;
		return () => void (this.#writing -= 1);
	}

	/** An answer's next token is about to be queued. */
	handIn(): void {
		this.#handedIn += 1;
	}

	/** For node-llama-cpp: called when the first token of a batch is queued. */
	schedule(dispatch: () => void): void {
		let turns = 0;
		const look = () => {
			if (this.#handedIn < this.#writing && turns < MOST_TURNS) {
				turns += 1;
				setImmediate(look);
				return;
			}
			this.#handedIn = 0;
			dispatch();
		};
		if (this.#writing <= 1) queueMicrotask(look);
		else setImmediate(look);
	}
}
