// Self-critique: an answer is graded from 0 to 10 and its weak part named; while it is not good enough
// it is written again, at most three times, and the best one is kept. The answer on screen stays there
// meanwhile. The critic is the model's own small network where it has one (decide/critic.ts), else a
// second pass of a model (decide/critique-prompt.ts). When to criticise is decide/enhancements.ts's.

import type { TurnEvent } from '../contract/events.ts';
import { MAX_CRITIQUE_ROUNDS } from '../contract/modes.ts';
import type { Question } from '../decide/calibration.ts';
import type { ConfidenceTally } from '../decide/confidence.ts';
import type { Grade } from '../decide/critic.ts';
import {
	critiquePrompt,
	parseVerdict,
	revisionMessages,
	type Verdict
} from '../decide/critique-prompt.ts';
import { weakPart } from '../decide/weak-part.ts';
import type { GenerateRequest, LoadedModel } from '../engine/engine.ts';
import { confidenceOf, type AttemptEnd, type AttemptRecord } from './attempt.ts';
import { collectAnswer, seeded, type Spent } from './collect.ts';

/** From this grade on an answer is good enough: 8 is right with a slip in the working, 5 the wrong value. */
export const ENOUGH = 7;
/**
 * Of another answer: from the model's own distribution. At 0.8 and 0.9 a small model says what it said; on the
 * starter this gained 1.2 points of 100 where that gained 0.8 (`npm run bench -- enhancements`).
 */
export const REVISION_SAMPLING = { temperature: 1, topP: 1 };
/** A verdict's tokens; it checks step by step. */
const VERDICT_TOKENS = 400;

export type Draft = { text: string; tally: ConfidenceTally };

/** Null when the critic cannot say; what it takes is added to `spent`. Throws what an engine throws. */
export type Critic = (draft: Draft, spent: Spent, signal: AbortSignal) => Promise<Verdict | null>;

/** From 0 to 10, by the model's own network; null of an answer whose tokens told no probabilities. */
export function gradeOf(grade: Grade, question: Question, { text, tally }: Draft): number | null {
	if (text.trim() === '') return 0;
	const features = tally.features();
	return features && grade(features, text, question);
}

/** The model's own network; the weak part is named by programs. */
export function classifierCritic(grade: Grade, question: Question): Critic {
	return async (draft) => {
		const graded = gradeOf(grade, question, draft);
		if (graded === null) return null;
		return { grade: graded, weak: weakPart(question.prompt, draft.text, draft.tally.leastSure()) };
	};
}

/** A second pass of a model that follows instructions: the one that answered, or a better one. */
export function modelCritic(model: LoadedModel, question: string): Critic {
	return async ({ text }, spent, signal) => {
		const request: GenerateRequest = {
			messages: critiquePrompt(question, text),
			modifier: null,
			sampling: { temperature: 0, topP: 1, topK: 1, seed: null, maxTokens: VERDICT_TOKENS }
		};
		const said = await collectAnswer(model, request, spent, signal);
		return said.end === 'aborted' ? null : parseVerdict(said.text);
	};
}

export type CritiqueOptions = {
	critic: Critic;
	/** The answer on screen; null: the first one is written here. */
	draft: Draft | null;
	/** Further answers at most, 0 to 3. */
	rounds: number;
	/** The grade at which it ends; 7 when absent. */
	enough?: number;
	/**
	 * What is asked for again: another draw of the same question, or a correction, with the answer and
	 * what is weak about it in the conversation. A model that was not taught to correct itself draws: the
	 * starter lost by being told (−0.8 of 100), and gained by drawing.
	 */
	revise: 'draw' | 'correct';
	/** How further answers are drawn instead of REVISION_SAMPLING. */
	drawn?: { temperature: number; topP: number };
	/** A monotonic clock, in milliseconds. */
	elapsed: () => number;
};

export type CritiqueEnd = AttemptEnd & {
	/** Of each answer in turn, the draft first; null where the critic could not say. */
	grades: (number | null)[];
	/** Which one is kept: 0 is the draft. */
	kept: number;
	/** What is weak about each of them, by the critic. */
	weak: (string | null)[];
};

/**
 * Fills `record` with the answer kept and what all of them took. When that is the draft itself no text is
 * said. Never throws; a failure after the first answer ends the rounds and keeps the best so far.
 */
export async function* runCritique(
	model: LoadedModel,
	request: GenerateRequest,
	record: AttemptRecord,
	options: CritiqueOptions,
	signal: AbortSignal
): AsyncGenerator<TurnEvent, CritiqueEnd> {
	const { critic, enough = ENOUGH, elapsed } = options;
	const rounds = Math.max(0, Math.min(MAX_CRITIQUE_ROUNDS, options.rounds));
	const grades: (number | null)[] = [];
	const answers: (Draft & { end?: 'stop' | 'length' | 'aborted' })[] = [];
	let best = 0;
	/** Of the best so far. */
	let verdict: Verdict | null = null;
	const weak: (string | null)[] = [];
	const ended = (end: AttemptEnd): CritiqueEnd => ({ ...end, grades, kept: best, weak });
	try {
		for (let round = 0; round <= rounds; round++) {
			if (round === 0 && options.draft) answers.push(options.draft);
			else {
				const asked =
					round === 0 ? request : again(request, options, answers[best]!.text, verdict, round);
				const answer = await collectAnswer(model, asked, record, signal);
				if (answer.end === 'aborted') return ended({ end: 'aborted' });
				answers.push(answer);
			}
			const judged = await critic(answers[round]!, record, signal);
			if (signal.aborted) return ended({ end: 'aborted' });
			grades.push(judged?.grade ?? null);
			weak.push(judged?.weak ?? null);
			if (round === 0 || (judged?.grade ?? -1) > (verdict?.grade ?? -1))
				[best, verdict] = [round, judged];
			// A critic that cannot say of the first answer cannot tell whether another is better.
			if (verdict === null || verdict.grade >= enough) break;
		}
	} catch (error) {
		if (answers.length === 0) return ended({ end: 'failed', error });
	} finally {
		record.endedMs = elapsed();
	}
	if (signal.aborted) return ended({ end: 'aborted' });
	const { text, tally, end = 'stop' } = answers[best]!;
	record.text = text;
	record.confidence = tally;
	if (text !== options.draft?.text) {
		record.firstTextMs ??= elapsed();
		yield { type: 'text-delta', attempt: record.attempt, text };
		const value = confidenceOf(record);
		if (value !== null) yield { type: 'confidence-updated', attempt: record.attempt, value };
	}
	return ended({ end: end === 'length' ? 'length' : 'stop' });
}

/** Another draw of the question, or the question with a correction of `answer`. */
function again(
	request: GenerateRequest,
	{ revise, drawn = REVISION_SAMPLING }: CritiqueOptions,
	answer: string,
	verdict: Verdict | null,
	round: number
): GenerateRequest {
	const sampling = { ...request.sampling, ...drawn };
	const messages =
		revise === 'draw'
			? request.messages
			: revisionMessages(request.messages, answer, verdict?.weak ?? null);
	return seeded({ ...request, messages, sampling }, round);
}
