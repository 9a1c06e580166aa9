// Asking somebody bigger: when, who, what is sent, what it may cost, and what becomes of this device's answer. Consent is
// in ask-further-consent.test.ts, what fails there in ask-further-breaks.test.ts. On a real memory and scripted models.

import { expect, test } from 'vitest';
import {
	allow,
	bench,
	certain,
	doubtful,
	here,
	runAnswering
} from '../../test/support/further-stage.ts';
import { edgeModel, edgeOf } from '../../test/support/scripted-edge.ts';
import {
	scriptedManifest,
	scriptedModel,
	scriptedText,
	type Script
} from '../../test/support/scripted-model.ts';
import { runWhole, send, stepsOf, textOf, turnBench } from '../../test/support/turn-bench.ts';
import { shownAnswer } from '../decide/shown-answer.ts';

test('a doubtful answer goes to the edge, which replaces it; the receipt has cost, bytes and the draft', async () => {
	const edge = edgeModel({ kind: 'answer', words: 5, bill: { costMicroUsd: 321, bytesSent: 700 } });
	const one = await bench(here(), edgeOf(edge));
	await allow(one);
	const events = await runWhole(one.turns, send(one.conversationId));
	expect(stepsOf(events)).toEqual([
		'route-chosen',
		'attempt-started',
		'attempt-started',
		'attempt-dropped',
		'turn-finished'
	]);
	const stored = (await one.messages()).at(-1)!;
	expect(textOf(stored)).toBe(scriptedText(0, 5));
	expect(stored).toMatchObject({
		source: 'edge:tutor',
		model: 'edge',
		receipt: {
			source: 'edge:tutor',
			calibrated: false,
			costMicroUsd: 321,
			bytesSent: 700,
			attempts: [
				{ source: 'base', outcome: 'dropped', text: scriptedText(0) },
				{ source: 'edge:tutor', outcome: 'kept', costMicroUsd: 321, bytesSent: 700 }
			]
		}
	});
	expect(stored.receipt?.reason).toMatch(/40% sure; 80% is asked for\. So edge\.example\.org/);
	expect(stored.receipt?.reason).not.toContain('nothing leaves');
});

test('an answer from which nobody bigger is expected to gain is kept, by a bound of its own', async () => {
	const edge = edgeModel();
	const model = scriptedModel(
		(_request, index) => ({ ...doubtful, sure: index === 0 ? 0.6 : 0.4 }),
		scriptedManifest([], { further: { answer: 0.5 } })
	);
	const one = await bench(model, edgeOf(edge));
	await allow(one);
	await runWhole(one.turns, send(one.conversationId));
	expect(edge.requests).toEqual([]);
	expect((await one.messages()).at(-1)?.receipt).toMatchObject({ source: 'base', threshold: 0.5 });
	await runWhole(one.turns, send(one.conversationId, 'How wide is the lake of the north?'));
	expect(edge.requests).toHaveLength(1);
	expect((await one.messages()).at(-1)?.receipt?.reason).toContain('40% sure; 50% is asked for.');
});

test('what is sent is the question alone, with a key, unless it leans on what was said', async () => {
	const edge = edgeModel();
	const one = await bench(here(certain), edgeOf(edge));
	await allow(one);
	await runWhole(one.turns, send(one.conversationId, 'Where is the lake of the north?'));
	await runWhole(one.turns, send(one.conversationId, 'Which rivers run through Cologne?'));
	await runWhole(one.turns, send(one.conversationId, 'And how long?'));
	expect(edge.requests.map(({ messages }) => messages.length)).toEqual([1, 5]);
	expect(edge.requests[0]?.messages[0]?.content).toBe('Which rivers run through Cologne?');
	const keys = edge.requests.map(({ idempotencyKey }) => idempotencyKey);
	expect(keys.every((key) => typeof key === 'string' && key !== '')).toBe(true);
	expect(new Set(keys).size).toBe(2);
});

test('a sure answer asks nobody, and one that says it does not know asks', async () => {
	const edge = edgeModel();
	const abstaining: Script = { kind: 'answer', words: 1, sure: 0.99, text: 'I don’t know that.' };
	const one = await bench(here(certain, abstaining), edgeOf(edge));
	await allow(one);
	await runWhole(one.turns, send(one.conversationId));
	expect(edge.requests.length).toBe(0);
	await runWhole(one.turns, send(one.conversationId));
	expect(edge.requests.length).toBe(1);
});

