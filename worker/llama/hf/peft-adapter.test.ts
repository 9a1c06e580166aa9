// Adapters and bases out of their GGUF files, read back: by the app's own reader of PEFT's form, which makes the same
// GGUF of it again, and by the rotation that the order of rows is for.

import { expect, test } from 'vitest';
import { readGguf } from '../../../src/contract/gguf-read.ts';
import { fromHalf, toHalf, writeGguf } from '../../../src/contract/gguf-write.ts';
import { parseGgufHeader } from '../../../src/contract/gguf.ts';
import { parsePeftConfig } from '../../../src/contract/peft-config.ts';
import { planPeft, soundPeft } from '../../../src/contract/peft-plan.ts';
import { readSafetensors } from '../../../src/contract/safetensors.ts';
import { convertPeft } from '../../../src/platform/convert-peft.ts';
import { randomLlama, randomLora, SKILL_TOKEN } from '../../../test/support/random-gguf.ts';
import { baseModel } from './base-model.ts';
import { peftAdapter } from './peft-adapter.ts';

// Fewer heads for keys than for queries.
const llama = randomLlama({ embedding: 64, heads: 4, kvHeads: 2 });
const HEAD = 64 / 4;
const headerOf = (bytes: Uint8Array) => parseGgufHeader(bytes, bytes.length);
const base = headerOf(llama.bytes);

function written(bytes: Uint8Array) {
	return peftAdapter(bytes, { header: headerOf(bytes), base, baseName: 'test' });
}

/** The numbers of a safetensors file in single precision. */
async function numbersIn(bytes: Uint8Array<ArrayBuffer>) {
	const tensors = await readSafetensors(new Blob([bytes]));
	return new Map(
		[...tensors].map(([name, { dtype, shape, start, end }]) => {
			const data = bytes.slice(start, end).buffer;
			const read =
				dtype === 'F16'
					? Float32Array.from(new Uint16Array(data), fromHalf)
					: new Float32Array(data);
			return [name, { dtype, shape, data: read }];
		})
	);
}

test.each([
	['plain', []],
	['activated', [SKILL_TOKEN]]
])('a %s adapter in PEFT’s form is the same adapter when it is read back', async (_, tokens) => {
	const { bytes } = randomLora(llama, { rank: 4, invocationTokens: tokens });
	const { config, weights, rank } = written(bytes);
	expect(rank).toBe(4);
	expect('alora_invocation_tokens' in config).toBe(tokens.length > 0);
	const plan = planPeft(
		soundPeft(await readSafetensors(new Blob([weights])), parsePeftConfig(JSON.stringify(config))),
		base
	);
	expect(plan).toMatchObject({ rank: 4, alpha: 4, invocationTokens: tokens });
	const again = await convertPeft(new Blob([weights]), plan, 'again', undefined);
	const found = readGguf(new Uint8Array(await again.arrayBuffer())).tensors;
	const known = readGguf(bytes).tensors;
	expect([...found.keys()].toSorted()).toEqual([...known.keys()].toSorted());
	for (const [name, { shape, data }] of known) {
		expect(found.get(name)?.shape, name).toEqual(shape);
		// The reader writes half precision.
		expect(found.get(name)?.data, name).toEqual(data.map((x) => fromHalf(toHalf(x))));
	}
});

test('the names, sizes and numbers are those that PEFT gives a llama', async () => {
	const { bytes } = randomLora(llama, { rank: 4 });
	const { config, weights } = written(bytes);
	expect(config).toMatchObject({
		peft_type: 'LORA',
		r: 4,
		lora_alpha: 4,
		target_modules: ['o_proj', 'q_proj']
	});
	const tensors = await numbersIn(weights);
	const module = 'base_model.model.model.layers.1.self_attn';
	expect(tensors.get(`${module}.q_proj.lora_A.weight`)?.shape).toEqual([4, 64]);
	expect(tensors.get(`${module}.q_proj.lora_B.weight`)?.shape).toEqual([64, 4]);
	const known = readGguf(bytes).tensors;
	expect(tensors.get(`${module}.o_proj.lora_B.weight`)?.data).toEqual(
		known.get('blk.1.attn_output.weight.lora_b')?.data
	);
	expect(tensors.get(`${module}.q_proj.lora_B.weight`)?.data).not.toEqual(
		known.get('blk.1.attn_q.weight.lora_b')?.data
	);
});

