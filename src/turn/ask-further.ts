// Asks somebody bigger, where this device's answer is not enough: a server of one's own, then the edge.
// Nothing is sent, not even a question after the host's health, before the conversation's egress, the
// price and the person allow it; what is sent is the least that works, and a broken stream is asked once
// more under the same key. Not here: whether to ask (decide/plan.ts) and the wire (engine/remote.ts).

import { errorData } from '../contract/errors.ts';
import type { TurnEvent } from '../contract/events.ts';
import { isSource, type Egress, type Source } from '../contract/ids.ts';
import { messageText } from '../contract/messages.ts';
import { smallestContext } from '../context/smallest-context.ts';
import { calibrationFor } from '../decide/calibration.ts';
import {
	AGAIN_UNDER_KEY,
	draftDroppedWords,
	draftRestoredWords,
	furtherKeptWords,
	furtherWords,
	imagesNotTakenWords,
	nobodyWords,
	notAskedWords,
	type FurtherReason
} from '../decide/plan-words.ts';
import { withPassages } from '../decide/site-passages.ts';
import type { ChatMessage, GenerateRequest, Sampling } from '../engine/engine.ts';
import { runAttempt, startAttempt, type AttemptEnd, type AttemptRecord } from './attempt.ts';
import { exchangesOf } from './branch.ts';
import { askConsent, egressOf, sentBytes } from './consent.ts';
import type { ModelProvider, TurnDependencies } from './dependencies.ts';
import type { EdgeProvider, EdgeRole, OpenEdge } from './edge.ts';
import { filePromptElsewhere, imagesOf, textBesideFiles, withImages } from './file-prompt.ts';
import { offerQueue } from './offer-queue.ts';
import { cutOff, systemPromptOf } from './try-here.ts';
import type { Turn } from './turn.ts';

export type Further =
	| { end: 'answered'; record: AttemptRecord; note: string | null }
	| { end: 'stopped' }
	/**
	 * Nobody answered; `why` says so, and what to do. `tried`: somebody was asked; `away`: they cannot
	 * be reached now.
	 */
	| { end: 'nobody'; why: string; tried: boolean; away?: true };

export type Provider = { kind: 'native' | 'edge'; provider: EdgeProvider };

/** Somebody who can be asked, as far as is known before a request. */
export type Elsewhere = {
	kind: Provider['kind'];
	open: OpenEdge;
	/** The same in another role. Throws EdgeUnavailable. */
	openAs: (role: EdgeRole) => Promise<OpenEdge>;
	/** Whether asking sends anything from the device. */
	leaves: boolean;
};

/** As the edge reckons an image at most (worker/gateway/price.ts). */
const IMAGE_TOKENS = 1600;
/** For an answer elsewhere: this device's context bounds nothing there. */
const LEAST_ANSWER_TOKENS = 1024;
/** Failures after which the same is asked once more, under the same key; an engine calls both a lost device. */
export const AGAIN: ReadonlySet<string> = new Set(['unreachable', 'stream-broken', 'device-lost']);

/** What the person agreed to while the device was offline: the edge is asked this, under this key. */
export type Agreed = { messages: ChatMessage[]; key: string };

/** `draft` is the answer of this device on screen; null when there is none. */
export async function* askFurther(
	turn: Turn,
	reason: FurtherReason,
	draft: AttemptRecord | null,
	agreed: Agreed | null = null
): AsyncGenerator<TurnEvent, Further> {
	// The last one's word is what is said: the edge's, where there is one.
	let last = nobody(notAskedWords.nobody);
	let tried = false;
	turn.state.reasons.push(furtherWords(reason));
	for (const one of providersOf(turn.deps)) {
		if (agreed !== null && one.kind !== 'edge') continue;
		const asked = yield* askProvider(turn, one, reason, draft, agreed);
		if (asked.end !== 'nobody') return asked;
		last = asked;
		tried ||= asked.tried;
	}
	if (draft !== null && draft.dropped !== null) yield* restored(turn, draft);
	// What waits for a connection is kept as text.
	if (last.away && agreed === null && !hasImages(turn)) {
		const offered = yield* offerQueue(turn, reason, messagesFor(turn));
		if (offered === 'aborted') return { end: 'stopped' };
		// What waits is shown where it can be taken back.
		if (offered !== null) return nobody(offered.why);
	}
	return { ...last, tried };
}

/** Who there is to ask, and who knows a better model. */
type Provided = Pick<TurnDependencies, 'native' | 'edge'> & {
	models: Pick<ModelProvider, 'recommend'>;
};

