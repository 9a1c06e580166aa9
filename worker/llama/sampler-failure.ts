// Where a grammar leaves no token of the model's vocabulary to choose, node-llama-cpp (3.21) neither ends the
// answer nor fails it: its promise never settles, and the reason arrives as an unhandled rejection, which
// would end the process. Here that rejection is heard while answers are written under grammars, and ends the
// answer that got stuck. Any other unhandled rejection ends the process as ever.

import process from 'node:process';

/** What llama.cpp's binding says then. */
const MESSAGE = 'Failed to accept token in sampler';
/** Several answers may be written under grammars: the one whose token does not come is the stuck one. */
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

/** For one answer. */
export class SamplerWatch {
	readonly #heard = Promise.withResolvers<void>();

	constructor() {
		if (watches.size === 0) process.on('unhandledRejection', onUnhandled);
		watches.add(this);
	}

	tell(): void {
		this.#heard.resolve();
	}

	/** `next`, or a SamplerStuck when it will never come. */
	async settled<T>(next: Promise<T>): Promise<T> {
		let timer: NodeJS.Timeout | undefined;
		const stuck = this.#heard.promise.then(
			() =>
				new Promise<never>((_resolve, reject) => {
					timer = setTimeout(() => reject(new SamplerStuck(MESSAGE)), STUCK_MS);
				})
		);
		try {
			return await Promise.race([next, stuck]);
		} finally {
			clearTimeout(timer);
			stuck.catch(() => undefined);
		}
	}

	close(): void {
		watches.delete(this);
		if (watches.size === 0) process.off('unhandledRejection', onUnhandled);
	}
}
