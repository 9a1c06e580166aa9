// One question, several contestants: asks each model once it is there, one answer after another, tells each
// as it comes, keeps what was called the best, and puts into a conversation what a person chose. A vote
// teaches what a thumb up would, where a layer can learn from it. Not here: opening the models
// (engine/comparison-models.ts), and turns of a conversation (run-turn.ts).

import {
	elsewhereOf,
	type AnsweredAt,
	type CompareEvent,
	type CompareRequest,
	type CompareService,
	type ComparedAnswer,
	type Contestant,
	type ContestantAdapter
} from '../contract/compare.ts';
import { errorData } from '../contract/errors.ts';
import type { Source } from '../contract/ids.ts';
import type { LearntStore } from '../contract/outcomes.ts';
import type { ConversationStore } from '../contract/stores.ts';
import type { Settings } from '../contract/settings.ts';
import { fitContext } from '../context/fit-context.ts';
import { alternativesFor } from '../contract/calibration.ts';
import { calibrationFor, type Question } from '../decide/calibration.ts';
import { BROWSERS_MODEL_COMPARED } from '../decide/plan-words.ts';
import type { ComparisonModel, ComparisonModels } from '../engine/comparison-models.ts';
import type { LoadedModel } from '../engine/engine.ts';
import type { Adaptive } from './adaptive.ts';
import { attemptRecord, isGuess, runAttempt, startAttempt, type AttemptRecord } from './attempt.ts';
import {
	allAborted,
	COMPARISON,
	costElsewhere,
	listElsewhere,
	LOCAL_ONLY,
	nameWhoAnswered,
	prepareElsewhere,
	requestElsewhere,
	whereElsewhere,
	type AskedElsewhere,
	type ElsewhereDependencies,
	type KnownElsewhere,
	type PreparedRequest
} from './compare-elsewhere.ts';
import { keepCompared } from './compare-keep.ts';
import { countVotes, voteOn, type JudgedAnswer } from './compare-votes.ts';
import { createConsents, type Consents } from './consents.ts';
import type { DeviceCalibrations } from './device-calibrations.ts';
import type { JudgeProvider, Judges } from './judges.ts';
import { receiptOf } from './receipt.ts';
import { tokenCounter } from './token-counts.ts';
import { EMPTY_ANSWER, engineFailure, tooLongFailure } from './turn-failure.ts';
import { samplingFor } from './try-here.ts';

export type CompareDependencies = ElsewhereDependencies & {
	models: ComparisonModels;
	conversations: Pick<ConversationStore, 'create' | 'append' | 'get'>;
	learnt: LearntStore;
	judges: JudgeProvider | null;
	adaptive: Adaptive | null;
	calibrations: Pick<DeviceCalibrations, 'current'> | null;
	/** Milliseconds since the epoch. */
	now: () => number;
	/** A monotonic clock, in milliseconds. */
	elapsed: () => number;
	newId: () => string;
	/** 0 to 1, for seeds. */
	random: () => number;
};

export function createComparison(deps: CompareDependencies): CompareService {
	/** What a vote for an answer of this visit would teach, by the answer's id. */
	const judged = new Map<string, JudgedAnswer>();
	const keptIds = new Set<string>();
	const consents = createConsents();
	const known: KnownElsewhere = new Map();
	return {
		elsewhere: () => listElsewhere(deps, known),
		cost: (request) => costElsewhere(deps, known, request),
		consent: (answer) => consents.answer(COMPARISON, answer),
		run: (request, stops) => compare({ ...deps, consents }, judged, request, stops),
		vote: (answers, best) => voteOn({ ...deps, judged }, answers, best),
		votes: () => countVotes(deps.learnt),
		forgetVotes: () => deps.learnt.remove('comparisons'),
		keep: (kept) => keepCompared({ ...deps, kept: keptIds }, kept)
	};
}

/** Of one model, in the order they were asked for. */
type Group = { modelId: string; places: { at: number; contestant: Contestant }[] };

function groupsOf(contestants: readonly Contestant[]): Group[] {
	const groups = new Map<string, Group>();
	for (const [at, contestant] of contestants.entries()) {
		const { modelId } = contestant;
		const group = groups.get(modelId) ?? { modelId, places: [] };
		group.places.push({ at, contestant });
		groups.set(modelId, group);
	}
	return [...groups.values()];
}

