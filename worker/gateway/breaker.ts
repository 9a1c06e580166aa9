// A circuit breaker per provider: after several failures in a row nobody waits for it any more, until a
// pause is over and one request may try. Per process or isolate: what one learns is cheap to learn again.

import type { Clock } from '../contract.ts';

// Five: a single bad minute of a provider shows within a few requests, one unlucky request does not count.
const FAILURES_TO_OPEN = 5;
const PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 240_000;

type State = { failures: number; openUntilMs: number; pauseMs: number; probing: boolean };

export class Breakers {
	readonly #clock: Clock;
	readonly #states = new Map<string, State>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Whether a request may go there now. After a pause the first to ask is the probe. */
	allows(id: string): boolean {
		const state = this.#states.get(id);
		if (!state || state.openUntilMs === 0) return true;
		if (state.probing || this.#clock.nowMs() < state.openUntilMs) return false;
		state.probing = true;
		return true;
	}

	/** It answered: closed again. */
	succeeded(id: string): void {
		this.#states.delete(id);
	}

	/** It did not, for a reason of its own. `retryAfterMs` is how long it asked to be left alone. */
	failed(id: string, retryAfterMs = 0): void {
		const state = this.#states.get(id) ?? {
			failures: 0,
			openUntilMs: 0,
			pauseMs: PAUSE_MS,
			probing: false
		};
		this.#states.set(id, state);
		state.failures += 1;
		if (state.failures < FAILURES_TO_OPEN) return;
		const pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(state.pauseMs, retryAfterMs));
		state.openUntilMs = this.#clock.nowMs() + pauseMs;
		state.pauseMs = Math.min(LONGEST_PAUSE_MS, state.pauseMs * 2);
		state.probing = false;
	}

	/** A probe that ended without telling anything: another may try. */
	abandoned(id: string): void {
		const state = this.#states.get(id);
		if (state) state.probing = false;
	}

	/** How long until one of these may be tried again. */
	waitMs(ids: readonly string[]): number {
		const waits = ids.map((id) => (this.#states.get(id)?.openUntilMs ?? 0) - this.#clock.nowMs());
		return Math.max(0, Math.min(...waits));
	}
}
