// The attempts of one turn, in order, and which of their texts is on screen. Every event of a turn goes
// through `apply` once, in run-turn.ts. Not here: what an attempt does (attempt.ts).

import type { TurnEvent } from '../contract/events.ts';
import { shownAnswer, type ShownAnswer } from '../decide/shown-answer.ts';
import { attemptRecord, type AttemptFields, type AttemptRecord } from './attempt.ts';

export type Attempts = {
	readonly records: readonly AttemptRecord[];
	readonly shown: ShownAnswer;
	/** The one whose text is on screen; null before the first. */
	answer(): AttemptRecord | null;
	/** The next attempt; its `attempt-started` is for the caller to say. */
	begin(fields: Omit<AttemptFields, 'attempt'>): AttemptRecord;
	/** Says that a record is not the answer, as the event to yield. */
	drop(record: AttemptRecord, outcome: 'dropped' | 'failed', reason: string): TurnEvent;
};

export function turnAttempts(): Attempts {
	const records: AttemptRecord[] = [];
	const shown = shownAnswer();
	return {
		records,
		shown,
		answer: () =>
			records.find(({ attempt }) => attempt === shown.attempt) ?? records.at(-1) ?? null,
		begin(fields) {
			const record = attemptRecord({ attempt: records.length + 1, ...fields });
			records.push(record);
			return record;
		},
		drop(record, outcome, reason) {
			record.dropped = { outcome, reason };
			return { type: 'attempt-dropped', attempt: record.attempt, reason };
		}
	};
}