test('an adapter in half precision stays as it is, to the bit', async () => {
	const pairs = { lora_a: [2, 64], lora_b: [64, 2] };
	const bytes = writeGguf(
		[
			['general.architecture', { type: 'string', value: 'llama' }],
			['general.type', { type: 'string', value: 'adapter' }],
			['general.file_type', { type: 'u32', value: 1 }],
			['adapter.type', { type: 'string', value: 'lora' }],
			['adapter.lora.alpha', { type: 'f32', value: 0 }]
		],
		Object.entries(pairs).map(([half, shape]) => ({
			name: `blk.0.attn_v.weight.${half}`,
			shape,
			precision: 'f16' as const,
			data: Float32Array.from({ length: 128 }, (__, i) => Math.sin(i) / 3)
		}))
	);
	const { config, weights } = written(bytes);
	// llama.cpp reads an alpha of 0 as “as strong as the rank”.
	expect(config).toMatchObject({ r: 2, lora_alpha: 2 });
	const name = 'base_model.model.model.layers.0.self_attn.v_proj.lora_A.weight';
	const tensor = (await numbersIn(weights)).get(name);
	expect(tensor?.dtype).toBe('F16');
	expect(tensor?.data).toEqual(readGguf(bytes).tensors.get('blk.0.attn_v.weight.lora_a')?.data);
});

/** One row of numbers by a position: neighbours turned together, or a head's first half with its second. */
function turned(row: readonly number[], position: number, by: 'neighbours' | 'halves'): number[] {
	const out = [...row];
	for (let start = 0; start < row.length; start += HEAD)
		for (let i = 0; i < HEAD / 2; i++) {
			const [x, y] =
				by === 'neighbours'
					? [start + 2 * i, start + 2 * i + 1]
					: [start + i, start + HEAD / 2 + i];
			const angle = position * 10_000 ** ((-2 * i) / HEAD);
			out[x] = row[x]! * Math.cos(angle) - row[y]! * Math.sin(angle);
			out[y] = row[x]! * Math.sin(angle) + row[y]! * Math.cos(angle);
		}
	return out;
}

test('queries meet keys in transformers’ order as they do in llama.cpp’s', async () => {
	const theirs = await numbersIn(baseModel(llama.bytes, base).weights);
	const ours = readGguf(llama.bytes).tensors;
	const input = Array.from({ length: 64 }, (_, i) => Math.cos(3 * i));
	const times = (data: Float32Array, rows: number) =>
		Array.from({ length: rows }, (_, row) =>
			input.reduce((sum, x, i) => sum + x * data[row * 64 + i]!, 0)
		);
	const score = (q: Float32Array, k: Float32Array, by: 'neighbours' | 'halves') => {
		const query = turned(times(q, 64), 9, by);
		const key = turned(times(k, 2 * HEAD), 2, by);
		return Array.from({ length: 4 }, (_, head) => {
			const shared = Math.floor(head / 2) * HEAD;
			return Array.from({ length: HEAD }, (__, i) => query[head * HEAD + i]! * key[shared + i]!);
		}).map((products) => products.reduce((sum, x) => sum + x, 0));
	};
	const [q, k] = ['attn_q', 'attn_k'].map((name) => ours.get(`blk.0.${name}.weight`)!.data);
	const [theirQ, theirK] = ['q_proj', 'k_proj'].map(
		(name) => theirs.get(`model.layers.0.self_attn.${name}.weight`)!.data
	);
	const there = score(theirQ!, theirK!, 'halves');
	score(q!, k!, 'neighbours').forEach((one, i) => expect(there[i]).toBeCloseTo(one, 4));
	expect(score(q!, k!, 'halves')[0]).not.toBeCloseTo(there[0]!, 1);
});

test('what has no place in a plain llama is not written, with the reason', () => {
	const adapter = (tensor: string, ranks: [number, number] = [2, 2]) =>
		writeGguf(
			[
				['general.architecture', { type: 'string', value: 'llama' }],
				['adapter.type', { type: 'string', value: 'lora' }]
			],
			[
				[`${tensor}.lora_a`, [ranks[0], 64]] as const,
				[`${tensor}.lora_b`, [64, ranks[1]]] as const,
				['blk.1.attn_v.weight.lora_a', [2, 64]] as const
			].map(([name, shape]) => ({
				name,
				shape,
				precision: 'f32' as const,
				data: new Float32Array(shape[0] * shape[1])
			}))
		);
	expect(() => written(adapter('token_embd.weight'))).toThrow('token_embd.weight.lora_a');
	expect(() => written(adapter('blk.0.attn_q.weight', [4, 4]))).toThrow('different ranks');
	const other = { ...base, architecture: 'qwen2' };
	expect(() => baseModel(llama.bytes, other)).toThrow('“qwen2”, and not llama');
});
