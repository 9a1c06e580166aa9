// The trainer against the plain reference that engines are compared with, on tiny random models: same
// activated adapter, same log-probabilities. And the one thing training must do: lower the loss.

import { expect, test } from 'vitest';
import { parseGgufHeader } from '../contract/gguf.ts';
import {
	randomLlama,
	randomLora,
	SKILL_TOKEN,
	promptTokens
} from '../../test/support/random-gguf.ts';
import { referenceGreedy } from '../../test/support/reference-llama.ts';
import { readBaseWeights } from './base-weights.ts';
import { batchesOf, cutExample, padBatch, type LoraExample } from './lora-batch.ts';
import { adapterGguf, asStored, readAdapter } from './lora-gguf.ts';
import { initialLora, LoraTrainer } from './lora.ts';

const user = (content: string) => [{ role: 'user', content }];
const tiny = () => randomLlama({ kvHeads: 4, heads: 4 });

test('the trainer has the log-probabilities of the reference, from one token before the invocation on', async () => {
	const model = tiny(),
		lora = randomLora(model, { seed: 4, invocationTokens: [SKILL_TOKEN] }),
		base = readBaseWeights(model.bytes);
	const trainer = new LoraTrainer(
		base,
		{ rank: lora.rank, alpha: lora.alpha, seed: 1 },
		readAdapter(lora.bytes)
	);
	// Of two lengths, so that one is padded on both sides.
	const examples = [user('hello world'), user('a')].map((messages): LoraExample => {
		const prompt = promptTokens(messages);
		const answer = referenceGreedy(model, [...prompt, SKILL_TOKEN], 5, { lora, scale: 1 });
		return { prompt, answer: answer.map(({ id }) => id) };
	});
	const batch = padBatch(examples, [SKILL_TOKEN]),
		all = await trainer.logProbabilities(batch),
		V = base.shape.vocabulary;
	for (const [row, { prompt, answer }] of examples.entries()) {
		const expected = referenceGreedy(model, [...prompt, SKILL_TOKEN], 5, { lora, scale: 1 });
		for (const [i, { id, logprob }] of expected.entries())
			expect(all[(row * batch.size.suffix + 1 + i) * V + id]).toBeCloseTo(logprob, 3);
		expect(answer).toHaveLength(5);
	}
	trainer.close();
});

test('a history that rows share reads as if each row began with it', async () => {
	const model = tiny(),
		lora = randomLora(model, { seed: 4, invocationTokens: [SKILL_TOKEN] }),
		base = readBaseWeights(model.bytes);
	const trainer = new LoraTrainer(
		base,
		{ rank: lora.rank, alpha: lora.alpha, seed: 1 },
		readAdapter(lora.bytes)
	);
	const history = promptTokens(user('who said that'));
	// Of different lengths: the history stands next to each question all the same.
	const questions = [user('hello world'), user('a')].map(promptTokens);
	const answered = (prompt: number[]) =>
		referenceGreedy(model, [...prompt, SKILL_TOKEN], 4, { lora, scale: 1 });
	const examples = questions.map((prompt) => ({
		prompt,
		answer: answered([...history, ...prompt]).map(({ id }) => id)
	}));
	const batch = padBatch(examples, [SKILL_TOKEN], history),
		all = await trainer.logProbabilities(batch),
		V = base.shape.vocabulary;
	expect(batch.size.history).toBeGreaterThan(history.length);
	for (const [row, prompt] of questions.entries())
		for (const [i, { id, logprob }] of answered([...history, ...prompt]).entries())
			expect(all[(row * batch.size.suffix + 1 + i) * V + id]).toBeCloseTo(logprob, 3);
	// The reference answers another way without it, or this would show nothing.
	expect(questions.map(answered)).not.toEqual(questions.map((x) => answered([...history, ...x])));
	trainer.close();
});

test('a few steps lower the loss of what is asked', async () => {
	const base = readBaseWeights(tiny().bytes),
		trainer = new LoraTrainer(base, { rank: 4, alpha: 8, seed: 3 });
	const batch = padBatch(
		[
			{ prompt: [1, 4, 270, 5], answer: [271, 272, 2] },
			{ prompt: [1, 4, 275, 276, 5], answer: [273, 2] }
		],
		[SKILL_TOKEN]
	);
	const losses: number[] = [];
	for (let i = 0; i < 12; i++) losses.push(await trainer.step(batch, 0.02));
	expect(losses.at(-1)!).toBeLessThan(losses[0]! * 0.7);
	// After a history too, which goes through another program.
	const later = padBatch(
		[{ prompt: [1, 4, 270, 5], answer: [275, 2] }],
		[SKILL_TOKEN],
		[1, 4, 280]
	);
	const before = await trainer.step(later, 0.02);
	for (let i = 0; i < 8; i++) await trainer.step(later, 0.02);
	expect(await trainer.step(later, 0.02)).toBeLessThan(before * 0.7);
	trainer.close();
});