function providersOf({ native, edge }: Provided): Provider[] {
	return [
		...(native ? [{ kind: 'native' as const, provider: native }] : []),
		...(edge ? [{ kind: 'edge' as const, provider: edge }] : [])
	];
}

/** The first who can be asked; else why nobody can, and what to do. */
export async function openElsewhere(deps: Provided, egress: Egress): Promise<Elsewhere | string> {
	let why: string = notAskedWords.nobody;
	for (const one of providersOf(deps)) {
		const opened = await openProvider(deps, one, egress);
		if (typeof opened !== 'string') return opened;
		why = opened;
	}
	return why;
}

/** Who can be asked there; else why not. Makes no request to a host that is not this machine's. */
export async function openProvider(
	deps: Pick<Provided, 'models'>,
	{ kind, provider }: Provider,
	egress: Egress
): Promise<Elsewhere | string> {
	// An edge hands on what it is sent, wherever it runs itself.
	if (egress === 'local-only' && kind === 'edge') return notAskedWords.localOnly;
	let open: OpenEdge;
	try {
		open = await provider.open('smart');
	} catch (error) {
		return unavailableWords(deps, error);
	}
	const leaves = kind === 'edge' || !open.loopback;
	if (egress === 'local-only' && leaves) return notAskedWords.localOnly;
	return { kind, open, openAs: (role) => provider.open(role), leaves };
}

