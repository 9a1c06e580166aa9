// Offers to keep a question until the device is connected again, when it is offline and somebody bigger was
// wanted: shows what would be sent, and keeps exactly what the person agrees to. Never in a conversation
// that stays on the device. Not here: the queue (edge-queue.ts).

import type { TurnEvent } from '../contract/events.ts';
import {
	furtherWords,
	queuedWords,
	notAskedWords,
	type FurtherReason
} from '../decide/plan-words.ts';
import type { ChatMessage } from '../engine/engine.ts';
import { askConsent, egressOf } from './consent.ts';
import type { Turn } from './turn.ts';

/** `reason`: why it would be sent, or the sentence that says so. Null: it was not offered. Else what to say of it; `aborted` when the turn was stopped meanwhile. */
export async function* offerQueue(
	turn: Turn,
	reason: FurtherReason | string,
	messages: ChatMessage[]
): AsyncGenerator<TurnEvent, { why: string } | 'aborted' | null> {
	const { deps, begun } = turn;
	const { id } = begun.conversation;
	const { queue } = deps;
	if (!queue || !deps.edge || !queue.offers(id)) return null;
	const egress = await egressOf(turn);
	if (egress === null || egress === 'local-only') return null;
	const { host } = queue;
	const why = typeof reason === 'string' ? reason : furtherWords(reason);
	const consent = yield* askConsent(turn, { host }, messages, why, null, { when: 'later' });
	if (consent.answer === 'aborted') return 'aborted';
	if (consent.answer === 'refused') {
		queue.decline(id);
		return { why: notAskedWords.refused };
	}
	await queue.add({
		conversationId: id,
		messageId: begun.answer.id,
		host,
		messages: consent.messages,
		key: deps.newId(),
		atMs: deps.now()
	});
	return { why: queuedWords(host) };
}
