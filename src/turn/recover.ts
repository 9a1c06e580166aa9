// Answers whose tab was closed while they were written: still marked as streaming, but nobody holds
// their conversation's lock. They become `stopped`, with the text as it was last saved.
// Not here: trying again, which is the person's to choose.

import { errorData } from '../contract/errors.ts';
import type { Unsubscribe } from '../contract/services.ts';
import type { ConversationStore } from '../contract/stores.ts';
import { turnLockName, type TurnLocks } from './locks.ts';

type Store = Pick<ConversationStore, 'messages' | 'save' | 'unfinished' | 'onChange'>;

/**
 * Settles what earlier tabs left, once their locks are free, and goes on watching: a tab that is
 * closed while this one is open leaves its answer to it. Returns what stops the watching.
 */
export function recoverTurns(store: Store, locks: TurnLocks): Unsubscribe {
	const stopped = new AbortController();
	const watched = new Set<string>();

	async function settle(conversationId: string): Promise<void> {
		// Behind a turn that runs: its lock comes free when it ends, or when its tab is closed.
		const release = await locks.hold(turnLockName(conversationId), stopped.signal);
		if (release === null) return;
		try {
			for (const message of await store.messages(conversationId))
				if (message.status === 'streaming') await store.save({ ...message, status: 'stopped' });
		} catch (error) {
			// Removed meanwhile: there is nothing to settle.
			if (errorData(error).code !== 'not-found') throw error;
		} finally {
			release();
		}
	}

	async function watch(conversationId: string): Promise<void> {
		if (watched.has(conversationId)) return;
		watched.add(conversationId);
		try {
			await settle(conversationId);
		} finally {
			watched.delete(conversationId);
		}
	}

	async function look(): Promise<void> {
		const conversations = new Set(
			(await store.unfinished()).map(({ conversationId }) => conversationId)
		);
		await Promise.all([...conversations].map(watch));
	}

	// A device whose storage fails says so at the next thing a person does; here nobody asked.
	const quietly = (work: Promise<void>) => void work.catch(() => undefined);
	quietly(look());
	const unsubscribe = store.onChange(({ kind, conversationId }) => {
		if (kind === 'message' && conversationId !== null) quietly(watch(conversationId));
	});
	return () => {
		unsubscribe();
		stopped.abort();
	};
}
