// Asks somebody bigger, where this device's answer is not enough: a server of one's own, then the edge.
// Nothing is sent, not even a question after the host's health, before the conversation's egress, the
// price and the person allow it; what is sent is the least that works, and a broken stream is asked once
// more under the same key. Not here: whether to ask (decide/plan.ts) and the wire (engine/remote.ts).

import { errorData } from '../contract/errors.ts';
import type { TurnEvent } from '../contract/events.ts';
import { alternativesFor } from '../contract/calibration.ts';
import { calibrationFor } from '../decide/calibration.ts';
import { FAR, whyFurther, type Far } from '../decide/plan.ts';
import {
	AGAIN_UNDER_KEY,
	draftDroppedWords,
	draftRestoredWords,
	furtherKeptWords,
	furtherWords,
	imagesNotTakenWords,
	notAskedWords,
	otherDroppedWords,
	type FurtherReason
} from '../decide/plan-words.ts';
import type { ChatMessage, GenerateRequest } from '../engine/engine.ts';
import { trusted } from './answer-here.ts';
import {
	bytesSentOf,
	isRefused,
	runAttempt,
	startAttempt,
	type AttemptEnd,
	type AttemptRecord
} from './attempt.ts';
import { askConsent, egressOf, sentBytes } from './consent.ts';
import type { OpenEdge } from './edge.ts';
import { offerQueue } from './offer-queue.ts';
import {
	costOf,
	hasImages,
	messagesFor,
	openProvider,
	overLimit,
	priceOf,
	providersFrom,
	samplingElsewhere,
	seesImages,
	sourceElsewhere,
	spentWords,
	unavailableWords,
	type Elsewhere,
	type Provider
} from './open-elsewhere.ts';
import { furtherThresholdOf } from './thresholds.ts';
import { abstains, cutOff } from './try-here.ts';
import type { Turn } from './turn.ts';

export type Further =
	| { end: 'answered'; record: AttemptRecord; note: string | null }
	| { end: 'stopped' }
	/**
	 * Nobody answered; `why` says so, and what to do. `aloud`: the person is to be told, for they waited for it,
	 * agreed to it, or would have been asked; `away`: they cannot be reached now; `held`: who was not asked over an empty
	 * answer, and may be once there is one to read.
	 */
	| { end: 'nobody'; why: string; aloud: boolean; away?: true; held?: readonly Far[] };

/** Failures after which the same is asked once more, under the same key; an engine calls both a lost device. */
export const AGAIN: ReadonlySet<string> = new Set(['unreachable', 'stream-broken', 'device-lost']);

/** What the person agreed to while the device was offline: the edge is asked this, under this key. */
export type Agreed = { messages: ChatMessage[]; key: string };

export type Asked = {
	/** The answer of this device on screen; null or absent when there is none. */
	draft?: AttemptRecord | null;
	/** It was given up in its middle: whatever comes is better. */
	half?: boolean;
	/** With whom to begin; the nearest when absent. */
	from?: Far;
	/** These alone. */
	among?: readonly Far[];
	/** No person is asked to agree while there is nothing to read. */
	unasked?: boolean;
	/** Nobody bigger than this is asked while there is nothing to read. */
	upTo?: Far;
	agreed?: Agreed;
};

/** Somebody's whole answer. */
type Given = { end: 'answered'; record: AttemptRecord; note: string | null; by: Elsewhere };

type Asking = Given | Exclude<Further, { end: 'answered' }>;

/**
 * Asks one after the other, until an answer will do. One that is known to be too unsure stands while somebody
 * bigger still is asked, and the best of them is kept.
 */
