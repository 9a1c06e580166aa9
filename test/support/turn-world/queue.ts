// What waits for a connection, and the tab that sends it once there is one: which a person may stop, or call back, and
// which may die with an event of a turn that nobody heard.

import type { TurnEvent } from '../../../src/contract/events.ts';
import type { QueuedQuestion } from '../../../src/contract/queue.ts';
import type { TurnService } from '../../../src/contract/services.ts';
import { createEdgeQueue, SENDING_LOCK, type EdgeQueue } from '../../../src/turn/edge-queue.ts';
import { turnLockName } from '../../../src/turn/locks.ts';
import type { Ending } from '../random-acts.ts';
import { EDGE_HOST } from '../scripted-edge.ts';
import type { TurnBench } from '../turn-bench.ts';
import type { Device } from './device.ts';
import type { WorldEdge } from './edge.ts';
import type { Meter, Scene } from './scene.ts';
import { screen, type Screen } from './screen.ts';

/** What a queued question's turn said; `atStop`: when it was to end. */
type Sending = {
	question: QueuedQuestion;
	events: TurnEvent[];
	screen: Screen;
	/** By the person, while it was sent. */
	takenBack: boolean;
	atStop: Meter | null;
	/** At its end, or when the next one began. */
	atEnd: Meter | null;
};

/** A tab that died while it sent: which answer was to give way, and the event of that turn that nobody heard. */
type Cut = { messageId: string; unheard: TurnEvent };

type QueueParts = Pick<TurnBench, 'memory' | 'conversationId' | 'locks'> & {
	turns: TurnService;
	device: Device;
	edge: WorldEdge;
	meter: () => Meter;
};

export function queueOf(
	scene: Scene,
	{ memory, conversationId, locks, turns, device, edge, meter }: QueueParts
) {
	/**
	 * After so many events of queued turns their tab is gone, `withEnd`: at the end of one at the latest; who is told,
	 * with the event that nobody heard.
	 */
	let dies = {
		after: Number.POSITIVE_INFINITY,
		withEnd: false,
		gone: (_messageId: string, _unheard: TurnEvent) => undefined as void
	};
	const ofATab = (): EdgeQueue =>
		createEdgeQueue({
			host: EDGE_HOST,
			learnt: memory.learnt,
			conversations: memory.conversations,
			turns: {
				async *run(input, signal) {
					for await (const event of turns.run(input, signal)) {
						if (dies.after-- <= 0 || (dies.withEnd && event.type.startsWith('turn-'))) {
							if (input.kind === 'queued') dies.gone(input.question.messageId, event);
							await new Promise(() => undefined);
						}
						yield event;
					}
				}
			},
			locks,
			isOnline: () => scene.online,
			delay: () => new Promise(() => undefined),
			news: null,
			announce: () => undefined
		});
	let queue = ofATab();

	return {
		list: () => queue.list(),
		offers: (id: string) => queue.offers(id),
		decline: (id: string) => queue.decline(id),
		async add(question: QueuedQuestion) {
			scene.waiting.set(question.key, JSON.stringify(question.messages));
			await queue.add(question);
		},
		/** Before it is sent. */
		async takeBack({ key, messageId }: QueuedQuestion) {
			scene.takenBack.add(key);
			await queue.remove(messageId);
		},
		/** The connection is back, and what waits is sent; `abort` takes it back, `leave` stops it as any turn. */
		async connect(ending: Ending, after: number) {
			scene.online = true;
			scene.agreed.clear();
			edge.begin();
			const sendings: Sending[] = [];
			const removals: Promise<void>[] = [];
			let count = 0;
			const end = (how: 'abort' | 'leave') => {
				const last = sendings.at(-1);
				if (!last || last.atStop) return;
				const { key, messageId } = last.question;
				last.atStop = meter();
				if (how === 'leave') turns.stop(conversationId);
				else {
					last.takenBack = true;
					scene.takenBack.add(key);
					removals.push(queue.remove(messageId));
				}
			};
			scene.onHang = () => void setTimeout(() => end('abort'));
			const gone = Promise.withResolvers<Cut>();
			dies = {
				after: ending === 'close the tab' ? after : Number.POSITIVE_INFINITY,
				withEnd: ending === 'close the tab' && after % 2 === 1,
				gone: (messageId, unheard) => gone.resolve({ messageId, unheard })
			};
			const unfollow = queue.onEvent((question, event) => {
				let last = sendings.at(-1);
				if (event.type === 'route-chosen') {
					if (last) last.atEnd = meter();
					last = {
						question,
						events: [],
						screen: screen(),
						takenBack: false,
						atStop: null,
						atEnd: null
					};
					sendings.push(last);
				}
				last!.events.push(event);
				last!.screen.apply(event);
				device.expectWay();
				// Of one that has ended there is nothing to stop.
				if (event.type.startsWith('turn-')) return;
				if (count++ >= after && (ending === 'abort' || ending === 'leave')) end(ending);
			});
			const cut = (await Promise.race([queue.sendAll(), gone.promise])) ?? null;
			unfollow();
			if (cut) {
				locks.closeTab(turnLockName(conversationId));
				locks.closeTab(SENDING_LOCK);
				queue = ofATab();
			}
			await Promise.all(removals);
			const last = sendings.at(-1);
			if (last) last.atEnd = meter();
			return { sendings, cut, charged: edge.charged() };
		}
	};
}
