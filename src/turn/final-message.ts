// An answer as it is stored: while it is written, and at its end with its receipt. Pure. Not here: when it
// is stored (run-turn.ts).

import type { Message } from '../contract/messages.ts';
import type { SiteFinding } from '../contract/site-finding.ts';
import { hereWords } from '../decide/plan-words.ts';
import { bytesSentOf, type AttemptRecord } from './attempt.ts';
import { turnAttempts } from './attempts.ts';
import { fileFindingOf } from './file-prompt.ts';
import { receiptOf } from './receipt.ts';
import type { SiteState } from './site-prompt.ts';
import type { AnswerState, Outcome } from './turn.ts';

/** Before the first attempt. `stages`: milliseconds, filled in by whoever passes them. */
export function newAnswerState(stages: Record<string, number>): AnswerState {
	return {
		attempts: turnAttempts(),
		here: null,
		reasons: [],
		notes: [],
		threshold: null,
		judged: null,
		site: null,
		files: null,
		stages,
		also: {}
	};
}

/** The answer as it stands, while it is written. */
export function answerMessage(answer: Message, { attempts, site, files }: AnswerState): Message {
	const { text } = attempts.shown;
	const record = attempts.answer();
	return {
		...answer,
		parts: text === '' ? [] : [{ type: 'text', text }],
		...(record && { source: record.source, model: record.modelId }),
		...(site && { site: findingOf(site, record) }),
		...(files && { files: fileFindingOf(files, isHere(record)) })
	};
}

/** Whoever answers elsewhere was sent the passages. */
function findingOf({ citations, readHere }: SiteState, record: AttemptRecord | null): SiteFinding {
	return { citations, read: citations.length > 0 && (isHere(record) ? readHere : true) };
}

const isHere = (record: AttemptRecord | null): boolean =>
	record === null || /^(base$|modifier:)/.test(record.source);

export function finalMessage(
	answer: Message,
	outcome: Outcome,
	state: AnswerState,
	startedMs: number,
	nowMs: number
): Message {
	const final: Message = { ...answerMessage(answer, state), status: outcome.status };
	if (outcome.status === 'error') final.error = outcome.failure;
	const { attempts, notes, threshold, stages, also } = state;
	// What was said beside the answer before it, where it takes one's place, is of that one.
	delete final.notes;
	if (notes.length > 0) final.notes = [...new Set(notes)];
	const record = attempts.answer();
	if (record !== null)
		final.receipt = receiptOf({
			records: attempts.records,
			answer: record,
			reason: reasonOf(state, record),
			threshold,
			outcome: outcome.status === 'error' ? 'failed' : 'kept',
			startedMs,
			nowMs,
			stages,
			also
		});
	return final;
}

/** Who answered and why, in sentences. */
function reasonOf({ attempts, here, reasons }: AnswerState, { source }: AttemptRecord): string {
	const [kind, name] = source.split(':', 2);
	const isHere = here !== null && (kind === 'base' || kind === 'modifier');
	const sent = attempts.records.some((record) => bytesSentOf(record) > 0);
	return [
		...(isHere ? [hereWords(here.name, name ?? null, { ...here, sent })] : []),
		...reasons
	].join(' ');
}