async function* compare(
	deps: CompareDependencies & { consents: Consents },
	judged: Map<string, JudgedAnswer>,
	request: CompareRequest,
	stops: readonly AbortSignal[]
): AsyncGenerator<CompareEvent> {
	const { prompt, contestants } = request;
	const settings = await deps.settings.get();
	// The same draw for all: what differs is who answers.
	const seed = deps.random();
	const never = new AbortController().signal;
	const stopOf = (at: number) => stops[at] ?? never;
	const elsewhere = yield* prepareElsewhere(deps, request, settings, stopOf);
	const asking = { deps, judged, settings, seed, prompt };
	for (const { modelId, places } of groupsOf(contestants)) {
		const wanted = places.filter(({ at }) => !stopOf(at).aborted);
		for (const { at } of places) if (stopOf(at).aborted) yield { type: 'answer-skipped', at };
		if (wanted.length === 0) continue;
		if (elsewhereOf(modelId) !== null) {
			for (const { at, contestant } of wanted) {
				const asked = elsewhere.get(at) ?? LOCAL_ONLY;
				if (typeof asked === 'string') yield { type: 'answer-failed', at, message: asked };
				else {
					const { model } = asked.elsewhere.open;
					const one: Asking = { ...asking, judges: null, model, elsewhere: asked };
					yield* answerOf(one, at, contestant, stopOf(at));
				}
			}
			continue;
		}
		let opened: ComparisonModel | null = null;
		try {
			opened = yield* openFor(deps, modelId, wanted, stopOf);
			if (opened === null) continue;
			const judges = (await deps.judges?.ready(opened.model.manifest).catch(() => null)) ?? null;
			for (const { at, contestant } of wanted)
				yield* answerOf(
					{ ...asking, judges, model: opened.model, elsewhere: null },
					at,
					contestant,
					stopOf(at)
				);
		} finally {
			await opened?.close();
		}
	}
}

/** Null when it could not be opened, or nobody wants it any more: both were said. */
async function* openFor(
	{ models }: CompareDependencies,
	modelId: string,
	wanted: Group['places'],
	stopOf: (at: number) => AbortSignal
): AsyncGenerator<CompareEvent, ComparisonModel | null> {
	const nobody = allAborted(wanted.map(({ at }) => stopOf(at)));
	const sets = wanted.map(({ contestant }) => contestant.adapters.map(({ id }) => id));
	type Opened = { model: ComparisonModel } | { error: unknown };
	const heard: { fraction: number | null; ended: Opened | null } = { fraction: null, ended: null };
	let tell = () => undefined as void;
	const opening = models
		.open(modelId, sets, nobody.signal, (value) => {
			heard.fraction = value;
			tell();
		})
		.then(
			(model): Opened => ({ model }),
			(error: unknown): Opened => ({ error })
		);
	void opening.then((ended) => {
		heard.ended = ended;
		tell();
	});
	let left = true;
	try {
		while (heard.ended === null) {
			const { fraction } = heard;
			for (const { at } of wanted) yield { type: 'model-loading', at, fraction };
			if (heard.ended === null) await new Promise<void>((resolve) => (tell = resolve));
		}
		left = false;
	} finally {
		nobody.release();
		if (left) {
			nobody.abort();
			// What comes of it is for nobody.
			void opening.then((ended) => ('model' in ended ? ended.model.close() : undefined));
		}
	}
	const ended = await opening;
	if ('model' in ended) return ended.model;
	for (const { at } of wanted)
		yield stopOf(at).aborted
			? { type: 'answer-skipped', at }
			: { type: 'answer-failed', at, message: engineFailure(ended.error).message };
	return null;
}

type Asking = {
	deps: CompareDependencies;
	judged: Map<string, JudgedAnswer>;
	settings: Settings;
	seed: number;
	prompt: string;
	judges: Judges | null;
	model: LoadedModel;
	/** Null: a model of this browser. */
	elsewhere: AskedElsewhere | null;
};

async function* answerOf(
	asking: Asking,
	at: number,
	contestant: Contestant,
	stop: AbortSignal
): AsyncGenerator<CompareEvent> {
	if (stop.aborted) return yield { type: 'answer-skipped', at };
	const { deps, model, elsewhere } = asking;
	try {
		// Looked at last: a person may have closed the device to the network meanwhile.
		const { egress } = await deps.settings.get();
		const closed = egress === 'local-only';
		if (closed && (elsewhere?.elsewhere.leaves || model.backend === 'built-in'))
			return yield {
				type: 'answer-failed',
				at,
				message: elsewhere ? LOCAL_ONLY : BROWSERS_MODEL_COMPARED
			};
		const startedMs = deps.elapsed();
		const prepared = await requestFor(asking, contestant);
		if ('failure' in prepared)
			return yield { type: 'answer-failed', at, message: prepared.failure };
		const { record, request } = prepared;
		yield { type: 'answer-started', at };
		const started = startAttempt(model, request, stop);
		try {
			const events = runAttempt(started, record, deps.elapsed);
			for (;;) {
				const next = await events.next();
				if (!next.done) {
					const said = next.value;
					if (said.type === 'text-delta' || said.type === 'confidence-updated') {
						const { attempt: _, ...event } = said;
						yield { ...event, at };
					}
					continue;
				}
				const { value: end } = next;
				if (end.end === 'failed') {
					const { message } = engineFailure(end.error);
					return yield { type: 'answer-failed', at, message };
				}
				if (record.text === '')
					return yield end.end === 'aborted'
						? { type: 'answer-skipped', at }
						: { type: 'answer-failed', at, message: EMPTY_ANSWER.message };
				const how = { stop: 'done', length: 'cut-off', aborted: 'stopped' } as const;
				if (elsewhere) nameWhoAnswered(record, elsewhere);
				const answer = answerFrom(asking, contestant, record, how[end.end], startedMs);
				remember(asking, answer, record);
				return yield { type: 'answer-ended', at, answer };
			}
		} finally {
			started.leave();
		}
	} catch (error) {
		yield { type: 'answer-failed', at, message: errorData(error).message };
	}
}

