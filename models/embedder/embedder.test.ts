import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EMBEDDER_FILES, type Embedder } from '../../src/contract/embedder.ts';
import { Random } from '../generator/random.ts';
import { embedderOnnx, type EmbedderShape, type EmbedderWeights } from './graph.ts';
import { heldOutSets, wordingGroups } from './groups.ts';
import { openEmbedderIn } from './node-embedder.ts';
import { recall } from './retrieval.ts';
import { learnPieces, pieceEncoder, tokenizerConfig, tokenizerJson } from './word-pieces.ts';

const POSITIONS = 12;
const TEXTS = [
	'What is the capital of France?',
	"what's 1,204 plus 37 — really",
	'Café naïve RÉSUMÉ',
	'write_a function (in Python) that reverses a list',
	'',
	'🙂 zzz ?!'
];
const pieces = learnPieces([...TEXTS, ...TEXTS, 'the capital of Spain', 'reverse a word'], 300);
const shape: EmbedderShape = {
	vocabulary: pieces.length,
	width: 8,
	layers: 2,
	heads: 2,
	hidden: 12,
	positions: POSITIONS
};

/** Weights that eight bits hold exactly: the graph is then the formula, but for rounding of floats. */
function exactWeights(): EmbedderWeights {
	const random = new Random('exact');
	const weights: EmbedderWeights = new Map();
	const put = (name: string, rows: number, columns: number): void => {
		const data = Float32Array.from({ length: rows * columns }, (_, i) =>
			i % columns === 0 ? 127 / 256 : random.int(-127, 127) / 256
		);
		weights.set(name, { shape: columns === 1 ? [rows] : [rows, columns], data });
	};
	const { vocabulary, width, hidden, layers } = shape;
	const norm = (name: string) => (put(`${name}.weight`, width, 1), put(`${name}.bias`, width, 1));
	put('token', vocabulary, width);
	put('position', POSITIONS, width);
	for (let l = 0; l < layers; l++) {
		norm(`layer.${l}.attention.norm`);
		norm(`layer.${l}.feed.norm`);
		put(`layer.${l}.qkv`, 3 * width, width);
		put(`layer.${l}.out`, width, width);
		put(`layer.${l}.up`, hidden, width);
		put(`layer.${l}.down`, width, hidden);
	}
	norm('norm');
	put('gate.weight', width, 1);
	put('gate.bias', 1, 1);
	return weights;
}

type Matrix = number[][];
const weights = exactWeights();
const list = (name: string): number[] => [...weights.get(name)!.data];
const times = (x: Matrix, name: string): Matrix => {
	const { shape: dims, data } = weights.get(name)!;
	return x.map((row) =>
		Array.from({ length: dims[0]! }, (_, o) =>
			row.reduce((sum, value, i) => sum + value * data[o * dims[1]! + i]!, 0)
		)
	);
};
const normed = (x: Matrix, name: string): Matrix =>
	x.map((row) => {
		const mean = row.reduce((a, b) => a + b, 0) / row.length;
		const spread = row.reduce((a, b) => a + (b - mean) ** 2, 0) / row.length;
		return row.map(
			(value, i) =>
				((value - mean) / Math.sqrt(spread + 1e-5)) * list(`${name}.weight`)[i]! +
				list(`${name}.bias`)[i]!
		);
	});
const added = (a: Matrix, b: Matrix): Matrix => a.map((row, t) => row.map((x, i) => x + b[t]![i]!));
function erf(x: number): number {
	// Its series (Abramowitz and Stegun 7.1.5) ; few terms do for arguments as small as these.
	let [term, sum] = [x, x];
	for (let n = 1; n < 60; n++) {
		term *= -(x * x) / n;
		sum += term / (2 * n + 1);
	}
	return (2 / Math.sqrt(Math.PI)) * sum;
}

/** training/embedder.py's forward pass for one text, in doubles. */
function reference(ids: number[]): number[] {
	const { width, heads, layers } = shape;
	const size = width / heads;
	const row = (name: string, at: number): number[] =>
		list(name).slice(at * width, (at + 1) * width);
	let x: Matrix = ids.map((id, t) => row('token', id).map((v, i) => v + row('position', t)[i]!));
	for (let l = 0; l < layers; l++) {
		const qkv = times(normed(x, `layer.${l}.attention.norm`), `layer.${l}.qkv`);
		const mixed = ids.map((_, t) =>
			Array.from({ length: heads }, (__, h) => {
				const part = (of: number, which: number) =>
					qkv[of]!.slice(which * width + h * size, which * width + (h + 1) * size);
				const scores = ids.map((___, s) =>
					Math.exp(part(t, 0).reduce((sum, q, i) => sum + q * part(s, 1)[i]!, 0) / Math.sqrt(size))
				);
				const total = scores.reduce((a, b) => a + b, 0);
				return Array.from({ length: size }, (___, i) =>
					scores.reduce((sum, score, s) => sum + (score / total) * part(s, 2)[i]!, 0)
				);
			}).flat()
		);
		x = added(x, times(mixed, `layer.${l}.out`));
		const up = times(normed(x, `layer.${l}.feed.norm`), `layer.${l}.up`);
		const gelu = up.map((of) => of.map((v) => (v * (1 + erf(v * Math.SQRT1_2))) / 2));
		x = added(x, times(gelu, `layer.${l}.down`));
	}
	const out = normed(x, 'norm').map((of) => {
		const score =
			of.reduce((sum, v, i) => sum + v * list('gate.weight')[i]!, 0) + list('gate.bias')[0]!;
		return of.map((v) => v / (1 + Math.exp(-score)));
	});
	const mean = Array.from(
		{ length: width },
		(_, i) => out.reduce((sum, of) => sum + of[i]!, 0) / ids.length
	);
	const length = Math.hypot(...mean);
	return mean.map((v) => v / length);
}

