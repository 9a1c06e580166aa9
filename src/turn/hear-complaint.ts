// Whether a message complains about the answer before it: by the detector that comes with a model, and, in a
// language that one does not know, by a classifier the person added. The second is asked while the question is
// stored and the model is waited for, and is waited for itself so long and no longer; adding it never makes a
// complaint unheard. Not here: what follows from one (situation.ts), and which words ask it (decide/).

import type { TurnEvent } from '../contract/events.ts';
import { messageText } from '../contract/messages.ts';
import type { Receipt } from '../contract/receipt.ts';
import type { ConversationStore } from '../contract/services.ts';
import { entailmentOf, type TextClassifier } from '../contract/text-classifier.ts';
import { isNewSum } from '../decide/complaint.ts';
import type { Exchange } from '../decide/dissatisfaction.ts';
import {
	COMPLAINT_FROM,
	complaintPair,
	HEARING_MS,
	isForeign
} from '../decide/foreign-complaint.ts';
import type { BegunTurn } from './begin-turn.ts';
import { branchOf, lastExchange } from './branch.ts';
import type { TurnDependencies } from './dependencies.ts';
import type { Judges } from './judges.ts';

/** A complaint that was heard. */
export type Heard = {
	/** Chance that it is one, 0–1. */
	probability: number;
	/** The name of the classifier that heard it; absent where the model's own detector did. */
	by?: string;
};

/** Hears complaints in languages that the model's detector does not know. On this device alone. */
export interface ComplaintHearer {
	/** A question in this conversation is likely next: what hears complaints is opened, where one may come. */
	expect(conversationId: string): void;
	/**
	 * The complaint in a message; null where it is none, is not for this to judge, nothing is here that could, or
	 * it is not known HEARING_MS after the call. Never throws.
	 */
	hear(exchange: Exchange): Promise<Heard | null>;
}

/** A classifier that was opened, and what it is called. */
export type NamedClassifier = { name: string; classifier: TextClassifier };

export type HearingParts = {
	kept: {
		/** The one that is open. */
		current(): NamedClassifier | null;
		/** Opens the one that is on this device; null where none is. */
		open(): Promise<NamedClassifier | null>;
	};
	conversations: Pick<ConversationStore, 'get' | 'messages'>;
	/** The interface's, BCP 47. */
	language: () => string;
	/** Resolves when the page has nothing to do. */
	idle: () => Promise<void>;
	/** Whether the device saves its power or its data. */
	savesPower: () => Promise<boolean>;
	delay: (ms: number) => Promise<void>;
};

export function createComplaintHearer(parts: HearingParts): ComplaintHearer {
	const { kept, language, delay } = parts;

	async function prepare(conversationId: string): Promise<void> {
		await parts.idle();
		if (kept.current() !== null || (await parts.savesPower())) return;
		const { conversations } = parts;
		const [conversation, messages] = await Promise.all([
			conversations.get(conversationId),
			conversations.messages(conversationId)
		]);
		const last = lastExchange(branchOf(messages, conversation?.leafId ?? null));
		if (last === null) return;
		const message = messageText(last.question);
		if (isForeign({ message, previousUser: messageText(last.answer) }, language()))
			await kept.open();
	}

	async function judge(exchange: Exchange, signal: AbortSignal): Promise<Heard | null> {
		const opened = kept.current() ?? (await kept.open());
		if (opened === null || signal.aborted) return null;
		const { classifier, name } = opened;
		const label = entailmentOf(classifier.labels);
		if (label === null) return null;
		const [said] = await classifier.classify([complaintPair(exchange)], { signal });
		const probability = said?.get(label) ?? 0;
		return probability >= COMPLAINT_FROM ? { probability, by: name } : null;
	}

	return {
		expect(conversationId) {
			// Opened when it is asked, then: nobody waits for this.
			prepare(conversationId).catch(() => undefined);
		},
		async hear(exchange) {
			if (!isForeign(exchange, language())) return null;
			const late = new AbortController();
			// A classifier that fails is as good as none; it is opened anew for the next message.
			const heard = judge(exchange, late.signal).catch(() => null);
			const first = await Promise.race([heard, delay(HEARING_MS).then(() => null)]);
			late.abort();
			return first;
		}
	};
}

/** What may complain, and the classifier that is being asked about it. */
export type Hearing = { exchange: Exchange; classifier: Promise<Heard | null> | null } | null;

/** Null where the message can be no complaint: nothing came before it, or it is a new sum. */
export function beginHearing(
	{ hearer }: Pick<TurnDependencies, 'hearer'>,
	{ earlier, question }: BegunTurn
): Hearing {
	const last = lastExchange(earlier);
	if (last === null) return null;
	const exchange = {
		previousUser: messageText(last.question),
		previousAssistant: messageText(last.answer),
		message: messageText(question)
	};
	if (isNewSum(exchange.message, exchange.previousUser)) return null;
	return { exchange, classifier: hearer?.hear(exchange) ?? null };
}

/** The model's own detector first; the classifier is waited for where that one hears nothing. */
export async function* heardIn(
	hearing: Hearing,
	{ dissatisfaction }: Judges,
	opening: AsyncGenerator<TurnEvent, void>
): AsyncGenerator<TurnEvent, Heard | null> {
	if (hearing === null) return null;
	const detected = dissatisfaction?.(hearing.exchange);
	if (detected?.dissatisfied) return { probability: detected.probability };
	if (hearing.classifier === null) return null;
	yield* opening;
	return await hearing.classifier;
}

export function receiptOfComplaint(heard: Heard | null): Pick<Receipt, 'dissatisfied' | 'heardBy'> {
	if (heard === null) return {};
	const { probability, by } = heard;
	return { dissatisfied: probability, ...(by !== undefined && { heardBy: by }) };
}
