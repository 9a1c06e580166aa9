// A base out of its GGUF file in transformers' form: config.json and model.safetensors. For the architecture llama
// with its matrices in F32, F16 or Q8_0: what a starter is. Other models were published in this form before anybody
// made a GGUF of them, and that is the better source. Not here: the tokenizer (tokenizer.ts).
// Fields: https://huggingface.co/docs/transformers/model_doc/llama (LlamaConfig)

import type { GgufContent } from '../../../src/contract/gguf-read.ts';
import type { GgufHeader } from '../../../src/contract/gguf.ts';
import { peftTarget } from '../../../src/contract/peft-names.ts';
import { inHalves, safetensors, type NamedTensor } from './safetensors-write.ts';
import { contentOf, headRowsOf, Unwritable } from './source.ts';
import { tokenizerFiles, type TokenizerFiles } from './tokenizer.ts';

export type BaseFolder = TokenizerFiles & {
	config: Record<string, unknown>;
	weights: Uint8Array<ArrayBuffer>;
};

/** In memory it takes up to nine times as much; larger models are to be had in this form. */
export const MOST_BASE_BYTES = 2 ** 29;

const WHOLE: ReadonlyMap<string, string> = new Map([
	['token_embd.weight', 'model.embed_tokens'],
	['output_norm.weight', 'model.norm'],
	['output.weight', 'lm_head']
]);
const NORMS: ReadonlyMap<string, string> = new Map([
	['attn_norm', 'input_layernorm'],
	['ffn_norm', 'post_attention_layernorm']
]);

/** `bytes` of a GGUF model. Throws Unwritable. */
export function baseModel(bytes: Uint8Array, header: GgufHeader): BaseFolder {
	if (header.architecture !== 'llama')
		throw new Unwritable(`it is of the architecture “${header.architecture}”, and not llama`);
	const { metadata, tensors } = contentOf(bytes);
	refuseMore(metadata);
	const headSize = headRowsOf(header);
	const precision = header.quantisation === 'F16' ? 'F16' : 'F32';
	const written = [...tensors].map(([name, { shape, data }]): NamedTensor => {
		const { module, interleaved } = moduleOf(name);
		// Norms are in single precision in every file.
		const dtype = shape.length === 1 ? 'F32' : precision;
		const tensor = { name: `${module}.weight`, shape, data, dtype } as const;
		return interleaved ? inHalves(tensor, headSize) : tensor;
	});
	const tokenizer = tokenizerFiles(metadata, header);
	return {
		...tokenizer,
		weights: safetensors(written),
		config: {
			...configOf(metadata, tensors, headSize),
			...tokenizer.ends,
			torch_dtype: precision === 'F16' ? 'float16' : 'float32'
		}
	};
}

/** What a config.json would have to say in numbers that the file does not hold. */
function refuseMore(metadata: GgufContent['metadata']): void {
	const scaling = metadata.get('llama.rope.scaling.type');
	if (scaling !== undefined && scaling !== 'none')
		throw new Unwritable(`its positions are scaled (${String(scaling)})`);
	if (metadata.has('llama.expert_count')) throw new Unwritable('it has experts');
}

function moduleOf(name: string): { module: string; interleaved: boolean } {
	const whole = WHOLE.get(name);
	if (whole !== undefined) return { module: whole, interleaved: false };
	const [, layer, part = ''] = /^blk\.(\d+)\.(\w+)\.weight$/.exec(name) ?? [];
	const norm = NORMS.get(part);
	if (norm !== undefined) return { module: `model.layers.${layer}.${norm}`, interleaved: false };
	const target = peftTarget(name, 'llama');
	if (target) return target;
	throw new Unwritable(`its tensor ${name} has no place in a plain llama of transformers`);
}

function configOf(
	metadata: GgufContent['metadata'],
	tensors: GgufContent['tensors'],
	headSize: number
): Record<string, unknown> {
	const number = (key: string, otherwise?: number): number => {
		const value = metadata.get(`llama.${key}`) ?? otherwise;
		if (typeof value === 'number') return value;
		throw new Unwritable(`its header has no llama.${key}`);
	};
	const heads = number('attention.head_count');
	if (number('rope.dimension_count', headSize) !== headSize)
		throw new Unwritable('it turns a part of each head alone');
	// llama.cpp's own.
	const theta = number('rope.freq_base', 10_000);
	return {
		architectures: ['LlamaForCausalLM'],
		model_type: 'llama',
		vocab_size: tensors.get('token_embd.weight')?.shape[0] ?? 0,
		hidden_size: number('embedding_length'),
		intermediate_size: number('feed_forward_length'),
		num_hidden_layers: number('block_count'),
		num_attention_heads: heads,
		num_key_value_heads: number('attention.head_count_kv', heads),
		head_dim: headSize,
		max_position_embeddings: number('context_length'),
		rms_norm_eps: shortest(number('attention.layer_norm_rms_epsilon')),
		// As transformers 4 and 5 read it.
		rope_theta: theta,
		rope_parameters: { rope_type: 'default', rope_theta: theta },
		hidden_act: 'silu',
		attention_bias: false,
		mlp_bias: false,
		tie_word_embeddings: !tensors.has('output.weight')
	};
}

/** A number of single precision as it was written: 1e-6 and not 9.999999747378752e-7. */
function shortest(value: number): number {
	for (let digits = 1; digits < 9; digits++) {
		const short = Number(value.toPrecision(digits));
		if (Math.fround(short) === value) return short;
	}
	return value;
}
