// What a turn says to the person while it answers, and keeps for the receipt. Not here: the words (decide/plan-words.ts).

import type { TurnEvent } from '../contract/events.ts';
import type { Source } from '../contract/ids.ts';
import { COMPLAINT, COMPLAINT_HERE, furtherWords } from '../decide/plan-words.ts';
import { isAbove } from '../decide/session-memory.ts';
import type { AnswerState, Outcome, Turn } from './turn.ts';

/** Says it now, and keeps it for the receipt. */
export async function* notice({ state }: Turn, message: string): AsyncGenerator<TurnEvent> {
	state.reasons.push(message);
	yield { type: 'notice', message };
}

/** Keeps what stays beside the answer when the turn has ended. */
export function keepNote({ notes }: AnswerState, event: TurnEvent): void {
	if (event.type === 'notice' && !event.passing) notes.push(event.message);
}

export async function* done(turn: Turn, note: string | null): AsyncGenerator<TurnEvent, Outcome> {
	if (note !== null) yield* notice(turn, note);
	return { status: 'done' };
}

/**
 * Says that a complaint was heard, and whether `source` is bigger than who failed: once, and nothing where nobody
 * complained. `said`: the receipt has the complaint already.
 */
export async function* heard(turn: Turn, source: Source, said?: 'said'): AsyncGenerator<TurnEvent> {
	const { state, situation } = turn;
	if (situation.complaint === null || state.heard) return;
	state.heard = true;
	if (isAbove(source, situation.complaint.failed)) {
		if (said) yield { type: 'notice', message: COMPLAINT };
		else yield* notice(turn, COMPLAINT);
		return;
	}
	const words = furtherWords({ because: 'complaint' });
	state.reasons.push(...(said ? [] : [words]), COMPLAINT_HERE);
	yield { type: 'notice', message: [words, COMPLAINT_HERE].join(' ') };
}
