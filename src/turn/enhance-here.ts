// A second look at this device's doubtful answer, in modes that ask for one: an answer with examples before the
// question, then a vote of several answers where one can be right and the others not, else (or after it, where a
// person asks for that) a critic and another answer. Written behind the answer on screen, which stays unless
// something better was found. Not here: the vote (self-consistency.ts) and the critic (critique.ts) themselves.

import type { TurnEvent } from '../contract/events.ts';
import { enhancementsFor, isWorthLastLook } from '../decide/enhancements.ts';
import { bankExamples } from '../decide/modes.ts';
import {
	betterWords,
	confirmedWords,
	GUESSED,
	NO_BETTER,
	NO_VOTE,
	outvotedWords,
	SECOND_LOOK,
	weakWords
} from '../decide/plan-words.ts';
import { judgesNow, trusted, type Here } from './answer-here.ts';
import { isGuess, type AttemptRecord } from './attempt.ts';
import { classifierCritic, ENOUGH, gradeOf, modelCritic, runCritique } from './critique.ts';
import { lookWithExamples } from './look-with-examples.ts';
import { runSelfConsistency } from './self-consistency.ts';
import { boundOf } from './thresholds.ts';
import { abstains } from './try-here.ts';
import type { Turn } from './turn.ts';

type Answered = Extract<Here, { end: 'answered' }>;

export async function* enhanceHere(
	turn: Turn,
	here: Answered
): AsyncGenerator<TurnEvent, Exclude<Here, { end: 'failed' }>> {
	const { mode, domain, prompt } = turn.situation;
	const { paths, maxCritiqueRounds } = turn.options ?? {};
	const worth = enhancementsFor({
		mode,
		examples: bankExamples(mode, here.model.manifest.thresholds),
		asked: { paths: paths !== undefined, critique: maxCritiqueRounds !== undefined },
		by: here.record.source.startsWith('modifier:') ? 'modifier' : 'base',
		doubtful: isDoubtful(turn, here),
		prompt,
		domain: domain?.domain ?? null,
		logprobs: here.model.capabilities.logprobs,
		critic: judgesNow(turn, here.model.manifest).critic !== null,
		givesExamples: here.record.examples?.from === 'message'
	});
	const first = worth.examples
		? yield* lookWithExamples(turn, here, () => behind(turn, here))
		: here;
	// Answered surely with examples, it needs no further look.
	if (first.end === 'stopped' || (first !== here && !isDoubtful(turn, first))) return first;
	const { calibrated, calibration } = first.record;
	const voted = worth.paths > 0 ? yield* vote(turn, first) : first;
	if (voted.end === 'stopped') return voted;
	const last =
		worth.critiqueRounds > 0 ? yield* critique(turn, voted, { calibrated, calibration }) : voted;
	const { state } = turn;
	if (last.end === 'answered' && !isGuess(last.record))
		state.reasons = state.reasons.filter((words) => words !== GUESSED);
	return last;
}

/**
 * At the end of a turn in which nobody else took this device's answer over: one more draw, where that is worth its
 * time. Otherwise, and where it is no better, what is on screen stays.
 */
export async function* lastLook(
	turn: Turn,
	here: Answered
): AsyncGenerator<TurnEvent, Exclude<Here, { end: 'failed' }>> {
	const { state, situation } = turn;
	const { model } = here;
	// One that was replaced and came back has a record of its own.
	const record = state.attempts.answer() ?? here.record;
	const grade = gradeNow(turn, here);
	const isWorth = isWorthLastLook({
		mode: situation.mode,
		answered: state.attempts.records.filter(isOwnAnswer).map(({ source }) => source),
		confidence: trusted(record),
		threshold: boundOf(turn, model.manifest),
		abstains: abstains(here),
		grade,
		enough: ENOUGH,
		tookMs: (here.record.endedMs ?? 0) - here.record.startedMs
	});
	if (!isWorth) return here;
	const { sampling } = here.request;
	const most = Math.max(LEAST_TOKENS, record.completionTokens);
	const request = {
		...here.request,
		sampling: { ...sampling, maxTokens: Math.min(sampling.maxTokens, most) }
	};
	return yield* critique(turn, { ...here, record, request }, record, 'whole');
}

/** For another draw of a short answer: a few words more. */
const LEAST_TOKENS = 32;

const isOwnAnswer = ({ source, dropped, text }: AttemptRecord): boolean =>
	/^(base$|modifier:)/.test(source) && text !== '' && dropped?.outcome !== 'failed';

/** By the model's own critic; null where it has none. */
function gradeNow(turn: Turn, { record, model }: Answered): number | null {
	const { critic } = judgesNow(turn, model.manifest);
	const draft = { text: record.text, tally: record.confidence };
	return critic && gradeOf(critic, turn.situation.question, draft);
}

/** Another draw of “I don’t know” is seldom knowledge: that is for somebody bigger. */
function isDoubtful(turn: Turn, here: Answered): boolean {
	if (abstains(here)) return false;
	const confidence = trusted(here.record);
	return confidence === null || confidence < boundOf(turn, here.model.manifest);
}

/** What makes a chance of being right of one answer's figures. */
type Fit = { calibrated: AttemptRecord['calibrated']; calibration?: AttemptRecord['calibration'] };

