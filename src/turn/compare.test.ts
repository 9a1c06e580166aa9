// A comparison on scripted models: order, what is told of each answer, stopping one and all, votes and what
// they teach, and what a conversation keeps. Who answers elsewhere: compare-elsewhere.test.ts.

import { expect, test } from 'vitest';
import type { Contestant } from '../contract/compare.ts';
import { messageText } from '../contract/messages.ts';
import { EngineError } from '../engine/engine.ts';
import {
	alone,
	answersIn,
	bench,
	code,
	other,
	run,
	textsIn
} from '../../test/support/comparison.ts';
import { testManifest } from '../../test/support/scripted-model.ts';

test('each contestant answers the same question, those of one model together, and each model is opened once', async () => {
	const it = await bench();
	const events = await run(it, [alone, other, code(0.5)]);
	expect(it.log).toEqual(['open a [code]', 'close a', 'open b []', 'close b']);
	const began = events.flatMap((event) => (event.type === 'answer-started' ? event.at : []));
	expect(began).toEqual([0, 2, 1]);
	expect(it.models.a!.requests.map(({ modifier }) => modifier)).toEqual([
		null,
		{ id: 'code', scale: 0.5 }
	]);
	for (const { messages, sampling } of [...it.models.a!.requests, ...it.models.b!.requests]) {
		expect(messages.at(-1)).toEqual({ role: 'user', content: 'Why?' });
		expect(sampling).toEqual(it.models.a!.requests[0]!.sampling);
	}
	const answers = answersIn(events);
	expect(answers.map(({ contestant }) => contestant)).toEqual([alone, code(0.5), other]);
	for (const answer of answers) {
		const at = [alone, other, code(0.5)].indexOf(
			[alone, other].find((one) => one === answer.contestant) ?? answer.contestant
		);
		if (at >= 0) expect(messageText(answer)).toBe(textsIn(events, at));
		expect(answer.receipt!.completionTokens).toBe(3);
		expect(answer.receipt!.stageMs.total).toBeGreaterThan(0);
	}
});

test('how sure an answer is is calibrated for the model and for a specialist as it was trained, and raw at another strength', async () => {
	const it = await bench(() => ({ kind: 'answer', words: 2, sure: 0.9 }));
	const answers = answersIn(await run(it, [alone, code(1), code(0.5), other]));
	expect(answers.map(({ receipt }) => receipt!.calibrated)).toEqual([true, true, false, false]);
	expect(answers.map(({ source }) => source)).toEqual([
		'base',
		'modifier:code',
		'modifier:code',
		'base'
	]);
	expect(answers[2]!.receipt!.reason).toContain('at strength 0.5');
});

test('a mix is asked for in one request, says what it is of, is never called calibrated and teaches nothing', async () => {
	const it = await bench(() => ({ kind: 'answer', words: 2, sure: 0.9 }));
	const mix: Contestant = {
		modelId: 'a',
		adapters: [
			{ id: 'mine', scale: 0.5 },
			{ id: 'code', scale: 1 }
		]
	};
	const answers = answersIn(await run(it, [alone, mix]));
	expect(it.log[0]).toBe('open a [mine+code]');
	expect(it.models.a!.requests[1]).toMatchObject({
		modifier: { id: 'mine', scale: 0.5 },
		mixed: [{ id: 'code', scale: 1 }]
	});
	expect(it.models.a!.requests[0]).not.toHaveProperty('mixed');
	expect(answers[1]).toMatchObject({ contestant: mix, source: 'modifier:code+mine' });
	expect(answers.map(({ receipt }) => receipt!.calibrated)).toEqual([true, false]);
	expect(answers[1]!.receipt!.reason).toContain('a mix of adapters (mine 0.5 + code 1)');
	await it.service.vote(answers, answers[1]!.id);
	expect((await it.service.votes())[0]).toEqual({ key: 'a+code@1+mine@0.5', won: 1, of: 1 });
	expect(await it.memory.outcomes.list(testManifest.baseSha256, 10)).toEqual([]);
});

test('stopping one leaves the others, and stopping all asks nobody any more', async () => {
	const one = new AbortController();
	const it = await bench((_, i) => (i === 0 ? { kind: 'hang', words: 2 } : undefined));
	const stops = [one.signal, new AbortController().signal];
	const events = await run(it, [alone, code()], stops, (event) => {
		if (event.type === 'text-delta' && event.at === 0) one.abort();
	});
	const [first, second] = answersIn(events);
	expect(first).toMatchObject({ end: 'stopped' });
	expect(messageText(first!)).not.toBe('');
	expect(second).toMatchObject({ end: 'done' });

	const all = new AbortController();
	const again = await bench();
	const ended = await run(again, [alone, other], [all.signal, all.signal], (event) => {
		if (event.type === 'answer-started') all.abort();
	});
	expect(
		ended.filter(({ type }) => type === 'answer-skipped').map((event) => 'at' in event && event.at)
	).toEqual([0, 1]);
	expect(again.log).toEqual(['open a []', 'close a']);
});

test('who cannot answer says why, and the others go on', async () => {
	const it = await bench((modelId) =>
		modelId === 'a' ? { kind: 'fail', words: 1, code: 'out-of-memory' } : undefined
	);
	const events = await run(it, [alone, other]);
	expect(events).toContainEqual({
		type: 'answer-failed',
		at: 0,
		message: 'The script fails with out-of-memory.'
	});
	expect(answersIn(events)).toHaveLength(1);

	const closed = await bench(undefined, async () => {
		throw new EngineError('out-of-memory', 'It is too large.');
	});
	expect(await run(closed, [alone, code()])).toEqual([
		{ type: 'model-loading', at: 0, fraction: 0.5 },
		{ type: 'model-loading', at: 1, fraction: 0.5 },
		{ type: 'answer-failed', at: 0, message: 'It is too large.' },
		{ type: 'answer-failed', at: 1, message: 'It is too large.' }
	]);
});

