// The turn that a person gets decides as the pipeline measured it: the same prompts, answered by the same
// engine, get the same answer from the same source with the same confidence from the app's own turn
// service and from `evaluate starter`. The real starter, its real judges, and a real memory.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ALTERNATIVES } from '../src/contract/calibration.ts';
import { parseManifest } from '../src/contract/manifest.ts';
import type { LoadedModel } from '../src/engine/engine.ts';
import { createJudges } from '../src/turn/judges.ts';
import { modelOf } from '../test/support/scripted-model.ts';
import { runWhole, text, textOf, turnBench } from '../test/support/turn-bench.ts';
import { answerInAuto, domainRecogniser, modifiersOf } from './auto.ts';
import { countedLogprobs, type Item } from './measure.ts';
import { MODELS } from './recipe.ts';
import { openRuntime, type Runtime } from './runtime/runtime.ts';

const FOLDER = `${MODELS}starter`;
const shipped = parseManifest(readFileSync(`${FOLDER}/manifest.json`, 'utf8'));
// The pipeline answers to the end; what an early exit costs is measured apart (calibration.md).
const { earlyExit: _exit, ...thresholds } = shipped.thresholds ?? { answer: 0.8 };
const manifest = { ...shipped, thresholds };

/** Sure and unsure, of domains with a modifier and without, one of them nobody’s. */
const PROMPTS = [
	'What is 17 + 25?',
	'What is 347 times 289?',
	'A shop sells 12 pens at 3 dollars each. How much do all pens cost?',
	'Write a Python function that reverses a string.',
	'What is the derivative of 3x^2 + 2x?',
	'What is the capital of Norway?',
	'How much is 200 dollars at 5 percent interest after 2 years?',
	'Set an alarm for 7 in the morning.',
	'What force acts on 3 kg accelerated at 4 m/s^2?',
	'Write a line of verse that rhymes with moon.',
	'Who will win the election next year?',
	'hello'
];
const items: Item[] = PROMPTS.map((prompt) => ({
	prompt,
	answer: '',
	match: 'contains',
	ability: 'all'
}));

/** The pipeline's runtime as the model a turn answers with. */
function loaded(runtime: Runtime, modifiers: readonly string[]): LoadedModel {
	const generate: LoadedModel['generate'] = async function* ({ messages, modifier }) {
		const item = items.find(({ prompt }) => prompt === messages.at(-1)?.content);
		if (!item) throw new Error('The turn asked for something else.');
		const [answered] = await runtime.answer([item], () => undefined, {
			...(modifier && { adapter: modifiers.indexOf(modifier.id), keep: false }),
			alternatives: ALTERNATIVES
		});
		const counted = countedLogprobs(answered!);
		yield { type: 'prompt-read', promptTokens: 1, cachedTokens: 0, ms: 1 };
		yield {
			type: 'delta',
			path: 0,
			text: answered!.text,
			tokens: counted.map((logprob, i) => ({
				token: '',
				logprob,
				top: (answered!.tokens?.[i]?.top ?? []).map((other) => ({ token: '', logprob: other }))
			}))
		};
		yield {
			type: 'finished',
			path: 0,
			reason: 'stop',
			completionTokens: counted.length,
			decodeMs: 1
		};
	};
	return modelOf(generate, manifest, { modifiers: true, sharedPrefix: true });
}

test('the app’s turn and the pipeline give the same answers, sources and confidences', async () => {
	const adapters = modifiersOf(manifest, FOLDER);
	const modifiers = adapters.map(({ id }) => id);
	const runtime = await openRuntime(`${FOLDER}/base.gguf`, adapters);
	try {
		const measured = await answerInAuto(runtime, items, manifest, {
			modifiers,
			domainOf: domainRecogniser(`${FOLDER}/domain.bin`)
		});
		const judges = createJudges({
			openFile: async (_manifest, path) => new Blob([readFileSync(`${FOLDER}/${path}`)])
		});
		const { turns, messages, memory } = await turnBench(loaded(runtime, modifiers), { judges });
		const sources: string[] = [];
		for (const [i, prompt] of PROMPTS.entries()) {
			const { id } = await memory.conversations.create();
			await runWhole(turns, { kind: 'send', conversationId: id, parts: text(prompt) });
			const answer = (await memory.conversations.messages(id)).at(-1)!;
			expect(textOf(answer), prompt).toBe(measured.answers[i]!.text);
			expect(answer.receipt?.confidence, prompt).toBeCloseTo(measured.sure[i]!, 6);
			const asked = answer.receipt?.attempts.some(({ source }) => source !== 'base') ?? false;
			expect(asked, prompt).toBe(measured.asked[i] !== null);
			sources.push(answer.source ?? '');
		}
		expect(await messages()).toEqual([]);
		// Else the comparison would say little.
		expect(new Set(sources).size).toBeGreaterThan(1);
	} finally {
		await runtime.close();
	}
}, 60_000);
