// Random sequences of what people, tabs and engines do to a conversation, against what must hold
// after each: every question kept, one answer a turn with exactly one end, nothing stored after an
// abort, and no message left streaming once its tab is known to be closed.

import { expect, test } from 'vitest';
import type { TurnEvent } from '../contract/events.ts';
import type { TurnInput } from '../contract/services.ts';
import {
	below,
	ENDINGS,
	expectNothingOpen,
	expectOneEnd,
	oneOf,
	randomInput,
	without,
	type Ending,
	type Random
} from '../../test/support/random-acts.ts';
import { scriptedModel, type Script } from '../../test/support/scripted-model.ts';
import { uniform } from '../contract/random.ts';
import { text, textOf, turnBench, type TurnBench } from '../../test/support/turn-bench.ts';
import { turnLockName } from './locks.ts';
import { recoverTurns } from './recover.ts';

const CODES = ['device-lost', 'out-of-memory', 'failed', 'context-full'] as const;

function randomScript(random: Random): Script {
	const words = below(random, 8);
	const kind = below(random, 10);
	if (kind < 5) return { kind: 'answer', words: words + 1 };
	if (kind < 8) return { kind: 'fail', words, code: oneOf(random, CODES) };
	return kind === 8 ? { kind: 'break-off', words } : { kind: 'answer', words: 0 };
}

async function runTurn(bench: TurnBench, input: TurnInput, ending: Ending, after: number) {
	const stop = new AbortController();
	const events: TurnEvent[] = [];
	const running = bench.turns.run(input, stop.signal);
	let ended = false;
	for (;;) {
		if (events.length === after) {
			if (ending === 'abort') stop.abort();
			if (ending === 'leave') await running.return(undefined);
			// A closed tab runs no more code; the browser frees its lock.
			if (ending === 'close the tab') {
				bench.locks.closeTab(turnLockName(input.conversationId));
				break;
			}
		}
		const next = await running.next();
		if (next.done) {
			ended = true;
			break;
		}
		events.push(next.value);
	}
	return { events, ended };
}

/** The text of the last attempt that said anything. */
function shownText(events: readonly TurnEvent[]): string {
	const texts = new Map<number, string>();
	for (const event of events)
		if (event.type === 'text-delta')
			texts.set(event.attempt, (texts.get(event.attempt) ?? '') + event.text);
	return texts.get(Math.max(...texts.keys())) ?? '';
}

test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
	'nothing is lost, doubled or left open by a random hour of chat (seed %i)',
	async (seed) => {
		const random = uniform(seed);
		const model = scriptedModel(() => randomScript(random));
		// Saves are offered at a random pace, so that any of them may be the last before a tab is closed.
		const bench = await turnBench(model, { stepMs: 50 + below(random, 500) });
		const { memory, conversationId } = bench;
		const stopRecovering = recoverTurns(memory.conversations, bench.locks);
		const questions = new Map<string, string>();
		for (let act = 0; act < 12; act++) {
			const before = await bench.messages();
			const input = await randomInput(bench, random, text(`question ${act}`));
			const ending = oneOf(random, ENDINGS);
			const { events, ended } = await runTurn(bench, input, ending, below(random, 8));
			expectOneEnd(events, ended, ending);
			await expectNothingOpen(bench);

			const after = await bench.messages();
			const added = without(after, before);
			expect(without(after, added)).toEqual(before);
			const answers = added.filter(({ role }) => role === 'assistant');
			if (events.length === 0 && answers.length === 0) continue;
			expect(answers.length).toBe(1);
			expect(added.length).toBe(input.kind === 'regenerate' ? 1 : 2);
			for (const message of added)
				if (message.role === 'user') questions.set(message.id, `question ${act}`);
			const [answer] = answers;
			const stored = answer ? textOf(answer) : '';
			if (ending === 'close the tab' && !ended)
				// What was saved last is what was on screen then, or before.
				expect(
					events.some(({ type }) => type === 'attempt-dropped') ? stored : shownText(events)
				).toContain(stored);
			else expect(stored).toBe(shownText(events));
			expect((await memory.conversations.get(conversationId))?.leafId).toBe(answer?.id);
			for (const [id, question] of questions)
				expect(textOf(after.find((message) => message.id === id)!)).toBe(question);
		}
		expect(bench.locks.isHeld(turnLockName(conversationId))).toBe(false);
		stopRecovering();
		memory.close();
	}
);
