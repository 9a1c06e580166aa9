// What Auto makes of a complaint, and of what the conversation remembers: who begins then, what it waits for, and that
// it is said. On a real memory and a scripted model.

import { expect, test } from 'vitest';
import { judging, manifest, script, sure } from '../../test/support/auto-stage.ts';
import { edgeOf } from '../../test/support/scripted-edge.ts';
import { scriptedModel, scriptedText } from '../../test/support/scripted-model.ts';
import { runWhole, send, textOf, turnBench } from '../../test/support/turn-bench.ts';
import { NO_JUDGES } from './judges.ts';

test('after a complaint the question before it is answered by the modifier, and the reply says why', async () => {
	const model = script(sure(0.9), sure(0.9));
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'the sum'));
	const events = await runWhole(turns, send(conversationId, 'That is wrong'));
	expect(model.requests[1]).toMatchObject({
		modifier: { id: 'math' },
		messages: [{ role: 'user', content: 'the sum' }],
		sampling: { temperature: 0.7 }
	});
	expect(events).toContainEqual({
		type: 'notice',
		message: expect.stringContaining('starts a level higher') as string
	});
	const stored = await messages();
	expect(stored.at(-1)).toMatchObject({
		source: 'modifier:math',
		receipt: { dissatisfied: 0.9, domain: { id: 'math' } }
	});
	expect(stored.at(-1)?.receipt?.reason).toContain('starts a level higher');
	// The failed answer is kept where it was.
	expect(textOf(stored[1]!)).toBe(scriptedText(0));
});

/** Judges that are on their way, again after `leave`. */
async function lateJudges() {
	const judges = await judging().ready(manifest);
	let arrived = false;
	const late = {
		waits: 0,
		leave() {
			arrived = false;
			late.waits = 0;
		},
		current: () => (arrived ? judges : NO_JUDGES),
		async ready() {
			late.waits++;
			arrived = true;
			return judges;
		}
	};
	return late;
}

test('a bare complaint waits for the judge that hears it', async () => {
	const late = await lateJudges();
	const model = script(sure(0.9), sure(0.9), sure(0.9));
	const { turns, messages, conversationId } = await turnBench(model, { judges: late });
	await runWhole(turns, send(conversationId, 'the sum'));
	late.leave();
	await runWhole(turns, send(conversationId, 'That is wrong'));
	expect(late.waits).toBe(1);
	expect(model.requests[1]?.messages).toEqual([{ role: 'user', content: 'the sum' }]);
	expect((await messages()).at(-1)?.receipt?.dissatisfied).toBe(0.9);
});

test('a question waits for its domain where that says which mode it is answered in', async () => {
	const late = await lateJudges();
	const there = scriptedModel(() => sure(0.9, { bill: {} }));
	const model = script(sure(0.2), sure(0.2), sure(0.2));
	const { turns, messages, conversationId, memory } = await turnBench(model, {
		judges: late,
		edge: edgeOf(there)
	});
	await memory.conversations.update(conversationId, { egress: 'allow' });
	await memory.settings.update({ modeByDomain: { math: 'fast' } });
	const events = await runWhole(turns, send(conversationId, 'the sum'));
	expect(events[0]?.type).toBe('route-chosen');
	expect((await messages()).at(-1)).toMatchObject({ source: 'base', receipt: { mode: 'fast' } });
	expect(there.requests).toEqual([]);
	// What the conversation's own mode decides waits for nothing.
	late.leave();
	await memory.conversations.update(conversationId, { mode: 'fast' });
	await runWhole(turns, send(conversationId, 'another sum'));
	expect((await messages()).at(-1)?.receipt?.mode).toBe('fast');
	expect(model.requests).toHaveLength(2);
});

test('a question waits for its domain where this conversation remembers who can answer it', async () => {
	const late = await lateJudges();
	const model = script(sure(0.9), sure(0.9), sure(0.9));
	const { turns, messages, conversationId } = await turnBench(model, { judges: late });
	await runWhole(turns, send(conversationId, 'the sum'));
	await runWhole(turns, send(conversationId, 'That is wrong'));
	late.leave();
	await runWhole(turns, send(conversationId, 'another sum'));
	expect((await messages()).at(-1)?.source).toBe('modifier:math');
	expect(model.requests).toHaveLength(3);
});

test('a complaint that says more is answered as it is said', async () => {
	const model = script(sure(0.9), sure(0.9));
	const { turns, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'the sum'));
	await runWhole(turns, send(conversationId, 'wrong, I meant the sum of 3 and 4'));
	expect(model.requests[1]?.messages.map(({ content }) => content)).toEqual([
		'the sum',
		scriptedText(0),
		'wrong, I meant the sum of 3 and 4'
	]);
	expect(model.requests[1]?.modifier?.id).toBe('math');
});

test('where nobody is left to ask, a complaint brings another answer and an honest sentence', async () => {
	const model = script(sure(0.9), sure(0.9));
	const { turns, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'a word'));
	const events = await runWhole(turns, send(conversationId, 'wrong'));
	expect(model.requests[1]).toMatchObject({ modifier: null, sampling: { temperature: 0.7 } });
	expect(events).toContainEqual({
		type: 'notice',
		message: expect.stringContaining('Nobody bigger could be asked') as string
	});
});

test('a domain that failed in this conversation starts with what mended it', async () => {
	const model = script(sure(0.9), sure(0.9), sure(0.9));
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, send(conversationId, 'the sum'));
	await runWhole(turns, send(conversationId, 'That is wrong'));
	await runWhole(turns, send(conversationId, 'another sum'));
	const [failed, mended, last] = (await messages()).filter(({ role }) => role === 'assistant');
	expect(last!.source).toBe('modifier:math');
	expect(model.requests.length).toBe(3);
	// Its receipt names the answers it goes by; of those themselves nothing was known before.
	expect(last!.receipt?.experienceIds).toEqual([failed!.id, mended!.id]);
	expect(mended!.receipt?.experienceIds).toEqual([]);
});