export async function* askFurther(
	turn: Turn,
	reason: FurtherReason,
	{ draft = null, half = false, from = 'native', among = FAR, unasked = false, upTo, agreed }: Asked
): AsyncGenerator<TurnEvent, Further> {
	const { state, deps } = turn;
	// The last one's word is what is said: the edge's, where there is one.
	let last = nobody(notAskedWords.nobody);
	let aloud = false;
	let why = reason;
	let own = null as Given | null;
	const held: Far[] = [];
	state.reasons.push(furtherWords(reason));
	const all = providersFrom(deps, from).filter(({ kind }) => among.includes(kind));
	for (const [i, one] of all.entries()) {
		const before: AttemptRecord | null = own?.record ?? draft;
		if (upTo && before === null && FAR.indexOf(one.kind) > FAR.indexOf(upTo)) {
			held.push(one.kind);
			continue;
		}
		const silent = unasked && before === null;
		const asking = { draft: before, half, silent, agreed };
		const asked: Asking = yield* askProvider(turn, one, why, asking);
		if (asked.end === 'stopped') return asked;
		if (asked.end === 'nobody') {
			last = asked;
			aloud ||= asked.aloud;
			held.push(...(asked.held ?? []));
			continue;
		}
		const { host } = asked.by.open;
		const doubt = doubtOf(turn, asked);
		const onScreen = before !== null && before.dropped === null;
		if (onScreen && doubt !== null && !half && isLessSure(asked.record, before)) {
			yield state.attempts.drop(asked.record, 'dropped', otherDroppedWords(host));
			state.reasons.push(otherDroppedWords(host));
			last = nobody(otherDroppedWords(host));
			continue;
		}
		if (onScreen) yield state.attempts.drop(before, 'dropped', draftDroppedWords(host));
		const isBiggest = from === 'edge' || i === all.length - 1;
		if (doubt === null || isBiggest) return kept(turn, asked);
		own = asked;
		why = doubt;
		state.reasons.push(furtherWords(doubt));
	}
	const best = own?.record ?? draft;
	const back = best !== null && best.dropped !== null ? yield* restored(turn, best) : best;
	// What waits for a connection is kept as text.
	if (last.away && unasked && own === null) {
		if (deps.edge && deps.queue?.offers(turn.begun.conversation.id)) held.push('edge');
	} else if (last.away && held.length === 0 && !agreed && !hasImages(turn)) {
		const offered = yield* offerQueue(turn, why, messagesFor(turn, false));
		if (offered === 'aborted') return { end: 'stopped' };
		// What waits is shown where it can be taken back.
		if (offered !== null) [last, aloud] = [nobody(offered.why), false];
	}
	if (own === null || back === null)
		return held.length > 0 ? { ...last, aloud: false, held } : { ...last, aloud };
	state.reasons.push(last.why);
	if (aloud) yield { type: 'notice', message: last.why };
	return kept(turn, { ...own, record: back });
}

/** The answer that stands, said in the receipt. */
function kept(turn: Turn, { record, note, by }: Given): Further {
	const { state } = turn;
	const { host, model } = by.open;
	// Not a word of nothing having left, where somebody else was sent it.
	const sent = !by.leaves && state.attempts.records.some((one) => bytesSentOf(one) > 0);
	state.reasons.push(sent ? draftDroppedWords(host) : furtherKeptWords(host, by.leaves));
	if (record.calibrated !== null) state.threshold = furtherThresholdOf(turn, model.manifest);
	return { end: 'answered', record, note };
}

/** Why somebody's answer is not enough, by their own model's figures; null where it is, or has none. */
function doubtOf(turn: Turn, { record, by }: Given): FurtherReason | null {
	const { host, model } = by.open;
	const confidence = trusted(record);
	if (confidence === null) return null;
	const threshold = furtherThresholdOf(turn, model.manifest);
	const why = whyFurther({
		confidence,
		threshold,
		abstains: abstains({ record, model }),
		unknownFrom: model.manifest.thresholds?.further?.unknown ?? null,
		route: null
	});
	if (why === null) return null;
	return why.because === 'abstains'
		? { because: 'other-abstains', host }
		: { because: 'other-unsure', host, confidence, threshold };
}

function isLessSure(record: AttemptRecord, than: AttemptRecord): boolean {
	const [now, before] = [trusted(record), trusted(than)];
	return now !== null && before !== null && now < before;
}

