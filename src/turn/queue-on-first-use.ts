// The queue as the interface sees it, before its code is here. Not here: the queue itself (edge-queue.ts),
// nor when it first looks for what waits (app.ts).

import type { QueueService } from '../contract/queue.ts';
import { listenOnceLoaded } from './listen-once-loaded.ts';

/**
 * `load` gives the same one each time, `here` that one once somebody loaded it: nothing is sent before, so that
 * whoever only listens for what is sent need not load it.
 */
export function queueOnFirstUse(
	load: () => Promise<QueueService>,
	here: Promise<QueueService>
): QueueService {
	return {
		list: async () => (await load()).list(),
		remove: async (messageId) => (await load()).remove(messageId),
		onChange: (listener) => listenOnceLoaded(load, (queue) => queue.onChange(listener)),
		onEvent: (listener) =>
			listenOnceLoaded(
				() => here,
				(queue) => queue.onEvent(listener)
			)
	};
}
