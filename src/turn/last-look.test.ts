// Auto's critique as a last resort: one more draw of the base's own doubtful answer, where nobody else takes it over.
// On a real memory and scripted models.

import { expect, test } from 'vitest';
import type { TurnOptions } from '../contract/modes.ts';
import { shownAnswer } from '../decide/shown-answer.ts';
import { edgeOf } from '../../test/support/scripted-edge.ts';
import { judging } from '../../test/support/scripted-judges.ts';
import {
	scriptedManifest,
	scriptedModel,
	testManifest,
	type Script
} from '../../test/support/scripted-model.ts';
import { text, textOf, turnBench } from '../../test/support/turn-bench.ts';
import type { Judges } from './judges.ts';

const manifest = scriptedManifest(['math']);
const says = (said: string, sure = 0.4, fields: Partial<Script> = {}): Script =>
	({ kind: 'answer', words: 1, sure, text: said, ...fields }) as Script;

/** Right answers are good. */
const critic: Judges['critic'] = (_features, answer) => (answer.includes('right') ? 9 : 3);

type Setting = {
	question?: string;
	edge?: Script;
	options?: TurnOptions;
	stepMs?: number;
	without?: boolean;
};

async function asked(here: Script[], setting: Setting = {}) {
	const { question = 'How deep?', edge: edgeSays, options, stepMs = 5, without } = setting;
	const model = scriptedModel((_, i) => here[i] ?? says('Again.'), manifest, { modifiers: true });
	const there = scriptedModel(() => edgeSays, { ...testManifest, id: 'edge' });
	const { turns, memory, messages, conversationId } = await turnBench(model, {
		judges: judging({ dissatisfaction: null, critic: without ? null : critic }),
		edge: edgeSays ? edgeOf(there) : null,
		stepMs
	});
	await memory.conversations.update(conversationId, { egress: 'allow' });
	const shown = shownAnswer();
	const seen: string[] = [];
	const input = { kind: 'send', conversationId, parts: text(question) } as const;
	const asking = { ...input, ...(options && { options }) };
	for await (const event of turns.run(asking, new AbortController().signal)) {
		shown.apply(event);
		if (seen.at(-1) !== shown.text) seen.push(shown.text);
	}
	return { model, there, seen, answer: (await messages()).at(-1)! };
}

test('a doubtful answer of the base that the critic grades low is drawn once more, and the better one kept', async () => {
	const { model, answer, seen } = await asked([says('2 + 2 = 5'), says('It is right.')]);
	expect(model.requests).toHaveLength(2);
	expect(model.requests[1]).toMatchObject({
		messages: [{ content: 'How deep?' }],
		sampling: { temperature: 1, maxTokens: 32 }
	});
	expect(textOf(answer)).toBe('It is right.');
	expect(answer.receipt).toMatchObject({
		mode: 'auto',
		attempts: [
			{
				outcome: 'dropped',
				grade: 3,
				text: '2 + 2 = 5',
				reason:
					'The critic gave 3 of 10 points, and 9 to another answer. What was weak about it: An equation in it does not hold.'
			},
			{ outcome: 'kept', grade: 9 }
		]
	});
	// One step, and nothing in between.
	expect(seen).toEqual(['', '2 + 2 = 5', 'It is right.']);
});

test('one that is no better changes nothing on screen, and the receipt has it', async () => {
	const { answer, seen } = await asked([says('2 + 2 = 5'), says('Nor this.')]);
	expect(seen).toEqual(['', '2 + 2 = 5']);
	expect(answer.receipt?.attempts.map(({ outcome }) => outcome)).toEqual(['kept', 'dropped']);
	expect(answer.receipt?.reason).toContain(
		'The critic found no better answer. What was weak about it: An equation in it does not hold.'
	);
});

test('once alone, and one that is cut off takes no place', async () => {
	const cut = says('Half right', 0.4, { reason: 'length' } as Partial<Script>);
	const { model, answer } = await asked([says('Wrong.'), cut, says('right')]);
	expect(model.requests).toHaveLength(2);
	expect(textOf(answer)).toBe('Wrong.');
});

test.each<[string, Script[], Setting]>([
	['a sure one', [says('Wrong.', 0.9)], {}],
	['one that the critic finds good', [says('All right.')], {}],
	['one that says it does not know', [says('I don’t know')], {}],
	['one of a model without a critic of its own', [says('Wrong.')], { without: true }],
	['one that took long', [says('Wrong.')], { stepMs: 3000 }],
	['one in a mode without it', [says('Wrong.')], { options: { mode: 'fast' } }],
	['one where a person wants none', [says('Wrong.')], { options: { maxCritiqueRounds: 0 } }]
])('%s is left alone', async (_, here, setting) => {
	const { model, answer } = await asked(here, setting);
	expect(model.requests).toHaveLength(1);
	expect(answer.receipt?.attempts).toHaveLength(1);
});

test('a modifier’s answer is left alone, and so is the base’s where a modifier answered too', async () => {
	const question = 'the sum';
	const modifiers = await asked([says('Wrong.', 0.2), says('Wrong too.', 0.4)], { question });
	expect(modifiers.answer.source).toBe('modifier:math');
	expect(modifiers.model.requests).toHaveLength(2);
	const base = await asked([says('Wrong.', 0.4), says('Wrong too.', 0.2)], { question });
	expect(base.answer.source).toBe('base');
	expect(base.model.requests).toHaveLength(2);
});

test('the edge goes first; where it gives nothing, this device looks once more', async () => {
	const edge: Script = { kind: 'answer', words: 2, bill: {} };
	const taken = await asked([says('Wrong.')], { edge });
	expect(taken.answer.source).toBe('edge:tutor');
	expect(taken.model.requests).toHaveLength(1);
	const broken: Script = { kind: 'fail', words: 9, code: 'stream-broken', bill: {} };
	const left = await asked([says('Wrong.'), says('It is right.')], { edge: broken });
	expect(left.there.requests).toHaveLength(2);
	expect(textOf(left.answer)).toBe('It is right.');
	expect(left.answer.receipt?.attempts.filter(({ outcome }) => outcome === 'kept')).toHaveLength(1);
});

test('what a message asks for comes before the edge is asked', async () => {
	const edge: Script = { kind: 'answer', words: 2, bill: {} };
	const { model, answer } = await asked([says('Wrong.'), says('It is right.')], {
		edge,
		options: { maxCritiqueRounds: 1 }
	});
	expect(model.requests).toHaveLength(2);
	expect(answer.source).toBe('edge:tutor');
});
