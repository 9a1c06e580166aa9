// A turn from a question to a stored answer, on a real memory and a scripted model. Long because every way
// a turn can end is a test of its own.

import { expect, test, vi } from 'vitest';
import type { Calibration } from '../contract/calibration.ts';
import type { TurnEvent } from '../contract/events.ts';
import type { LoadedModel } from '../engine/engine.ts';
import { scriptedModel, scriptedWords, type Script } from '../../test/support/scripted-model.ts';
import { freshMemory } from '../../test/support/memory.ts';
import { runWhole, text, textOf, turnBench } from '../../test/support/turn-bench.ts';
import { turnLockName } from './locks.ts';
import { tabStops } from './stops.ts';

const said = (events: TurnEvent[]) =>
	events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
const types = (events: TurnEvent[]) => events.map(({ type }) => type);
const script = (...scripts: Script[]) => scriptedModel((_request, index) => scripts[index]);
const answer = (index: number, words: number) => scriptedWords(index, words).join('');

test('a turn stores the question and an empty answer before its first event, and clears the draft', async () => {
	const { turns, memory, messages, conversationId } = await turnBench(script());
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
	const model = script();
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
	const { turns, messages, conversationId } = await turnBench(script());
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
		parts: text(answer(0, 3)),
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
	const model = script();
	const { turns, memory, conversationId } = await turnBench(model);
	await memory.conversations.update(conversationId, { systemPrompt: 'Be brief.' });
	await runWhole(turns, { kind: 'send', conversationId, parts: text('One') });
	await runWhole(turns, { kind: 'send', conversationId, parts: text('Two') });
	expect(model.requests[1]?.messages).toEqual([
		{ role: 'system', content: 'Be brief.' },
		{ role: 'user', content: 'One' },
		{ role: 'assistant', content: answer(0, 3) },
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
	const { turns, memory, conversationId } = await turnBench(script());
	const parts = text('How do I keep a very small lantern alight?');
	await runWhole(turns, { kind: 'send', conversationId, parts });
	expect((await memory.conversations.get(conversationId))?.title).toBe('How do I keep a very…');
	const named = await memory.conversations.create({ title: 'Lamps' });
	await runWhole(turns, { kind: 'send', conversationId: named.id, parts });
	expect((await memory.conversations.get(named.id))?.title).toBe('Lamps');
});

test('regenerating adds a sibling answer, sampled with another seed and at 0.7 or more', async () => {
	const model = script();
	const { turns, messages, conversationId } = await turnBench(model);
	await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	const [question, first] = await messages();
	await runWhole(turns, { kind: 'regenerate', conversationId, messageId: first?.id ?? '' });
	const [, , second] = await messages();
	expect(second).toMatchObject({ parentId: question?.id, parts: text(answer(1, 3)) });
	expect((await messages()).length).toBe(3);
	expect(model.requests[0]?.sampling).toMatchObject({ temperature: 0, seed: null });
	expect(model.requests[1]?.sampling).toMatchObject({ temperature: 0.7, seed: 1073741823 });
	expect(model.requests[1]?.messages).toEqual(model.requests[0]?.messages);
});

test('regenerating keeps what is being typed', async () => {
	const { turns, memory, messages, conversationId } = await turnBench(script());
	await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	await memory.drafts.set(conversationId, { parts: text('the next question') });
	const messageId = (await messages())[1]?.id ?? '';
	await runWhole(turns, { kind: 'regenerate', conversationId, messageId });
	expect(await memory.drafts.get(conversationId)).toEqual({ parts: text('the next question') });
});

test('editing a question adds a sibling of it with an answer, and leaves the old branch', async () => {
	const model = script();
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
	expect(await branch()).toEqual(['One', answer(0, 3), 'Three', answer(2, 3)]);
	expect((await messages()).map(textOf)).toContain('Two');
	expect(model.requests[2]?.messages.map(({ content }) => content)).toEqual([
		'One',
		answer(0, 3),
		'Three'
	]);
});

test('an abort keeps what was written, stops computing, and nothing is stored afterwards', async () => {
	const model = script({ kind: 'hang', words: 4 });
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
	expect(stored).toMatchObject({ status: 'stopped', parts: text(answer(0, 2)) });
	expect(stored?.receipt?.completionTokens).toBe(2);
	expect(model.running()).toBe(0);
});

test('an engine that does not notice the abort does not keep the turn', async () => {
	const model = script({ kind: 'hang', words: 1, deaf: true });
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
	const model = script({ kind: 'hang', words: 4 });
	const { turns, messages, conversationId, locks } = await turnBench(model);
	const input = { kind: 'send' as const, conversationId, parts: text('Hi') };
	for await (const event of turns.run(input, new AbortController().signal))
		if (event.type === 'text-delta') break;
	expect((await messages()).at(-1)).toMatchObject({ status: 'stopped', parts: text(answer(0, 1)) });
	expect(locks.isHeld(turnLockName(conversationId))).toBe(false);
	expect(model.running()).toBe(0);
});

test('a lost device drops the attempt, and one new attempt answers', async () => {
	const model = script({ kind: 'fail', words: 2, code: 'device-lost' });
	const { turns, messages, conversationId } = await turnBench(model);
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(types(events).filter((type) => !/text|confidence/.test(type))).toEqual([
		'route-chosen',
		'attempt-started',
		'attempt-dropped',
		'attempt-started',
		'turn-finished'
	]);
	const stored = (await messages()).at(-1);
	expect(stored).toMatchObject({ status: 'done', parts: text(answer(1, 3)) });
	expect(stored?.receipt?.attempts.map(({ outcome }) => outcome)).toEqual(['dropped', 'kept']);
	expect((await messages()).length).toBe(2);
});

test('a device lost twice ends the turn with a sentence, keeping the question and the text', async () => {
	const lost: Script = { kind: 'fail', words: 2, code: 'device-lost' };
	const { turns, messages, conversationId } = await turnBench(script(lost, lost));
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(events.at(-1)).toMatchObject({ type: 'turn-failed', code: 'device-lost' });
	const [question, reply] = await messages();
	expect(textOf(question!)).toBe('Hi');
	expect(reply).toMatchObject({
		status: 'error',
		error: { code: 'device-lost', message: 'The script fails with device-lost.' },
		parts: text(answer(1, 2))
	});
});

test('a context found too full is tried once more with less of the conversation', async () => {
	const model = script(
		...Array.from({ length: 12 }, (): Script => ({ kind: 'answer', words: 20 })),
		{ kind: 'fail', words: 0, code: 'context-full' }
	);
	const { turns, conversationId, memory } = await turnBench(model);
	await memory.settings.update({ maxTokens: 64 });
	for (let i = 0; i < 12; i++)
		await runWhole(turns, { kind: 'send', conversationId, parts: text(`Question ${i}`) });
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Last') });
	expect(events.at(-1)).toMatchObject({ type: 'turn-finished' });
	const [full, smaller] = model.requests.slice(-2);
	expect(smaller?.messages.length).toBeLessThan(full?.messages.length ?? 0);
	expect(smaller?.messages.at(-1)?.content).toBe('Last');
});

test.each([
	['out-of-memory', 'out-of-memory'],
	['self-test-failed', 'engine-failed'],
	['failed', 'engine-failed']
] as const)('an engine that fails with %s leaves an answer that says so', async (code, shown) => {
	const { turns, messages, conversationId } = await turnBench(
		script({ kind: 'fail', words: 1, code })
	);
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(events.at(-1)).toMatchObject({ type: 'turn-failed', code: shown });
	expect((await messages()).at(-1)).toMatchObject({
		status: 'error',
		error: { code: shown, message: `The script fails with ${code}.` },
		parts: text('r0w0')
	});
});

test('a stream that breaks off is a failure, not a short answer', async () => {
	const { turns, conversationId } = await turnBench(script({ kind: 'break-off', words: 2 }));
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(events.at(-1)).toMatchObject({ type: 'turn-failed', code: 'engine-failed' });
});

test('an answer without a word says what to do instead of being empty', async () => {
	const { turns, conversationId } = await turnBench(script({ kind: 'answer', words: 0 }));
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(events.at(-1)).toMatchObject({ type: 'turn-failed', code: 'engine-failed' });
});

test('an answer cut off at its length says so once and in its receipt', async () => {
	const { turns, messages, conversationId } = await turnBench(
		script({ kind: 'answer', words: 5, reason: 'length' })
	);
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(events.filter(({ type }) => type === 'notice').length).toBe(1);
	const stored = (await messages()).at(-1);
	expect(stored?.status).toBe('done');
	expect(stored?.receipt?.reason).toContain('cut off');
});

test('without a model the question is kept and the answer says what to do', async () => {
	const { turns, messages, conversationId } = await turnBench(null);
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(types(events)).toEqual(['route-chosen', 'notice', 'turn-failed']);
	const [question, reply] = await messages();
	expect(textOf(question!)).toBe('Hi');
	expect(reply).toMatchObject({ status: 'error', error: { code: 'no-model' } });
});

test('a megabyte is stored, refused with its size and the next step, and does not reach the model', async () => {
	const model = script();
	const { turns, messages, conversationId } = await turnBench(model);
	const long = 'word '.repeat(200_000);
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text(long) });
	expect(types(events)).toEqual(['route-chosen', 'turn-failed']);
	const [question, reply] = await messages();
	expect(textOf(question!).length).toBe(1_000_000);
	expect(reply?.error).toMatchObject({ code: 'message-too-long' });
	expect(reply?.error?.message).toMatch(/about 250,000 tokens.*at most 360.*Edit it/);
	expect(model.requests).toEqual([]);
	// The next question is answered without it.
	await runWhole(turns, { kind: 'send', conversationId, parts: text('Shorter') });
	expect(model.requests[0]?.messages).toEqual([{ role: 'user', content: 'Shorter' }]);
});

