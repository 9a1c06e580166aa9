// Hears complaints in languages that the model's detector does not know, by a classifier that is on this device: opened
// ahead where one may come, and waited for so long and no longer. Its code is fetched when it is first needed. Not here:
// when it is asked (hear-complaint.ts), which words ask it (decide/foreign-complaint.ts), and the classifier itself.

import { messageText } from '../contract/messages.ts';
import type { ConversationStore } from '../contract/stores.ts';
import { entailmentOf, type TextClassifier } from '../contract/text-classifier.ts';
import type { Exchange } from '../decide/dissatisfaction.ts';
import {
	COMPLAINT_FROM,
	complaintPair,
	HEARING_MS,
	isForeign
} from '../decide/foreign-complaint.ts';
import { branchOf, lastExchange } from './branch.ts';
import type { ComplaintHearer, Heard } from './hear-complaint.ts';

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
			// A classifier that fails is as good as none; it is opened anew for the next message, once.
			const heard = judge(exchange, late.signal).catch(() => null);
			const first = await Promise.race([heard, delay(HEARING_MS).then(() => null)]);
			late.abort();
			return first;
		}
	};
}
