// Auto on this device: the base, the modifier of the question's domain, and the surer of both; what is on screen
// meanwhile, and an answer that is handed over before its end. Complaints are in auto-complaints.test.ts, votes and
// critiques in auto-second-looks.test.ts. On a real memory and a scripted model.

import { expect, test } from 'vitest';
import {
	judging,
	manifest,
	script,
	shownTexts,
	SPECIALISTS,
	sure
} from '../../test/support/auto-stage.ts';
import {
	scriptedManifest,
	scriptedModel,
	scriptedText,
	testManifest,
	type Script
} from '../../test/support/scripted-model.ts';
import { runWhole, send, stepsOf, textOf, turnBench } from '../../test/support/turn-bench.ts';
import type { TurnEvent } from '../contract/events.ts';
import { calibratedManifest } from '../decide/device-calibration.ts';
import { NO_JUDGES, type JudgeProvider } from './judges.ts';

test('a sure answer of the base is kept, with the domain in its receipt', async () => {
	const model = script(sure(0.9));
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	const events = await runWhole(turns, send(conversationId, 'the sum'));
	expect(stepsOf(events)).toEqual(['route-chosen', 'attempt-started', 'turn-finished']);
	expect((await messages()).at(-1)).toMatchObject({
		source: 'base',
		receipt: {
			mode: 'auto',
			threshold: 0.8,
			calibrated: true,
			domain: { id: 'math', probability: 0.9 },
			confidence: expect.closeTo(0.9) as number
		}
	});
});

test('an unsure answer goes to the modifier of its domain, and the surer of both is kept', async () => {
	const model = script(sure(0.4), sure(0.95));
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	const events = await runWhole(turns, send(conversationId, 'the sum'));
	expect(model.requests.map(({ modifier }) => modifier?.id ?? null)).toEqual([null, 'math']);
	expect(model.requests[1]?.messages).toEqual(model.requests[0]?.messages);
	expect(stepsOf(events)).toEqual([
		'route-chosen',
		'attempt-started',
		'attempt-started',
		'attempt-dropped',
		'turn-finished'
	]);
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe(scriptedText(1));
	expect(stored).toMatchObject({ source: 'modifier:math', status: 'done' });
	expect(stored.receipt).toMatchObject({
		source: 'modifier:math',
		attempts: [
			{ source: 'base', outcome: 'dropped', text: scriptedText(0) },
			{ source: 'modifier:math', outcome: 'kept' }
		]
	});
	expect(stored.receipt?.reason).toContain('“math”');
});

test('what is on screen changes in one step: the draft stands until the modifier’s answer is whole', async () => {
	const model = script(sure(0.4), sure(0.95));
	const { turns, conversationId } = await turnBench(model, { judges: judging() });
	const seen = await shownTexts(turns, conversationId);
	expect(seen).toEqual(['', 'r0w0', 'r0w0 r0w1', scriptedText(0), scriptedText(1)]);
});

test('when the modifier is less sure the base’s answer stays, and the other is a draft', async () => {
	const model = script(sure(0.6), sure(0.3));
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'the sum'));
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe(scriptedText(0));
	expect(stored.receipt).toMatchObject({
		source: 'base',
		confidence: expect.closeTo(0.6) as number,
		attempts: [
			{ source: 'base', outcome: 'kept' },
			{ source: 'modifier:math', outcome: 'dropped', text: scriptedText(1) }
		]
	});
});

test('a modifier that fails leaves the base’s answer, with the failure in the receipt', async () => {
	const model = script(sure(0.4), { kind: 'fail', words: 2, code: 'failed' });
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	const events = await runWhole(turns, send(conversationId, 'the sum'));
	expect(events.at(-1)).toMatchObject({ type: 'turn-finished' });
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe(scriptedText(0));
	expect(stored.receipt?.attempts.map(({ outcome }) => outcome)).toEqual(['kept', 'failed']);
});

test('a turn stopped while the modifier writes keeps the base’s whole answer', async () => {
	const model = script(sure(0.4), { kind: 'hang', words: 2 });
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	const stop = new AbortController();
	const events: TurnEvent[] = [];
	for await (const event of turns.run(send(conversationId, 'the sum'), stop.signal)) {
		events.push(event);
		if (event.type === 'text-delta' && event.attempt === 2) stop.abort();
	}
	expect(events.at(-1)?.type).toBe('turn-stopped');
	const stored = (await messages()).at(-1)!;
	expect(stored).toMatchObject({ status: 'stopped', source: 'base' });
	expect(textOf(stored)).toBe(scriptedText(0));
	expect(model.running()).toBe(0);
});

test('a question surely of a modifier’s domain goes to it however sure the base is', async () => {
	const model = scriptedModel(
		(_request, index) => [sure(0.9), sure(0.95)][index],
		scriptedManifest(SPECIALISTS, { sureDomain: 0.85 }),
		{ modifiers: true }
	);
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'the sum'));
	expect((await messages()).at(-1)?.source).toBe('modifier:math');
});