test('a full disk fails the turn before anything was said, and keeps the draft', async () => {
	const bench = await turnBench(script());
	const { memory, conversationId } = bench;
	await memory.drafts.set(conversationId, { parts: text('Hi') });
	const full = Object.assign(new Error('The disk is full. Free some space.'), {
		code: 'disk-full'
	});
	const { turns } = await turnBench(script(), {
		conversations: { ...memory.conversations, append: () => Promise.reject(full) }
	});
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(events).toEqual([
		{ type: 'turn-failed', code: 'storage-failed', message: 'The disk is full. Free some space.' }
	]);
});

test('progress that cannot be saved is reported once, at the end', async () => {
	const { memory } = await turnBench(script());
	const conversation = await memory.conversations.create();
	const full = Object.assign(new Error('The disk is full. Free some space.'), {
		code: 'disk-full'
	});
	const { turns } = await turnBench(script({ kind: 'answer', words: 5 }), {
		conversations: { ...memory.conversations, save: () => Promise.reject(full) }
	});
	const events = await runWhole(turns, {
		kind: 'send',
		conversationId: conversation.id,
		parts: text('Hi')
	});
	expect(said(events)).toBe(answer(0, 5));
	expect(events.at(-1)).toMatchObject({ type: 'turn-failed', code: 'storage-failed' });
});

