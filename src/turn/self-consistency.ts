// Self-consistency: several answers to the same question, drawn apart, and the one most of them agree
// with. Nothing is shown while they are written; what won is said in one piece. The rest is stopped as
// soon as the vote is decided. The rules of the vote are decide/vote.ts's; when to vote,
// decide/enhancements.ts's.

import type { Embedder } from '../contract/embedder.ts';
import type { TurnEvent } from '../contract/events.ts';
import { MAX_PATHS } from '../contract/modes.ts';
import type { ConfidenceTally } from '../decide/confidence.ts';
import {
	consensus,
	isDecided,
	isDiscrete,
	keysOf,
	majority,
	type Ballot,
	type Vote
} from '../decide/vote.ts';
import type { GenerateRequest, LoadedModel } from '../engine/engine.ts';
import { confidenceOf, type AttemptEnd, type AttemptRecord } from './attempt.ts';
import { collectPaths } from './collect.ts';

export const DEFAULT_PATHS = 5;
/** Two cannot outvote each other. */
export const MIN_PATHS = 3;
/** How paths are drawn (Wang et al. 2022 found 0.5–0.8 about equal). */
export const PATH_SAMPLING = { temperature: 0.8, topP: 0.9 };

export type SelfConsistencyOptions = {
	/** What was asked: its words are no answer. */
	question: string;
	/** 3 to 10; 5 when absent. Rounded into that range. */
	paths?: number;
	/** An answer that is there already, the one on screen: it votes as one of the paths. */
	draft?: { text: string; tally: ConfidenceTally } | null;
	/** How paths are drawn instead of PATH_SAMPLING. */
	drawn?: { temperature: number; topP: number };
	/** Asked when the answers are open ones; null: then equal texts alone agree. */
	embedder?: (() => Promise<Embedder | null>) | null;
	/** A monotonic clock, in milliseconds. */
	elapsed: () => number;
};

/** `vote` is null when no answer came about. */
export type VoteEnd = AttemptEnd & { vote: Vote | null };

/**
 * Fills `record` with the winner: its text, its tally (whose raw value is the agreement: how sure it is, where no map
 * was fitted), and what all paths took. Never throws.
 */
export async function* runSelfConsistency(
	model: LoadedModel,
	request: GenerateRequest,
	record: AttemptRecord,
	options: SelfConsistencyOptions,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, VoteEnd> {
	const { question, draft, elapsed } = options;
	const of = Math.max(MIN_PATHS, Math.min(MAX_PATHS, Math.round(options.paths ?? DEFAULT_PATHS)));
	const sampling = { ...request.sampling, ...(options.drawn ?? PATH_SAMPLING) };
	const drawn = { ...request, sampling };
	const answers: { text: string; tally: ConfidenceTally }[] = draft ? [draft] : [];
	let cutOff = 0;
	try {
		for await (const answer of collectPaths(model, drawn, of - answers.length, record, signal)) {
			// The engine gave up without being told to.
			if (answer.end === 'aborted') return { end: 'aborted', vote: null };
			// An answer that was cut off has no end to compare; it counts against agreement.
			if (answer.end === 'stop' && answer.text.trim() !== '') answers.push(answer);
			else cutOff++;
			if (isDecided(keysOf(ballotsOf(answers), question), of - answers.length - cutOff)) break;
		}
		if (signal.aborted) return { end: 'aborted', vote: null };
		const vote = await runVote(
			answers,
			question,
			answers.length + cutOff,
			options.embedder ?? null
		);
		if (signal.aborted) return { end: 'aborted', vote: null };
		if (vote === null) return { end: 'stop', vote };
		const { text, tally } = answers[vote.winner]!;
		record.text = text;
		record.confidence = { ...tally, value: () => vote.agreement };
		record.firstTextMs ??= elapsed();
		const { attempt } = record;
		yield { type: 'text-delta', attempt, text };
		const value = confidenceOf(record);
		if (value !== null) yield { type: 'confidence-updated', attempt, value };
		return { end: 'stop', vote };
	} catch (error) {
		return { end: 'failed', error, vote: null };
	} finally {
		record.endedMs = elapsed();
	}
}

/**
 * The vote over answers that are there, of `of` that were written. Null when none says anything. Never
 * throws.
 */
export async function runVote(
	answers: readonly { text: string; tally: ConfidenceTally }[],
	question: string,
	of: number,
	embedder: (() => Promise<Embedder | null>) | null
): Promise<Vote | null> {
	const ballots = ballotsOf(answers);
	if (ballots.length === 0) return null;
	const keys = keysOf(ballots, question);
	if (isDiscrete(keys)) return majority(ballots, keys, of);
	// A vote must not fail because a file that is fetched when first used cannot be fetched.
	const opened = embedder === null ? null : await embedder().catch(() => null);
	const vectors = await opened?.embed(ballots.map(({ text }) => text)).catch(() => null);
	if (vectors) return consensus(ballots, vectors, of);
	const texts = ballots.map(({ text }) => text.trim());
	const vote = majority(ballots, texts, of);
	return vote && { ...vote, how: 'open' };
}

/** As a vote counts them. */
export function ballotsOf(answers: readonly { text: string; tally: ConfidenceTally }[]): Ballot[] {
	return answers.map(({ text, tally }) => ({ text, meanLogprob: tally.features()?.mean ?? null }));
}
