import { describe, expect, test } from 'vitest';
import { ARCHITECTURES, randomModel } from '../../test/support/random-architectures.ts';
import {
	peftConfiguration,
	randomPeft,
	safetensorsFile,
	type PeftOptions,
	type SafeTensorData
} from '../../test/support/random-peft.ts';
import { parseGgufHeader, type GgufHeader } from './gguf.ts';
import { parsePeftConfig } from './peft-config.ts';
import { ggufTarget, peftName } from './peft-names.ts';
import { planPeft, soundPeft, type PeftAdapter } from './peft-plan.ts';
import { readSafetensors } from './safetensors.ts';

const headerOf = (bytes: Uint8Array): GgufHeader => parseGgufHeader(bytes, bytes.length);
const llama = headerOf(randomModel('llama'));

async function adapterOf(options: PeftOptions & { layers?: number } = {}): Promise<PeftAdapter> {
	const { weights, configuration } = randomPeft('llama', options);
	return soundPeft(await readSafetensors(new Blob([weights])), parsePeftConfig(configuration));
}

const Q = 'base_model.model.model.layers.0.self_attn.q_proj';
async function adapterWith(
	tensors: Record<string, number[]>,
	fields: Record<string, unknown> = {},
	dtype: SafeTensorData['dtype'] = 'F32'
): Promise<PeftAdapter> {
	const bytes = safetensorsFile(
		Object.entries(tensors).map(([name, shape]) => ({
			name,
			dtype,
			shape,
			data: new Float32Array(shape.reduce((a, b) => a * b, 1))
		}))
	);
	return soundPeft(
		await readSafetensors(new Blob([bytes])),
		parsePeftConfig(peftConfiguration({ r: 4, lora_alpha: 8, ...fields }))
	);
}

describe('the plan for a base', () => {
	test.each(ARCHITECTURES)(
		'has every matrix of %s, by the names of its file',
		async (architecture) => {
			const { weights, configuration, changes } = randomPeft(architecture);
			const adapter = soundPeft(
				await readSafetensors(new Blob([weights])),
				parsePeftConfig(configuration)
			);
			const plan = planPeft(adapter, headerOf(randomModel(architecture)));
			expect(plan).toMatchObject({ architecture, alpha: 8, rank: 4, invocationTokens: [] });
			expect(new Set(plan.tensors.map(({ name }) => name))).toEqual(
				new Set(changes.flatMap(({ tensor }) => [`${tensor}.lora_a`, `${tensor}.lora_b`]))
			);
			const turned = plan.tensors
				.filter(({ headRows }) => headRows !== null)
				.map(({ name }) => name);
			expect(turned).toEqual(
				architecture === 'llama'
					? [0, 1].flatMap((i) => [
							`blk.${i}.attn_q.weight.lora_b`,
							`blk.${i}.attn_k.weight.lora_b`
						])
					: []
			);
		}
	);

	test('keeps the alpha that most matrices have, and multiplies the others', async () => {
		const plan = planPeft(
			await adapterOf({ config: { alpha_pattern: { q_proj: 2, 'layers.1.mlp.up_proj': 0 } } }),
			llama
		);
		expect(plan.alpha).toBe(8);
		const factor = (name: string) => plan.tensors.find((one) => one.name === name)?.factor;
		expect(factor('blk.0.attn_q.weight.lora_b')).toBe(0.25);
		expect(factor('blk.0.attn_q.weight.lora_a')).toBe(1);
		expect(factor('blk.0.attn_k.weight.lora_b')).toBe(1);
		expect(factor('blk.1.ffn_up.weight.lora_b')).toBe(0);
	});

	test('a module the base has not, or in another size, is refused by its name', async () => {
		const q = (shape: { a: number[]; b: number[] }, name = Q) =>
			adapterWith({ [`${name}.lora_A.weight`]: shape.a, [`${name}.lora_B.weight`]: shape.b });
		const fits = { a: [4, 64], b: [64, 4] };
		expect(() => q(fits)).not.toThrow();
		for (const [adapter, message] of [
			[
				await q({ a: [4, 32], b: [64, 4] }),
				/layers.0.self_attn.q_proj as 64 × 32, and it is 64 × 64/
			],
			[await q({ a: [4, 64], b: [32, 4] }), /as 32 × 64/],
			[
				await q(fits, Q.replace('0', '7')),
				/layers.7.self_attn.q_proj, and this base has no blk.7.attn_q/
			],
			[
				await q(fits, Q.replace('q_proj', 'qkv_proj')),
				/qkv_proj, and models of this base’s architecture/
			],
			[await q(fits, 'base_model.model.vision_tower.layers.0.self_attn.q_proj'), /vision_tower/],
			[await q(fits, 'base_model.model.model.layers.0.mlp.experts.3.up_proj'), /experts.3.up_proj/],
			[await q(fits, 'base_model.model.model.layers.0.constructor'), /constructor, and models of/]
		] as const)
			expect(() => planPeft(adapter, llama)).toThrow(message);
		const tied = new Map(llama.dimensions);
		tied.delete('output.weight');
		const head = await q({ a: [4, 64], b: [320, 4] }, 'base_model.model.lm_head');
		expect(planPeft(head, llama).tensors[0]?.name).toBe('output.weight.lora_a');
		expect(() => planPeft(head, { ...llama, dimensions: tied })).toThrow(/has no output.weight/);
		const mamba = { ...llama, architecture: 'mamba' };
		expect(() => planPeft(head, mamba)).toThrow(/layers of “mamba” are called in PEFT/);
		const shape = null;
		expect(() => planPeft(head, { ...llama, shape })).not.toThrow();
		expect(() => planPeft({ ...head }, { ...llama, shape })).not.toThrow();
	});

	test('rows that have to be put in order need the size of a head', async () => {
		const adapter = await adapterOf();
		for (const shape of [null, { layers: 2, kvWidth: 32, headSize: 7 }])
			expect(() => planPeft(adapter, { ...llama, shape })).toThrow(/how large a head is/);
	});
});

