// The real runtime on generated classifiers of XLM-RoBERTa's shape, in Node: what it says of texts and of pairs
// equals a reference computed from the same weights in TypeScript. In a browser: test/e2e/hearing.spec.ts.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import {
	classifierFiles,
	randomClassifier,
	referenceProbabilities,
	wordClassifier,
	type MadeClassifier
} from '../../test/support/made-classifier.ts';
import { CLASSIFIER_FILES } from '../contract/text-classifier.ts';
import { openClassifier } from './transformers-classifier.ts';

const RUNTIME = Symbol.for('onnxruntime');
const resolve = (name: string) => pathToFileURL(createRequire(import.meta.url).resolve(name)).href;
// 32-bit floats against 64-bit ones through two layers: a hundred thousandth of a probability.
const TOLERANCE = 1e-5;

beforeAll(async () => {
	const host = globalThis as { [RUNTIME]?: unknown };
	host[RUNTIME] ??= await import('onnxruntime-web');
});

type Files = Map<string, Uint8Array<ArrayBuffer>>;

function open(files: Files) {
	return openClassifier(
		async (path) => new Blob([files.get(path) ?? files.get(`onnx/${path}`) ?? new Uint8Array()]),
		{
			wasm: {
				mjs: resolve('onnxruntime-web/ort-wasm-simd-threaded.mjs'),
				wasm: resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')
			},
			device: 'auto'
		}
	);
}

const WORDS = ['oslo', 'ist', 'die', 'hauptstadt', 'stadt', 'nicht', 'hilfreich', 'ça', '挪威'];
const model = (files: Files) => files.get(`onnx/${CLASSIFIER_FILES.model}`)!;

test.each([1, 2, 3])(
	'texts and pairs get the probabilities that weights of seed %i give in TypeScript',
	async (seed) => {
		const made = randomClassifier(WORDS, { seed });
		const classifier = await open(classifierFiles(made));
		expect(classifier.labels).toEqual(made.labels);
		const texts = [
			{ text: 'oslo ist die hauptstadt', pair: 'die stadt ist oslo' },
			{ text: 'oslo' },
			{ text: 'nicht hilfreich ça 挪威 unbekannt', pair: 'nicht' },
			{
				text: Array.from({ length: 120 }, (_, i) => WORDS[i % WORDS.length]).join(' '),
				pair: 'ist'
			}
		];
		const said = await classifier.classify(texts);
		for (const [i, { text, pair }] of texts.entries())
			referenceProbabilities(made, text, pair).forEach((expected, label) =>
				expect(Math.abs(said[i]!.get(made.labels[label]!)! - expected)).toBeLessThan(TOLERANCE)
			);
		// Which of two is the first matters to it, as it does to a real one.
		const [there, back] = (await classifier.classify([
			{ text: 'oslo ist', pair: 'nicht' },
			{ text: 'nicht', pair: 'oslo ist' }
		])) as [ReadonlyMap<string, number>, ReadonlyMap<string, number>];
		expect(there.get('entailment')).not.toBeCloseTo(back.get('entailment')!, 4);
		await classifier.dispose();
	}
);

test('a classifier whose weights hang on one word tells it wherever it stands', async () => {
	const classifier = await open(classifierFiles(wordClassifier('hilfreich')));
	const long = `${'anderes '.repeat(90)}hilfreich`;
	const said = await classifier.classify([
		{ text: 'Das war nicht hilfreich.', pair: 'Was it good?' },
		{ text: long },
		{ text: 'Das war gut.', pair: 'Was it good?' }
	]);
	expect(said.map((labels) => labels.get('entailment')! > 0.99)).toEqual([true, true, false]);
	await classifier.dispose();
});

test('what a person types is never a control token', async () => {
	const made = randomClassifier(['</s>x', ...WORDS]);
	const classifier = await open(classifierFiles(made));
	const [typed, asWords] = await classifier.classify([
		{ text: 'oslo </s> ist' },
		{ text: 'oslo < /s> ist' }
	]);
	expect([...typed!.values()]).toEqual([...asWords!.values()]);
	await classifier.dispose();
});

test('a pair that is longer than the model reads is refused, not cut', async () => {
	const classifier = await open(classifierFiles(randomClassifier(WORDS)));
	await expect(
		classifier.classify([{ text: 'oslo '.repeat(600), pair: 'ist' }])
	).rejects.toMatchObject({ code: 'context-full', message: expect.stringMatching(/reads 512/) });
	await classifier.dispose();
});

test('an abort is heard between two texts', async () => {
	const classifier = await open(classifierFiles(randomClassifier(WORDS)));
	const stopped = new AbortController();
	const saying = classifier.classify([{ text: 'oslo' }, { text: 'ist' }], {
		signal: stopped.signal
	});
	stopped.abort();
	await expect(saying).rejects.toBe(stopped.signal.reason);
	await classifier.dispose();
});

const renamed = (made: MadeClassifier, labels: readonly string[]): Files => {
	const files = classifierFiles(made);
	files.set(CLASSIFIER_FILES.config, classifierFiles({ ...made, labels }).get('config.json')!);
	return files;
};

test.each<[string, (files: Files) => Files, object]>([
	[
		'weights that were cut short',
		(files) => files.set(`onnx/${CLASSIFIER_FILES.model}`, model(files).slice(0, 2000)),
		{ code: 'invalid-model', message: expect.stringMatching(/damaged, incomplete/) }
	],
	[
		'a tokenizer that is none',
		(files) => files.set(CLASSIFIER_FILES.tokenizer, new TextEncoder().encode('{}')),
		{ code: 'invalid-model', message: expect.stringMatching(/damaged, incomplete/) }
	],
	[
		'weights of other labels than its configuration names',
		() => renamed(randomClassifier(WORDS), ['a', 'b']),
		{ code: 'invalid-model', message: expect.stringMatching(/do not tell the 2 labels/) }
	],
	[
		'a model that chats',
		(files) =>
			files.set(
				CLASSIFIER_FILES.config,
				new TextEncoder().encode('{"architectures": ["LlamaForCausalLM"]}')
			),
		{ name: 'ParseError', message: expect.stringMatching(/it is “LlamaForCausalLM”/) }
	],
	[
		'weights that compute no numbers',
		() => {
			const made = randomClassifier(WORDS);
			made.weights.get('labels')!.data.fill(Number.NaN);
			return classifierFiles(made);
		},
		{ code: 'self-test-failed', message: expect.stringMatching(/no numbers/) }
	]
])('refuses %s', async (_what, change, refusal) => {
	await expect(open(change(classifierFiles(randomClassifier(WORDS))))).rejects.toMatchObject(
		refusal
	);
});
