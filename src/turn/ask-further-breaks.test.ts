// Somebody bigger who gives no answer, or not all of it: once more under the same key, back to this device's answer, and
// what it cost all the same. On a real memory and scripted models.

import { expect, test } from 'vitest';
import { allow, bench, here } from '../../test/support/further-stage.ts';
import { edgeModel, edgeOf } from '../../test/support/scripted-edge.ts';
import { scriptedText, type Script } from '../../test/support/scripted-model.ts';
import { runWhole, send, stepsOf, text, textOf, turnBench } from '../../test/support/turn-bench.ts';
import type { TurnEvent } from '../contract/events.ts';
import { shownAnswer } from '../decide/shown-answer.ts';
import { EdgeUnavailable, type EdgeProvider, type OpenEdge } from './edge.ts';
import { turnLockName } from './locks.ts';
import { recoverTurns } from './recover.ts';

test('a broken stream is asked once more under the same key', async () => {
	const bill = { costMicroUsd: 100, bytesSent: 90 };
	const edge = edgeModel(
		{ kind: 'fail', words: 2, code: 'stream-broken', bill },
		{ kind: 'answer', words: 5, bill }
	);
	const one = await bench(here(), edgeOf(edge));
	await allow(one);
	await runWhole(one.turns, send(one.conversationId));
	expect(edge.requests.length).toBe(2);
	expect(edge.requests[1]?.idempotencyKey).toBe(edge.requests[0]?.idempotencyKey);
	const stored = (await one.messages()).at(-1)!;
	expect(textOf(stored)).toBe(scriptedText(1, 5));
	expect(stored.receipt).toMatchObject({ costMicroUsd: 200, bytesSent: 180 });
	expect(stored.receipt?.attempts.map(({ outcome }) => outcome)).toEqual([
		'dropped',
		'failed',
		'kept'
	]);
});

test('an edge that breaks twice leaves this device’s answer, back on screen, with a sentence', async () => {
	const broken: Script = { kind: 'fail', words: 9, code: 'stream-broken', bill: {} };
	const edge = edgeModel(broken, broken);
	const one = await bench(here(), edgeOf(edge));
	await allow(one);
	const shown = shownAnswer();
	const events: TurnEvent[] = [];
	for await (const event of one.turns.run(send(one.conversationId), new AbortController().signal)) {
		shown.apply(event);
		events.push(event);
	}
	expect(edge.requests.length).toBe(2);
	expect(shown.text).toBe(scriptedText(0));
	const stored = (await one.messages()).at(-1)!;
	expect(stored).toMatchObject({ status: 'done', source: 'base', parts: text(scriptedText(0)) });
	expect(stored.receipt).toMatchObject({
		confidence: expect.closeTo(0.4) as number,
		costMicroUsd: 200,
		reason: expect.stringContaining('The script fails with stream-broken.') as string
	});
	expect(stored.receipt?.reason).not.toContain('nothing leaves');
	expect(events).toContainEqual({
		type: 'notice',
		message: 'The script fails with stream-broken.'
	});
});

test.each(['over-budget', 'rate-limited', 'refused'])(
	'a call that fails with %s is not repeated',
	async (code) => {
		const edge = edgeModel({ kind: 'fail', words: 0, code });
		const one = await bench(here(), edgeOf(edge));
		await allow(one);
		await runWhole(one.turns, send(one.conversationId));
		expect(edge.requests.length).toBe(1);
		expect(textOf((await one.messages()).at(-1)!)).toBe(scriptedText(0));
	}
);

test('where no edge is set up the receipt says so, and names a model that fits', async () => {
	const none: EdgeProvider = {
		open: async () => {
			throw new EdgeUnavailable('not-configured', 'No edge is set up. Set one up.');
		}
	};
	const model = here();
	const one = await turnBench(model, {
		edge: none,
		models: {
			current: () => model,
			acquire: async () => model,
			recommend: async () => ({ entry: { id: 'larger', name: 'Larger 1B' } })
		}
	});
	const events = await runWhole(one.turns, send(one.conversationId));
	expect(stepsOf(events)).not.toContain('notice');
	const { reason } = (await one.messages()).at(-1)!.receipt!;
	expect(reason).toContain('No edge is set up. Set one up. Larger 1B fits this device');
});

