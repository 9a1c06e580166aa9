// Whether somebody bigger can be asked without a word more, looked at beside whatever the turn does meanwhile: for a
// question that is to begin with them, and for an answer that may be given up for them. Not here: the look itself
// (open-elsewhere.ts, fetched when it is first needed), and the asking (ask-further.ts).

import type { TurnEvent } from '../contract/events.ts';
import type { LoadedModel } from '../engine/engine.ts';
import { orAborted } from './or-aborted.ts';
import type { Turn } from './turn.ts';

/** Whether there is anybody bigger at all. */
export const canAsk = ({ deps }: Turn): boolean => Boolean(deps.native ?? deps.edge);

/** Whether this message asks for a vote or a critique, by name: whoever else answers does neither. */
export const asksMoreOfHere = ({ options }: Pick<Turn, 'options'>): boolean =>
	(options?.paths ?? 1) > 1 || (options?.maxCritiqueRounds ?? 0) > 0;

/** Who has not said by then that they are there would be slower than this device is with a draft. */
const READY_MS = 500;

/** Looked at while the question is stored, which is said first, and READY_MS at most. Who stops the turn waits for nobody. */
export async function* canBeginFurther(turn: Turn): AsyncGenerator<TurnEvent, boolean> {
	const ready = look(turn);
	const soon = orAborted(AbortSignal.any([turn.signal, AbortSignal.timeout(READY_MS)]));
	yield* turn.opening;
	if (turn.signal.aborted) return false;
	return (await soon(ready)) === true;
}

/**
 * Whether somebody bigger can be asked before this device's answer has ended: known soon after it began. Of use
 * where a bound says when it is given up (decide/early-exit.ts).
 */
export function furtherReady(turn: Turn, model: LoadedModel | null): () => boolean {
	let ready = false;
	const may = turn.situation.mode.escalateToEdge && canAsk(turn) && !asksMoreOfHere(turn);
	if (may && model?.manifest.thresholds?.earlyExit) void look(turn).then((can) => (ready = can));
	return () => ready;
}

/** Where it cannot be looked, nobody can be asked so. */
const look = (turn: Turn): Promise<boolean> =>
	import('./open-elsewhere.ts')
		.then((elsewhere) => elsewhere.canAskUnasked(turn))
		.catch(() => false);
