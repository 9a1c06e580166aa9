// What is on screen of a turn that tries more than once, from its events: no flicker, a line that says who
// is at work behind it, drafts, and a question to the person that is answered once.

import { expect, test } from 'vitest';
import type { ConsentAnswer, EgressPreview, TurnEvent } from '../../contract/events.ts';
import { RunningTurn } from './running-turn.svelte.ts';

const PREVIEW: EgressPreview = { host: 'edge.example', text: 'Hi', bytes: 2 };

/** Runs the events one by one; `look` sees the turn after each. */
async function play(events: TurnEvent[], look: (turn: RunningTurn, event: TurnEvent) => void) {
	const asked: EgressPreview[] = [];
	const turn = new RunningTurn({
		accepted: async () => undefined,
		notice: () => undefined,
		text: () => undefined,
		consent: (preview) => void asked.push(preview)
	});
	async function* run(): AsyncGenerator<TurnEvent> {
		for (const event of events) {
			yield event;
			look(turn, event);
		}
	}
	const end = await turn.run(
		{ run, stop: () => undefined, consent: () => undefined },
		{ kind: 'send', conversationId: 'c', parts: [] }
	);
	return { turn, end, asked };
}

const started = (attempt: number, source: 'base' | 'modifier:math'): TurnEvent => ({
	type: 'attempt-started',
	attempt,
	source
});
const said = (attempt: number, text: string): TurnEvent => ({ type: 'text-delta', attempt, text });
const dropped: TurnEvent = { type: 'attempt-dropped', attempt: 1, reason: 'Not sure enough.' };

test('the text of the first try stays until the second one takes its place', async () => {
	const seen: string[] = [];
	const behind: (string | null)[] = [];
	await play(
		[
			started(1, 'base'),
			said(1, '35'),
			{ type: 'confidence-updated', attempt: 1, value: 0.5 },
			started(2, 'modifier:math'),
			said(2, '42'),
			dropped
		],
		(turn) => {
			seen.push(turn.text);
			behind.push(turn.behind?.source ?? null);
		}
	);
	expect(seen).toEqual(['', '35', '35', '35', '35', '42']);
	expect(behind).toEqual([null, null, null, 'modifier:math', 'modifier:math', null]);
});

test('a try given up before the next has a word stays on screen, with why it goes', async () => {
	const { turn } = await play(
		[started(1, 'base'), said(1, '35'), dropped, started(2, 'modifier:math')],
		() => undefined
	);
	expect(turn.text).toBe('35');
	expect(turn.behind).toEqual({
		source: 'modifier:math',
		confidence: null,
		reason: 'Not sure enough.'
	});
	expect(turn.drafts).toEqual([
		{ source: 'base', text: '35', confidence: null, reason: 'Not sure enough.' }
	]);
});

test('what the person is asked is answered once, and not after the turn', async () => {
	const answers: ConsentAnswer[] = [];
	const { turn, asked } = await play(
		[started(1, 'base'), { type: 'consent-requested', preview: PREVIEW }],
		(turn, event) => {
			if (event.type !== 'consent-requested') return;
			expect(turn.consent).toEqual(PREVIEW);
			turn.decide('refuse', (answer) => void answers.push(answer));
			turn.decide('always', (answer) => void answers.push(answer));
		}
	);
	turn.decide('once', (answer) => void answers.push(answer));
	expect(answers).toEqual(['refuse']);
	expect(asked).toEqual([PREVIEW]);
	expect(turn.consent).toBeNull();
});

test('a question nobody answered is gone with the turn', async () => {
	const { turn, end } = await play(
		[{ type: 'consent-requested', preview: PREVIEW }],
		() => undefined
	);
	expect(turn.consent).toBeNull();
	expect(end.type).toBe('failed');
});
