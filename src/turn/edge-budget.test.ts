// A budget that is spent at the edge is remembered: nobody is asked to agree to what will be refused, nothing leaves
// for it, and it is said; until it begins anew, or a person asks by hand. On a real memory and scripted models.

import { expect, test } from 'vitest';
import type { TurnEvent } from '../contract/events.ts';
import type { TurnInput } from '../contract/services.ts';
import { edgeModel, edgeOf } from '../../test/support/scripted-edge.ts';
import { scriptedManifest, scriptedModel, type Script } from '../../test/support/scripted-model.ts';
import { text, turnBench } from '../../test/support/turn-bench.ts';
import { budgetsInMemory, type BudgetStore } from './edge-budget.ts';

const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2026, 10, 22, 12);
const spent: Script = { kind: 'fail', words: 0, code: 'over-budget', retryAfterMs: HOUR_MS };

async function stage(scripts: Script[], budgets: BudgetStore = budgetsInMemory()) {
	const there = edgeModel(...scripts);
	const clock = { ms: NOON };
	const bench = await turnBench(
		scriptedModel(() => ({ kind: 'answer', words: 3, sure: 0.4 }), scriptedManifest()),
		{
			edge: edgeOf(there, { costMicroUsd: () => 500 }),
			budgets,
			now: () => clock.ms
		}
	);
	const { turns, conversationId } = bench;
	/** How often the person was asked, and what was said. */
	async function run(input: TurnInput) {
		const notices: string[] = [];
		let asked = 0;
		const read = (event: TurnEvent) => {
			if (event.type === 'notice') notices.push(event.message);
			if (event.type !== 'consent-requested') return;
			asked += 1;
			turns.consent(conversationId, 'once');
		};
		for await (const event of turns.run(input, new AbortController().signal)) read(event);
		return { notices, asked, answer: (await bench.messages()).at(-1)! };
	}
	const ask = () => run({ kind: 'send', conversationId, parts: text('How deep is it?') });
	const again = (messageId: string) => run({ kind: 'regenerate', conversationId, messageId });
	return { ask, again, there, clock };
}

test('after a refusal nobody is asked and nothing is sent until it is over', async () => {
	const { ask, there, clock } = await stage([spent]);
	const first = await ask();
	expect([first.asked, there.requests.length]).toEqual([1, 1]);
	const second = await ask();
	expect([second.asked, there.requests.length]).toEqual([0, 1]);
	expect(second.answer).toMatchObject({ source: 'base', status: 'done' });
	expect(second.notices).toEqual([
		'The script fails with over-budget. So it was not asked; regenerate the answer to ask it all the same.'
	]);
	expect(second.answer.receipt?.bytesSent).toBe(0);
	clock.ms += HOUR_MS + 1;
	const third = await ask();
	expect([third.asked, there.requests.length]).toEqual([1, 2]);
	expect(third.answer.source).toBe('edge:tutor');
});

test('another answer asked for by hand goes there all the same, and when it answers the refusal is over', async () => {
	const { ask, again, there } = await stage([spent]);
	const { answer } = await ask();
	expect((await again(answer.id)).answer.source).toBe('edge:tutor');
	expect(there.requests).toHaveLength(2);
	expect((await ask()).asked).toBe(1);
});

test('a refusal without an end is believed for a while, and a busy host for a minute', async () => {
	const busy = await stage([{ kind: 'fail', words: 0, code: 'rate-limited' }]);
	await busy.ask();
	expect((await busy.ask()).notices).toEqual([
		'edge.example.org takes no more requests for now, so it was not asked.'
	]);
	busy.clock.ms += 60_001;
	expect((await busy.ask()).asked).toBe(1);
	const endless = await stage([{ kind: 'fail', words: 0, code: 'over-budget' }]);
	await endless.ask();
	endless.clock.ms += 60_001;
	expect((await endless.ask()).asked).toBe(0);
});

test('what a bill says is left decides too, until the day begins anew', async () => {
	const { ask, there, clock } = await stage([
		{ kind: 'answer', words: 5, bill: { remainingMicroUsd: 499 } }
	]);
	await ask();
	const { asked, notices } = await ask();
	expect([asked, there.requests.length]).toEqual([0, 1]);
	expect(notices[0]).toContain('has 0.0499 cents left, too little for this answer');
	clock.ms = Date.UTC(2026, 10, 23);
	expect((await ask()).asked).toBe(1);
});

test('another tab, or a later visit, knows it', async () => {
	const budgets = budgetsInMemory();
	await (await stage([spent], budgets)).ask();
	expect((await (await stage([], budgets)).ask()).asked).toBe(0);
});

test('what cannot be read or stored costs a refusal, and no answer', async () => {
	const failing: BudgetStore = {
		get: () => Promise.reject(new Error('The disk fails.')),
		set: () => Promise.reject(new Error('The disk fails.'))
	};
	const { ask } = await stage([spent], failing);
	await ask();
	expect((await ask()).answer.source).toBe('edge:tutor');
});