async function* askProvider(
	turn: Turn,
	provider: Provider,
	reason: FurtherReason,
	draft: AttemptRecord | null,
	agreed: Agreed | null
): AsyncGenerator<TurnEvent, Further> {
	const { signal, deps } = turn;
	const egress = await egressOf(turn);
	if (egress === null || signal.aborted) return { end: 'stopped' };
	const opened = await openProvider(deps, provider, egress);
	if (typeof opened === 'string')
		return opened === notAskedWords.localOnly ? nobody(opened) : { ...nobody(opened), away: true };
	const { kind, open, leaves } = opened;
	if (hasImages(turn) && open.model.capabilities.vision !== true)
		return nobody(imagesNotTakenWords(open.host));
	let messages = agreed?.messages ?? messagesFor(turn);
	const sampling = samplingElsewhere(turn);
	const { maxTokens } = sampling;
	const cost = await costOf(opened, messages, maxTokens);
	const tooDear = overLimit(turn, cost);
	if (tooDear !== null) return nobody(tooDear);
	if (signal.aborted) return { end: 'stopped' };
	if (leaves && egress === 'ask' && agreed === null) {
		const consent = yield* askConsent(turn, open, messages, furtherWords(reason), cost);
		if (consent.answer === 'aborted') return { end: 'stopped' };
		if (consent.answer === 'refused') return nobody(notAskedWords.refused);
		messages = consent.messages;
	}
	const request: GenerateRequest = {
		messages,
		modifier: null,
		sampling,
		idempotencyKey: agreed?.key ?? deps.newId()
	};
	for (let tries = 1; ; tries++) {
		// Looked at last: a person may have closed the conversation to the network meanwhile.
		const now = leaves ? await egressOf(turn) : egress;
		if (now === null || signal.aborted) return { end: 'stopped' };
		if (leaves && now === 'local-only') return nobody(notAskedWords.localOnly);
		const { end, record } = yield* askOnce(turn, kind, open, request, draft);
		if (end.end === 'aborted') return { end: 'stopped' };
		if (end.end !== 'failed' && record.text !== '') {
			turn.state.reasons.push(furtherKeptWords(open.host, leaves));
			if (draft !== null && draft.dropped === null)
				yield turn.state.attempts.drop(draft, 'dropped', draftDroppedWords(open.host));
			return { end: 'answered', record, note: end.end === 'length' ? cutOff(maxTokens) : null };
		}
		const failure =
			end.end === 'failed'
				? errorData(end.error)
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

/** How somebody elsewhere is to answer. */
export const samplingElsewhere = ({ settings }: Pick<Turn, 'settings'>): Sampling => ({
	temperature: settings.temperature,
	topP: settings.topP,
	topK: 0,
	seed: null,
	maxTokens: Math.max(settings.maxTokens, LEAST_ANSWER_TOKENS)
});

/** As a receipt names who answered there; null for a name that is none. */
export function sourceElsewhere(kind: Elsewhere['kind'], name: string): Source | null {
	const source = `${kind}:${name}`;
	return isSource(source) ? source : null;
}

const nobody = (why: string, tried = false): Extract<Further, { end: 'nobody' }> => ({
	end: 'nobody',
	why,
	tried
});

async function* askOnce(
	{ deps, state, situation, signal }: Turn,
	kind: Provider['kind'],
	open: OpenEdge,
	request: GenerateRequest,
	draft: AttemptRecord | null
): AsyncGenerator<TurnEvent, { end: AttemptEnd; record: AttemptRecord }> {
	const record = state.attempts.begin({
		source: sourceElsewhere(kind, open.name) ?? `${kind}:other`,
		modelId: open.model.manifest.id,
		startedMs: deps.elapsed(),
		// A server of one's own may run a model whose answers were fitted.
		calibrated: calibrationFor(open.model.manifest, null, situation.question)
	});
	if (kind === 'edge' || !open.loopback) record.sentBytes = sentBytes(request.messages);
	const started = startAttempt(open.model, request, signal);
	const events = runAttempt(started, record, deps.elapsed);
	try {
		yield { type: 'attempt-started', attempt: record.attempt, source: record.source };
		for (;;) {
			const next = await events.next();
			if (next.done) {
				record.source = sourceElsewhere(kind, record.bill?.provider ?? open.name) ?? record.source;
				return { end: next.value, record };
			}
			yield next.value;
			// As soon as it is as long as the draft it takes its place: what is on screen never shrinks.
			if (draft && draft.dropped === null && record.text.length >= draft.text.length)
				yield state.attempts.drop(draft, 'dropped', draftDroppedWords(open.host));
		}
	} finally {
		started.leave();
		await events.return({ end: 'aborted' });
	}
}

/** Puts this device's draft back on screen, after who was to replace it failed. */
async function* restored({ deps, state }: Turn, draft: AttemptRecord): AsyncGenerator<TurnEvent> {
	const { source, modelId, calibrated } = draft;
	const nowMs = deps.elapsed();
	const record = state.attempts.begin({ source, modelId, startedMs: nowMs, calibrated });
	const { attempt } = record;
	Object.assign(record, { ...draft, attempt, startedMs: nowMs, endedMs: nowMs, dropped: null });
	draft.dropped = { outcome: 'dropped', reason: draftRestoredWords };
	yield { type: 'attempt-started', attempt, source };
	yield { type: 'text-delta', attempt, text: record.text };
}

const hasImages = ({ situation }: Turn): boolean => imagesOf(situation.about.question).length > 0;

/** The least that works, as it is said: a complaint goes with what it complains about. */
export function messagesFor({ begun, settings, situation, state }: Turn): ChatMessage[] {
	const { question } = begun;
	const messages = smallestContext({
		systemPrompt: systemPromptOf(begun.conversation, settings),
		// Files go with the question, whatever message they came with.
		earlier: exchangesOf(begun.earlier, state.files ? textBesideFiles : messageText),
		question: state.files
			? filePromptElsewhere(textBesideFiles(question), state.files)
			: withPassages(messageText(question), state.site?.citations ?? []),
		aboutLast: situation.complaint !== null
	});
	return withImages(messages, imagesOf(situation.about.question));
}

/** The most it can cost; null when nobody says. A server of one's own without a price is free. */
export async function costOf(
	{ kind, open: { model, costMicroUsd } }: Elsewhere,
	messages: readonly ChatMessage[],
	maxTokens: number
): Promise<number | null> {
	if (costMicroUsd === undefined) return kind === 'native' ? 0 : null;
	let tokens = 0;
	for (const { content, images = [] } of messages)
		tokens += (await model.countTokens(content)) + images.length * IMAGE_TOKENS;
	return costMicroUsd(tokens, maxTokens);
}

/** Why the mode's limit forbids it; null when it does not. */
export function overLimit({ situation, state }: Turn, cost: number | null): string | null {
	const { maxCostMicroUsd } = situation.mode;
	if (maxCostMicroUsd === null) return null;
	if (cost === null) return notAskedWords.noPrice;
	const spent = state.attempts.records.reduce(
		(sum, { bill }) => sum + (bill?.costMicroUsd ?? 0),
		0
	);
	return spent + cost > maxCostMicroUsd
		? notAskedWords.tooDear(spent + cost, maxCostMicroUsd)
		: null;
}

/** Why there is nobody to ask, with a model that fits this device where none is set up. */
async function unavailableWords(deps: Pick<Provided, 'models'>, error: unknown): Promise<string> {
	const { code, message } = errorData(error);
	if (code !== 'not-configured') return message;
	const better = await deps.models.recommend?.().catch(() => null);
	return nobodyWords(message, better?.entry.name ?? null);
}