const NO_FIT: Fit = { calibrated: null };

function behind(
	{ deps, state }: Turn,
	{ record }: Answered,
	{ calibrated, calibration }: Fit = record
): AttemptRecord {
	return state.attempts.begin({
		source: record.source,
		modelId: record.modelId,
		startedMs: deps.elapsed(),
		calibrated,
		...(calibration && { calibration }),
		...(record.choice && { choice: record.choice }),
		// What is asked again is asked with the same before it.
		...(record.examples && { examples: record.examples })
	});
}

async function* vote(
	turn: Turn,
	here: Answered
): AsyncGenerator<TurnEvent, Exclude<Here, { end: 'failed' }>> {
	const { deps, state, situation, signal } = turn;
	// A fitted map tells right from wrong better than the agreement does (BENCHMARKS.md); a guess does not.
	const byAgreement = !isFitted(here.record);
	const record = behind(turn, here, byAgreement ? NO_FIT : here.record);
	const { attempt, source, startedMs } = record;
	yield { type: 'attempt-started', attempt, source };
	const draft = { text: here.record.text, tally: here.record.confidence };
	const end = yield* runSelfConsistency(
		here.model,
		here.request,
		record,
		{
			question: situation.prompt,
			paths: situation.mode.paths,
			draft,
			embedder: deps.examples ? () => deps.examples!.embedder(here.model.manifest) : null,
			elapsed: deps.elapsed
		},
		signal
	);
	state.stages.vote = deps.elapsed() - startedMs;
	if (end.end === 'aborted') return { end: 'stopped' };
	if (end.end === 'failed' || end.vote === null) {
		yield state.attempts.drop(record, 'failed', NO_VOTE);
		return here;
	}
	const { votes, agreement } = end.vote;
	if (record.text === here.record.text) {
		here.record.votes = votes;
		if (byAgreement) yield agreed(here.record, agreement);
		state.reasons.push(confirmedWords(votes.for, votes.of));
		yield state.attempts.drop(record, 'dropped', confirmedWords(votes.for, votes.of));
		return here;
	}
	record.votes = votes;
	state.reasons.push(outvotedWords(votes.for, votes.of));
	yield state.attempts.drop(here.record, 'dropped', outvotedWords(votes.for, votes.of));
	return { ...here, record, note: null };
}

/** Whether a map that was fitted on answers of its model says how sure it is. */
const isFitted = (record: AttemptRecord): boolean =>
	record.calibrated !== null && !isGuess(record) && record.confidence.features() !== null;

/** From now on it is as sure as so many agree with it. */
function agreed(record: AttemptRecord, agreement: number): TurnEvent {
	const confidence = { ...record.confidence, value: () => agreement };
	Object.assign(record, { calibrated: null, calibration: undefined, confidence });
	return { type: 'confidence-updated', attempt: record.attempt, value: agreement };
}

/** `fit`: of single answers. `whole`: an answer that is cut off takes no other's place. */
async function* critique(
	turn: Turn,
	here: Answered,
	fit: Fit,
	which: 'any' | 'whole' = 'any'
): AsyncGenerator<TurnEvent, Exclude<Here, { end: 'failed' }>> {
	const { deps, state, situation, signal } = turn;
	const { model, request } = here;
	const { critic } = judgesNow(turn, model.manifest);
	const record = behind(turn, here, fit);
	const { attempt, source, startedMs } = record;
	yield { type: 'attempt-started', attempt, source };
	const end = yield* runCritique(
		model,
		request,
		record,
		{
			critic: critic
				? classifierCritic(critic, situation.question)
				: modelCritic(model, situation.prompt),
			draft: { text: here.record.text, tally: here.record.confidence },
			rounds: situation.mode.critiqueRounds,
			// A model with a critic of its own was not taught to correct itself.
			revise: critic ? 'draw' : 'correct',
			elapsed: deps.elapsed
		},
		signal
	);
	state.stages.critique = deps.elapsed() - startedMs;
	if (end.end === 'aborted') return { end: 'stopped' };
	const [first = null] = end.grades;
	const kept = end.grades[end.kept] ?? null;
	if (first !== null) here.record.grade = rounded(first);
	const weak = weakest(end.weak[0]);
	const isCut = which === 'whole' && end.end === 'length';
	if (end.end === 'failed' || end.kept === 0 || isCut || first === null || kept === null) {
		yield state.attempts.drop(record, end.end === 'failed' ? 'failed' : 'dropped', SECOND_LOOK);
		if (end.end !== 'failed') state.reasons.push(NO_BETTER);
		if (first !== null && first < ENOUGH) state.reasons.push(...weak);
		return here;
	}
	record.grade = rounded(kept);
	const words = betterWords(rounded(first), rounded(kept));
	state.reasons.push(words, ...(kept < ENOUGH ? weakest(end.weak[end.kept]) : []));
	yield state.attempts.drop(here.record, 'dropped', [words, ...weak].join(' '));
	return { ...here, record, note: null };
}

const rounded = (grade: number): number => Math.round(grade * 10) / 10;

const weakest = (part: string | null | undefined): string[] => (part ? [weakWords(part)] : []);
