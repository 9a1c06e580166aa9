// Where a training begins when a base goes on. What trains is PyTorch's, and in `npm run test:all`.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readBaseWeights } from '../../src/learn/base-weights.ts';
import { scratchBuild } from '../../test/support/scratch-build.ts';
import { buildFolder, MODELS, readRecipe } from '../recipe.ts';
import { readCheckpoint } from '../safetensors.ts';
import { beginWith, peakOf, readBegunWith } from './train-base.ts';

scratchBuild('train-base');
const SHIPPED = `${MODELS}starter/base.gguf`;

test('a base goes on with the weights and the vocabulary of the one that ships, and says so', () => {
	const recipe = readRecipe('starter');
	const folder = buildFolder(recipe);
	mkdirSync(folder, { recursive: true });
	beginWith(recipe, SHIPPED);
	const shipped = readBaseWeights(new Uint8Array(readFileSync(SHIPPED)));
	const begun = readCheckpoint(`${folder}/start.safetensors`);
	expect(begun.shape).toEqual({ ...recipe.shape, vocabulary: 1024 });
	expect([...begun.tensors.keys()]).toEqual([...shipped.tensors.keys()]);
	for (const [name, { shape, data }] of shipped.tensors) {
		const tensor = begun.tensors.get(name)!;
		expect(tensor.shape, name).toEqual(shape);
		expect(Buffer.from(tensor.data.buffer).equals(Buffer.from(data.buffer)), name).toBe(true);
	}
	expect(JSON.parse(readFileSync(`${folder}/vocabulary.json`, 'utf8'))).toEqual(shipped.vocabulary);
	const report = JSON.parse(readFileSync(`${MODELS}starter/report.json`, 'utf8')) as object;
	expect(report).toMatchObject({ model: readBegunWith(folder)!.model });
	expect(report).toMatchObject({ tokensSeen: readBegunWith(folder)!.tokensSeen });

	writeFileSync(`${folder}/train.log.jsonl`, '{"step":50,"part":0.1}\n');
	expect(() => beginWith(recipe, SHIPPED)).toThrow(/A training has begun in .* goes on without/);
});

test('a base of another shape is refused with the size that differs', () => {
	const recipe = readRecipe('tiny');
	mkdirSync(buildFolder(recipe), { recursive: true });
	expect(() => beginWith(recipe, SHIPPED)).toThrow(/has “width” 192, the recipe tiny \d+/);
});

test.each(['0', '-1', '1.5', 'high', ''])('“%s” is no share of the rate', (text) => {
	expect(() => peakOf(text)).toThrow(`“${text}”`);
	expect([peakOf('0.25'), peakOf('1'), peakOf(undefined)]).toEqual([0.25, 1, 0.6]);
});
