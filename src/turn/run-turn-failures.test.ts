// A turn that fails: of the engine, of the disk, or because nobody can answer what was asked. The question stays, and a
// sentence says what to do. On a real memory and a scripted model.

import { expect, test, vi } from 'vitest';
import { freshMemory } from '../../test/support/memory.ts';
import { scripted, scriptedText, type Script } from '../../test/support/scripted-model.ts';
import { runWhole, stepsOf, text, textOf, turnBench } from '../../test/support/turn-bench.ts';
import type { TurnEvent } from '../contract/events.ts';

const said = (events: TurnEvent[]) =>
	events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
const types = (events: TurnEvent[]) => events.map(({ type }) => type);

test('a lost device drops the attempt, and one new attempt answers', async () => {
	const model = scripted({ kind: 'fail', words: 2, code: 'device-lost' });
	const { turns, messages, conversationId } = await turnBench(model);
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(stepsOf(events)).toEqual([
		'route-chosen',
		'attempt-started',
		'attempt-dropped',
		'attempt-started',
		'turn-finished'
	]);
	const stored = (await messages()).at(-1);
	expect(stored).toMatchObject({ status: 'done', parts: text(scriptedText(1, 3)) });
	expect(stored?.receipt?.attempts.map(({ outcome }) => outcome)).toEqual(['dropped', 'kept']);
	expect((await messages()).length).toBe(2);
});

test('a device lost twice ends the turn with a sentence, keeping the question and the text', async () => {
	const lost: Script = { kind: 'fail', words: 2, code: 'device-lost' };
	const { turns, messages, conversationId } = await turnBench(scripted(lost, lost));
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(events.at(-1)).toMatchObject({ type: 'turn-failed', code: 'device-lost' });
	const [question, reply] = await messages();
	expect(textOf(question!)).toBe('Hi');
	expect(reply).toMatchObject({
		status: 'error',
		error: { code: 'device-lost', message: 'The script fails with device-lost.' },
		parts: text(scriptedText(1, 2))
	});
});

test('a context found too full is tried once more with less of the conversation', async () => {
	const model = scripted(
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
		scripted({ kind: 'fail', words: 1, code })
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
	const { turns, conversationId } = await turnBench(scripted({ kind: 'break-off', words: 2 }));
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(events.at(-1)).toMatchObject({ type: 'turn-failed', code: 'engine-failed' });
});

test('an answer without a word says what to do instead of being empty', async () => {
	const { turns, conversationId } = await turnBench(scripted({ kind: 'answer', words: 0 }));
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(events.at(-1)).toMatchObject({ type: 'turn-failed', code: 'engine-failed' });
});

test('an answer cut off at its length says so once and in its receipt', async () => {
	const { turns, messages, conversationId } = await turnBench(
		scripted({ kind: 'answer', words: 5, reason: 'length' })
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
	const model = scripted();
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
	const bench = await turnBench(scripted());
	const { memory, conversationId } = bench;
	await memory.drafts.set(conversationId, { parts: text('Hi') });
	const full = Object.assign(new Error('The disk is full. Free some space.'), {
		code: 'disk-full'
	});
	const { turns } = await turnBench(scripted(), {
		conversations: { ...memory.conversations, append: () => Promise.reject(full) }
	});
	const events = await runWhole(turns, { kind: 'send', conversationId, parts: text('Hi') });
	expect(events).toEqual([
		{ type: 'turn-failed', code: 'storage-failed', message: 'The disk is full. Free some space.' }
	]);
});

test('progress that cannot be saved is reported once, at the end', async () => {
	const { memory } = await turnBench(scripted());
	const conversation = await memory.conversations.create();
	const full = Object.assign(new Error('The disk is full. Free some space.'), {
		code: 'disk-full'
	});
	const { turns } = await turnBench(scripted({ kind: 'answer', words: 5 }), {
		conversations: { ...memory.conversations, save: () => Promise.reject(full) }
	});
	const events = await runWhole(turns, {
		kind: 'send',
		conversationId: conversation.id,
		parts: text('Hi')
	});
	expect(said(events)).toBe(scriptedText(0, 5));
	expect(events.at(-1)).toMatchObject({ type: 'turn-failed', code: 'storage-failed' });
});

test('a conversation that was deleted is named as such', async () => {
	const { turns } = await turnBench(scripted());
	const events = await runWhole(turns, { kind: 'send', conversationId: 'gone', parts: text('Hi') });
	expect(events).toMatchObject([
		{ type: 'turn-failed', message: expect.stringContaining('deleted') }
	]);
});

test('a question the disk refuses is said to be refused, and the model is stopped', async () => {
	const model = scripted({ kind: 'hang', words: 1 });
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
