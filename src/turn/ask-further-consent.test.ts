// What a person is shown before anything leaves the device, and what each of their answers does. On a real memory and
// scripted models.

import { expect, test } from 'vitest';
import { bench, here, runAnswering } from '../../test/support/further-stage.ts';
import { edgeModel, edgeOf } from '../../test/support/scripted-edge.ts';
import { scriptedText } from '../../test/support/scripted-model.ts';
import { runWhole, send, stepsOf, textOf } from '../../test/support/turn-bench.ts';
import type { TurnEvent } from '../contract/events.ts';

test('consent shows exactly what would be sent and why, and what it may cost', async () => {
	const edge = edgeModel();
	const one = await bench(here(), edgeOf(edge, { costMicroUsd: () => 1234 }));
	const events = await runAnswering(one.turns, send(one.conversationId), 'once');
	expect(events.find(({ type }) => type === 'consent-requested')).toEqual({
		type: 'consent-requested',
		preview: {
			host: 'edge.example.org',
			text: 'How deep is the lake?',
			bytes: JSON.stringify(edge.requests[0]?.messages).length,
			reason: 'This device’s answer is 40% sure; 80% is asked for.',
			redacted: null,
			costMicroUsd: 1234
		}
	});
	expect((await one.messages()).at(-1)?.source).toBe('edge:tutor');
	// Once is once.
	expect((await one.memory.conversations.get(one.conversationId))?.egress).toBe('ask');
});

test('personal data is offered to be taken out, and then is not sent', async () => {
	const edge = edgeModel();
	const one = await bench(here(), edgeOf(edge));
	const events = await runAnswering(
		one.turns,
		send(one.conversationId, 'Write to jane.doe@example.org for me please'),
		'redacted'
	);
	const asked = events.find((event) => event.type === 'consent-requested');
	expect(asked?.type === 'consent-requested' && asked.preview.redacted).toMatchObject({
		text: 'Write to [email] for me please',
		found: { email: 1 }
	});
	expect(edge.requests[0]?.messages).toEqual([
		{ role: 'user', content: 'Write to [email] for me please' }
	]);
});

test('a refusal sends nothing and keeps the answer, saying so', async () => {
	const edge = edgeModel();
	const one = await bench(here(), edgeOf(edge));
	const events = await runAnswering(one.turns, send(one.conversationId), 'refuse');
	expect(edge.requests.length).toBe(0);
	expect(events.at(-1)?.type).toBe('turn-finished');
	expect((await one.messages()).at(-1)?.receipt?.reason).toContain('You chose not to send it');
	expect((await one.memory.conversations.get(one.conversationId))?.egress).toBe('ask');
});

test('always and never hold for the conversation', async () => {
	const edge = edgeModel();
	const one = await bench(here(), edgeOf(edge));
	await runAnswering(one.turns, send(one.conversationId), 'always');
	expect((await one.memory.conversations.get(one.conversationId))?.egress).toBe('allow');
	const again = await runWhole(one.turns, send(one.conversationId));
	expect(stepsOf(again)).not.toContain('consent-requested');
	expect(edge.requests.length).toBe(2);

	const other = await bench(here(), edgeOf(edge));
	await runAnswering(other.turns, send(other.conversationId), 'never');
	expect((await other.memory.conversations.get(other.conversationId))?.egress).toBe('local-only');
	expect(edge.requests.length).toBe(2);
});

test('a turn stopped while it asks sends nothing and keeps the draft', async () => {
	const edge = edgeModel();
	const one = await bench(here(), edgeOf(edge));
	const stop = new AbortController();
	const events: TurnEvent[] = [];
	for await (const event of one.turns.run(send(one.conversationId), stop.signal)) {
		events.push(event);
		if (event.type === 'consent-requested') setTimeout(() => stop.abort());
	}
	expect(events.at(-1)?.type).toBe('turn-stopped');
	expect(edge.requests.length).toBe(0);
	expect(textOf((await one.messages()).at(-1)!)).toBe(scriptedText(0));
});

test('a conversation closed to the network while a person decides sends nothing', async () => {
	const edge = edgeModel();
	const one = await bench(here(), edgeOf(edge));
	for await (const event of one.turns.run(send(one.conversationId), new AbortController().signal))
		if (event.type === 'consent-requested') {
			await one.memory.conversations.update(one.conversationId, { egress: 'local-only' });
			one.turns.consent(one.conversationId, 'once');
		}
	expect(edge.requests.length).toBe(0);
});
