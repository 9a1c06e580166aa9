// Walks a conversation's tree: the branch that ends in a message, and what of it the model reads.
// Pure; the tree's changes are the store's (memory/).

import type { ImagePart, Message } from '../contract/messages.ts';
import { messageText } from '../contract/messages.ts';
import type { ContextMessage } from '../context/fit-context.ts';

/** The messages from the first to `leafId`, oldest first; empty for an id that is not there. */
export function branchOf(messages: readonly Message[], leafId: string | null): Message[] {
	const byId = new Map(messages.map((message) => [message.id, message]));
	const branch: Message[] = [];
	let id = leafId;
	while (id !== null) {
		const message = byId.get(id);
		// A loop cannot be stored, but a hostile file once said otherwise: each message once.
		if (message === undefined || !byId.delete(id)) break;
		branch.push(message);
		id = message.parentId;
	}
	return branch.toReversed();
}

/**
 * Earlier exchanges as the model reads them: each question with its answer. A question that got no
 * answer is left out with it: templates expect the two in turn, and it would be answered instead.
 * `textOf`: of a question.
 */
export function exchangesOf(
	branch: readonly Message[],
	textOf: (message: Message) => string = messageText
): ContextMessage[] {
	return answeredOf(branch).flatMap(({ question, content }): ContextMessage[] => [
		{ role: 'user', content: textOf(question) },
		{ role: 'assistant', content }
	]);
}

/** The images of each question that `exchangesOf` gives, in the same order. */
export const exchangeImagesOf = (branch: readonly Message[]): ImagePart[][] =>
	answeredOf(branch).map(({ question: { parts } }) =>
		parts.filter((part) => part.type === 'image')
	);

function answeredOf(branch: readonly Message[]): { question: Message; content: string }[] {
	return branch.flatMap((question, i) => {
		const answer = branch[i + 1];
		if (question.role !== 'user' || answer?.role !== 'assistant') return [];
		const content = messageText(answer);
		return content === '' ? [] : [{ question, content }];
	});
}

/** The exchange a branch ends with; null when it does not end with an answer that has words. */
export function lastExchange(
	branch: readonly Message[]
): { question: Message; answer: Message } | null {
	const answer = branch.at(-1);
	const question = branch.at(-2);
	if (answer?.role !== 'assistant' || question?.role !== 'user') return null;
	return messageText(answer) === '' ? null : { question, answer };
}
