import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readBaseWeights } from '../../src/learn/base-weights.ts';
import { scratchBuild } from '../../test/support/scratch-build.ts';
import { conversationAt } from '../generator/conversation.ts';
import { Random } from '../generator/random.ts';
import { buildFolder, readRecipe } from '../recipe.ts';
import { writeCheckpoint, type Checkpoint } from '../safetensors.ts';
import { learnVocabulary } from '../tokenizer.ts';
import { exportBase } from './export.ts';
import { verifyModel } from './publish.ts';

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
