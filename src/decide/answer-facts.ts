// What each stored answer comes to, read from its receipt and from what was said after it: the rows
// that the insights and a conversation's ledger are counted from. Pure. Not here: the counting
// (insights.ts, ledger.ts), nor any judgement of an answer that a person did not give.

import type { Source } from '../contract/ids.ts';
import { messageText, type Message } from '../contract/messages.ts';
import type { Attempt } from '../contract/receipt.ts';

/** Where an answer was computed. Loopback is the device. */
export type Place = 'device' | 'edge';

export type AnswerFact = {
	id: string;
	conversationId: string;
	atMs: number;
	/** False when it was stopped or failed: it counts for what it cost, not for how good it was. */
	finished: boolean;
	source: Source;
	place: Place;
	/** 0–1; null when unknown. */
	confidence: number | null;
	/** Whether `confidence` claims to be a chance of being right. */
	calibrated: boolean;
	/** A person's word on it: a thumb, else the complaint that followed; null without either. */
	verdict: 'good' | 'bad' | null;
	/** The message after it complained about it. */
	complained: boolean;
	thumb: 'up' | 'down' | null;
	domain: string | null;
	/** Read and written by whatever answered, dropped drafts included. */
	tokens: number;
	costMicroUsd: number;
	bytesSent: number;
	/** What the same question and answer would have cost at the frontier model's price. */
	frontierMicroUsd: number;
	attempts: readonly Attempt[];
};

/** A price in micro-dollars per token, which is dollars per million. */
export type FrontierPrice = { model: string; input: number; output: number; asOf: string };

/** The first choice of the gateway's alias `smart` at its list price: insights.test.ts holds both equal. */
export const FRONTIER: FrontierPrice = {
	model: 'claude-opus-5-5',
	input: 4,
	output: 20,
	asOf: '2026-10-16'
};

/** Characters of a token: what the gateway reckons with. */
const CHARACTERS_PER_TOKEN = 4;

/**
 * One fact for each answer that has a receipt, in the order given. `messages` are whole trees, of one
 * conversation or of many, each parent before its children.
 */
export function answerFacts(
	messages: readonly Message[],
	price: FrontierPrice = FRONTIER
): AnswerFact[] {
	const charactersTo = new Map<string, number>();
	const byId = new Map<string, Message>();
	const complained = new Set<string>();
	for (const message of messages) {
		const before = charactersTo.get(message.parentId ?? '') ?? 0;
		charactersTo.set(message.id, before + messageText(message).length);
		byId.set(message.id, message);
		if (message.receipt?.dissatisfied === undefined) continue;
		// The answer to a complaint hangs under it, and that under what it complains about.
		const complaint = byId.get(message.parentId ?? '');
		if (complaint?.parentId != null) complained.add(complaint.parentId);
	}
	return messages.flatMap((message) => {
		const { receipt, status } = message;
		if (message.role !== 'assistant' || !receipt || status === 'streaming') return [];
		const read = charactersTo.get(message.parentId ?? '') ?? 0;
		const written = messageText(message).length;
		const thumb = message.feedback ?? null;
		const isComplained = complained.has(message.id);
		const dropped = receipt.attempts.filter(({ outcome }) => outcome !== 'kept');
		return {
			id: message.id,
			conversationId: message.conversationId,
			atMs: message.createdAtMs,
			finished: status === 'done',
			source: receipt.source,
			place: placeOf(receipt.source),
			confidence: receipt.confidence,
			calibrated: receipt.calibrated,
			verdict: verdictOf(thumb, isComplained),
			complained: isComplained,
			thumb,
			domain: receipt.domain?.id ?? null,
			tokens: dropped.reduce(
				(sum, { completionTokens = 0 }) => sum + completionTokens,
				receipt.promptTokens + receipt.completionTokens
			),
			costMicroUsd: receipt.costMicroUsd,
			bytesSent: receipt.bytesSent,
			frontierMicroUsd: Math.round(tokensOf(read) * price.input + tokensOf(written) * price.output),
			attempts: receipt.attempts
		};
	});
}

export function placeOf(source: Source): Place {
	return source.startsWith('edge:') ? 'edge' : 'device';
}

/** The thumb goes before what the next message seems to say. */
function verdictOf(thumb: AnswerFact['thumb'], complained: boolean): AnswerFact['verdict'] {
	if (thumb !== null) return thumb === 'up' ? 'good' : 'bad';
	return complained ? 'bad' : null;
}

const tokensOf = (characters: number): number => Math.ceil(characters / CHARACTERS_PER_TOKEN);
