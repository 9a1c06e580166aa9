// A second look at a doubtful answer: several that vote, a critic that asks for another one, and which of them stays.
// On a real memory and a scripted model.

import { expect, test } from 'vitest';
import { judging, manifest, script, sure } from '../../test/support/auto-stage.ts';
import { edgeModel, edgeOf } from '../../test/support/scripted-edge.ts';
import {
	scriptedModel,
	scriptedText,
	testManifest,
	type Script
} from '../../test/support/scripted-model.ts';
import { runWhole, send, textOf, turnBench } from '../../test/support/turn-bench.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { TurnOptions } from '../contract/modes.ts';
import { calibratedManifest } from '../decide/device-calibration.ts';
import type { Judges } from './judges.ts';

test('in accurate mode several answers to a doubtful sum vote, and the majority’s replaces it', async () => {
	const says = (text: string): Script => ({ kind: 'answer', words: 1, sure: 0.3, text });
	const model = scriptedModel(
		(_request, index) => says(index === 0 ? 'The sum is 7.' : 'The sum is 8.'),
		{ ...manifest, modifiers: [] },
		{}
	);
	const { turns, messages, conversationId } = await turnBench(model, { judges: judging() });
	await runWhole(turns, { ...send(conversationId, 'the sum'), options: { mode: 'accurate' } });
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe('The sum is 8.');
	expect(stored.receipt?.attempts).toMatchObject([
		{ outcome: 'dropped', text: 'The sum is 7.' },
		{ outcome: 'kept', votes: { for: 3 } }
	]);
	expect(stored.receipt?.reason).toContain('agreed on another one');
	expect(model.requests[1]?.sampling).toMatchObject({ temperature: 0.8, topP: 0.9 });
});

test('in accurate mode a modifier’s answer is left alone, unless a person asks for a vote', async () => {
	const requests = async (options: TurnOptions) => {
		const model = script(sure(0.2), sure(0.5), sure(0.5), sure(0.5), sure(0.5));
		const { turns, conversationId } = await turnBench(model, {
			judges: judging({ critic: () => 3 })
		});
		await runWhole(turns, { ...send(conversationId, 'the sum'), options });
		return model.requests.map(({ modifier }) => modifier?.id ?? 'base');
	};
	expect(await requests({ mode: 'accurate' })).toEqual(['base', 'math']);
	expect(await requests({ mode: 'accurate', paths: 3 })).toEqual(['base', 'math', 'math', 'math']);
});

test('in accurate mode a critic asks for another answer, and the better graded one is kept', async () => {
	const model = script(sure(0.3), sure(0.3), sure(0.3));
	const critic: Judges['critic'] = (_features, answer) => (answer === scriptedText(1) ? 9 : 3);
	const { turns, messages, conversationId } = await turnBench(model, {
		judges: judging({ critic })
	});
	await runWhole(turns, { ...send(conversationId, 'a word'), options: { mode: 'accurate' } });
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe(scriptedText(1));
	expect(stored.receipt?.attempts).toMatchObject([
		{ outcome: 'dropped', grade: 3 },
		{ outcome: 'kept', grade: 9 }
	]);
});

test('where a second look finds nothing better the answer on screen stays', async () => {
	const model = script(sure(0.3), sure(0.3), sure(0.3));
	const { turns, messages, conversationId } = await turnBench(model, {
		judges: judging({ critic: () => 3 })
	});
	await runWhole(turns, {
		...send(conversationId, 'a word'),
		options: { mode: 'fast', maxCritiqueRounds: 1 }
	});
	const stored = (await messages()).at(-1)!;
	expect(textOf(stored)).toBe(scriptedText(0));
	expect(model.requests.length).toBe(2);
	expect(stored.receipt?.reason).toContain('found no better answer');
});

/** A turn whose question is a sum; each of these in turn is what the model says, the last one from then on. */
async function asked(
	manifest: Manifest,
	options: TurnOptions,
	texts: string[],
	{ logprobs = true, critic = null }: { logprobs?: boolean; critic?: Judges['critic'] } = {}
) {
	const model = scriptedModel(
		(_request, index) => sure(0.3, { text: texts[index] ?? texts.at(-1)! }),
		{ ...manifest, modifiers: [] },
		{ logprobs }
	);
	const there = edgeModel();
	const { turns, messages, memory, conversationId } = await turnBench(model, {
		judges: judging({ critic }),
		edge: edgeOf(there),
		calibrations: { current: (one) => calibratedManifest(one, null) }
	});
	await memory.conversations.update(conversationId, { egress: 'allow' });
	const events = await runWhole(turns, { ...send(conversationId, 'the sum'), options });
	return { model, there, events, answer: (await messages()).at(-1)! };
}

