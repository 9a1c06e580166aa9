// Puts what a person chose of a comparison into a conversation: the question and one answer, as if it had
// been given there, or a text put together from several, whose receipt says so.

import type { ComparedAnswer, Kept } from '../contract/compare.ts';
import type { Message } from '../contract/messages.ts';
import type { Receipt } from '../contract/receipt.ts';
import type { ConversationStore } from '../contract/stores.ts';
import { titleFrom } from './title.ts';

export type KeepDependencies = {
	conversations: Pick<ConversationStore, 'create' | 'append' | 'get'>;
	/** Answers that are messages already: kept again, one is another message. */
	kept: Set<string>;
	/** Milliseconds since the epoch. */
	now: () => number;
	newId: () => string;
};

/** The conversation's id. Throws MemoryError, and a RangeError without an answer. */
export async function keepCompared(
	{ conversations, kept, now, newId }: KeepDependencies,
	{ prompt, conversationId, answers, parts, best }: Kept
): Promise<string> {
	const [first] = answers;
	if (!first) throw new RangeError('There is no answer to keep.');
	const found = conversationId === null ? undefined : await conversations.get(conversationId);
	const conversation = found ?? (await conversations.create({ title: titleFrom(prompt) }));
	const question: Message = {
		id: newId(),
		conversationId: conversation.id,
		parentId: conversation.leafId,
		role: 'user',
		parts: [{ type: 'text', text: prompt }],
		status: 'done',
		createdAtMs: now()
	};
	const receipt = parts === null ? first.receipt : mergedReceipt(answers);
	const answer: Message = {
		id: parts === null && !kept.has(first.id) ? first.id : newId(),
		conversationId: conversation.id,
		parentId: question.id,
		role: 'assistant',
		parts: parts ?? first.parts,
		status: parts === null && first.end === 'stopped' ? 'stopped' : 'done',
		createdAtMs: Math.max(now(), question.createdAtMs),
		source: first.source,
		model: first.model,
		...(receipt && { receipt }),
		...(parts === null && best === first.id && { feedback: 'up' })
	};
	await conversations.append([question, answer], answer.id);
	kept.add(answer.id);
	return conversation.id;
}

/** What all of them took; how sure anybody was of the whole is not known. */
function mergedReceipt(answers: readonly ComparedAnswer[]): Receipt | undefined {
	const [first] = answers;
	const receipts = answers.flatMap(({ receipt }) => receipt ?? []);
	if (!first?.receipt) return undefined;
	const sum = (of: (receipt: Receipt) => number) =>
		receipts.reduce((total, receipt) => total + of(receipt), 0);
	const names = [...new Set(answers.map(({ name }) => name))];
	return {
		...first.receipt,
		reason: `You put this together from ${answers.length} answers of a comparison (${names.join(', ')}).`,
		confidence: null,
		calibrated: false,
		attempts: receipts.flatMap(({ attempts }) => attempts),
		promptTokens: sum(({ promptTokens }) => promptTokens),
		completionTokens: sum(({ completionTokens }) => completionTokens),
		cachedTokens: sum(({ cachedTokens }) => cachedTokens),
		costMicroUsd: sum(({ costMicroUsd }) => costMicroUsd),
		bytesSent: sum(({ bytesSent }) => bytesSent),
		tokensPerSecond: null,
		stageMs: {
			firstToken: first.receipt.stageMs.firstToken ?? 0,
			total: sum(({ stageMs }) => stageMs.total ?? 0)
		}
	};
}
