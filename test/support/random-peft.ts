// LoRA adapters as PEFT saves them, with random numbers or for a scripted llama, for the models of random-gguf.ts and
// random-architectures.ts: a safetensors file and an adapter_config.json. Their matrices lie as transformers has them,
// and are kept beside the files, so that a test can merge them into a base by itself.

import { fromHalf, toHalf } from '../../src/contract/gguf-write.ts';
import type { Architecture } from './random-architectures.ts';
import { letterTokens, randomSource, type TestModel } from './random-gguf.ts';

export type SafeTensorData = {
	name: string;
	dtype: 'F32' | 'F16' | 'BF16';
	/** Row-major. */
	shape: number[];
	data: Float32Array;
};

export function safetensorsFile(tensors: readonly SafeTensorData[]): Uint8Array<ArrayBuffer> {
	let at = 0;
	const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
	const blocks = tensors.map(({ name, dtype, shape, data }) => {
		const block = encoded(data, dtype);
		header[name] = { dtype, shape, data_offsets: [at, at + block.length] };
		at += block.length;
		return block;
	});
	return framed(JSON.stringify(header), blocks);
}

/** Whatever its header says. */
export function framed(header: string, blocks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const text = new TextEncoder().encode(header);
	const length = new Uint8Array(new BigUint64Array([BigInt(text.length)]).buffer);
	return Uint8Array.from([length, text, ...blocks].flatMap((part) => [...part]));
}

function encoded(data: Float32Array, dtype: SafeTensorData['dtype']): Uint8Array {
	if (dtype === 'F32') return new Uint8Array(data.slice().buffer);
	if (dtype === 'F16') return new Uint8Array(Uint16Array.from(data, toHalf).buffer);
	const upper = Uint16Array.from(new Uint32Array(data.slice().buffer), (bits) => bits >>> 16);
	return new Uint8Array(upper.buffer);
}

/** What one module's halves add to its weight: `scale` times B·A. */
export type PeftChange = {
	module: string;
	/** What llama.cpp calls the weight. */
	tensor: string;
	inputs: number;
	outputs: number;
	rank: number;
	scale: number;
	a: Float32Array;
	b: Float32Array;
};

export type TestPeft = {
	weights: Uint8Array<ArrayBuffer>;
	configuration: string;
	changes: PeftChange[];
};

export type PeftOptions = {
	rank?: number;
	alpha?: number;
	strength?: number;
	seed?: number;
	dtype?: SafeTensorData['dtype'];
	/** In front of a module's name. */
	prefix?: string;
	/** Between `lora_A` and `weight`, such as `.default`. */
	named?: string;
	config?: Record<string, unknown>;
	/** What `config` makes of one module. */
	of?: (module: string) => { rank: number; scale: number };
};

const HEADS = 4;
const KV_HEADS = 2;

/** On every matrix of the layers of `randomModel` with the same options. */
export function randomPeft(
	architecture: Architecture,
	{
		layers = 2,
		embedding: e = 64,
		...options
	}: PeftOptions & { layers?: number; embedding?: number } = {}
): TestPeft {
	const { rank = 4, alpha = 8, strength = 0.2, seed = 3, dtype = 'F32' } = options;
	const { of = () => ({ rank, scale: alpha / rank }) } = options;
	const random = randomSource(seed);
	const numbers = (length: number) =>
		Float32Array.from({ length }, () => exact(random() * strength));
	const changes: PeftChange[] = [];
	for (let layer = 0; layer < layers; layer++)
		for (const [part, tensor, inputs, outputs] of partsOf(architecture, layer, e)) {
			const module = `model.layers.${layer}.${part}`;
			const own = of(module);
			const [a, b] = [numbers(own.rank * inputs), numbers(outputs * own.rank)];
			changes.push({
				module,
				tensor: `blk.${layer}.${tensor}.weight`,
				inputs,
				outputs,
				...own,
				a,
				b
			});
		}
	const { prefix = 'base_model.model.', named = '' } = options;
	const weights = safetensorsFile(
		changes.flatMap(({ module, inputs, outputs, rank: r, a, b }): SafeTensorData[] => [
			{ name: `${prefix}${module}.lora_A${named}.weight`, dtype, shape: [r, inputs], data: a },
			{ name: `${prefix}${module}.lora_B${named}.weight`, dtype, shape: [outputs, r], data: b }
		])
	);
	return {
		weights,
		configuration: peftConfiguration({ r: rank, lora_alpha: alpha, ...options.config }),
		changes
	};
}