test('without a fitted map a confirmed answer is as sure as the vote, and nobody else is asked', async () => {
	const { there, events, answer } = await asked(testManifest, { mode: 'accurate' }, ['It is 8.']);
	expect(answer).toMatchObject({ source: 'base', receipt: { confidence: 1, calibrated: false } });
	expect(answer.receipt?.attempts[0]).toMatchObject({ outcome: 'kept', votes: { for: 3, of: 3 } });
	// Neither is it called a guess any more.
	expect(answer.receipt?.calibration).toBeUndefined();
	expect(answer.receipt?.reason).not.toContain('guess');
	expect(events).toContainEqual({ type: 'confidence-updated', attempt: 1, value: 1 });
	expect(there.requests).toEqual([]);
});

test('by a fitted map a confirmed answer is as sure as its words, however many agree', async () => {
	const { there, answer } = await asked(manifest, { mode: 'accurate' }, ['It is 8.']);
	const [first] = answer.receipt!.attempts;
	expect(first).toMatchObject({ votes: { for: 3, of: 3 }, confidence: expect.closeTo(0.3) });
	expect(there.requests).toHaveLength(1);
});

test('where a person asks for a critique, too, what the vote chose is criticised', async () => {
	const graded: string[] = [];
	const critic: Judges['critic'] = (_features, text) => {
		graded.push(text);
		return text === 'It is 9.' ? 9 : 3;
	};
	const texts = ['It is 7.', 'It is 8.', 'It is 8.', 'It is 8.', 'It is 8.', 'It is 9.'];
	const options = { mode: 'fast', paths: 4, maxCritiqueRounds: 2 } as const;
	const { answer } = await asked(manifest, options, texts, { critic });
	expect(graded).toEqual(['It is 8.', 'It is 8.', 'It is 9.']);
	expect(textOf(answer)).toBe('It is 9.');
	expect(answer.receipt?.attempts).toMatchObject([
		{ outcome: 'dropped', text: 'It is 7.' },
		{ outcome: 'dropped', text: 'It is 8.', votes: { for: 3, of: 4 }, grade: 3 },
		{ outcome: 'kept', grade: 9 }
	]);
});

test('a vote that a person asks for needs no log-probabilities', async () => {
	const texts = ['It is 7.', 'It is 8.'];
	const silent = { logprobs: false };
	const { model, answer } = await asked(testManifest, { mode: 'fast', paths: 4 }, texts, silent);
	expect(model.requests).toHaveLength(4);
	expect(textOf(answer)).toBe('It is 8.');
	expect(answer.receipt).toMatchObject({ confidence: 0.75, calibrated: false });
});

test('what is weak is told of the answer that is kept, and of the one it took the place of', async () => {
	const critic: Judges['critic'] = (_features, text) => (text === 'It is Lyon' ? 6 : 3);
	const options = { mode: 'fast', maxCritiqueRounds: 1 } as const;
	const texts = ['1 + 1 = 3', 'It is Lyon'];
	const { answer } = await asked(manifest, options, texts, { critic });
	expect(answer.receipt?.attempts[0]?.reason).toContain(
		'What was weak about it: An equation in it does not hold.'
	);
	expect(answer.receipt?.reason).toContain('It is unsure about “It is Lyon”.');
	expect(answer.receipt?.reason).not.toContain('equation');
});

test('the starter’s critic names the word that the answer on screen is least sure of', async () => {
	const options = { mode: 'fast', maxCritiqueRounds: 1 } as const;
	const model = script(sure(0.3), sure(0.3));
	const { turns, messages, conversationId } = await turnBench(model, {
		judges: judging({ critic: () => 3 })
	});
	await runWhole(turns, { ...send(conversationId, 'a word'), options });
	const { reason } = (await messages()).at(-1)!.receipt!;
	expect(reason).toContain(`It is unsure about “${scriptedText(0).split(' ')[0]}”.`);
});
