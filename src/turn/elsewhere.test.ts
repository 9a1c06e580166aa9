// A turn where no model of this device is to answer, as a site may want it for its chat: somebody elsewhere is
// asked, in whatever mode, after the person agreed; nothing is waited for here, and a refusal is an honest end.

import { expect, test } from 'vitest';
import type { ConsentAnswer, TurnEvent } from '../contract/events.ts';
import { edgeModel, edgeOf } from '../../test/support/scripted-edge.ts';
import { scriptedWords } from '../../test/support/scripted-model.ts';
import { text, textOf, turnBench } from '../../test/support/turn-bench.ts';

async function ask(answer: ConsentAnswer, mode: 'auto' | 'fast' = 'fast') {
	const edge = edgeModel();
	let acquired = 0;
	const bench = await turnBench(null, {
		edge: edgeOf(edge),
		models: {
			none: true,
			current: () => null,
			acquire: async () => {
				acquired++;
				throw new Error('A model of this device was asked for.');
			}
		}
	});
	const { conversationId } = bench;
	await bench.memory.conversations.update(conversationId, { mode, egress: 'ask' });
	const events: TurnEvent[] = [];
	const input = { kind: 'send', conversationId, parts: text('How deep is the lake?') } as const;
	for await (const event of bench.turns.run(input, new AbortController().signal)) {
		events.push(event);
		if (event.type === 'consent-requested') bench.turns.consent(conversationId, answer);
	}
	return { events, acquired, requests: edge.requests, stored: (await bench.messages()).at(-1) };
}

test('the edge answers after the person agreed, also in a mode that would ask nobody', async () => {
	for (const mode of ['fast', 'auto'] as const) {
		const { events, acquired, requests, stored } = await ask('once', mode);
		expect(events[0]).toMatchObject({ type: 'route-chosen', plan: { source: 'edge:other' } });
		const asked = events.find(({ type }) => type === 'consent-requested');
		expect(asked).toMatchObject({
			preview: { reason: 'This site’s chat is answered elsewhere, and not by this device.' }
		});
		expect(events.some(({ type }) => type === 'notice')).toBe(false);
		expect(requests).toHaveLength(1);
		expect(acquired).toBe(0);
		expect(stored && textOf(stored)).toBe(scriptedWords(0, 5).join(''));
	}
});

test('refused, nothing is sent, and what is stored says why there is no answer', async () => {
	const { requests, stored, events } = await ask('refuse');
	expect(requests).toEqual([]);
	expect(stored?.status).toBe('error');
	expect(events.at(-1)).toMatchObject({
		type: 'turn-failed',
		code: 'no-model',
		message: expect.stringContaining('answered elsewhere alone')
	});
});
