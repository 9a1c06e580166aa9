// A doubtful answer is written again with examples before the question, where the mode has any: kept when it is
// surer, listed in the receipt; in Auto for models it was measured to help. A real memory, a real bank, scripted
// models.

import { expect, test } from 'vitest';
import {
	scriptedManifest,
	scriptedModel,
	testManifest,
	type Script
} from '../../test/support/scripted-model.ts';
import { runWhole, text, textOf, turnBench } from '../../test/support/turn-bench.ts';
import { packExamples, quantiseVector } from '../contract/examples.ts';
import type { ModeChoice } from '../contract/modes.ts';
import { createExampleSources } from './example-sources.ts';

const manifest = {
	...scriptedManifest(),
	files: [
		...testManifest.files,
		{ ...testManifest.files[0]!, path: 'examples.bin', sha256: 'e'.repeat(64) }
	]
};
const says = (said: string, sure: number): Script => ({
	kind: 'answer',
	words: 2,
	sure,
	text: said
});

const { values, scale } = quantiseVector(Float32Array.from([0.6, 0.8]));
const BANK = packExamples({
	embedder: 'e',
	dimensions: 2,
	examples: [{ domain: 'general', question: 'How deep is the sea?', answer: 'Very.' }],
	scales: Float32Array.of(scale),
	vectors: Int8Array.from(values),
	provenance: 'a test'
});

function sources(counts = { files: 0, embedders: 0 }) {
	return createExampleSources({
		openFile: async () => {
			counts.files++;
			return new Blob([BANK]);
		},
		embedderOf: async () => async () => {
			counts.embedders++;
			return {
				id: 'e',
				dimensions: 2,
				embed: async (texts: string[]) => texts.map(() => Float32Array.from([1, 0])),
				dispose: async () => undefined
			};
		}
	});
}

async function asked(
	mode: ModeChoice,
	scripts: Script[],
	content = 'How deep is the lake?',
	of = manifest
) {
	const model = scriptedModel((_request, index) => scripts[index] ?? says('Again.', 0.1), of);
	const counts = { files: 0, embedders: 0 };
	const bench = await turnBench(model, { examples: sources(counts) });
	const { customMode } = await bench.memory.settings.get();
	await bench.memory.settings.update({ customMode: { ...customMode, examples: 'always' } });
	await runWhole(bench.turns, {
		kind: 'send',
		conversationId: bench.conversationId,
		parts: text(content),
		options: { mode, paths: 1, maxCritiqueRounds: 0 }
	});
	return { model, counts, answer: (await bench.messages()).at(-1)! };
}

test('a doubtful answer to a novel question is written again with examples; the surer is kept', async () => {
	const { model, answer } = await asked('accurate', [
		says('Well now.', 0.4),
		says('So deep.', 0.9)
	]);
	expect(model.requests[1]!.messages.map(({ content }) => content)).toEqual([
		'How deep is the sea?',
		'Very.',
		'How deep is the lake?'
	]);
	expect(textOf(answer)).toBe('So deep.');
	expect(answer.receipt).toMatchObject({
		exampleIds: ['example:0'],
		exampleQuestions: ['How deep is the sea?'],
		attempts: [{ outcome: 'dropped', text: 'Well now.' }, { outcome: 'kept' }]
	});
});

test('an answer that is no surer is dropped, and the first stays', async () => {
	const { answer } = await asked('accurate', [says('Well now.', 0.4), says('So deep.', 0.3)]);
	expect(textOf(answer)).toBe('Well now.');
	expect(answer.receipt?.reason).toContain('gave no surer answer');
	// The answer that stands was written without them.
	expect(answer.receipt?.exampleIds).toEqual([]);
	expect(answer.receipt).not.toHaveProperty('exampleQuestions');
});

test('Auto and a sure answer use no examples, and fetch none', async () => {
	for (const [mode, sure] of [
		['auto', 0.4],
		['accurate', 0.95]
	] as const) {
		const { model, counts, answer } = await asked(mode, [says('Well now.', sure)]);
		expect(model.requests).toHaveLength(1);
		expect(counts).toEqual({ files: 0, embedders: 0 });
		expect(answer.receipt?.exampleIds).toEqual([]);
	}
});

test('a mode of one’s own may want them always', async () => {
	const { model } = await asked('custom', [says('Well now.', 0.95), says('So deep.', 0.9)]);
	expect(model.requests).toHaveLength(2);
});

test('Auto uses the bank for a model of which it was measured to gain, by its bound', async () => {
	const measured = (novelBelow: number) => ({
		...manifest,
		thresholds: { ...manifest.thresholds, answer: 0.8, novelBelow }
	});
	const scripts = [says('Well now.', 0.4), says('So deep.', 0.9)];
	const far = await asked('auto', scripts, undefined, measured(2));
	expect(textOf(far.answer)).toBe('So deep.');
	expect(far.answer.receipt?.exampleIds).toEqual(['example:0']);
	const near = await asked('auto', scripts, undefined, measured(0));
	expect(near.model.requests).toHaveLength(1);
});

test.each(['auto', 'fast', 'accurate', 'balanced'] as const)(
	'examples that the question brings come before it at the first try, in every mode (%s)',
	async (mode) => {
		const own = 'Q: sea\nA: salty\nQ: lake\nA: sweet\nQ: brine\nA:';
		const { model, counts, answer } = await asked(mode, [says('salty', 0.95)], own);
		expect(model.requests).toHaveLength(1);
		expect(model.requests[0]!.messages.map(({ content }) => content)).toEqual([
			'sea',
			'salty',
			'lake',
			'sweet',
			'brine'
		]);
		expect(counts.files).toBe(0);
		expect(answer.receipt?.exampleQuestions).toEqual(['sea', 'lake']);
		expect(answer.receipt?.reason).toContain('Your examples were put before the question');
	}
);

test('a doubtful answer with the person’s own examples is not written again with the bank’s', async () => {
	const own = 'How deep, like: sea → very, lake → hardly';
	const { model, counts } = await asked('custom', [says('Hm.', 0.3)], own);
	expect(model.requests).toHaveLength(1);
	expect(counts.files).toBe(0);
});

test('what could not be fetched is fetched again for the next question', async () => {
	let tries = 0;
	const one = createExampleSources({
		openFile: async () => {
			tries++;
			if (tries === 1) throw new Error('The network is away.');
			return new Blob([BANK]);
		},
		embedderOf: async () => null
	});
	await expect(one.bank(manifest)).rejects.toThrow('away');
	expect((await one.bank(manifest))?.examples).toHaveLength(1);
	expect(await one.bank(manifest)).toBe(await one.bank(manifest));
	expect(tries).toBe(2);
	expect(await one.embedder(manifest)).toBeNull();
});