test('an answer removed while it is written stays removed, and stops being computed', async () => {
	const model = script({ kind: 'hang', words: 30 });
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

test('a second turn of a conversation starts after the first, under its answer', async () => {
	const { turns, branch, conversationId } = await turnBench(script());
	const send = (content: string) =>
		runWhole(turns, { kind: 'send', conversationId, parts: text(content) });
	await Promise.all([send('One'), send('Two')]);
	expect(await branch()).toEqual(['One', answer(0, 3), 'Two', answer(1, 3)]);
});

test('a turn aborted while it waits for another changes nothing and says nothing', async () => {
	const { turns, messages, conversationId } = await turnBench(script());
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

test('a conversation that was deleted is named as such', async () => {
	const { turns } = await turnBench(script());
	const events = await runWhole(turns, { kind: 'send', conversationId: 'gone', parts: text('Hi') });
	expect(events).toMatchObject([
		{ type: 'turn-failed', message: expect.stringContaining('deleted') }
	]);
});

test('a turn is stopped from another tab, which leaves other conversations alone', async () => {
	const channels = [new BroadcastChannel('stops'), new BroadcastChannel('stops')] as const;
	try {
		const here = await turnBench(script(), { stops: tabStops(channels[0]) });
		const other = await turnBench(script(), { stops: tabStops(channels[1]) });
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

test('a ready model reads the question while the disk writes it, and nothing is said before', async () => {
	const written = Promise.withResolvers<void>();
	const model = script();
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

test('a question the disk refuses is said to be refused, and the model is stopped', async () => {
	const model = script({ kind: 'hang', words: 1 });
	const memory = await freshMemory();
	const conversations = {
		...memory.conversations,
		append: async () => {
			await vi.waitFor(() => expect(model.requests.length).toBe(1));
			throw Object.assign(new Error('The disk is full. Free some space.'), { code: 'quota' });
		}
	};
	const { id: conversationId } = await memory.conversations.create();
	const { turns } = await turnBench(model, { conversations });
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(events).toMatchObject([{ type: 'turn-failed', message: expect.stringContaining('full') }]);
	expect(await memory.conversations.messages(conversationId)).toEqual([]);
	expect(model.running()).toBe(0);
	memory.close();
});
