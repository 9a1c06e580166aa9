// Stopping a turn from another tab: the wish is said to all tabs, and the one that runs the turn
// aborts it. Stopping in the tab that runs it needs none of this: its reader aborts the signal.

/** What tabs say to each other; checked when heard, since another tab may run another version. */
type StopMessage = { type: 'stop'; conversationId: string };

/** Part of the name: versions that say it otherwise do not hear each other. */
export const STOP_CHANNEL = 'understudy:turns:v1';

export interface TurnStops {
	/** Asks the other tabs to stop the turn of this conversation. */
	ask(conversationId: string): void;
	/** Hears other tabs ask. */
	listen(listener: (conversationId: string) => void): void;
}

/** `channel` is a BroadcastChannel: it does not hear itself. */
export function tabStops(
	channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>
): TurnStops {
	return {
		ask(conversationId) {
			channel.postMessage({ type: 'stop', conversationId } satisfies StopMessage);
		},
		listen(listener) {
			channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
				if (isStop(data)) listener(data.conversationId);
			});
		}
	};
}

function isStop(data: unknown): data is StopMessage {
	if (typeof data !== 'object' || data === null) return false;
	const { type, conversationId } = data as Partial<StopMessage>;
	return type === 'stop' && typeof conversationId === 'string';
}
