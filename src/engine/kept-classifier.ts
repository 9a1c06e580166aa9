// The classifier that hears complaints, open as long as it is of use: opened when it is first asked for, one at a
// time, and let go some minutes after its last text, or when it is removed. One that fails twice in a row is left
// alone until it changes: opening it takes seconds and its memory each time. Not here: what it is asked
// (turn/complaint-hearer.ts), and how one comes to this device (classifier-models.ts).

import { errorData } from '../contract/errors.ts';
import type { TextClassifier } from '../contract/text-classifier.ts';

/** One of this device, ready to be opened. */
export type ClassifierHere = { id: string; name: string; files: Record<string, Blob> };
export type OpenedClassifier = { name: string; classifier: TextClassifier };

type Opening = Promise<OpenedClassifier | null>;
/** `id` is null until it is known which one. */
type Now = { id: string | null; opened: OpenedClassifier | null; opening: Opening };

export type KeptClassifierParts = {
	/** The one that is used; null where none is on this device. */
	find: () => Promise<ClassifierHere | null>;
	open: (files: Record<string, Blob>) => Promise<TextClassifier>;
	delay: (ms: number, signal: AbortSignal) => Promise<void>;
	/** One is left alone from now on. */
	onGivenUp: (id: string, error: unknown) => void;
};

// Five minutes: a conversation's pauses. Opening it again takes seconds, keeping it some hundred megabytes.
export const UNUSED_MS = 5 * 60_000;

// Once may have been the moment's memory.
const MOST_FAILURES = 2;
/** What says nothing of the classifier: a connection, and a text it was given. */
const NOT_ITS_FAULT: ReadonlySet<string> = new Set(['no-runtime', 'context-full']);

export class KeptClassifier {
	readonly #parts: KeptClassifierParts;
	/** The one that is open or being opened; null while none is. */
	#now: Now | null = null;
	#rest = new AbortController();
	/** In a row, of the last one that was tried. */
	#failed: { id: string; times: number; error: unknown } | null = null;

	constructor(parts: KeptClassifierParts) {
		this.#parts = parts;
	}

	current(): OpenedClassifier | null {
		return this.#now?.opened ?? null;
	}

	/**
	 * Opens the one that is here, once; null where none is. Throws EngineError, WeightError, and tries anew then; of
	 * one that is left alone what it failed with.
	 */
	open(): Opening {
		if (this.#now) return this.#now.opening;
		const now: Now = { id: null, opened: null, opening: Promise.resolve(null) };
		this.#now = now;
		const forget = () => {
			if (this.#now === now) this.#now = null;
		};
		now.opening = (async () => {
			const found = await this.#parts.find();
			if (found === null) return null;
			now.id = found.id;
			const { id, name } = found;
			const failed = this.#failed;
			if (failed?.id === id && failed.times >= MOST_FAILURES) throw failed.error;
			try {
				const classifier = await this.#parts.open(found.files);
				return { name, classifier: this.#used(now, classifier) };
			} catch (error) {
				// Of one that was let go meanwhile it says nothing any more.
				if (this.#now === now) this.#note(id, error);
				throw error;
			}
		})();
		now.opening.then((opened) => {
			if (opened === null) return forget();
			now.opened = opened;
			if (this.#now === now) this.#restSoon();
		}, forget);
		return now.opening;
	}

	/** Lets go of it; of `id` alone, where one is named. */
	letGo(id?: string): void {
		const now = this.#now;
		if (now === null || (id !== undefined && id !== now.id)) return;
		this.#rest.abort();
		this.#now = null;
		now.opening.then(
			(opened) => opened?.classifier.dispose(),
			() => undefined
		);
	}

	/** Another is here, or this one anew: what failed before says nothing of it. */
	changed(): void {
		this.#failed = null;
		this.letGo();
	}

	#note(id: string, error: unknown): void {
		if (NOT_ITS_FAULT.has(errorData(error).code)) return;
		const times = this.#failed?.id === id ? this.#failed.times + 1 : 1;
		this.#failed = { id, times, error };
		if (times === MOST_FAILURES) this.#parts.onGivenUp(id, error);
	}

	#used(now: Now, classifier: TextClassifier): TextClassifier {
		return {
			labels: classifier.labels,
			classify: async (...about) => {
				this.#restSoon();
				try {
					const said = await classifier.classify(...about);
					this.#failed = null;
					return said;
				} catch (error) {
					// One whose worker ended answers nothing more; an abort says nothing about it.
					if (!about[1]?.signal?.aborted && this.#now === now) {
						this.#note(now.id ?? '', error);
						this.letGo();
					}
					throw error;
				}
			},
			dispose: () => classifier.dispose()
		};
	}

	#restSoon(): void {
		this.#rest.abort();
		const rest = new AbortController();
		this.#rest = rest;
		this.#parts.delay(UNUSED_MS, rest.signal).then(
			() => this.letGo(),
			() => undefined
		);
	}
}
