// Whether a message complains about the answer before it: by the detector that comes with a model, and, in a
// language that one does not know, by a classifier the person added. The second is asked while the question is
// stored and the model is waited for, and is waited for itself so long and no longer; adding it never makes a
// complaint unheard. Not here: asking the classifier (complaint-hearer.ts), and what follows from one (situation.ts).

import type { TurnEvent } from '../contract/events.ts';
import { messageText } from '../contract/messages.ts';
import type { Receipt } from '../contract/receipt.ts';
import { isNewSum } from '../decide/complaint.ts';
import type { Exchange } from '../decide/dissatisfaction.ts';
import type { BegunTurn } from './begin-turn.ts';
import { lastExchange } from './branch.ts';
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