test.each([
	['of no modifier’s domain', 'a word', {}],
	['without a modifier that fits the base', 'the sum', { modifiers: false }]
])('a doubtful answer %s stays the base’s', async (_, question, capabilities) => {
	const model = scriptedModel(() => sure(0.2), manifest, { modifiers: true, ...capabilities });
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, question));
	expect((await messages()).at(-1)?.source).toBe('base');
	expect(model.requests.length).toBe(1);
});

test('judges that come after the first token still count for the answer', async () => {
	const judges = judging();
	let ready = false;
	const late: JudgeProvider = {
		current: (of) => (ready ? judges.current(of) : NO_JUDGES),
		ready: async (of) => {
			ready = true;
			return judges.ready(of);
		}
	};
	const model = script(sure(0.4), sure(0.95));
	const { turns, messages, conversationId } = await turnBench(model, { judges: late });
	await runWhole(turns, send(conversationId, 'the sum'));
	expect((await messages()).at(-1)?.source).toBe('modifier:math');
});

test('fast asks the base alone, a modifier’s mode that modifier alone', async () => {
	const model = script(sure(0.2), sure(0.2));
	const { turns, messages, conversationId, memory } = await turnBench(model, { judges: judging() });
	await runWhole(turns, { ...send(conversationId, 'the sum'), options: { mode: 'fast' } });
	expect((await messages()).at(-1)).toMatchObject({ source: 'base', receipt: { mode: 'fast' } });
	await memory.conversations.update(conversationId, { mode: 'only:code' });
	await runWhole(turns, send(conversationId, 'the sum'));
	expect((await messages()).at(-1)).toMatchObject({
		source: 'modifier:code',
		receipt: { mode: 'only:code' }
	});
	expect(model.requests.map(({ modifier }) => modifier?.id)).toEqual([undefined, 'code']);
});

test('a mode whose modifier the model lacks is answered by the base, which says so', async () => {
	const { turns, messages, conversationId } = await turnBench(script(), { judges: judging() });
	await runWhole(turns, { ...send(conversationId, 'Hi'), options: { mode: 'only:poetry' } });
	expect((await messages()).at(-1)?.receipt).toMatchObject({
		source: 'base',
		reason: expect.stringContaining('has no specialist “poetry”') as string
	});
});

test('a lost device while the modifier answers is tried again, and the draft stays', async () => {
	const model = script(sure(0.4), { kind: 'fail', words: 1, code: 'device-lost' }, sure(0.95));
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'the sum'));
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe(scriptedText(2));
	expect(stored.receipt?.attempts.map(({ outcome }) => outcome)).toEqual([
		'dropped',
		'dropped',
		'kept'
	]);
});

test('a model that came without a calibration is as sure as a careful guess says, and it is said', async () => {
	const model = scriptedModel(() => sure(0.9), testManifest);
	const { turns, messages, conversationId } = await turnBench(model, {
		judges: judging(),
		calibrations: { current: (of) => calibratedManifest(of, null) }
	});
	await runWhole(turns, send(conversationId, 'Hi'));
	const { receipt } = (await messages()).at(-1)!;
	expect(receipt).toMatchObject({ calibrated: false });
	expect(receipt?.confidence).not.toBeCloseTo(0.9);
	expect(receipt?.reason).toContain('careful guess');
});

const exiting = (...scripts: Script[]) =>
	scriptedModel(
		(_request, index) => scripts[index],
		scriptedManifest(SPECIALISTS, { earlyExit: { confidence: 0.3, tokens: 4 } }),
		{ modifiers: true }
	);

test('an answer that is going wrong is handed over before its end, and stays until the other is whole', async () => {
	const model = exiting({ kind: 'answer', words: 30, sure: 0.2 }, sure(0.9));
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	const seen = await shownTexts(turns, conversationId);
	expect(model.spoken()).toBe(4 + 3);
	expect(seen.slice(-2)).toEqual([scriptedText(0, 4), scriptedText(1)]);
	expect((await messages()).at(-1)).toMatchObject({
		source: 'modifier:math',
		receipt: {
			attempts: [
				{
					source: 'base',
					outcome: 'dropped',
					text: scriptedText(0, 4),
					reason: 'It was only 20% sure, so it was handed over before its end.'
				},
				{ source: 'modifier:math', outcome: 'kept' }
			]
		}
	});
	expect(model.running()).toBe(0);
});

test('where nobody could take it over an answer is written to its end', async () => {
	const model = exiting({ kind: 'answer', words: 30, sure: 0.2 });
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'a word'));
	expect(textOf((await messages()).at(-1)!)).toBe(scriptedText(0, 30));
});

test('when whoever took it over fails the base answers anew, to its end', async () => {
	const model = exiting(
		{ kind: 'answer', words: 30, sure: 0.2 },
		{ kind: 'fail', words: 1, code: 'failed' },
		{ kind: 'answer', words: 6, sure: 0.2 }
	);
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'the sum'));
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe(scriptedText(2, 6));
	expect(stored.receipt?.attempts.map(({ outcome }) => outcome)).toEqual([
		'dropped',
		'failed',
		'kept'
	]);
});