describe('what fits no base', () => {
	test.each([
		['one half', { [`${Q}.lora_A.weight`]: [4, 64] }, /q_proj: has one half of its LoRA/],
		[
			'another rank than it says',
			{ [`${Q}.lora_A.weight`]: [8, 64], [`${Q}.lora_B.weight`]: [64, 8] },
			/q_proj: has matrices of rank 8 and 8, where its adapter_config.json says 4/
		],
		[
			'halves of two ranks',
			{ [`${Q}.lora_A.weight`]: [4, 64], [`${Q}.lora_B.weight`]: [64, 8] },
			/rank 4 and 8/
		],
		[
			'a convolution',
			{ [`${Q}.lora_A.weight`]: [4, 64, 3], [`${Q}.lora_B.weight`]: [64, 4, 1] },
			/dimensions \(4,64,3\)/
		],
		[
			'two adapters',
			{ [`${Q}.lora_A.one.weight`]: [4, 64], [`${Q}.lora_A.two.weight`]: [4, 64] },
			/is there twice, for two adapters/
		],
		['a DoRA', { [`${Q}.lora_magnitude_vector`]: [64] }, /is a DoRA.*merge_and_unload/],
		['a bias', { [`${Q}.lora_A.weight`]: [4, 64], [`${Q}.bias`]: [64] }, /is a trained bias/],
		[
			'embeddings',
			{ 'base_model.model.model.embed_tokens.lora_embedding_A': [4, 320] },
			/changes the embeddings/
		],
		[
			'a saved module',
			{ [`${Q}.lora_A.weight`]: [4, 64], 'base_model.model.lm_head.weight': [320, 64] },
			/trained part of the base/
		],
		[
			'a whole model',
			{ 'model.embed_tokens.weight': [320, 64] },
			/no tensors of a LoRA .* its first is “model.embed_tokens.weight”.*\.gguf file/
		],
		['IA3', { [`${Q}.ia3_l`]: [64, 1] }, /of the type “IA3”/],
		['kohya’s', { 'lora_unet_down_blocks_0.lora_down.weight': [4, 64] }, /makes pictures/],
		['diffusers’', { 'unet.down_blocks.0.attn1.to_q.lora_A.weight': [4, 64] }, /makes pictures/]
	])('%s is refused by its name', async (_, tensors, message) => {
		await expect(adapterWith(tensors as Record<string, number[]>)).rejects.toThrow(message);
	});

	test('more tensors than any adapter has are refused before anything is compared with them', () => {
		const tensor = { dtype: 'F32', shape: [1, 1], start: 0, end: 4 };
		const many = new Map(
			Array.from({ length: 20_001 }, (_, i) => [`layers.${i}.q_proj.lora_A.weight`, tensor])
		);
		const config = parsePeftConfig(peftConfiguration({ r: 1, lora_alpha: 1 }));
		expect(() => soundPeft(many, config)).toThrow(/has 20001 tensors.*at most 20000/);
	});

	test('the largest with the most wildcards does not hold up the page', () => {
		const tensor = { dtype: 'F32', shape: [1, 1], start: 0, end: 4 };
		const many = new Map(
			Array.from({ length: 10_000 }, (_, i) => `a.b.c.d.e.f.g.h.i.j.k.layers.${i}.q_proj`).flatMap(
				(name) => ['A', 'B'].map((half) => [`${name}.lora_${half}.weight`, tensor] as const)
			)
		);
		const pattern = Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`x${i}.*q_proj`, 1]));
		const config = parsePeftConfig(
			peftConfiguration({ r: 1, lora_alpha: 1, rank_pattern: pattern, alpha_pattern: pattern })
		);
		const began = performance.now();
		const adapter = soundPeft(many, config);
		expect(adapter.pairs).toHaveLength(10_000);
		// Every base that is here is asked; with patterns taken apart anew for each, ten took a minute.
		for (let base = 0; base < 10; base++) expect(() => planPeft(adapter, llama)).toThrow(/layers/);
		expect(performance.now() - began).toBeLessThan(6000);
	});

	test('one module by two names is refused', async () => {
		const other = Q.replace('model.model.model', 'model.model.language_model');
		const adapter = await adapterWith(
			Object.fromEntries(
				[Q, other].flatMap((name) => [
					[`${name}.lora_A.weight`, [4, 64]],
					[`${name}.lora_B.weight`, [64, 4]]
				])
			) as Record<string, number[]>
		);
		expect(() => planPeft(adapter, llama)).toThrow(/is there twice, by two names/);
	});
});

