// Short messages at the edge of the screen: what was done, with an undo, or what went wrong.
// They are announced politely, and stay while the pointer or the focus is on them. What asks for a
// decision, or went wrong, stays until it is answered.

import { errorData } from '../contract/errors.ts';

/** A function is asked anew when the language changes. */
export type ToastText = string | (() => string);

export type Toast = {
	id: number;
	kind: 'info' | 'success' | 'error';
	readonly text: string;
	action: { readonly label: string; run: () => void } | null;
	/** Until it is answered or dismissed. */
	stays: boolean;
};

type ToastOptions = Partial<Pick<Toast, 'kind' | 'stays'>> & {
	action?: { label: ToastText; run: () => void };
};

type Timers = { set(run: () => void, delayMs: number): number; clear(timer: number): void };

const realTimers: Timers = {
	set: (run, delayMs) => Number(setTimeout(run, delayMs)),
	clear: (timer) => clearTimeout(timer)
};

// 7 s: a sentence and a decision that may be missed, such as an undo.
const STAY_MS = 7_000;
// Enough on any screen. What stays counts, but is not pushed out by what does not.
const SHOWN = 3;

export class Toasts {
	list = $state.raw<readonly Toast[]>([]);
	#nextId = 1;
	#timers = new Map<number, number>();
	#held = false;
	readonly #clock: Timers;
	readonly #said: (english: string) => string;

	/** `said` puts what other parts say in English into the language on screen. */
	constructor(said: (english: string) => string = (text) => text, clock: Timers = realTimers) {
		this.#said = said;
		this.#clock = clock;
	}

	show(text: ToastText, options: ToastOptions = {}): number {
		const { kind = 'info', action, stays = kind === 'error' } = options;
		const inLanguage = this.#said;
		const toast: Toast = {
			id: this.#nextId++,
			kind,
			get text() {
				return inLanguage(wording(text));
			},
			action: action
				? {
						get label() {
							return wording(action.label);
						},
						run: action.run
					}
				: null,
			stays
		};
		// The same sentence twice is one toast.
		const list = [...this.list.filter((other) => other.text !== toast.text), toast];
		while (list.length > SHOWN) {
			const passing = list.findIndex((other) => !other.stays);
			list.splice(Math.max(0, passing), 1);
		}
		this.list = list;
		if (!stays) this.#schedule(toast.id);
		return toast.id;
	}

	/** Shows what was thrown: its own sentence, which names the next step. */
	fail(error: unknown): void {
		this.show(errorData(error).message, { kind: 'error' });
	}

	dismiss(id: number): void {
		this.list = this.list.filter((toast) => toast.id !== id);
		const timer = this.#timers.get(id);
		if (timer !== undefined) this.#clock.clear(timer);
		this.#timers.delete(id);
	}

	/** While held (pointer or focus inside) nothing disappears. */
	hold(held: boolean): void {
		this.#held = held;
		if (held) {
			for (const timer of this.#timers.values()) this.#clock.clear(timer);
			this.#timers.clear();
		} else for (const toast of this.list) if (!toast.stays) this.#schedule(toast.id);
	}

	#schedule(id: number): void {
		if (this.#held || this.#timers.has(id)) return;
		this.#timers.set(
			id,
			this.#clock.set(() => this.dismiss(id), STAY_MS)
		);
	}
}

function wording(text: ToastText): string {
	return typeof text === 'string' ? text : text();
}
