// Short messages at the edge of the screen: what was done, with an undo, or what went wrong.
// They are announced politely, and stay while the pointer or the focus is on them.

import { errorData } from '../contract/errors.ts';

export type Toast = {
	id: number;
	kind: 'info' | 'success' | 'error';
	text: string;
	action: { label: string; run: () => void } | null;
};

type Timers = { set(run: () => void, delayMs: number): number; clear(timer: number): void };

const realTimers: Timers = {
	set: (run, delayMs) => Number(setTimeout(run, delayMs)),
	clear: (timer) => clearTimeout(timer)
};

// 7 s: a sentence and a decision; errors stay until dismissed.
const STAY_MS = 7_000;

export class Toasts {
	list = $state.raw<readonly Toast[]>([]);
	#nextId = 1;
	#timers = new Map<number, number>();
	#held = false;
	readonly #clock: Timers;

	constructor(clock: Timers = realTimers) {
		this.#clock = clock;
	}

	show(text: string, options: Partial<Pick<Toast, 'kind' | 'action'>> = {}): number {
		const { kind = 'info', action = null } = options;
		const toast: Toast = { id: this.#nextId++, kind, text, action };
		// The same sentence twice is one toast; three are enough on any screen.
		this.list = [...this.list.filter((other) => other.text !== text), toast].slice(-3);
		if (kind !== 'error') this.#schedule(toast.id);
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
		} else for (const toast of this.list) if (toast.kind !== 'error') this.#schedule(toast.id);
	}

	#schedule(id: number): void {
		if (this.#held || this.#timers.has(id)) return;
		this.#timers.set(
			id,
			this.#clock.set(() => this.dismiss(id), STAY_MS)
		);
	}
}
