// The follower's end of a shared engine: numbers its requests to the leader, matches the answers,
// mirrors the leader's state, and fails what is under way when the leader changes. Closed when this
// tab becomes the leader itself.

import { EngineError, engineErrorFrom, type EngineEvent } from './engine.ts';
import type { LeaderLine } from './shared-model.ts';
import type { SharedState, TabMessage, TabRequest } from './shared-protocol.ts';
import type { Tabs } from './shared-tabs.ts';

type Pending = {
	onEvent: (event: EngineEvent) => void;
	resolve: (value: number | null) => void;
	reject: (error: Error) => void;
};

/** A request before it has a number. */
type Unnumbered<T> = T extends TabRequest ? Omit<T, 'from' | 'request'> : never;
type Body = Unnumbered<Exclude<TabRequest, { type: 'hello' | 'abort' }>>;

export type SharedClient = LeaderLine & {
	hear(message: TabMessage): void;
	/** Asks whoever leads for its state. */
	hello(): void;
	use(id: string): Promise<void>;
	remove(id: string): Promise<void>;
	renew(id: string): Promise<void>;
	/** Everything under way fails as `device-lost`. */
	close(): void;
};

export type SharedClientEvents = {
	onState: (state: SharedState) => void;
	onNotice: (message: string) => void;
};

const LEADER_GONE = 'The tab that ran the model was closed.';

export function followLeader(tabs: Tabs, events: SharedClientEvents): SharedClient {
	const pending = new Map<number, Pending>();
	let requests = 0;
	let leader: string | null = null;

	function send(body: Body, onEvent: Pending['onEvent'] = () => undefined) {
		const request = ++requests;
		const end = new Promise<number | null>((resolve, reject) => {
			pending.set(request, { onEvent, resolve, reject });
		}).finally(() => pending.delete(request));
		tabs.post({ ...body, from: tabs.id, request } as TabRequest);
		return { end, abort: () => tabs.post({ type: 'abort', from: tabs.id, request }) };
	}

	function failAll(): void {
		for (const { reject } of pending.values()) reject(new EngineError('device-lost', LEADER_GONE));
	}

	return {
		hear(message) {
			if (!('leader' in message)) return;
			if (message.leader !== leader) {
				// Only a state introduces a leader: a late word of the last one changes nothing.
				if (message.type !== 'state') return;
				if (leader !== null) failAll();
				leader = message.leader;
			}
			switch (message.type) {
				case 'state':
					events.onState(message);
					return;
				case 'notice':
					events.onNotice(message.message);
					return;
				default:
			}
			const waiting = message.to === tabs.id ? pending.get(message.request) : undefined;
			if (waiting === undefined) return;
			if (message.type === 'event') waiting.onEvent(message.event);
			else if (message.type === 'done') waiting.resolve(message.value);
			else waiting.reject(engineErrorFrom(message.error));
		},

		hello: () => tabs.post({ type: 'hello', from: tabs.id }),

		generate(epoch, body, signal) {
			return streamed((onEvent) => send({ type: 'generate', epoch, body }, onEvent), signal);
		},

		async warm(epoch, messages, signal) {
			if (signal.aborted) return;
			const { end, abort } = send({ type: 'warm', epoch, messages });
			signal.addEventListener('abort', abort, { once: true });
			await end.finally(() => signal.removeEventListener('abort', abort));
		},

		async count(epoch, text) {
			return (await send({ type: 'count', epoch, text }).end) ?? 0;
		},

		async use(modelId) {
			await send({ type: 'use', modelId }).end;
		},

		async renew(modelId) {
			await send({ type: 'renew', modelId }).end;
		},
		async remove(modelId) {
			await send({ type: 'remove', modelId }).end;
		},

		close: failAll
	};
}

/** Turns pushed events into a stream. Ends at once when aborted; throws the request's failure. */
async function* streamed(
	start: (onEvent: Pending['onEvent']) => { end: Promise<unknown>; abort: () => void },
	signal: AbortSignal
): AsyncGenerator<EngineEvent> {
	if (signal.aborted) return;
	const queue: EngineEvent[] = [];
	let ended = false;
	let failure: unknown = null;
	let wake = () => undefined as void;
	const { end, abort } = start((event) => {
		queue.push(event);
		wake();
	});
	end
		.catch((error: unknown) => {
			failure = error;
		})
		.finally(() => {
			ended = true;
			wake();
		});
	const stop = () => {
		abort();
		wake();
	};
	signal.addEventListener('abort', stop, { once: true });
	try {
		while (!signal.aborted) {
			const event = queue.shift();
			if (event !== undefined) yield event;
			else if (failure !== null) throw failure;
			else if (ended) return;
			else
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
		}
	} finally {
		signal.removeEventListener('abort', stop);
		// Whoever stopped reading does not need the rest computed.
		if (!ended) abort();
	}
}
