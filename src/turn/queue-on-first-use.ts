// The queue as the interface sees it, before its code is here. Not here: the queue itself (edge-queue.ts).

import type { QueueService } from '../contract/queue.ts';
import type { Unsubscribe } from '../contract/services.ts';

/** `load` gives the same one each time. */
export function queueOnFirstUse(load: () => Promise<QueueService>): QueueService {
	return {
		list: async () => (await load()).list(),
		remove: async (messageId) => (await load()).remove(messageId),
		onChange(listener) {
			let end: Unsubscribe | null = null;
			let ended = false;
			load().then(
				(queue) => {
					if (!ended) end = queue.onChange(listener);
				},
				// Whoever asks for the list hears of it.
				() => undefined
			);
			return () => {
				ended = true;
				end?.();
			};
		}
	};
}
