// Makes the receipt of an answer from what its attempts came to. Pure.

import type { Attempt, Receipt } from '../contract/receipt.ts';
import { confidenceOf, type AttemptRecord } from './attempt.ts';

export type ReceiptInput = {
	record: AttemptRecord;
	/** In words: why this source, and how it ended when not by itself. */
	reason: string;
	threshold: number | null;
	/** Attempts before the last. */
	earlier: Attempt[];
	outcome: Attempt['outcome'];
	/** The turn's clock, in milliseconds. */
	startedMs: number;
	nowMs: number;
	/** Milliseconds of the stages before the engine: wait for the turn, storing, the model, fitting. */
	stages: Record<string, number>;
};

export function receiptOf(input: ReceiptInput): Receipt {
	const { record, startedMs, nowMs } = input;
	const confidence = confidenceOf(record);
	const firstTextMs = record.firstTextMs ?? nowMs;
	const stageMs: Record<string, number> = {
		...input.stages,
		firstToken: firstTextMs - startedMs,
		total: nowMs - startedMs
	};
	if (record.promptMs !== null) stageMs.prompt = record.promptMs;
	if (record.decodeMs !== null) stageMs.decode = record.decodeMs;
	return {
		version: 1,
		source: record.source,
		reason: input.reason,
		confidence,
		threshold: input.threshold,
		calibrated: record.calibrated !== null && confidence !== null,
		attempts: [...input.earlier, attemptOf(record, input.outcome, input.reason, nowMs)],
		stageMs: rounded(stageMs),
		promptTokens: record.promptTokens,
		completionTokens: record.completionTokens,
		cachedTokens: record.cachedTokens,
		tokensPerSecond: speedOf(record, nowMs),
		costMicroUsd: record.bill?.costMicroUsd ?? 0,
		bytesSent: record.bill?.bytesSent ?? 0,
		exampleIds: [],
		experienceIds: []
	};
}

export function attemptOf(
	record: AttemptRecord,
	outcome: Attempt['outcome'],
	reason: string,
	nowMs: number
): Attempt {
	return {
		source: record.source,
		outcome,
		reason,
		confidence: confidenceOf(record),
		ms: Math.round(nowMs - record.startedMs)
	};
}

/** Tokens per second of decoding, the first token excluded: its time is the prompt's. */
function speedOf(record: AttemptRecord, nowMs: number): number | null {
	const ms = record.decodeMs ?? (record.firstTextMs === null ? null : nowMs - record.firstTextMs);
	if (ms === null || ms <= 0 || record.completionTokens < 2) return null;
	return Math.round(((record.completionTokens - 1) / ms) * 10_000) / 10;
}

function rounded(stageMs: Record<string, number>): Record<string, number> {
	return Object.fromEntries(
		Object.entries(stageMs).map(([stage, ms]) => [stage, Math.round(ms * 10) / 10])
	);
}
