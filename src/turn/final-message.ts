// An answer as it is stored: while it is written, and at its end with its receipt. Pure. Not here: when it
// is stored (run-turn.ts).

import type { Message } from '../contract/messages.ts';
import type { Receipt } from '../contract/receipt.ts';
import type { SiteFinding } from '../contract/site-finding.ts';
import { COST_ESTIMATED, COST_UNKNOWN, hereWords, OWN_EXAMPLES } from '../decide/plan-words.ts';
import { bytesSentOf, spentOn, type AttemptRecord } from './attempt.ts';
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
		heard: false,
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

/**
 * The same with a receipt once something was sent away: when its tab is closed, what left the device and what it
 * cost are known all the same.
 */
export function unfinishedMessage(
	answer: Message,
	state: AnswerState,
	startedMs: number,
	nowMs: number
): Message {
	const message = answerMessage(answer, state);
	const { attempts } = state;
	const record = attempts.answer();
	if (record === null || !hasSent(state)) return message;
	return { ...message, receipt: receiptFor(state, record, 'kept', startedMs, nowMs) };
}

export const hasSent = ({ attempts }: Pick<AnswerState, 'attempts'>): boolean =>
	attempts.records.some((record) => bytesSentOf(record) > 0);

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
	const { attempts, notes } = state;
	// What was said beside the answer before it, where it takes one's place, is of that one.
	delete final.notes;
	if (notes.length > 0) final.notes = [...new Set(notes)];
	const record = attempts.answer();
	if (record !== null) {
		const came = outcome.status === 'error' ? 'failed' : 'kept';
		final.receipt = receiptFor(state, record, came, startedMs, nowMs);
	}
	return final;
}

const receiptFor = (
	state: AnswerState,
	answer: AttemptRecord,
	outcome: 'kept' | 'failed',
	startedMs: number,
	nowMs: number
): Receipt =>
	receiptOf({
		records: state.attempts.records,
		answer,
		reason: reasonOf(state, answer),
		threshold: state.threshold,
		outcome,
		startedMs,
		nowMs,
		stages: state.stages,
		also: state.also
	});

/** Who answered and why, in sentences. */
function reasonOf(
	{ attempts, here, reasons }: AnswerState,
	{ source, examples }: AttemptRecord
): string {
	const [kind, name] = source.split(':', 2);
	const isHere = here !== null && (kind === 'base' || kind === 'modifier');
	const sent = hasSent({ attempts });
	return [
		...(isHere ? [hereWords(here.name, name ?? null, { ...here, sent })] : []),
		// Of this record: another try, or somebody else, may have answered without them.
		...(examples?.from === 'message' ? [OWN_EXAMPLES] : []),
		...reasons,
		...costReasonsOf(attempts.records)
	].join(' ');
}

/** Of what no bill came for: how its cost is known, or that it is not. */
export function costReasonsOf(records: readonly AttemptRecord[]): string[] {
	const estimates = records.map(spentOn).filter(({ estimated }) => estimated);
	if (estimates.length === 0) return [];
	return [estimates.some(({ microUsd }) => microUsd === null) ? COST_UNKNOWN : COST_ESTIMATED];
}
