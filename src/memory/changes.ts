// Tells this tab's listeners, and the other tabs, what changed, once it is stored.
// What another tab says is checked before it is believed: that tab may run another version.

import type { Unsubscribe } from '../contract/services.ts';
import type { StoreChange } from '../contract/stores.ts';

const KINDS: readonly StoreChange['kind'][] = ['conversation', 'message', 'settings', 'draft'];

/** What joins the tabs; a BroadcastChannel unless a test gives another. */
export interface TabChannel {
	post(data: unknown): void;
	/** `listener` hears what other tabs post. */
	listen(listener: (data: unknown) => void): void;
	close(): void;
}

export function broadcastChannel(name: string): TabChannel {
	const channel = new BroadcastChannel(name);
	return {
		post: (data) => channel.postMessage(data),
		listen: (listener) => channel.addEventListener('message', ({ data }) => listener(data)),
		close: () => channel.close()
	};
}

export type ChangeHub = {
	/** Said after the transaction that made the change has ended. */
	tell(...changes: StoreChange[]): void;
	onChange(listener: (change: StoreChange) => void): Unsubscribe;
	close(): void;
};

export function createChangeHub(channel: TabChannel | null): ChangeHub {
	const listeners = new Set<(change: StoreChange) => void>();
	function spread(change: StoreChange): void {
		for (const listener of listeners) {
			try {
				listener(change);
			} catch (error) {
				// A listener's failure is not the write's.
				if (typeof reportError === 'function') reportError(error);
			}
		}
	}
	channel?.listen((data) => {
		const change = changeFrom(data);
		if (change) spread(change);
	});
	return {
		tell(...changes) {
			for (const change of changes) {
				spread(change);
				channel?.post(change);
			}
		},
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		close() {
			listeners.clear();
			channel?.close();
		}
	};
}

function changeFrom(data: unknown): StoreChange | null {
	if (typeof data !== 'object' || data === null) return null;
	if (!('kind' in data) || !('conversationId' in data)) return null;
	const kind = KINDS.find((known) => known === data.kind);
	const { conversationId } = data;
	if (kind === undefined) return null;
	if (conversationId !== null && typeof conversationId !== 'string') return null;
	return { kind, conversationId };
}
