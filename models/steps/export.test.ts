import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readBaseWeights } from '../../src/learn/base-weights.ts';
import { scratchBuild } from '../../test/support/scratch-build.ts';
import { conversationAt } from '../generator/conversation.ts';
import { Random } from '../generator/random.ts';
import { buildFolder, MODELS, readRecipe } from '../recipe.ts';
import { readCheckpoint, writeCheckpoint, type Checkpoint } from '../safetensors.ts';
import { sha256 } from '../sha256.ts';
import { learnVocabulary } from '../tokenizer.ts';
import { baseGguf, exportBase, meanOf, provenanceOf, readMeanWith, shareOf } from './export.ts';
import { verifyModel } from './publish.ts';
import { vocabularyOf } from './tokenizer.ts';

const scratch = scratchBuild('export').folder;
const recipe = readRecipe('tiny');
const SHAPE = { width: 16, layers: 1, heads: 2, hidden: 32, context: 64, vocabulary: 420 };

beforeAll(() => {
	mkdirSync(buildFolder(recipe), { recursive: true });
	const texts = Array.from({ length: 30 }, (_, i) => conversationAt(1, i))
		.flat()
		.map((x) => ` ${x.prompt} ${x.answer}`);
	writeFileSync(
		`${buildFolder(recipe)}/vocabulary.json`,
		JSON.stringify(learnVocabulary(texts, SHAPE.vocabulary))
	);
	writeCheckpoint(`${buildFolder(recipe)}/weights.safetensors`, randomWeights());
});

function randomWeights(): Checkpoint {
	const random = new Random('weights');
	const tensors: Checkpoint['tensors'] = new Map();
	const add = (name: string, ...shape: number[]) =>
		tensors.set(name, {
			shape,
			data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => random.next() - 0.5)
		});
	const { width: E, hidden: F, vocabulary: V } = SHAPE;
	add('token_embd.weight', V, E);
	add('output_norm.weight', E);
	for (const norm of ['attn_norm', 'ffn_norm']) add(`blk.0.${norm}.weight`, E);
	for (const name of ['attn_q', 'attn_k', 'attn_v', 'attn_output'])
		add(`blk.0.${name}.weight`, E, E);
	for (const name of ['ffn_gate', 'ffn_up']) add(`blk.0.${name}.weight`, F, E);
	add('blk.0.ffn_down.weight', E, F);
	return { shape: SHAPE, tensors };
}

test('the same weights are the same files, byte for byte, which are what their manifest says', () => {
	const [one, two] = [join(scratch, 'one'), join(scratch, 'two')];
	exportBase(recipe, one);
	exportBase(recipe, two);
	for (const name of ['base.gguf', 'manifest.json'])
		expect(Buffer.compare(readFileSync(join(one, name)), readFileSync(join(two, name))), name).toBe(
			0
		);
	verifyModel(one);
	// And they are these weights, to half precision.
	const { shape, tensors } = readBaseWeights(new Uint8Array(readFileSync(join(one, 'base.gguf'))));
	expect(shape).toMatchObject(SHAPE);
	for (const [name, { data }] of randomWeights().tensors) {
		const differences = tensors.get(name)!.data.map((x, i) => Math.abs(x - data[i]!));
		expect(Math.max(...differences), name).toBeLessThan(0.001);
	}
});

test('the mean with another base is between both, and says with which', () => {
	const [own, mean] = [join(scratch, 'own'), join(scratch, 'mean')];
	exportBase(recipe, own);
	const other = join(scratch, 'other.gguf');
	const weights = readCheckpoint(`${buildFolder(recipe)}/weights.safetensors`);
	for (const { data } of weights.tensors.values()) data.forEach((x, i) => (data[i] = x + 1));
	writeFileSync(other, baseGguf(weights, vocabularyOf(recipe), 'other'));
	const of = (folder: string) =>
		readBaseWeights(new Uint8Array(readFileSync(join(folder, 'base.gguf')))).tensors;
	for (const share of [0.5, 0.75]) {
		exportBase(recipe, mean, other, share);
		const model = sha256(new Uint8Array(readFileSync(other)));
		expect(readMeanWith(recipe)).toEqual({ model, share });
		for (const [name, { data }] of of(mean)) {
			const before = of(own).get(name)!.data;
			for (let i = 0; i < data.length; i += 97)
				expect(data[i]! - before[i]!, `${name} ${i}`).toBeCloseTo(1 - share, 2);
		}
	}

	const small = { ...weights, tensors: new Map(weights.tensors).set('token_embd.weight', { shape: [2, 2], data: new Float32Array(4) }) }; // prettier-ignore
	expect(() => meanOf(small, vocabularyOf(recipe), new Uint8Array(readFileSync(other)))).toThrow(
		/token_embd.weight is 2 × 2 here/
	);
	exportBase(recipe, own);
	expect(readMeanWith(recipe)).toBeNull();
	expect([shareOf(undefined), shareOf('0.75')]).toEqual([0.5, 0.75]);
	for (const wrong of ['0', '1', '75', 'half'])
		expect(() => shareOf(wrong)).toThrow('--mean-share');
});

test('the card says which parts saw other data, and what the base went on from', () => {
	const scratchOnly = provenanceOf(false, false);
	expect(scratchOnly).toContain('The language model and its modifiers');
	expect(scratchOnly).toContain('calibration and critic also on public sets');
	expect(scratchOnly).not.toContain('--from');
	expect(provenanceOf(true, true)).toMatch(/`train-base --from`.*`export --mean-with`/);
	const shipped = readFileSync(`${MODELS}starter/manifest.json`, 'utf8');
	expect(shipped).toContain(JSON.stringify(provenanceOf(true, true)));
});
