// Makes the receipt of an answer from what its attempts came to. Pure.

import type { Attempt, Receipt } from '../contract/receipt.ts';
import { bytesSentOf, confidenceOf, isGuess, spentOn, type AttemptRecord } from './attempt.ts';

export type ReceiptInput = {
	/** Every attempt of the turn, in order. */
	records: readonly AttemptRecord[];
	/** The one whose text is the answer. */
	answer: AttemptRecord;
	/** In words: why this source, and how it ended when not by itself. */
	reason: string;
	threshold: number | null;
	outcome: Attempt['outcome'];
	/** The turn's clock, in milliseconds. */
	startedMs: number;
	nowMs: number;
	/** Milliseconds of the stages before the engine: wait for the turn, storing, the model, fitting. */
	stages: Record<string, number>;
	/** What else is said of the turn, where it is known. */
	also: OfQuestion & Partial<Pick<Receipt, 'experienceIds'>>;
};

const OF_QUESTION = ['mode', 'domain', 'beforehand', 'dissatisfied', 'heardBy'] as const;

/** What a receipt says of the question, whoever answers it. */
type OfQuestion = Pick<Receipt, (typeof OF_QUESTION)[number]>;

export const ofQuestion = (receipt: Receipt): OfQuestion =>
	Object.fromEntries(
		OF_QUESTION.filter((name) => receipt[name] !== undefined).map((name) => [name, receipt[name]])
	);

/** Of an attempt that nobody ended: it was written behind the answer when the turn was stopped. */
const STOPPED = 'The turn was stopped before it was done.';

export function receiptOf(input: ReceiptInput): Receipt {
	const { records, answer, startedMs, nowMs } = input;
	const confidence = confidenceOf(answer);
	const firstTextsMs = records.flatMap(({ firstTextMs }) => firstTextMs ?? []);
	const stageMs: Record<string, number> = {
		...input.stages,
		firstToken: Math.min(...firstTextsMs, nowMs) - startedMs,
		total: nowMs - startedMs
	};
	if (answer.promptMs !== null) stageMs.prompt = answer.promptMs;
	if (answer.decodeMs !== null) stageMs.decode = answer.decodeMs;
	return {
		version: 1,
		source: answer.source,
		reason: input.reason,
		confidence,
		threshold: input.threshold,
		calibrated: answer.calibrated !== null && !isGuess(answer) && confidence !== null,
		...(answer.abstains && { abstains: true }),
		...(answer.calibration && confidence !== null && { calibration: answer.calibration }),
		attempts: records.map((record) =>
			record === answer
				? attemptOf(record, input.outcome, input.reason, nowMs)
				: draftOf(record, nowMs)
		),
		stageMs: rounded(stageMs),
		promptTokens: answer.promptTokens,
		completionTokens: answer.completionTokens,
		cachedTokens: answer.cachedTokens,
		tokensPerSecond: speedOf(answer, nowMs),
		costMicroUsd: sum(records, (record) => spentOn(record).microUsd ?? 0),
		bytesSent: sum(records, bytesSentOf),
		exampleIds: answer.examples?.ids ?? [],
		...(answer.examples && { exampleQuestions: answer.examples.questions }),
		experienceIds: [],
		...(answer.choice && { choice: answer.choice }),
		...input.also
	};
}

/** An attempt that is not the answer, with what it said. */
function draftOf(record: AttemptRecord, nowMs: number): Attempt {
	const { outcome, reason } = record.dropped ?? { outcome: 'dropped', reason: STOPPED };
	return {
		...attemptOf(record, outcome, reason, nowMs),
		...(record.text !== '' && { text: record.text })
	};
}

function attemptOf(
	record: AttemptRecord,
	outcome: Attempt['outcome'],
	reason: string,
	nowMs: number
): Attempt {
	const { source, bill } = record;
	const bytesSent = bytesSentOf(record);
	const { microUsd, estimated } = spentOn(record);
	return {
		source,
		outcome,
		reason,
		confidence: confidenceOf(record),
		ms: Math.round((record.endedMs ?? nowMs) - record.startedMs),
		completionTokens: record.completionTokens,
		...((bill || estimated) && microUsd !== null && { costMicroUsd: microUsd }),
		...(bytesSent > 0 && { bytesSent }),
		...(record.votes && { votes: record.votes }),
		...(record.grade !== undefined && { grade: record.grade })
	};
}

function sum(records: readonly AttemptRecord[], of: (record: AttemptRecord) => number): number {
	return records.reduce((total, record) => total + of(record), 0);
}

/** Tokens per second of decoding, the first token excluded: its time is the prompt's. */
function speedOf(record: AttemptRecord, nowMs: number): number | null {
	const { decodeMs, firstTextMs, endedMs } = record;
	const ms = decodeMs ?? (firstTextMs === null ? null : (endedMs ?? nowMs) - firstTextMs);
	if (ms === null || ms <= 0 || record.completionTokens < 2) return null;
	return Math.round(((record.completionTokens - 1) / ms) * 10_000) / 10;
}

function rounded(stageMs: Record<string, number>): Record<string, number> {
	return Object.fromEntries(
		Object.entries(stageMs).map(([stage, ms]) => [stage, Math.round(ms * 10) / 10])
	);
}