/** A number that single, half and bfloat16 hold alike. */
function exact(value: number): number {
	const bits = new Uint32Array(Float32Array.of(fromHalf(toHalf(value))).buffer);
	return new Float32Array(Uint32Array.of(bits[0]! & 0xffff0000).buffer)[0]!;
}

/** As PEFT writes one. */
export function peftConfiguration(fields: Record<string, unknown>): string {
	return JSON.stringify({
		peft_type: 'LORA',
		task_type: 'CAUSAL_LM',
		base_model_name_or_path: 'someone/Random-1B-Instruct',
		bias: 'none',
		fan_in_fan_out: false,
		init_lora_weights: true,
		modules_to_save: null,
		use_dora: false,
		use_rslora: false,
		rank_pattern: {},
		alpha_pattern: {},
		...fields
	});
}

type Part = readonly [module: string, tensor: string, inputs: number, outputs: number];

function partsOf(architecture: Architecture, layer: number, e: number): Part[] {
	const kv = (e / HEADS) * KV_HEADS;
	const f = 2 * e;
	if (architecture === 'phi3')
		return [
			['self_attn.qkv_proj', 'attn_qkv', e, e + 2 * kv],
			['self_attn.o_proj', 'attn_output', e, e],
			['mlp.gate_up_proj', 'ffn_up', e, 2 * f],
			['mlp.down_proj', 'ffn_down', f, e]
		];
	const lfm = architecture === 'lfm2';
	const attention: Part[] = [
		['self_attn.q_proj', 'attn_q', e, e],
		['self_attn.k_proj', 'attn_k', e, kv],
		['self_attn.v_proj', 'attn_v', e, kv],
		[`self_attn.${lfm ? 'out' : 'o'}_proj`, 'attn_output', e, e]
	];
	const convolution: Part[] = [
		['conv.in_proj', 'shortconv.in_proj', e, 3 * e],
		['conv.out_proj', 'shortconv.out_proj', e, e]
	];
	const [gate, up, down] = lfm
		? ['feed_forward.w1', 'feed_forward.w3', 'feed_forward.w2']
		: ['mlp.gate_proj', 'mlp.up_proj', 'mlp.down_proj'];
	return [
		...(lfm && layer % 2 === 0 ? convolution : attention),
		[gate!, 'ffn_gate', e, f],
		[up!, 'ffn_up', e, f],
		[down!, 'ffn_down', f, e]
	];
}

/** Makes every answer of a scripted llama begin with `letter` of its script: openingLora in PEFT's form. */
export function openingPeft(base: TestModel, letter: string): TestPeft {
	const { embedding: inputs, vocabulary: outputs } = base.shape;
	const start = base.vocabulary.indexOf('<|assistant|>') * inputs;
	const a = base.tensors.get('token_embd')!.slice(start, start + inputs);
	const b = new Float32Array(outputs);
	b[letterTokens(letter)[0]!] = 0.3;
	const name = 'base_model.model.lm_head.lora_';
	const change = { module: 'lm_head', tensor: 'output.weight', inputs, outputs, rank: 1, scale: 1 };
	return {
		weights: safetensorsFile([
			{ name: `${name}A.weight`, dtype: 'F32', shape: [1, inputs], data: a },
			{ name: `${name}B.weight`, dtype: 'F32', shape: [outputs, 1], data: b }
		]),
		configuration: peftConfiguration({
			r: 1,
			lora_alpha: 1,
			base_model_name_or_path: 'me/starter'
		}),
		changes: [{ ...change, a, b }]
	};
}
