// What joins the tabs of this origin: a channel all hear, a lock that one of them holds and so
// leads, and a lock each tab holds while it lives. The browser lets go of a closed tab's locks, so no
// heart-beat is needed; and a page that holds one is not frozen in the background.

import { PROTOCOL, tabMessageFrom, type TabMessage } from './shared-protocol.ts';

const LEADER_LOCK = `understudy:engine:${PROTOCOL}`;
const CHANNEL = `understudy:engine:${PROTOCOL}`;

export interface Tabs {
	/** This tab's name. */
	readonly id: string;
	post(message: TabMessage): void;
	/** Hears what other tabs post, once it was checked. */
	listen(listener: (message: TabMessage) => void): void;
	/** Resolves when this tab leads: at once when it is alone, else when the leader's tab is gone. */
	lead(): Promise<void>;
	/** Resolves when the tab named `id` is gone. */
	gone(id: string): Promise<void>;
	/** Leaves: another tab may lead. */
	close(): void;
}

/** `locks` is `navigator.locks`. Resolves when this tab can be told from a closed one. */
export async function joinTabs(locks: Pick<LockManager, 'request'>, id: string): Promise<Tabs> {
	const channel = new BroadcastChannel(CHANNEL);
	const closed = new AbortController();

	/** Holds `name` until closed; `granted` when it is held. Never rejects. */
	function hold(name: string, granted: () => void): void {
		locks
			.request(name, { signal: closed.signal }, async () => {
				granted();
				await new Promise<void>((resolve) => {
					closed.signal.addEventListener('abort', () => resolve());
				});
			})
			.catch(() => undefined);
	}

	await new Promise<void>((resolve) => hold(tabLock(id), resolve));
	return {
		id,
		post: (message) => channel.postMessage(message),
		listen(listener) {
			channel.addEventListener('message', ({ data }) => {
				const message = tabMessageFrom(data);
				if (message !== null) listener(message);
			});
		},
		lead: () => new Promise((resolve) => hold(LEADER_LOCK, resolve)),
		gone: (other) =>
			new Promise((resolve) => {
				locks
					.request(tabLock(other), { signal: closed.signal }, () => resolve())
					.catch(() => undefined);
			}),
		close() {
			closed.abort();
			channel.close();
		}
	};
}

function tabLock(id: string): string {
	return `understudy:tab:${id}`;
}
