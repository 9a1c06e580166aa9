// What PEFT calls the halves of a LoRA, after the modules of transformers, and what llama.cpp calls the tensors they
// change, and back: for architectures whose files have a module's rows as they are, or with those of each head reordered.
// Not here: whether a base has them (peft-plan.ts). Names: llama.cpp's gguf-py/gguf/tensor_mapping.py.

import { ParseError } from './errors.ts';
import { IS_DORA, MERGE_INSTEAD, noLora } from './peft-config.ts';

export type PeftName = {
	/** As PEFT's patterns know it, such as `model.layers.0.self_attn.q_proj`. */
	module: string;
	half: 'a' | 'b';
};

export type GgufTarget = {
	/** Such as `blk.0.attn_q.weight`. */
	tensor: string;
	/** llama.cpp turns neighbours of a head where transformers turns its halves: its rows lie in that order. */
	interleaved: boolean;
};

// The adapter's own name stands between where a training loop saved it by itself.
const HALF = /\.lora_([AB])(?:\.[\w-]+)?\.weight$/;

/** What compiling or sharding a model for training puts between its modules. */
const TRAINING_WRAPPER = /\b(_orig_mod|_fsdp_wrapped_module|_checkpoint_wrapped_module)\./g;

/** LoRAs of picture models, as kohya's trainer and diffusers name their tensors. */
const OF_PICTURES =
	/^(lora_(unet|te)|unet\.|text_encoder|diffusion_model\.)|transformer_blocks\.|[._]lora[._](up|down)\b/;

/**
 * Of all tensors of a file: throws ParseError, which says what it is instead, where none is named as PEFT names those
 * of a LoRA.
 */
export function refuseForeign(names: Iterable<string>): void {
	let first: string | null = null;
	for (const name of names) {
		if (OF_PICTURES.test(name))
			throw new ParseError(
				'',
				'This is a LoRA for a model that makes pictures, and this app applies those of language models. Choose a LoRA for a model that is here.'
			);
		if (name.includes('.ia3_')) throw noLora('', 'IA3');
		if (name.includes('.lora_')) return;
		first ??= name;
	}
	throw new ParseError(
		'',
		`This safetensors file has no tensors of a LoRA adapter in PEFT’s form; its first is “${(first ?? '').slice(0, 120)}”. Choose an adapter_model.safetensors, or the model as a .gguf file.`
	);
}

/** Null for what is the base's own. Throws ParseError for what a LoRA in llama.cpp has no place for. */
export function peftName(name: string): PeftName | null {
	const [end, half] = HALF.exec(name) ?? [];
	if (end !== undefined)
		return {
			module: name
				.slice(0, -end.length)
				.replace(TRAINING_WRAPPER, '')
				.replace(/^base_model\.model\./, ''),
			half: half === 'A' ? 'a' : 'b'
		};
	if (name.endsWith('.base_layer.weight')) return null;
	const path = name.slice(0, 120);
	if (name.includes('.lora_magnitude_vector')) throw new ParseError(path, IS_DORA);
	if (name.includes('.lora_embedding_'))
		throw new ParseError(
			path,
			`This adapter changes the embeddings, which this app does not convert. ${MERGE_INSTEAD}`
		);
	throw new ParseError(
		path,
		`is a trained ${name.endsWith('.bias') ? 'bias' : 'part of the base'} beside the LoRA, and llama.cpp applies the LoRA alone. ${MERGE_INSTEAD}`
	);
}

const ATTENTION = {
	'self_attn.q_proj': 'attn_q',
	'self_attn.k_proj': 'attn_k',
	'self_attn.v_proj': 'attn_v',
	'self_attn.o_proj': 'attn_output'
};
const USUAL: Layers = {
	...ATTENTION,
	'mlp.gate_proj': 'ffn_gate',
	'mlp.up_proj': 'ffn_up',
	'mlp.down_proj': 'ffn_down'
};
const PHI3: Layers = {
	'self_attn.qkv_proj': 'attn_qkv',
	'self_attn.o_proj': 'attn_output',
	'mlp.gate_up_proj': 'ffn_up',
	'mlp.down_proj': 'ffn_down'
};
const LFM2: Layers = {
	...ATTENTION,
	'self_attn.out_proj': 'attn_output',
	'feed_forward.w1': 'ffn_gate',
	'feed_forward.w2': 'ffn_down',
	'feed_forward.w3': 'ffn_up',
	'conv.in_proj': 'shortconv.in_proj',
	'conv.out_proj': 'shortconv.out_proj'
};

type Layers = Readonly<Record<string, string>>;

/** Those whose conversion keeps every matrix whole. Mistral's and SmolLM2's models are of the first. */
const LAYERS: ReadonlyMap<string, Layers> = new Map([
	...['llama', 'mistral3', 'granite', 'smollm3'].map((name) => [name, USUAL] as const),
	...['qwen2', 'qwen2vl', 'qwen3', 'qwen3vl'].map((name) => [name, USUAL] as const),
	...['gemma', 'gemma2', 'gemma3', 'olmo2', 'seed_oss'].map((name) => [name, USUAL] as const),
	['phi3', PHI3],
	['lfm2', LFM2]
]);

/** Rotated by neighbours (LLAMA_ROPE_TYPE_NORM), though transformers rotates their models by halves. */
const BY_NEIGHBOURS: ReadonlySet<string> = new Set(['llama', 'mistral3', 'granite', 'smollm3']);
const ROTATED: ReadonlySet<string> = new Set(['attn_q', 'attn_k']);

/** Around a text model, or between it and its layers; nothing in a GGUF file answers to them. */
const WRAPPERS: ReadonlySet<string> = new Set([
	'base_model',
	'model',
	'module',
	'language_model',
	'text_model'
]);

const isInterleaved = (part: string, architecture: string): boolean =>
	ROTATED.has(part) && BY_NEIGHBOURS.has(architecture);

export const knowsArchitecture = (architecture: string): boolean => LAYERS.has(architecture);

/** Null for a module that the architecture has not, or has in another form. */
export function ggufTarget(module: string, architecture: string): GgufTarget | null {
	const words = module.split('.').filter((word) => !WRAPPERS.has(word));
	const [first = '', layer = '', ...rest] = words;
	if (first === 'lm_head' && words.length === 1)
		return { tensor: 'output.weight', interleaved: false };
	if (first !== 'layers' || !/^\d{1,4}$/.test(layer)) return null;
	const layers = LAYERS.get(architecture) ?? {};
	const key = rest.join('.');
	if (!Object.hasOwn(layers, key)) return null;
	const part = layers[key]!;
	return {
		tensor: `blk.${Number(layer)}.${part}.weight`,
		interleaved: isInterleaved(part, architecture)
	};
}

/** The way back, of a layer's matrix or the output: null for a tensor that transformers has in another form. */
export function peftTarget(
	tensor: string,
	architecture: string
): { module: string; interleaved: boolean } | null {
	if (tensor === 'output.weight') return { module: 'lm_head', interleaved: false };
	const [, layer, part = ''] = /^blk\.(\d{1,4})\.(.+)\.weight$/.exec(tensor) ?? [];
	// The last of two names is the architecture's own.
	const [name] =
		Object.entries(LAYERS.get(architecture) ?? {}).findLast(([, one]) => one === part) ?? [];
	if (name === undefined) return null;
	return {
		module: `model.layers.${layer}.${name}`,
		interleaved: isInterleaved(part, architecture)
	};
}
