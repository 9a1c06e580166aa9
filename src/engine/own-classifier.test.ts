import { expect, test } from 'vitest';
import { CLASSIFIER_FILES, NO_LICENCE } from '../contract/text-classifier.ts';
import { classifierByPath, ownClassifierManifest } from './own-classifier.ts';

const file = (name: string, text = '{}') => new File([text], name);
const four = (config = '{}', weights = 'my-nli.onnx'): File[] => [
	file(weights, 'weights'),
	file('tokenizer_config.json'),
	file('config.json', config),
	file('tokenizer.json')
];

test('which file is which is told by their names, whatever the weights are called', async () => {
	const named = classifierByPath(four());
	expect([...named].map(([path, { name }]) => [path, name])).toEqual([
		[CLASSIFIER_FILES.config, 'config.json'],
		[CLASSIFIER_FILES.tokenizer, 'tokenizer.json'],
		[CLASSIFIER_FILES.tokenizerConfig, 'tokenizer_config.json'],
		[CLASSIFIER_FILES.model, 'my-nli.onnx']
	]);
});

test.each([
	['one too few', four().slice(1)],
	['weights twice', [...four(), file('more.onnx')]]
])('refuses %s', (_, files) => {
	expect(() => classifierByPath(files)).toThrow(/is four files, .* Choose them together\.$/);
});

test.each([
	['{}', 'my-nli.onnx'],
	['{"_name_or_path": " "}', 'my-nli.onnx'],
	['{"_name_or_path": 5}', 'my-nli.onnx'],
	['{"_name_or_path": " someone/nli "}', 'someone/nli']
])('the configuration %s has it called %s', async (config, name) => {
	const named = classifierByPath(four(config));
	const { manifest, blobs } = await ownClassifierManifest(named, { hearingMs: 20 });
	expect(manifest).toMatchObject({ name, licence: NO_LICENCE, measured: { hearingMs: 20 } });
	// What is stored is what the manifest lists, in its order.
	expect(manifest.files.map(({ bytes }) => bytes)).toEqual(blobs.map(({ size }) => size));
	expect(manifest.files.map(({ path }) => path)).toEqual([...named.keys()]);
});
