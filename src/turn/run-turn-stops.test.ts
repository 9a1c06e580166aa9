// A turn that is stopped: by its reader, from another tab, or because its answer is gone. What was written stays, and
// nothing more is computed. On a real memory and a scripted model.

import { expect, test } from 'vitest';
import { scripted, scriptedText } from '../../test/support/scripted-model.ts';
import { runWhole, text, turnBench } from '../../test/support/turn-bench.ts';
import type { TurnEvent } from '../contract/events.ts';
import { turnLockName } from './locks.ts';
import { tabStops } from './stops.ts';

const types = (events: TurnEvent[]) => events.map(({ type }) => type);

test('an abort keeps what was written, stops computing, and nothing is stored afterwards', async () => {
	const model = scripted({ kind: 'hang', words: 4 });
	const { turns, messages, conversationId } = await turnBench(model);
	const stop = new AbortController();
	const events: TurnEvent[] = [];
	const input = { kind: 'send' as const, conversationId, parts: text('Hi') };
	for await (const event of turns.run(input, stop.signal)) {
		events.push(event);
		if (events.filter(({ type }) => type === 'text-delta').length === 2) stop.abort();
	}
	expect(events.at(-1)).toMatchObject({ type: 'turn-stopped' });
	const stored = (await messages()).at(-1);
	expect(stored).toMatchObject({ status: 'stopped', parts: text(scriptedText(0, 2)) });
	expect(stored?.receipt?.completionTokens).toBe(2);
	expect(model.running()).toBe(0);
});

test('an engine that does not notice the abort does not keep the turn', async () => {
	const model = scripted({ kind: 'hang', words: 1, deaf: true });
	const { turns, conversationId } = await turnBench(model);
	const stop = new AbortController();
	const events: TurnEvent[] = [];
	const input = { kind: 'send' as const, conversationId, parts: text('Hi') };
	for await (const event of turns.run(input, stop.signal)) {
		events.push(event);
		if (event.type === 'confidence-updated') setTimeout(() => stop.abort());
	}
	expect(types(events).at(-1)).toBe('turn-stopped');
});

test('whoever stops reading the events leaves a stopped answer with its text', async () => {
	const model = scripted({ kind: 'hang', words: 4 });
	const { turns, messages, conversationId, locks } = await turnBench(model);
	const input = { kind: 'send' as const, conversationId, parts: text('Hi') };
	for await (const event of turns.run(input, new AbortController().signal))
		if (event.type === 'text-delta') break;
	expect((await messages()).at(-1)).toMatchObject({
		status: 'stopped',
		parts: text(scriptedText(0, 1))
	});
	expect(locks.isHeld(turnLockName(conversationId))).toBe(false);
	expect(model.running()).toBe(0);
});

test('an answer removed while it is written stays removed, and stops being computed', async () => {
	const model = scripted({ kind: 'hang', words: 30 });
	const { turns, memory, messages, conversationId } = await turnBench(model);
	const events: TurnEvent[] = [];
	const input = { kind: 'send' as const, conversationId, parts: text('Hi') };
	for await (const event of turns.run(input, new AbortController().signal)) {
		if (events.push(event) === 4)
			await memory.conversations.removeMessage((await messages()).at(-1)?.id ?? '');
	}
	expect(types(events).at(-1)).toBe('turn-stopped');
	expect((await messages()).map(({ role }) => role)).toEqual(['user']);
	expect(model.running()).toBe(0);
});

test('a turn aborted while it waits for another changes nothing and says nothing', async () => {
	const { turns, messages, conversationId } = await turnBench(scripted());
	const first = turns.run(
		{ kind: 'send', conversationId, parts: text('One') },
		new AbortController().signal
	);
	await first.next();
	const stop = new AbortController();
	const second = runWhole(turns, { kind: 'send', conversationId, parts: text('Two') }, stop.signal);
	stop.abort();
	expect(await second).toEqual([]);
	expect((await messages()).length).toBe(2);
	await first.return(undefined);
});

test('a turn is stopped from another tab, which leaves other conversations alone', async () => {
	const channels = [new BroadcastChannel('stops'), new BroadcastChannel('stops')] as const;
	try {
		const here = await turnBench(scripted(), { stops: tabStops(channels[0]) });
		const other = await turnBench(scripted(), { stops: tabStops(channels[1]) });
		const { conversationId } = here;
		const events = here.turns.run(
			{ kind: 'send', conversationId, parts: text('Hi') },
			new AbortController().signal
		);
		expect((await events.next()).value).toMatchObject({ type: 'route-chosen' });
		const heard = new Promise((resolve) =>
			channels[0].addEventListener('message', ({ data }) => {
				if (data.conversationId === conversationId) resolve(undefined);
			})
		);
		channels[1].postMessage('noise');
		other.turns.stop('of-nobody');
		other.turns.stop(conversationId);
		await heard;
		const rest: TurnEvent[] = [];
		for await (const event of events) rest.push(event);
		expect(rest.at(-1)).toMatchObject({ type: 'turn-stopped', message: { status: 'stopped' } });
		expect((await here.messages()).at(-1)?.status).toBe('stopped');
	} finally {
		for (const channel of channels) channel.close();
	}
});
