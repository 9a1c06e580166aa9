// A queue of questions that wait for a connection, between a model here and an edge that can be reached or not: on a
// real memory and scripted models.

import { onTestFinished } from 'vitest';
import type { ConsentAnswer, TurnEvent } from '../../src/contract/events.ts';
import type { Egress } from '../../src/contract/ids.ts';
import type { ModeChoice } from '../../src/contract/modes.ts';
import type { TurnInput } from '../../src/contract/services.ts';
import { shownAnswer } from '../../src/decide/shown-answer.ts';
import { EdgeUnavailable, type EdgeProvider } from '../../src/turn/edge.ts';
import { createEdgeQueue, type EdgeQueue } from '../../src/turn/edge-queue.ts';
import { EDGE_HOST } from './scripted-edge.ts';
import { scriptedManifest, scriptedModel, testManifest, type Script } from './scripted-model.ts';
import { text, turnBench, type TurnBench } from './turn-bench.ts';

/** A doubtful model here, an edge behind a network that comes and goes, and a queue between them. */
export async function queueStage(...scripts: Script[]) {
	let online = false;
	const said: string[] = [];
	const there = scriptedModel(
		(_, index) => scripts[index] ?? { kind: 'answer', words: 5, bill: { costMicroUsd: 70 } },
		{ ...testManifest, id: 'edge' }
	);
	const edge: EdgeProvider = {
		open: async () => {
			if (!online) throw new EdgeUnavailable('offline', 'This device is offline.');
			return { model: there, name: 'edge', host: EDGE_HOST, loopback: false };
		}
	};
	const tabs = new Set<(data: unknown) => void>();
	const news = () => {
		let own: ((data: unknown) => void) | null = null;
		return {
			post: (data: unknown) => tabs.forEach((tab) => tab !== own && tab(data)),
			listen: (listener: (data: unknown) => void) => void tabs.add((own = listener))
		};
	};
	/** Later, by hand. */
	const delays: (() => void)[] = [];
	const queueOf = (bench: Pick<TurnBench, 'memory' | 'locks' | 'turns'>): EdgeQueue =>
		createEdgeQueue({
			host: EDGE_HOST,
			learnt: bench.memory.learnt,
			conversations: bench.memory.conversations,
			turns: { run: (...input) => bench.turns.run(...input) },
			locks: bench.locks,
			isOnline: () => online,
			delay: () => new Promise((resolve) => delays.push(resolve)),
			news: news(),
			announce: (message) => said.push(message)
		});
	const late: { queue?: EdgeQueue } = {};
	const bench = await turnBench(
		scriptedModel(() => ({ kind: 'answer', words: 3, sure: 0.4 }), scriptedManifest()),
		{
			edge,
			queue: {
				host: EDGE_HOST,
				offers: (id) => late.queue!.offers(id),
				decline: (id) => late.queue!.decline(id),
				add: (question) => late.queue!.add(question)
			}
		}
	);
	const queue = (late.queue = queueOf(bench));
	onTestFinished(() => bench.memory.close());
	const { memory, conversationId } = bench;
	return {
		...bench,
		queue,
		queueOf,
		there,
		said,
		delays,
		connect: () => void (online = true),
		disconnect: () => void (online = false),
		last: async () => (await bench.messages()).at(-1)!,
		/** Asks, and answers what is asked; what that was, and over which text on screen. */
		async ask(
			answer: ConsentAnswer,
			egress: Egress = 'ask',
			content = 'How deep is it?',
			mode?: ModeChoice
		) {
			await memory.conversations.update(conversationId, { egress });
			const options = mode && { options: { mode } };
			const input: TurnInput = { kind: 'send', conversationId, parts: text(content), ...options };
			const shown = shownAnswer();
			type Offered = Extract<TurnEvent, { type: 'consent-requested' }> & { over: string };
			let offered: Offered | null = null;
			for await (const event of bench.turns.run(input, new AbortController().signal)) {
				shown.apply(event);
				if (event.type !== 'consent-requested') continue;
				offered = { ...event, over: shown.text };
				bench.turns.consent(conversationId, answer);
			}
			return offered;
		}
	};
}
