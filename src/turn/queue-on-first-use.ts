// The queue as the interface sees it, before its code is here. Not here: the queue itself (edge-queue.ts).

import type { QueueService } from '../contract/queue.ts';
import { listenOnceLoaded } from './listen-once-loaded.ts';

/** `load` gives the same one each time. */
export function queueOnFirstUse(load: () => Promise<QueueService>): QueueService {
	return {
		list: async () => (await load()).list(),
		remove: async (messageId) => (await load()).remove(messageId),
		onChange: (listener) => listenOnceLoaded(load, (queue) => queue.onChange(listener)),
		onEvent: (listener) => listenOnceLoaded(load, (queue) => queue.onEvent(listener))
	};
}
