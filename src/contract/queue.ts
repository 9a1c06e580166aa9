// What a person agreed to send while the device was offline, and is sent when it is connected again. Kept
// on the device. Not here: the sending (turn/edge-queue.ts).

import type { TurnEvent } from './events.ts';
import { asArray, asInteger, asNumber, asObject, asOneOf, asString } from './parse.ts';

export type QueuedQuestion = {
	conversationId: string;
	/** The answer that stands meanwhile, and whose place the one that comes takes. */
	messageId: string;
	/** Who is to be asked. */
	host: string;
	/** What was agreed to: this is sent, and nothing else. */
	messages: { role: 'user' | 'assistant' | 'system'; content: string }[];
	/** The idempotency key: sent twice, it is answered and charged once. */
	key: string;
	atMs: number;
};

export type QueuedView = QueuedQuestion & { sending: boolean };

/** What waits for a connection, as the interface sees it; the same in every tab. */
export interface QueueService {
	/** Oldest first. */
	list(): Promise<QueuedView[]>;
	/** Takes one back by its answer: it is not sent, or no longer waited for. */
	remove(messageId: string): Promise<void>;
	onChange(listener: () => void): () => void;
	/** What the turn of a question says while it is being sent, in the tab that sends it. */
	onEvent(listener: (question: QueuedQuestion, event: TurnEvent) => void): () => void;
}

/** Throws a ParseError. */
export function queueFrom(value: unknown): QueuedQuestion[] {
	const { version, questions } = asObject(value, 'queue');
	asInteger(version, 'queue.version', 1);
	return asArray(questions, 'queue.questions').map((item, i) => {
		const path = `queue.questions[${i}]`;
		const fields = asObject(item, path);
		return {
			conversationId: asString(fields.conversationId, `${path}.conversationId`),
			messageId: asString(fields.messageId, `${path}.messageId`),
			host: asString(fields.host, `${path}.host`),
			messages: asArray(fields.messages, `${path}.messages`).map((message) => {
				const { role, content } = asObject(message, `${path}.messages`);
				return {
					role: asOneOf(role, `${path}.messages.role`, ['user', 'assistant', 'system']),
					content: asString(content, `${path}.messages.content`)
				};
			}),
			key: asString(fields.key, `${path}.key`),
			atMs: asNumber(fields.atMs, `${path}.atMs`)
		};
	});
}
