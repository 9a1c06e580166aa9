// The passages of the files asked last: opened once for all who ask about those files, and kept open for a
// while. Whoever stops waiting leaves; the work ends when nobody waits for it any more. Not here: which
// passages are found (passage-worker.ts), and what they come to (file-knowledge.ts).

import type { OpenPassages } from './passage-client.ts';
import type { FileText } from './passage-worker.ts';

/** Of an embedder, by the passage's text. */
export type Vectors = Map<string, Float32Array>;

export type SharedPassagesParts = {
	openPassages: (files: readonly FileText[], signal: AbortSignal) => Promise<OpenPassages>;
	/** Calls back once after so many milliseconds, unless what it returns is called before. */
	after: (delayMs: number, run: () => void) => () => void;
};

export type SharedPassages = {
	/**
	 * Does `ask` with the passages of `files`, of which `key` is a name that no others have. Rejects with the
	 * signal's reason as soon as that is given up, while others go on waiting.
	 */
	ask<T>(
		files: readonly FileText[],
		key: string,
		signal: AbortSignal,
		ask: (passages: OpenPassages) => Promise<T>
	): Promise<{ answer: T; vectors: VectorsOf }>;
};

/** Those of an embedder by its id, once somebody has asked for them. */
export type VectorsOf = Map<string, Promise<Vectors>>;

/** Passages of files that nobody asks any more are let go of: those of a long one take much memory. */
const KEPT_OPEN_MS = 5 * 60 * 1000;

type Opened = {
	key: string;
	passages: Promise<OpenPassages>;
	vectors: VectorsOf;
	/** Ends the opening. */
	stop: AbortController;
	isOpen: boolean;
	askers: number;
};

export function createSharedPassages({ openPassages, after }: SharedPassagesParts): SharedPassages {
	let latest: Opened | null = null;
	let forget = () => {};

	function open(files: readonly FileText[], key: string): Opened {
		const stop = new AbortController();
		const passages = openPassages(files, stop.signal);
		const opened = { key, passages, vectors: new Map(), stop, isOpen: false, askers: 0 };
		passages.then(
			() => (opened.isOpen = true),
			// The next question tries again.
			() => {
				if (latest === opened) latest = null;
			}
		);
		return opened;
	}

	/** What was opened last stays so; all else ends when the last one leaves. */
	function endUnasked(opened: Opened): void {
		if (opened.askers > 0 || (latest === opened && opened.isOpen)) return;
		if (latest === opened) latest = null;
		opened.stop.abort();
		opened.passages.then(
			(passages) => passages.close(),
			() => undefined
		);
	}

	function keep(opened: Opened | null): void {
		forget();
		forget = () => {};
		const before = latest;
		latest = opened;
		if (before && before !== opened) endUnasked(before);
	}

	return {
		async ask(files, key, signal, ask) {
			signal.throwIfAborted();
			const opened = latest?.key === key ? latest : open(files, key);
			opened.askers++;
			keep(opened);
			try {
				const passages = await untilStopped(opened.passages, signal);
				const answer = await untilStopped(ask(passages), signal);
				return { answer, vectors: opened.vectors };
			} finally {
				opened.askers--;
				endUnasked(opened);
				if (latest === opened && opened.askers === 0)
					forget = after(KEPT_OPEN_MS, () => keep(null));
			}
		}
	};
}

/** The promise's outcome, unless the signal comes first: then it rejects with its reason. */
function untilStopped<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
	const stopped = Promise.withResolvers<never>();
	const stop = () => stopped.reject(signal.reason);
	if (signal.aborted) stop();
	signal.addEventListener('abort', stop, { once: true });
	return Promise.race([promise, stopped.promise]).finally(() =>
		signal.removeEventListener('abort', stop)
	);
}
