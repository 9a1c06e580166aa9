// What the app can say of the edge it may ask: whether there is one, what it offers, what was spent there.
// Types alone. Asking it is `platform/edge-status.ts`; a turn's call to it is the engine's.

import type { Egress } from './ids.ts';

export type EdgeStatus =
	/** Nothing was asked: the person allows nothing to leave the device. */
	| { state: 'local-only' }
	/** Nothing was asked, or nothing answered: the device has no network. */
	| { state: 'offline' }
	/** The host of this page serves files and has no edge. */
	| { state: 'absent' }
	/** It did not answer, or not in time. */
	| { state: 'unreachable' }
	/** It runs, and can call nobody. `missing`: variables any one of which would add a provider. */
	| { state: 'not-configured'; missing: readonly string[]; problems: readonly string[] }
	/** It refuses every call until a variable is set right. */
	| { state: 'misconfigured'; problems: readonly string[] }
	| {
			state: 'ready';
			providers: readonly string[];
			/** Names that stand for lists of models; null before a session allows to read them. */
			aliases: readonly string[] | null;
			/** What this device's user has spent there; null before a session. */
			spend: EdgeSpend | null;
			problems: readonly string[];
	  };

export type EdgeSpend = { today: EdgePeriod; month: EdgePeriod };

/** Money is whole micro-dollars; a limit is null where there is none. */
export type EdgePeriod = {
	turns: number;
	microUsd: number;
	limits: { turns: number | null; microUsd: number | null };
	resetsAtMs: number;
};

export interface EdgeStatusService {
	/** Asks the edge how it is; in `local-only` it asks nobody. Never throws but on an abort. */
	look(egress: Egress, signal?: AbortSignal): Promise<EdgeStatus>;
}