test('an edge that turns out to have nobody behind it says so, with a model that fits', async () => {
	const edge = edgeModel({ kind: 'fail', words: 0, code: 'not-configured' });
	const model = here();
	const one = await bench(model, edgeOf(edge), {
		models: {
			current: () => model,
			acquire: async () => model,
			recommend: async () => ({ entry: { id: 'larger', name: 'Larger 1B' } })
		}
	});
	await allow(one);
	const events = await runWhole(one.turns, send(one.conversationId));
	const words = 'The script fails with not-configured. Larger 1B fits this device';
	expect(events).toContainEqual({
		type: 'notice',
		message: expect.stringContaining(words) as string
	});
	expect((await one.messages()).at(-1)?.receipt?.reason).toContain(words);
});

test('after an abort nothing more is computed there, and what was shown is kept', async () => {
	const edge = edgeModel({ kind: 'hang', words: 9 });
	const one = await bench(here(), edgeOf(edge));
	await allow(one);
	const stop = new AbortController();
	const shown = shownAnswer();
	let last: TurnEvent | null = null;
	for await (const event of one.turns.run(send(one.conversationId), stop.signal)) {
		shown.apply(event);
		last = event;
		if (event.type === 'text-delta' && event.attempt === 2 && event.text.includes('w6'))
			stop.abort();
	}
	expect(last?.type).toBe('turn-stopped');
	expect(edge.running()).toBe(0);
	const stored = (await one.messages()).at(-1)!;
	expect(textOf(stored)).toBe(shown.text);
	// It left the device, whether or not a bill came.
	expect(stored.receipt?.bytesSent).toBeGreaterThan(0);
});

test.each<[string, Partial<OpenEdge>, number, string]>([
	[
		'is estimated by its price',
		{ costMicroUsd: (prompt, answer) => 1000 * prompt + answer },
		5012,
		'What it cost elsewhere is an estimate, because it ended before its bill came.'
	],
	[
		'is said not to be known where there is no price',
		{},
		0,
		'What it cost elsewhere is not known, because it ended before its bill came.'
	]
])('what a stopped answer cost there %s', async (_how, fields, cost, words) => {
	const edge = edgeModel({ kind: 'hang', words: 7 });
	const one = await bench(here(), edgeOf(edge, fields));
	await allow(one);
	const stop = new AbortController();
	for await (const event of one.turns.run(send(one.conversationId), stop.signal))
		if (event.type === 'text-delta' && event.text.includes('w6')) stop.abort();
	const { receipt } = (await one.messages()).at(-1)!;
	expect(receipt?.costMicroUsd).toBe(cost);
	expect(receipt?.attempts.at(-1)?.costMicroUsd).toBe(cost === 0 ? undefined : cost);
	expect(receipt?.reason).toContain(words);
	expect(receipt?.reason.split('What it cost')).toHaveLength(2);
});

test('one key is charged once: what came of a broken try is no cost beside the bill of the next', async () => {
	const edge = edgeModel(
		{ kind: 'fail', words: 2, code: 'stream-broken' },
		{ kind: 'answer', words: 5, bill: { costMicroUsd: 321 } }
	);
	const one = await bench(here(), edgeOf(edge, { costMicroUsd: () => 100 }));
	await allow(one);
	await runWhole(one.turns, send(one.conversationId));
	const { receipt } = (await one.messages()).at(-1)!;
	expect(receipt?.costMicroUsd).toBe(321);
	expect(receipt?.reason).not.toContain('What it cost');
});

test('a tab that is closed while somebody elsewhere answers leaves what was sent and what it cost', async () => {
	const edge = edgeModel({ kind: 'hang', words: 1 });
	const one = await bench(here(), edgeOf(edge, { costMicroUsd: () => 77 }));
	await allow(one);
	const { memory, locks, conversationId } = one;
	const stored = { ...memory.conversations };
	const running = one.turns.run(send(conversationId), new AbortController().signal);
	for (;;) {
		const { value } = await running.next();
		if (value?.type === 'attempt-started' && value.attempt === 2) break;
	}
	await expect.poll(async () => (await one.messages()).at(-1)?.receipt).toBeDefined();
	// It is read no further, and nothing more of it reaches the disk.
	memory.conversations.save = () => new Promise(() => undefined);
	const stopRecovering = recoverTurns(stored, locks);
	locks.closeTab(turnLockName(conversationId));
	const answer = async () => (await one.messages()).at(-1)!;
	await expect.poll(async () => (await answer()).status).toBe('stopped');
	const { receipt } = await answer();
	expect(receipt).toMatchObject({ costMicroUsd: 77, source: 'base' });
	expect(receipt?.bytesSent).toBeGreaterThan(0);
	stopRecovering();
});