test('a new adapter changes nothing: its second matrices are zero', () => {
	const lora = initialLora(readBaseWeights(tiny().bytes).shape, { rank: 4, alpha: 8, seed: 1 });
	for (const [name, { data, shape }] of lora) {
		expect(data).toHaveLength(shape[0] * shape[1]);
		expect(data.some((x) => x !== 0)).toBe(name.endsWith('.lora_a'));
	}
});

test('an adapter file says what it is, and holds the weights in half precision', () => {
	const base = readBaseWeights(tiny().bytes),
		weights = initialLora(base.shape, { rank: 4, alpha: 8, seed: 1 });
	const bytes = adapterGguf({ name: 'test', alpha: 8, invocationTokens: [11, 12], weights });
	const header = parseGgufHeader(bytes, bytes.length);
	expect(header.kind).toBe('adapter');
	expect(header.adapter).toEqual({
		type: 'lora',
		base: { name: null, sha256: null },
		alpha: 8,
		rank: 4,
		invocationTokens: [11, 12]
	});
	expect(readAdapter(bytes)).toEqual(asStored(weights));
});

test('an example is cut one token before the invocation, and only its answer is asked', () => {
	const example = { prompt: [3, 20, 21, 4], answer: [30, 31, 5] };
	expect(cutExample(example, [11])).toEqual({
		prefix: [3, 20, 21],
		suffix: [4, 11, 30, 31],
		asked: 1,
		answer: [30, 31, 5]
	});
	const batch = padBatch([example, { prompt: [3, 20, 4], answer: [40, 5] }], [11]);
	const P = batch.size.prefix;
	expect(Array.from(batch.prefix.subarray(P - 3, P))).toEqual([3, 20, 21]);
	expect(Array.from(batch.bias.subarray(2 * P - 4)).map((x) => x === 0)).toEqual([
		false,
		false,
		true,
		true
	]);
	expect(Array.from(batch.targets.subarray(0, 5))).toEqual([0, 30, 31, 5, 0]);
	expect(batch.weights.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 6);
	expect(batch.weights.filter((x) => x > 0)).toHaveLength(5);
});

test('batches hold examples of one size, as many as the budget has room for', () => {
	const example = (length: number): LoraExample => ({
		prompt: Array.from({ length }, () => 20),
		answer: [30, 5]
	});
	const stream = Array.from({ length: 60 }, (_, i) => example(i % 2 ? 10 : 60));
	const batches = [...batchesOf(stream, [11], 256)];
	expect(new Set(batches.map(({ size }) => size.prefix))).toEqual(new Set([24, 128]));
	for (const { size } of batches) expect(size.rows * size.suffix).toBe(256);
});

test('late examples have batches of their own, half as large, each after a conversation', () => {
	const example = (length: number, late: boolean): LoraExample => ({
		prompt: Array.from({ length }, () => 20),
		answer: [30, 5],
		late
	});
	const stream = Array.from({ length: 120 }, (_, i) => example(i % 4 < 2 ? 10 : 60, i % 2 === 0));
	let asked = 0;
	const batches = [...batchesOf(stream, [11], 256, () => Array.from({ length: ++asked }, () => 7))];
	const late = batches.filter(({ size }) => size.history > 0),
		first = batches.filter(({ size }) => size.history === 0);
	expect([late.length, asked]).toEqual([7, 7]);
	// One length of prefix for all of them: each pair of lengths is another program.
	for (const { size, bias } of late) {
		expect(size.prefix).toBe(128);
		expect(size.rows * size.suffix).toBe(128);
		expect(bias).toHaveLength(size.rows * (size.history + size.prefix));
	}
	expect(late[2]!.history.filter((id) => id === 7)).toHaveLength(3);
	for (const { size } of first) expect(size.rows * size.suffix).toBe(256);
	expect(new Set(first.map(({ size }) => size.prefix))).toEqual(new Set([24, 128]));
});
