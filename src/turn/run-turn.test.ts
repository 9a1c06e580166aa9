// A turn from a question to a stored answer: what is stored when, what the model is asked, and what the receipt says.
// Turns that are stopped are in run-turn-stops.test.ts, those that fail in run-turn-failures.test.ts. On a real memory
// and a scripted model.

import { expect, test, vi } from 'vitest';
import { freshMemory } from '../../test/support/memory.ts';
import { scripted, scriptedModel, scriptedText } from '../../test/support/scripted-model.ts';
import { runWhole, text, textOf, turnBench } from '../../test/support/turn-bench.ts';
import type { Calibration } from '../contract/calibration.ts';
import type { TurnEvent } from '../contract/events.ts';
import type { LoadedModel } from '../engine/engine.ts';

const types = (events: TurnEvent[]) => events.map(({ type }) => type);

test('a turn stores the question and an empty answer before its first event, and clears the draft', async () => {
	const { turns, memory, messages, conversationId } = await turnBench(scripted());
	await memory.drafts.set(conversationId, { parts: text('half a question') });
	const events = turns.run(
		{ kind: 'send', conversationId, parts: text('What is a lantern?') },
		new AbortController().signal
	);
	expect((await messages()).length).toBe(0);
	expect((await events.next()).value).toMatchObject({ type: 'route-chosen' });
	const [question, reply] = await messages();
	expect(question).toMatchObject({
		role: 'user',
		parts: text('What is a lantern?'),
		parentId: null
	});
	expect(reply).toMatchObject({ role: 'assistant', status: 'streaming', parts: [] });
	expect(reply?.parentId).toBe(question?.id);
	expect(await memory.drafts.get(conversationId)).toBeUndefined();
	await events.return(undefined);
});

test('a calibrated model says its chance of being right, as it writes and in the receipt', async () => {
	const model = scripted();
	const calibration: Calibration = {
		version: 1,
		baseSha256: model.manifest.baseSha256,
		abstention: null,
		base: {
			method: 'platt',
			inputs: ['length'],
			mean: [0],
			deviation: [1],
			weights: [-1],
			bias: 0,
			steps: []
		},
		modifiers: {}
	};
	const bench = await turnBench({ ...model, manifest: { ...model.manifest, calibration } });
	const { turns, messages, conversationId } = bench;
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	// A logistic of minus log(1 + tokens): one in 2 + tokens.
	expect(
		events.flatMap((event) => (event.type === 'confidence-updated' ? [event.value] : []))
	).toEqual([1 / 3, 1 / 4, 1 / 5].map((value) => expect.closeTo(value) as number));
	expect((await messages()).at(-1)?.receipt).toMatchObject({
		calibrated: true,
		confidence: expect.closeTo(1 / 5) as number
	});
});

test('a finished turn stores its text, source, model, confidence and a whole receipt', async () => {
	const { turns, messages, conversationId } = await turnBench(scripted());
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(types(events)).toEqual([
		'route-chosen',
		'attempt-started',
		'text-delta',
		'confidence-updated',
		'text-delta',
		'confidence-updated',
		'text-delta',
		'confidence-updated',
		'turn-finished'
	]);
	const stored = (await messages()).at(-1);
	expect(events.at(-1)).toEqual({ type: 'turn-finished', message: stored });
	expect(stored).toMatchObject({
		status: 'done',
		source: 'base',
		model: 'scripted',
		parts: text(scriptedText(0, 3)),
		receipt: {
			version: 1,
			source: 'base',
			reason: 'Scripted answers on this device; nothing leaves it.',
			threshold: null,
			calibrated: false,
			attempts: [{ source: 'base', outcome: 'kept' }],
			promptTokens: 20,
			cachedTokens: 5,
			completionTokens: 3,
			tokensPerSecond: 66.7,
			costMicroUsd: 0,
			bytesSent: 0,
			exampleIds: [],
			experienceIds: []
		}
	});
	// The least likely of the three words.
	expect(stored?.receipt?.confidence).toBeCloseTo(Math.exp(-0.3));
	const { firstToken = 0, total = 0 } = stored?.receipt?.stageMs ?? {};
	expect(firstToken).toBeGreaterThan(0);
	expect(total).toBeGreaterThan(firstToken);
});

test('the second question is sent with the first exchange, and the system prompt before it', async () => {
	const model = scripted();
	const { turns, memory, conversationId } = await turnBench(model);
	await memory.conversations.update(conversationId, { systemPrompt: 'Be brief.' });
	await runWhole(turns, { kind: 'send', conversationId, parts: text('One') });
	await runWhole(turns, { kind: 'send', conversationId, parts: text('Two') });
	expect(model.requests[1]?.messages).toEqual([
		{ role: 'system', content: 'Be brief.' },
		{ role: 'user', content: 'One' },
		{ role: 'assistant', content: scriptedText(0, 3) },
		{ role: 'user', content: 'Two' }
	]);
});

