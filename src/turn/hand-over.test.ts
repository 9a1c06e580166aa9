// An answer that is going wrong is handed to the edge before its end, where a person gave leave for the whole
// conversation and no modifier can take it. On a real memory and scripted models.

import { expect, test } from 'vitest';
import type { Egress } from '../contract/ids.ts';
import type { ModeFields } from '../contract/modes.ts';
import {
	scriptedCalibration,
	scriptedModel,
	scriptedWords,
	testManifest,
	type Script
} from '../../test/support/scripted-model.ts';
import { runWhole, text, textOf, turnBench } from '../../test/support/turn-bench.ts';
import { EdgeUnavailable, type EdgeProvider } from './edge.ts';

const manifest = {
	...testManifest,
	calibration: scriptedCalibration(testManifest.baseSha256),
	thresholds: { answer: 0.8, earlyExit: { confidence: 0.3, tokens: 4 } }
};
const hopeless: Script = { kind: 'answer', words: 30, sure: 0.2 };

type Edge = { answers?: Script; open?: () => never; egress?: Egress; mode?: Partial<ModeFields> };

/** One turn of a model that is wrong from its first word. */
async function turnOf({ answers, open, egress = 'allow', mode }: Edge, ...here: Script[]) {
	const there = scriptedModel(() => answers ?? { kind: 'answer', words: 6, bill: {} }, {
		...testManifest,
		id: 'edge'
	});
	const edge: EdgeProvider = {
		open: async () =>
			open?.() ?? { model: there, name: 'edge', host: 'edge.example.org', loopback: false }
	};
	const model = scriptedModel((_, index) => here[index] ?? hopeless, manifest);
	const bench = await turnBench(model, { edge });
	const { memory, conversationId, turns } = bench;
	await memory.conversations.update(conversationId, { egress });
	const { customMode } = await memory.settings.get();
	if (mode)
		await memory.settings.update({ mode: 'custom', customMode: { ...customMode, ...mode } });
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('How deep?') });
	const answer = (await bench.messages()).at(-1)!;
	memory.close();
	return { answer, events, spoken: model.spoken(), asked: there.requests.length };
}

test('where leave was given the edge takes it over at the bound, and the half answer is a draft', async () => {
	const { answer, spoken, asked } = await turnOf({});
	expect(spoken).toBe(4);
	expect(asked).toBe(1);
	expect(answer).toMatchObject({ source: 'edge:tutor', status: 'done' });
	expect(answer.receipt!.attempts[0]).toMatchObject({
		source: 'base',
		outcome: 'dropped',
		text: scriptedWords(0, 4).join('')
	});
	expect(answer.receipt!.reason).toContain('only 20% sure, so it was handed over before its end');
});

test('without leave for the whole conversation it is written to its end', async () => {
	for (const egress of ['ask', 'local-only'] as const) {
		const stopped = turnOf({ egress, mode: { escalateToEdge: egress === 'local-only' } });
		expect((await stopped).spoken).toBe(30);
	}
});

test('neither where the edge cannot be opened, nor where the mode limits what a turn may cost', async () => {
	const offline = () => {
		throw new EdgeUnavailable('offline', 'This device is offline.');
	};
	expect((await turnOf({ open: offline })).spoken).toBe(30);
	expect((await turnOf({ mode: { maxCostMicroUsd: 1000 } })).spoken).toBe(30);
});

test('when the edge fails this device begins anew, and asks nobody again', async () => {
	const failing: Script = { kind: 'fail', words: 5, code: 'failed' };
	const { answer, asked, events } = await turnOf({ answers: failing }, hopeless, {
		kind: 'answer',
		words: 6,
		sure: 0.2
	});
	expect(asked).toBe(1);
	expect(textOf(answer)).toBe(scriptedWords(1, 6).join(''));
	expect(answer.receipt!.attempts.filter(({ outcome }) => outcome === 'kept')).toHaveLength(1);
	expect(events.at(-1)?.type).toBe('turn-finished');
});