async function requestFor(
	{ deps, settings, seed, prompt, judges, model, elsewhere }: Asking,
	{ adapters }: Contestant
): Promise<PreparedRequest | { failure: string }> {
	if (elsewhere) return requestElsewhere(deps, prompt, elsewhere);
	const { manifest, said } = deps.calibrations?.current(model.manifest) ?? {
		manifest: model.manifest
	};
	const fitted = await fitContext({
		systemPrompt: manifest.template.systemPrompt ? settings.systemPrompt.trim() : '',
		messages: [{ role: 'user', content: prompt }],
		contextTokens: model.contextTokens,
		maxTokens: settings.maxTokens,
		countTokens: tokenCounter(model)
	});
	if (fitted.outcome === 'too-long') return { failure: tooLongFailure(fitted).message };
	const question: Question = {
		prompt,
		earlier: 0,
		domains: judges?.domain?.(prompt).probabilities
	};
	const [first, ...others] = adapters;
	// A mix answers as nobody measured.
	const calibrated =
		others.length > 0 ? null : calibrationFor(manifest, first?.id ?? null, question, first?.scale);
	return {
		record: attemptRecord({
			attempt: 1,
			source: sourceOf(adapters),
			modelId: manifest.id,
			startedMs: deps.elapsed(),
			calibrated,
			...(said && calibrated && { calibration: said })
		}),
		request: {
			messages: fitted.messages,
			modifier: first ?? null,
			...(others.length > 0 && { mixed: others }),
			sampling: samplingFor(settings, false, fitted.answerTokens, () => seed),
			topLogprobs: alternativesFor(manifest, first?.id ?? null)
		}
	};
}

const sourceOf = (adapters: Contestant['adapters']): Source =>
	adapters.length === 0
		? 'base'
		: `modifier:${adapters
				.map(({ id }) => id)
				.toSorted()
				.join('+')}`;

function answerFrom(
	{ deps, model, elsewhere }: Asking,
	contestant: Contestant,
	record: AttemptRecord,
	end: ComparedAnswer['end'],
	startedMs: number
): ComparedAnswer {
	const { name } = model.manifest;
	const where: AnsweredAt = elsewhere
		? whereElsewhere(elsewhere.elsewhere)
		: { place: model.backend === 'built-in' ? 'browsers-word' : 'here' };
	return {
		id: deps.newId(),
		contestant,
		name,
		where,
		end,
		parts: [{ type: 'text', text: record.text }],
		source: record.source,
		model: record.modelId,
		receipt: receiptOf({
			records: [record],
			answer: record,
			reason: reasonOf(name, where, contestant),
			threshold: null,
			outcome: 'kept',
			startedMs,
			nowMs: deps.elapsed(),
			stages: {},
			also: {}
		})
	};
}

function reasonOf(name: string, where: AnsweredAt, { adapters }: Contestant): string {
	switch (where.place) {
		case 'outside':
			return `${where.host} answered in a comparison; what left this device is counted here.`;
		case 'machine':
			return `${where.host} answered in a comparison, on this machine; nothing left it.`;
		case 'browsers-word':
			return `${name} answered in a comparison; that it stayed on this device is the browser’s word.`;
		case 'here': {
			const [first, second] = adapters;
			if (!first) return `${name} answered in a comparison on this device.`;
			const strength = ({ scale }: ContestantAdapter) => scale.toLocaleString('en');
			if (!second)
				return `${name} with its specialist “${first.id}” at strength ${strength(first)} answered in a comparison on this device.`;
			const mix = adapters.map((one) => `${one.id} ${strength(one)}`).join(' + ');
			return `${name} with a mix of adapters (${mix}) answered in a comparison on this device.`;
		}
		default:
			return where satisfies never;
	}
}

/** Keeps what a vote would teach: a layer is of the base's own, calibrated answers. */
function remember(
	{ judged, prompt, judges, model, elsewhere }: Asking,
	{ id, contestant }: ComparedAnswer,
	record: AttemptRecord
): void {
	// A server's answer is no answer of this browser's engine.
	if (elsewhere !== null) return;
	if (contestant.adapters.length > 0 || isGuess(record)) return;
	const { baseSha256, thresholds } = model.manifest;
	judged.set(id, {
		baseSha256,
		threshold: thresholds?.answer ?? null,
		evidence: {
			confidence: record.calibrated === null ? null : record.sure,
			wrong: judges?.router?.(prompt).wrong ?? null,
			domain: judges?.domain?.(prompt).domain ?? null
		}
	});
}