test('a receipt tells “I don’t know” from an answer, however sure it is of that', async () => {
	const unknown: Script = { kind: 'answer', words: 1, sure: 0.99, text: 'I don’t know that.' };
	const one = await bench(here(unknown, certain), edgeOf(edgeModel()));
	await one.memory.conversations.update(one.conversationId, { egress: 'local-only' });
	for (const question of ['Who was Ada?', 'How deep is the lake?'])
		await runWhole(one.turns, send(one.conversationId, question));
	const receipts = (await one.messages()).flatMap(({ receipt }) => receipt ?? []);
	expect(receipts.map(({ abstains }) => abstains)).toEqual([true, undefined]);
	expect(receipts[0]?.confidence).toBeGreaterThan(0.9);
});

test('a conversation that stays local asks nobody, not even how the edge is', async () => {
	const edge = edgeOf(edgeModel());
	const one = await bench(here(), edge);
	await one.memory.conversations.update(one.conversationId, { egress: 'local-only' });
	await runWhole(one.turns, send(one.conversationId));
	expect(edge.opened).toBe(0);
	const stored = (await one.messages()).at(-1)!;
	expect(textOf(stored)).toBe(scriptedText(0));
	expect(stored.receipt?.reason).toContain('stays on this device');
	expect(stored.receipt?.reason).toContain('nothing leaves it');
});

test('a text on screen never shrinks while it is replaced', async () => {
	const edge = edgeModel({ kind: 'answer', words: 8, bill: {} });
	const one = await bench(here(), edgeOf(edge));
	await allow(one);
	const shown = shownAnswer();
	let longest = 0;
	for await (const event of one.turns.run(send(one.conversationId), new AbortController().signal)) {
		shown.apply(event);
		expect(shown.text.length).toBeGreaterThanOrEqual(longest);
		longest = shown.text.length;
	}
});

test('a mode’s limit keeps what is dearer, or has no price, from being asked', async () => {
	const edge = edgeModel();
	const options = { mode: 'balanced' as const };
	const sure = { kind: 'answer', words: 3, sure: 0.3 } as const;
	const dear = await bench(here(sure), edgeOf(edge, { costMicroUsd: () => 50_000 }));
	await allow(dear);
	await runWhole(dear.turns, { ...send(dear.conversationId), options });
	expect((await dear.messages()).at(-1)?.receipt?.reason).toContain(
		'could cost 5 cents, and this mode allows 1 cent'
	);
	const unknown = await bench(here(sure), edgeOf(edge));
	await allow(unknown);
	await runWhole(unknown.turns, { ...send(unknown.conversationId), options });
	expect(edge.requests.length).toBe(0);
	const cheap = await bench(here(sure), edgeOf(edge, { costMicroUsd: () => 9_000 }));
	await allow(cheap);
	await runWhole(cheap.turns, { ...send(cheap.conversationId), options });
	expect(edge.requests.length).toBe(1);
});

test('a server of one’s own on this machine is asked first, without consent, and nothing leaves', async () => {
	const own = edgeModel({ kind: 'answer', words: 5, bill: { bytesSent: 0, costMicroUsd: 0 } });
	const edge = edgeOf(edgeModel());
	const one = await bench(here(), edge, {
		native: edgeOf(own, { name: 'llama', host: 'localhost:8792', loopback: true })
	});
	await one.memory.conversations.update(one.conversationId, { egress: 'local-only' });
	await runWhole(one.turns, send(one.conversationId));
	expect(edge.opened).toBe(0);
	expect((await one.messages()).at(-1)).toMatchObject({
		source: 'native:tutor',
		receipt: { bytesSent: 0 }
	});
});

test('without any model here the edge answers', async () => {
	const edge = edgeModel();
	const one = await turnBench(null, { edge: edgeOf(edge) });
	await one.memory.conversations.update(one.conversationId, { egress: 'allow' });
	await runWhole(one.turns, send(one.conversationId));
	expect((await one.messages()).at(-1)).toMatchObject({ source: 'edge:tutor', status: 'done' });
});

test('a message too long for this device goes to the edge, or fails as before', async () => {
	const edge = edgeModel();
	const long = 'word '.repeat(2000);
	const one = await bench(here(), edgeOf(edge));
	await runAnswering(one.turns, send(one.conversationId, long), 'refuse');
	expect((await one.messages()).at(-1)?.error?.code).toBe('message-too-long');
	await runAnswering(one.turns, send(one.conversationId, long), 'once');
	expect((await one.messages()).at(-1)).toMatchObject({ source: 'edge:tutor', status: 'done' });
});