async function* askProvider(
	turn: Turn,
	provider: Provider,
	reason: FurtherReason,
	{
		draft,
		half,
		silent,
		agreed
	}: Required<Pick<Asked, 'draft' | 'half'>> & {
		/** Without a word to the person. */
		silent: boolean;
		agreed: Agreed | undefined;
	}
): AsyncGenerator<TurnEvent, Asking> {
	const { signal, deps } = turn;
	const egress = await egressOf(turn);
	if (egress === null || signal.aborted) return { end: 'stopped' };
	const opened = await openProvider(deps, provider, egress);
	if (typeof opened === 'string')
		return opened === notAskedWords.localOnly ? nobody(opened) : { ...nobody(opened), away: true };
	const { kind, open, leaves } = opened;
	const sees = seesImages(open);
	if (hasImages(turn) && !sees) return nobody(imagesNotTakenWords(open.host));
	let messages = agreed?.messages ?? messagesFor(turn, sees);
	const sampling = samplingElsewhere(turn);
	const { maxTokens } = sampling;
	const cost = await costOf(opened, messages, maxTokens);
	const tooDear = overLimit(turn, cost);
	if (tooDear !== null) return nobody(tooDear);
	const spent = agreed ? null : await spentWords(turn, opened, cost);
	if (spent !== null) return nobody(spent, true);
	if (signal.aborted) return { end: 'stopped' };
	if (leaves && egress === 'ask' && !agreed) {
		if (silent) return { ...nobody(notAskedWords.first(open.host)), held: [kind] };
		const consent = yield* askConsent(turn, open, messages, furtherWords(reason), cost);
		if (consent.answer === 'aborted') return { end: 'stopped' };
		if (consent.answer === 'refused') return nobody(notAskedWords.refused);
		messages = consent.messages;
	}
	const topLogprobs = alternativesFor(open.model.manifest, null);
	const request: GenerateRequest = {
		messages,
		modifier: null,
		sampling,
		...(topLogprobs > 0 && { topLogprobs }),
		idempotencyKey: agreed?.key ?? deps.newId()
	};
	const price = await priceOf(opened, messages);
	for (let tries = 1, unpaid: AttemptRecord | null = null; ; tries++) {
		// Looked at last: a person may have closed the conversation to the network meanwhile.
		const now = leaves ? await egressOf(turn) : egress;
		if (now === null || signal.aborted) return { end: 'stopped' };
		if (leaves && now === 'local-only') return nobody(notAskedWords.localOnly);
		const { end, record } = yield* askOnce(turn, kind, open, request, { draft, half, price });
		// One key is charged once, by whichever bill comes.
		if (unpaid !== null && record.bill?.costMicroUsd) unpaid.price = undefined;
		unpaid = record;
		if (end.end === 'aborted') return { end: 'stopped' };
		if (end.end !== 'failed' && record.text !== '') {
			const note = end.end === 'length' ? cutOff(maxTokens) : null;
			record.abstains = abstains({ record, model: open.model });
			return { end: 'answered', record, note, by: opened };
		}
		const failure =
			end.end === 'failed'
				? { ...errorData(end.error), message: await unavailableWords(deps, end.error) }
				: { code: 'failed', message: notAskedWords.empty(open.host) };
		yield turn.state.attempts.drop(record, 'failed', failure.message);
		if (tries > 1 || !AGAIN.has(failure.code) || overLimit(turn, cost) !== null)
			return {
				...nobody(failure.message, true),
				...(AGAIN.has(failure.code) && { away: true })
			};
		turn.state.reasons.push(AGAIN_UNDER_KEY);
	}
}

const nobody = (why: string, aloud = false): Extract<Further, { end: 'nobody' }> => ({
	end: 'nobody',
	why,
	aloud
});

async function* askOnce(
	{ deps, state, situation, signal }: Turn,
	kind: Provider['kind'],
	open: OpenEdge,
	request: GenerateRequest,
	{
		draft,
		half,
		price
	}: Required<Pick<Asked, 'draft' | 'half'>> & { price: AttemptRecord['price'] }
): AsyncGenerator<TurnEvent, { end: AttemptEnd; record: AttemptRecord }> {
	const record = state.attempts.begin({
		source: sourceElsewhere(kind, open.name) ?? `${kind}:other`,
		modelId: open.model.manifest.id,
		startedMs: deps.elapsed(),
		// A server of one's own may run a model whose answers were fitted.
		calibrated: calibrationFor(open.model.manifest, null, situation.question)
	});
	// Of two whose sureness is known it shows at the end who stands.
	const takesPlace =
		draft !== null && (half || record.calibrated === null || trusted(draft) === null);
	record.price = price;
	if (kind === 'edge' || !open.loopback) record.sentBytes = sentBytes(request.messages);
	const started = startAttempt(open.model, request, signal);
	const events = runAttempt(started, record, deps.elapsed);
	try {
		yield { type: 'attempt-started', attempt: record.attempt, source: record.source };
		for (;;) {
			const next = await events.next();
			if (next.done) {
				record.source = sourceElsewhere(kind, record.bill?.provider ?? open.name) ?? record.source;
				if (isRefused(next.value)) record.price = undefined;
				return { end: next.value, record };
			}
			yield next.value;
			// As soon as it is as long as the draft it takes its place: what is on screen never shrinks.
			if (takesPlace && draft.dropped === null && record.text.length >= draft.text.length)
				yield state.attempts.drop(draft, 'dropped', draftDroppedWords(open.host));
		}
	} finally {
		started.leave();
		await events.return({ end: 'aborted' });
	}
}

/** Puts this device's draft back on screen, after who was to replace it failed. */
async function* restored(
	{ deps, state }: Turn,
	draft: AttemptRecord
): AsyncGenerator<TurnEvent, AttemptRecord> {
	const { source, modelId, calibrated } = draft;
	const nowMs = deps.elapsed();
	const record = state.attempts.begin({ source, modelId, startedMs: nowMs, calibrated });
	const { attempt } = record;
	Object.assign(record, { ...draft, attempt, startedMs: nowMs, endedMs: nowMs, dropped: null });
	draft.dropped = { outcome: 'dropped', reason: draftRestoredWords };
	yield { type: 'attempt-started', attempt, source };
	yield { type: 'text-delta', attempt, text: record.text };
	return record;
}
