// The enhancements as arms of a measurement: each takes a question with its first answer and gives the answer
// kept and what was computed for it, by the modules the app runs. Not the questions, and not the figures.

import type { Embedder } from '../../../src/contract/embedder.ts';
import type { ExampleBank } from '../../../src/contract/examples.ts';
import type { ModifierId } from '../../../src/contract/ids.ts';
import { calibrationFor, type Question } from '../../../src/decide/calibration.ts';
import type { Grade } from '../../../src/decide/critic.ts';
import type { DomainGuess } from '../../../src/decide/domain.ts';
import { exitsEarly } from '../../../src/decide/early-exit.ts';
import type { GenerateRequest, LoadedModel } from '../../../src/engine/engine.ts';
import {
	attemptRecord,
	confidenceOf,
	runAttempt,
	startAttempt,
	type AttemptRecord
} from '../../../src/turn/attempt.ts';
import { collectAnswer, collectPaths } from '../../../src/turn/collect.ts';
import { classifierCritic, runCritique, type CritiqueOptions } from '../../../src/turn/critique.ts';
import { withExamples, type FewShotInput } from '../../../src/turn/few-shot.ts';
import {
	PATH_SAMPLING,
	runSelfConsistency,
	type SelfConsistencyOptions
} from '../../../src/turn/self-consistency.ts';

/** The longest taught answer is about 140 tokens. */
const ANSWER_TOKENS = 160;
const SEED = 11;
const never = new AbortController().signal;

export type Answer = {
	text: string;
	/** 0–1, calibrated where there is a map. */
	confidence: number | null;
	/** Computed for it, the first answer's not among them. */
	tokens: number;
	/** A vote's, 0–1. */
	agreement?: number;
	/** The nearest example's distance. */
	novelty?: number | null;
	/** Whether anything was computed or put before the question at all. */
	acted: boolean;
};

export type Parts = {
	model: LoadedModel;
	critic: Grade | null;
	embedder: Embedder | null;
	bank: ExampleBank | null;
	domainOf: (prompt: string) => DomainGuess | null;
};

/** One question as its writer (the base, or a modifier) is asked it. */
export type Case = {
	question: Question;
	request: GenerateRequest;
	first: AttemptRecord;
};

export function createArms(parts: Parts) {
	const { model, critic } = parts;
	const { manifest } = model;

	function record(question: Question, modifier: ModifierId | null): AttemptRecord {
		return attemptRecord({
			attempt: 1,
			source: modifier === null ? 'base' : `modifier:${modifier}`,
			modelId: manifest.id,
			startedMs: 0,
			calibrated: calibrationFor(manifest, modifier, question)
		});
	}

	const modifierOf = ({ request }: Case) => request.modifier?.id ?? null;

	function answered(one: AttemptRecord, more: Partial<Answer> = {}): Answer {
		const { text, completionTokens: tokens } = one;
		return { text, confidence: confidenceOf(one), tokens, acted: tokens > 0, ...more };
	}

	async function greedy(one: AttemptRecord, request: GenerateRequest): Promise<AttemptRecord> {
		const answer = await collectAnswer(model, request, one, never);
		one.text = answer.text;
		one.confidence = answer.tally;
		return one;
	}

	return {
		async case(prompt: string, modifier: ModifierId | null): Promise<Case> {
			const question = { prompt, earlier: 0, domains: parts.domainOf(prompt)?.probabilities };
			const request: GenerateRequest = {
				messages: [{ role: 'user', content: prompt }],
				modifier: modifier === null ? null : { id: modifier, scale: 1 },
				sampling: { temperature: 0, topP: 1, topK: 40, seed: SEED, maxTokens: ANSWER_TOKENS }
			};
			return { question, request, first: await greedy(record(question, modifier), request) };
		},

		first: ({ first }: Case): Answer => answered(first),

		/** The first answer as it streams: whether the manifest's bound gives it up, and after how many tokens. */
		async earlyExit(one: Case): Promise<{ givenUp: boolean; tokens: number }> {
			const own = record(one.question, modifierOf(one));
			const started = startAttempt(model, one.request, never);
			for await (const _ of runAttempt(started, own, () => 0)) {
				const { sure: confidence, completionTokens: tokens } = own;
				if (exitsEarly(manifest.thresholds?.earlyExit, { confidence, tokens }))
					return { givenUp: true, tokens };
			}
			return { givenUp: false, tokens: own.completionTokens };
		},

		/** Every path of a vote, without stopping early: how often any is right, and how alike they are. */
		async paths({ question, request }: Case, count: number): Promise<string[]> {
			const drawn = { ...request, sampling: { ...request.sampling, ...PATH_SAMPLING } };
			const texts: string[] = [];
			for await (const { text } of collectPaths(model, drawn, count, record(question, null), never))
				texts.push(text);
			return texts;
		},

		async vote(
			one: Case,
			{
				withDraft = false,
				...options
			}: Pick<SelfConsistencyOptions, 'paths' | 'drawn'> & {
				withDraft?: boolean;
			}
		): Promise<Answer> {
			const own = record(one.question, modifierOf(one));
			const events = runSelfConsistency(
				model,
				one.request,
				own,
				{
					...options,
					question: one.question.prompt,
					draft: withDraft ? { text: one.first.text, tally: one.first.confidence } : null,
					embedder: async () => parts.embedder,
					elapsed: () => 0
				},
				never
			);
			for (;;) {
				const next = await events.next();
				if (!next.done) continue;
				const { vote } = next.value;
				if (vote === null) return answered(one.first, { tokens: own.completionTokens });
				return answered(own, { agreement: vote.agreement });
			}
		},

		async critique(
			one: Case,
			options: Pick<CritiqueOptions, 'rounds' | 'revise' | 'drawn' | 'enough'>
		): Promise<Answer> {
			if (critic === null) return answered(one.first, { tokens: 0, acted: false });
			const own = record(one.question, modifierOf(one));
			const draft = { text: one.first.text, tally: one.first.confidence };
			const asked = {
				...options,
				critic: classifierCritic(critic, one.question),
				draft,
				elapsed: () => 0
			};
			const events = runCritique(model, one.request, own, asked, never);
			for (let next = await events.next(); !next.done;) next = await events.next();
			return answered(own);
		},

		async examples(
			one: Case,
			fields: Pick<FewShotInput, 'when'> & Partial<FewShotInput>
		): Promise<Answer> {
			const { messages } = one.request;
			const promptTokens = await model.countTokens(one.question.prompt);
			const few = await withExamples({
				messages,
				contextTokens: model.contextTokens,
				promptTokens,
				answerTokens: ANSWER_TOKENS,
				countTokens: (text) => model.countTokens(text),
				embedder: async () => parts.embedder,
				bank: async () => parts.bank,
				...fields
			});
			const { novelty } = few;
			if (few.questions.length === 0)
				return answered(one.first, { tokens: 0, acted: false, novelty });
			const own = record(one.question, modifierOf(one));
			await greedy(own, { ...one.request, messages: few.messages });
			return answered(own, { novelty });
		}
	};
}