test('a model that nobody waits for any more is not opened to its end', async () => {
	const stop = new AbortController();
	const it = await bench(
		undefined,
		(_, signal) =>
			new Promise((_resolve, reject) => {
				signal.addEventListener('abort', () => reject(signal.reason));
			})
	);
	const events = await run(it, [alone], [stop.signal], () => stop.abort());
	expect(events.at(-1)).toEqual({ type: 'answer-skipped', at: 0 });
});

test('a vote is counted by who took part, replaced by the next on the same answers, and taken back', async () => {
	const it = await bench();
	const answers = answersIn(await run(it, [alone, code()]));
	await it.service.vote(answers, answers[1]!.id);
	expect(await it.service.votes()).toEqual([
		{ key: 'a+code@1', won: 1, of: 1 },
		{ key: 'a', won: 0, of: 1 }
	]);
	await it.service.vote(answers, answers[0]!.id);
	expect((await it.service.votes())[0]).toEqual({ key: 'a', won: 1, of: 1 });
	await it.service.vote(answers, 'none');
	expect((await it.service.votes()).map(({ won, of }) => [won, of])).toEqual([
		[0, 1],
		[0, 1]
	]);
	await it.service.vote(answers, null);
	expect(await it.service.votes()).toEqual([]);
});

test('votes kept before there were mixes are still counted, under the same names', async () => {
	const it = await bench();
	const vote = (on: string, best: string) => ({ on, atMs: 1, best, among: ['a', 'a+code@0.5'] });
	await it.memory.learnt.set('comparisons', {
		version: 1,
		votes: [vote('x,y', 'a+code@0.5')]
	});
	const answers = answersIn(await run(it, [alone, code(0.5)]));
	await it.service.vote(answers, answers[1]!.id);
	expect(await it.service.votes()).toEqual([
		{ key: 'a+code@0.5', won: 2, of: 2 },
		{ key: 'a', won: 0, of: 2 }
	]);
});

test('a vote teaches what a thumb would, of the base’s own calibrated answer alone', async () => {
	const it = await bench(() => ({ kind: 'answer', words: 2, sure: 0.9 }));
	const answers = answersIn(await run(it, [alone, code(), other]));
	const signals = async () =>
		(await it.memory.outcomes.list(testManifest.baseSha256, 10)).map(({ answerId, signals }) => ({
			answerId,
			signals
		}));
	await it.service.vote(answers, answers[1]!.id);
	expect(await signals(), 'the specialist won: of the base nothing is said').toEqual([]);
	await it.service.vote(answers, answers[0]!.id);
	expect(await signals()).toEqual([{ answerId: answers[0]!.id, signals: ['thumbs-up'] }]);
	await it.service.vote(answers, 'none');
	expect(await signals()).toEqual([{ answerId: answers[0]!.id, signals: ['thumbs-down'] }]);
	await it.service.vote(answers, null);
	expect(await signals()).toEqual([{ answerId: answers[0]!.id, signals: [] }]);
	const [outcome] = await it.memory.outcomes.list(testManifest.baseSha256, 1);
	expect(outcome!.confidence).toBeCloseTo(0.9, 2);
});

test('an answer goes into a new conversation with its receipt, and into one that is there after its last message', async () => {
	const it = await bench();
	const answers = answersIn(await run(it, [alone, code()]));
	const kept = { prompt: 'Why?', answers: answers.slice(0, 1), parts: null };
	const id = await it.service.keep({ ...kept, conversationId: null, best: answers[0]!.id });
	const conversation = await it.memory.conversations.get(id);
	expect(conversation).toMatchObject({ title: 'Why?', leafId: answers[0]!.id });
	const [question, answer] = await it.memory.conversations.messages(id);
	expect(question).toMatchObject({ role: 'user', parentId: null });
	expect(answer).toMatchObject({
		role: 'assistant',
		parentId: question!.id,
		source: 'base',
		model: 'a',
		status: 'done',
		feedback: 'up',
		receipt: answers[0]!.receipt
	});
	await it.service.keep({ ...kept, conversationId: id, best: null });
	const messages = await it.memory.conversations.messages(id);
	expect(messages).toHaveLength(4);
	expect(messages[2]!.parentId).toBe(answer!.id);
	expect(messages[3]!.feedback).toBeUndefined();
});

test('what was put together from several says so, and how sure anybody was of it is not known', async () => {
	const it = await bench(() => ({ kind: 'answer', words: 2, sure: 0.9 }));
	const answers = answersIn(await run(it, [alone, other]));
	const parts = [{ type: 'text' as const, text: 'One.\n\nTwo.' }];
	const id = await it.service.keep({
		prompt: 'Why?',
		conversationId: null,
		answers,
		parts,
		best: answers[0]!.id
	});
	const [, answer] = await it.memory.conversations.messages(id);
	expect(answer!.parts).toEqual(parts);
	expect(answer!.feedback).toBeUndefined();
	expect(answer!.receipt).toMatchObject({
		confidence: null,
		calibrated: false,
		completionTokens: 4
	});
	expect(answer!.receipt!.reason).toBe(
		'You put this together from 2 answers of a comparison (Model A, Model B).'
	);
});
