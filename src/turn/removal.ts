// Tells a turn that its answer was deleted, or its whole conversation, in this tab or another: what nobody can read is
// computed no further. A save under way finds out too (progress.ts); this is for what is written behind the answer on
// screen, or comes for one that waited for a connection, which is not saved. Not here: ending the turn (run-turn.ts).

import type { Message } from '../contract/messages.ts';
import type { Unsubscribe } from '../contract/services.ts';
import type { ConversationStore } from '../contract/stores.ts';

type Store = Pick<ConversationStore, 'get' | 'messages' | 'onChange'>;

/** Calls `onGone` once the stored answer is gone. Returns what ends the watching. */
export function watchRemoval(
	store: Store,
	{ id, conversationId }: Message,
	onGone: () => void
): Unsubscribe {
	async function isGone(): Promise<boolean> {
		const conversation = await store.get(conversationId);
		if (conversation === undefined) return true;
		// While it is the end of what is on screen it is there: the whole tree need not be read.
		if (conversation.leafId === id) return false;
		const messages = await store.messages(conversationId);
		return messages.every((message) => message.id !== id);
	}
	return store.onChange((change) => {
		const concerns = change.conversationId === null || change.conversationId === conversationId;
		if (change.kind !== 'conversation' || !concerns) return;
		// A store that cannot be read says so when the answer is saved.
		isGone().then(
			(gone) => gone && onGone(),
			() => undefined
		);
	});
}
