// A second look at a doubtful answer: several that vote, a critic that asks for another one, and which of them stays.
// On a real memory and a scripted model.

import { expect, test } from 'vitest';
import { judging, manifest, script, sure } from '../../test/support/auto-stage.ts';
import { scriptedModel, scriptedText, type Script } from '../../test/support/scripted-model.ts';
import { runWhole, send, textOf, turnBench } from '../../test/support/turn-bench.ts';
import type { TurnOptions } from '../contract/modes.ts';
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
