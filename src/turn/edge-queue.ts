// Questions that wait for a connection: kept on the device, shown in every tab, taken back at any time, and
// sent one after the other once there is one, by one tab at a time and under the key they were given, so
// that two tabs, or a tab that dies meanwhile, ask once. Not here: offering it (offer-queue.ts) and what
// becomes of the answer (send-queued.ts).

import type { TurnErrorCode, TurnEvent } from '../contract/events.ts';
import type { LearntStore } from '../contract/outcomes.ts';
import { queueFrom, type QueuedQuestion, type QueueService } from '../contract/queue.ts';
import type { TurnService } from '../contract/services.ts';
import type { ConversationStore } from '../contract/stores.ts';
import { notSentWords } from '../decide/plan-words.ts';
import type { TurnLocks } from './locks.ts';
import type { TurnNews } from './quiet-turns.ts';

export interface EdgeQueue extends QueueService {
	/** Who is asked. */
	readonly host: string;
	/** Whether the device is offline, and this conversation has not declined since it is. */
	offers(conversationId: string): boolean;
	/** Not offered again until the device was connected. */
	decline(conversationId: string): void;
	add(question: QueuedQuestion): Promise<void>;
	/** Sends what waits, where there is a connection. Never throws. */
	sendAll(): Promise<void>;
}

export type EdgeQueueDependencies = {
	host: string;
	learnt: LearntStore;
	conversations: Pick<ConversationStore, 'messages'>;
	turns: Pick<TurnService, 'run'>;
	locks: TurnLocks;
	isOnline: () => boolean;
	/** Resolves after so many milliseconds. */
	delay: (ms: number) => Promise<void>;
	/** Tells the other tabs that the list changed. */
	news: TurnNews | null;
	/** Says something to the person. */
	announce: (message: string) => void;
};

const KEY = 'edge-queue';
const LIST_LOCK = 'understudy:queue';
/** Held by the tab that sends. */
export const SENDING_LOCK = 'understudy:queue-sending';
/** After a connection that did not hold: as often as a gateway's rate allows by far. */
const AGAIN_MS = 30_000;
/** What may go well another time. */
const AGAIN_LATER: ReadonlySet<TurnErrorCode> = new Set(['unreachable', 'storage-failed']);
const NEVER = new AbortController().signal;

export function createEdgeQueue(deps: EdgeQueueDependencies): EdgeQueue {
	const { learnt, locks, isOnline, news } = deps;
	const listeners = new Set<() => void>();
	const followers = new Set<(question: QueuedQuestion, event: TurnEvent) => void>();
	const declined = new Set<string>();
	let sending: { messageId: string; stop: AbortController } | null = null;
	let waiting = false;
	const tell = (): void => listeners.forEach((listener) => listener());

	async function read(): Promise<QueuedQuestion[]> {
		const stored = await learnt.get(KEY);
		if (stored === undefined) return [];
		try {
			return queueFrom(stored);
		} catch {
			// Of a newer app: it is that one's to send.
			return [];
		}
	}

	/** One change at a time, whichever tab makes it. */
	async function change(to: (list: QueuedQuestion[]) => QueuedQuestion[]): Promise<void> {
		const release = await locks.hold(LIST_LOCK, NEVER);
		try {
			await learnt.set(KEY, { version: 1, questions: to(await read()) });
		} finally {
			release?.();
		}
		tell();
		news?.post('changed');
	}

	const without = (messageId: string) =>
		change((list) => list.filter((one) => one.messageId !== messageId));

	news?.listen(() => {
		tell();
		// Taken back in another tab.
		const { messageId, stop } = sending ?? {};
		read().then(
			(list) => list.some((one) => one.messageId === messageId) || stop?.abort(),
			() => undefined
		);
	});

	/** Whether it need not wait any longer. */
	async function send(question: QueuedQuestion): Promise<boolean> {
		const { conversationId, messageId } = question;
		const messages = await deps.conversations.messages(conversationId);
		if (!messages.some(({ id }) => id === messageId)) return true;
		const stop = new AbortController();
		sending = { messageId, stop };
		tell();
		let last: TurnEvent | null = null;
		try {
			const input = { kind: 'queued', conversationId, question } as const;
			for await (const event of deps.turns.run(input, stop.signal)) {
				last = event;
				followers.forEach((follower) => follower(question, event));
			}
		} finally {
			sending = null;
			tell();
		}
		// Stopped is stopped, here or from another tab: it is not asked again.
		if (last?.type === 'turn-finished' || last?.type === 'turn-stopped') return true;
		if (last?.type !== 'turn-failed' || AGAIN_LATER.has(last.code)) return stop.signal.aborted;
		deps.announce(notSentWords(last.message));
		return true;
	}

	async function sendWaiting(): Promise<void> {
		if (!isOnline()) return;
		declined.clear();
		if ((await read()).length === 0) return;
		const release = await locks.hold(SENDING_LOCK, NEVER);
		try {
			for (;;) {
				const [first] = await read();
				if (first === undefined || !isOnline()) return;
				if (!(await send(first))) break;
				await without(first.messageId);
			}
		} finally {
			release?.();
		}
		if (waiting) return;
		waiting = true;
		void deps.delay(AGAIN_MS).then(() => {
			waiting = false;
			return sendAll();
		});
	}

	/** What fails here waits on; the next connection, or the next visit, is another try. */
	const sendAll = (): Promise<void> => sendWaiting().catch(() => undefined);

	return {
		host: deps.host,
		offers: (conversationId) => !isOnline() && !declined.has(conversationId),
		decline: (conversationId) => void declined.add(conversationId),
		async add(question) {
			const { messageId } = question;
			await change((list) => [...list.filter((one) => one.messageId !== messageId), question]);
			void sendAll();
		},
		sendAll,
		async list() {
			const list = await read();
			return list.map((one) => ({ ...one, sending: one.messageId === sending?.messageId }));
		},
		async remove(messageId) {
			if (sending?.messageId === messageId) sending.stop.abort();
			await without(messageId);
		},
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		onEvent(follower) {
			followers.add(follower);
			return () => followers.delete(follower);
		}
	};
}
