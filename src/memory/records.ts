// Between what is stored and what the rest of the app sees, and the range of one conversation.

import type { Conversation, Message } from '../contract/messages.ts';
import type { StoredConversation, StoredMessage } from './database.ts';

/** The range of a conversation's messages in the index `by-place`. */
export function placesOf(conversationId: string): IDBKeyRange {
	// A list sorts after every number.
	return IDBKeyRange.bound([conversationId], [conversationId, []]);
}

export function toConversation(stored: StoredConversation): Conversation {
	const { revision: _revision, ...conversation } = stored;
	return conversation;
}

export function toMessage(stored: StoredMessage): Message {
	const { seq: _seq, ...message } = stored;
	return message;
}
