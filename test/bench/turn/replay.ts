// What the turn computes for each token, in processor time: recorded answers of the engine played through the
// app's turn, and read directly. Nothing waits in it, so it tells the turn's own cost on a busy machine as well,
// where the wall clock tells who else is at work.

import type { EngineEvent, LoadedModel } from '../../../src/engine/engine.ts';
import type { TurnDependencies } from '../../../src/turn/dependencies.ts';
import { text, turnBench } from '../../support/turn-bench.ts';

export type Recorded = { prompt: string; events: EngineEvent[] };

/** Microseconds of all threads, a token: means over the answers, the turn's without what playing takes. */
export type ReplayFigures = { answers: number; tokens: number; turnUs: number };

/** Rounds that are not counted, and that are: code is compiled in the first. */
const WARM_UP = 2;
const ROUNDS = 5;

export async function replay(
	model: LoadedModel,
	answers: readonly Recorded[],
	judges: NonNullable<TurnDependencies['judges']>
): Promise<ReplayFigures> {
	let playing: readonly EngineEvent[] = [];
	async function* generate() {
		for (const event of playing) yield event;
	}
	const player: LoadedModel = { ...model, generate };
	const bench = await turnBench(player, { judges, elapsed: () => performance.now() });
	let [turnUs, playUs, tokens] = [0, 0, 0];
	for (let round = 0; round < WARM_UP + ROUNDS; round++)
		for (const { prompt, events } of answers) {
			playing = events;
			const turn = await fromFirstToLast(await ask(bench, prompt));
			const play = await fromFirstToLast(generate());
			if (round < WARM_UP) continue;
			turnUs += turn;
			playUs += play;
			tokens += events.filter(isText).length - 1;
		}
	return { answers: answers.length, tokens, turnUs: (turnUs - playUs) / tokens };
}

async function ask(bench: Awaited<ReturnType<typeof turnBench>>, prompt: string) {
	const { id: conversationId } = await bench.memory.conversations.create();
	await bench.memory.conversations.update(conversationId, { title: 'Overhead' });
	return bench.turns.run(
		{ kind: 'send', conversationId, parts: text(prompt), options: { mode: 'fast' } },
		new AbortController().signal
	);
}

const isText = (event: { type: string; text?: string }): boolean =>
	(event.type === 'delta' || event.type === 'text-delta') && event.text !== '';

/** Processor time from the first text to the last one. */
async function fromFirstToLast(events: AsyncIterable<{ type: string }>): Promise<number> {
	let [firstUs, lastUs] = [0, 0];
	for await (const event of events) {
		if (!isText(event)) continue;
		const { user, system } = process.cpuUsage();
		lastUs = user + system;
		firstUs ||= lastUs;
	}
	return lastUs - firstUs;
}