const folder = mkdtempSync(join(tmpdir(), 'embedder-'));
let embedder: Embedder;

beforeAll(async () => {
	writeFileSync(join(folder, EMBEDDER_FILES.model), embedderOnnx(shape, weights));
	writeFileSync(
		join(folder, EMBEDDER_FILES.tokenizer),
		JSON.stringify(tokenizerJson(pieces, POSITIONS))
	);
	const card = {
		version: 1,
		id: 'embedder-test',
		dimensions: shape.width,
		mostTokens: POSITIONS,
		config: { model_type: 'bert', hidden_size: shape.width, vocab_size: pieces.length },
		tokenizerConfig: tokenizerConfig(POSITIONS)
	};
	writeFileSync(join(folder, EMBEDDER_FILES.card), JSON.stringify(card));
	embedder = await openEmbedderIn(folder);
});

afterAll(async () => {
	await embedder.dispose();
	rmSync(folder, { recursive: true });
});

test('the ONNX file, its tokenizer and the library together compute the trained formula', async () => {
	const encode = pieceEncoder(pieces, POSITIONS);
	const vectors = await embedder.embed(TEXTS);
	for (const [i, text] of TEXTS.entries()) {
		const expected = reference(encode(text));
		const furthest = Math.max(...expected.map((x, d) => Math.abs(x - vectors[i]![d]!)));
		expect([text, furthest < 1e-4]).toEqual([text, true]);
	}
});

test('a vector does not depend on the texts beside it, on letter case, or on what is cut off', async () => {
	const [alone] = await embedder.embed([TEXTS[0]!]);
	const [loud] = await embedder.embed([TEXTS[0]!.toUpperCase()]);
	const among = (await embedder.embed([...TEXTS, ...TEXTS, ...TEXTS, TEXTS[0]!])).at(-1)!;
	const word = 'list ';
	const [long, longer] = await embedder.embed([word.repeat(POSITIONS), word.repeat(90)]);
	const pairs: [Float32Array, Float32Array][] = [
		[alone!, among],
		[alone!, loud!],
		[long!, longer!]
	];
	for (const [a, b] of pairs)
		for (let d = 0; d < shape.width; d++) expect(a[d]!).toBeCloseTo(b[d]!, 5);
	expect(await embedder.embed([])).toEqual([]);
});

test('words that were frequent are one piece, others are cut, and none is longer than allowed', () => {
	const encode = pieceEncoder(pieces, POSITIONS);
	expect(encode('capital')).toEqual([2, pieces.indexOf('capital')]);
	expect(encode('capitals')).toHaveLength(3);
	expect(encode('7041')).toHaveLength(5);
	expect(encode('word '.repeat(50))).toHaveLength(POSITIONS);
});

test('a group is one request in several wordings, and held-out groups share none with training', () => {
	const train = wordingGroups(4, false);
	const held = wordingGroups(4, true);
	expect(train.length).toBeGreaterThan(100);
	for (const { texts } of train) expect(new Set(texts).size).toBeGreaterThan(1);
	const seen = new Set(train.flatMap(({ texts }) => texts.map((text) => text.toLowerCase())));
	const both = held.flatMap(({ texts }) => texts).filter((text) => seen.has(text.toLowerCase()));
	expect(both.length / held.length).toBeLessThan(0.02);
	expect(wordingGroups(4, false)).toEqual(train);
	expect(new Set(heldOutSets(2).classes.map(({ label }) => label)).size).toBeGreaterThan(10);
});

test('recall counts a text as found when the nearest, or one of five, asks the same', () => {
	const at = (angle: number) => Float32Array.of(Math.cos(angle), Math.sin(angle));
	const items = ['a', 'a', 'b', 'b', 'c'].map((label) => ({ text: label, label }));
	const vectors = [at(0), at(0.1), at(0.05), at(2), at(3)];
	// The first b is nearest to an a; c has no other c and is not asked.
	expect(recall(items, vectors)).toEqual({ n: 4, at1: 0, at5: 1 });
	expect(recall(items, vectors, (label) => label === 'b').n).toBe(2);
});