test('no system prompt is sent to a model that follows none', async () => {
	const model = scriptedModel(() => undefined);
	const { manifest } = model;
	const unled: LoadedModel = {
		...model,
		manifest: { ...manifest, template: { ...manifest.template, systemPrompt: false } }
	};
	const { turns, memory, conversationId } = await turnBench(unled);
	await memory.settings.update({ systemPrompt: 'Be brief.' });
	await runWhole(turns, { kind: 'send', conversationId, parts: text('One') });
	expect(model.requests[0]?.messages).toEqual([{ role: 'user', content: 'One' }]);
});

test('the first question names the conversation, unless a person did', async () => {
	const { turns, memory, conversationId } = await turnBench(scripted());
	const parts = text('How do I keep a very small lantern alight?');
	await runWhole(turns, { kind: 'send', conversationId, parts });
	expect((await memory.conversations.get(conversationId))?.title).toBe('How do I keep a very…');
	const named = await memory.conversations.create({ title: 'Lamps' });
	await runWhole(turns, { kind: 'send', conversationId: named.id, parts });
	expect((await memory.conversations.get(named.id))?.title).toBe('Lamps');
});

test('regenerating adds a sibling answer, sampled with another seed and at 0.7 or more', async () => {
	const model = scripted();
	const { turns, messages, conversationId } = await turnBench(model);
	await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	const [question, first] = await messages();
	await runWhole(turns, { kind: 'regenerate', conversationId, messageId: first?.id ?? '' });
	const [, , second] = await messages();
	expect(second).toMatchObject({ parentId: question?.id, parts: text(scriptedText(1, 3)) });
	expect((await messages()).length).toBe(3);
	expect(model.requests[0]?.sampling).toMatchObject({ temperature: 0, seed: null });
	expect(model.requests[1]?.sampling).toMatchObject({ temperature: 0.7, seed: 1073741823 });
	expect(model.requests[1]?.messages).toEqual(model.requests[0]?.messages);
});

test('regenerating keeps what is being typed', async () => {
	const { turns, memory, messages, conversationId } = await turnBench(scripted());
	await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	await memory.drafts.set(conversationId, { parts: text('the next question') });
	const messageId = (await messages())[1]?.id ?? '';
	await runWhole(turns, { kind: 'regenerate', conversationId, messageId });
	expect(await memory.drafts.get(conversationId)).toEqual({ parts: text('the next question') });
});

test('editing a question adds a sibling of it with an answer, and leaves the old branch', async () => {
	const model = scripted();
	const { turns, messages, branch, conversationId } = await turnBench(model);
	await runWhole(turns, { kind: 'send', conversationId, parts: text('One') });
	await runWhole(turns, { kind: 'send', conversationId, parts: text('Two') });
	const second = (await messages())[2];
	await runWhole(turns, {
		kind: 'edit',
		conversationId,
		messageId: second?.id ?? '',
		parts: text('Three')
	});
	expect(await branch()).toEqual(['One', scriptedText(0, 3), 'Three', scriptedText(2, 3)]);
	expect((await messages()).map(textOf)).toContain('Two');
	expect(model.requests[2]?.messages.map(({ content }) => content)).toEqual([
		'One',
		scriptedText(0, 3),
		'Three'
	]);
});

test('a second turn of a conversation starts after the first, under its answer', async () => {
	const { turns, branch, conversationId } = await turnBench(scripted());
	const send = (content: string) =>
		runWhole(turns, { kind: 'send', conversationId, parts: text(content) });
	await Promise.all([send('One'), send('Two')]);
	expect(await branch()).toEqual(['One', scriptedText(0, 3), 'Two', scriptedText(1, 3)]);
});

test('a ready model reads the question while the disk writes it, and nothing is said before', async () => {
	const written = Promise.withResolvers<void>();
	const model = scripted();
	const memory = await freshMemory();
	const conversations = {
		...memory.conversations,
		append: async (...stored: Parameters<typeof memory.conversations.append>) => {
			await written.promise;
			return memory.conversations.append(...stored);
		}
	};
	const { id: conversationId } = await memory.conversations.create();
	const { turns } = await turnBench(model, { conversations });
	const said: TurnEvent[] = [];
	const run = (async () => {
		const input = { kind: 'send', conversationId, parts: text('Hi') } as const;
		for await (const event of turns.run(input, new AbortController().signal)) said.push(event);
	})();
	await vi.waitFor(() => expect(model.requests.length).toBe(1));
	expect(said).toEqual([]);
	written.resolve();
	await run;
	expect(said.at(-1)?.type).toBe('turn-finished');
	memory.close();
});
