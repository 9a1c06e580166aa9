// A trained adapter as the file llama.cpp reads: a LoRA GGUF in half precision, with the tokens that
// call it when it is an activated one.
// Keys and tensor names: llama.cpp's convert_lora_to_gguf.py; adapter.alora.* since b6400.

import { readGguf } from '../contract/gguf-read.ts';
import {
	fromHalf,
	toHalf,
	writeGguf,
	type GgufTensor,
	type GgufValue
} from '../contract/gguf-write.ts';
import type { LoraWeights } from './lora.ts';

export type AdapterFile = {
	name: string;
	/** llama.cpp multiplies by alpha over rank. */
	alpha: number;
	/** The adapter acts from these on; empty for a plain LoRA. */
	invocationTokens: readonly number[];
	weights: LoraWeights;
};

export function adapterGguf({ name, alpha, invocationTokens, weights }: AdapterFile): Uint8Array {
	const metadata: [string, GgufValue][] = [
		['general.architecture', { type: 'string', value: 'llama' }],
		['general.type', { type: 'string', value: 'adapter' }],
		['general.name', { type: 'string', value: name }],
		['general.license', { type: 'string', value: 'MIT' }],
		['adapter.type', { type: 'string', value: 'lora' }],
		['adapter.lora.alpha', { type: 'f32', value: alpha }]
	];
	if (invocationTokens.length > 0)
		metadata.push(['adapter.alora.invocation_tokens', { type: 'u32s', value: invocationTokens }]);
	return writeGguf(
		metadata,
		[...weights].map(([tensor, { shape, data }]): GgufTensor => ({
			name: tensor,
			shape,
			data,
			precision: 'f16'
		}))
	);
}

/** The weights as the file holds them, in half precision: what to compare an engine with. */
export function asStored(weights: LoraWeights): LoraWeights {
	return new Map(
		[...weights].map(([name, { shape, data }]) => [
			name,
			{ shape, data: data.map((x) => fromHalf(toHalf(x))) }
		])
	);
}

/** The weights in an adapter's file, to train on from. */
export function readAdapter(bytes: Uint8Array): LoraWeights {
	return new Map(
		[...readGguf(bytes).tensors].map(([name, { shape, data }]) => [
			name,
			{ shape: [shape[0] ?? 0, shape[1] ?? 0], data }
		])
	);
}