test('names are understood with what training puts around them', () => {
	for (const name of [
		'base_model.model.model.layers.3.mlp.up_proj.lora_A.weight',
		'base_model.model.model.layers.3.mlp.up_proj.lora_A.default.weight',
		'base_model.model._orig_mod.model.layers.3.mlp.up_proj.lora_A.weight',
		'base_model.model.model.layers.3._fsdp_wrapped_module.mlp.up_proj.lora_A.weight',
		'model.layers.3.mlp.up_proj.lora_A.weight'
	])
		expect(peftName(name), name).toEqual({ module: 'model.layers.3.mlp.up_proj', half: 'a' });
	expect(ggufTarget('model.language_model.layers.3.mlp.up_proj', 'gemma3')).toEqual({
		tensor: 'blk.3.ffn_up.weight',
		interleaved: false
	});
	expect(ggufTarget('model.text_model.layers.3.self_attn.k_proj', 'llama')).toEqual({
		tensor: 'blk.3.attn_k.weight',
		interleaved: true
	});
	expect(ggufTarget('model.layers.3.self_attn.q_proj', 'smollm3')?.interleaved).toBe(true);
	expect(ggufTarget('model.layers.3.self_attn.q_proj', 'qwen2')?.interleaved).toBe(false);
	expect(ggufTarget('model.embed_tokens', 'llama')).toBeNull();
});
