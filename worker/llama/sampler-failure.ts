// Where a grammar leaves no token of the model's vocabulary to choose, node-llama-cpp (3.21) neither ends the
// answer nor fails it: its promise never settles, and the reason arrives as an unhandled rejection, which
// would end the process. Here that rejection is heard while answers are written under grammars, and ends the
// answer that got stuck. Any other unhandled rejection ends the process as ever.

import process from 'node:process';

/** What llama.cpp's binding says then. */
const MESSAGE = 'Failed to accept token in sampler';
/**
 * It does not say whose token it was. Of the answers whose token was being chosen at that moment, the stuck one
 * is the one whose token does not come; to choose one takes far less, but for grammars that go many ways.
 */
const STUCK_MS = 2_000;

const watches = new Set<SamplerWatch>();

function onUnhandled(error: unknown): void {
	if (!(error instanceof Error) || !error.message.startsWith(MESSAGE)) throw error;
	for (const watch of watches) watch.tell();
}

/** The answer is stuck for good, and so is its sequence. */
export class SamplerStuck extends Error {
	override readonly name = 'SamplerStuck';
}

/** For one answer, which has one token under way at a time. */
export class SamplerWatch {
	readonly #onFailure: () => void;
	#reject: (reason: SamplerStuck) => void = () => undefined;
	#choosing = false;
	#timer: NodeJS.Timeout | undefined;

	/** `onFailure` is called when any answer's token failed, for what its batch leaves undone. */
	constructor(onFailure: () => void = () => undefined) {
		this.#onFailure = onFailure;
		if (watches.size === 0) process.on('unhandledRejection', onUnhandled);
		watches.add(this);
	}

	/** llama.cpp begins to choose the token: before, it was waiting for its batch, however long that takes. */
	chooses(): void {
		this.#choosing = true;
	}

	tell(): void {
		this.#onFailure();
		if (!this.#choosing) return;
		this.#timer ??= setTimeout(() => this.#reject(new SamplerStuck(MESSAGE)), STUCK_MS);
	}

	/** `next`, or a SamplerStuck when it will never come; watched from now on, whether or not anybody waits. */
	settled<T>(next: Promise<T>): Promise<T> {
		const { promise, resolve, reject } = Promise.withResolvers<T>();
		this.#reject = reject;
		next.then(resolve, reject).finally(() => {
			this.#choosing = false;
			clearTimeout(this.#timer);
			this.#timer = undefined;
		});
		return promise;
	}

	/** Once its last token has settled: what fails later is heard by nobody. */
	close(): void {
		clearTimeout(this.#timer);
		watches.delete(this);
		if (watches.size === 0) process.off('unhandledRejection', onUnhandled);
	}
}
