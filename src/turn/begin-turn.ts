// What a turn starts from: the question and an empty answer, placed in the conversation's tree and
// stored in one transaction. Once `stored` resolves the question cannot be lost.

import type { Conversation, Message, Part } from '../contract/messages.ts';
import { messageText, ownText } from '../contract/messages.ts';
import type { TurnInput } from '../contract/services.ts';
import type { ConversationStore } from '../contract/stores.ts';
import { branchOf } from './branch.ts';
import { titleFrom } from './title.ts';

export type BegunTurn = {
	conversation: Conversation;
	/** All that was stored of it before. */
	messages: Message[];
	/** The branch before the question. */
	earlier: Message[];
	question: Message;
	/** Stored, empty and streaming. */
	answer: Message;
	/** Another answer to a question that has one: it should differ. */
	again: boolean;
	/** Question and answer are on the disk; rejects with what the store throws. */
	stored: Promise<void>;
};

export type BeginDependencies = {
	conversations: ConversationStore;
	/** Milliseconds since the epoch. */
	now: () => number;
	newId: () => string;
};

/**
 * Resolves before the disk has written; see `stored`. Throws what reading throws, and an Error when
 * what `input` names is not there any more.
 */
export async function beginTurn(deps: BeginDependencies, input: TurnInput): Promise<BegunTurn> {
	const { conversations, now, newId } = deps;
	const [conversation, messages] = await Promise.all([
		conversations.get(input.conversationId),
		conversations.messages(input.conversationId)
	]);
	if (conversation === undefined)
		throw new Error('This conversation was deleted, perhaps in another tab. Start a new one.');
	if (input.kind === 'queued') return begunBefore(input, conversation, messages);
	const { earlier, question, isNew } = placeQuestion(input, conversation, messages, {
		id: newId(),
		conversationId: conversation.id,
		role: 'user',
		status: 'done',
		createdAtMs: laterThanReset(conversation, now())
	});
	const answer: Message = {
		id: newId(),
		conversationId: conversation.id,
		parentId: question.id,
		role: 'assistant',
		parts: [],
		status: 'streaming',
		// The store orders by this: never before the question, even if the clock was set back.
		createdAtMs: Math.max(laterThanReset(conversation, now()), question.createdAtMs)
	};
	const stored = conversations.append(isNew ? [question, answer] : [answer], answer.id);
	// Whoever waits for it hears of a failure; nobody may be waiting yet.
	stored.catch(() => undefined);
	const again = input.kind === 'regenerate';
	return { conversation, messages, earlier, question, answer, again, stored };
}

/** What comes after a reset of what the conversation remembers counts, though the clock was set back. */
const laterThanReset = ({ memoryResetAtMs }: Conversation, nowMs: number): number =>
	memoryResetAtMs === undefined ? nowMs : Math.max(nowMs, memoryResetAtMs + 1);

/** A turn whose answer is there: another takes its place. Nothing is to be stored before. */
function begunBefore(
	{ question: { messageId } }: Extract<TurnInput, { kind: 'queued' }>,
	conversation: Conversation,
	messages: Message[]
): BegunTurn {
	const answer = existing(messages, messageId);
	const question = existing(messages, answer.parentId);
	const earlier = branchOf(messages, question.parentId);
	const stored = Promise.resolve();
	return { conversation, messages, earlier, question, answer, again: false, stored };
}

type NewQuestion = Omit<Message, 'parentId' | 'parts'>;

function placeQuestion(
	input: Exclude<TurnInput, { kind: 'queued' }>,
	conversation: Conversation,
	messages: Message[],
	fields: NewQuestion
): { earlier: Message[]; question: Message; isNew: boolean } {
	const under = (parentId: string | null, parts: Part[]) => ({
		earlier: branchOf(messages, parentId),
		question: { ...fields, parentId, parts },
		isNew: true
	});
	switch (input.kind) {
		case 'send':
			return under(conversation.leafId, input.parts);
		case 'edit':
			return under(existing(messages, input.messageId).parentId, input.parts);
		case 'regenerate': {
			const named = existing(messages, input.messageId);
			const question = named.role === 'user' ? named : existing(messages, named.parentId);
			return { earlier: branchOf(messages, question.parentId), question, isNew: false };
		}
		default:
			return input satisfies never;
	}
}

function existing(messages: Message[], id: string | null): Message {
	const message = messages.find((one) => one.id === id);
	if (message === undefined)
		throw new Error('This message was deleted, perhaps in another tab. Nothing was changed.');
	return message;
}

/** Names an unnamed conversation after its question; a name is not worth failing a turn for. */
export async function nameConversation(
	conversations: ConversationStore,
	{ conversation, question }: BegunTurn
): Promise<void> {
	if (conversation.titled || conversation.title !== '') return;
	// A question is better known by its words than by its files.
	const title = titleFrom(ownText(question) || messageText(question));
	if (title === '') return;
	await conversations.update(conversation.id, { title }).catch(() => undefined);
}
