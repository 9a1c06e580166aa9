// A LoRA adapter out of its GGUF file in PEFT's form: adapter_config.json and adapter_model.safetensors, for a base in
// transformers' form. The numbers are the same; the rows of queries and keys go back into transformers' order.
// The other way is src/contract/peft-plan.ts. Fields: https://huggingface.co/docs/peft/package_reference/lora

import type { GgufHeader } from '../../../src/contract/gguf.ts';
import { peftTarget } from '../../../src/contract/peft-names.ts';
import { inHalves, safetensors, type NamedTensor } from './safetensors-write.ts';
import { contentOf, headRowsOf, Unwritable } from './source.ts';

export type PeftFolder = {
	config: Record<string, unknown>;
	weights: Uint8Array<ArrayBuffer>;
	rank: number;
};

type About = {
	/** Of the adapter's file. */
	header: GgufHeader;
	base: GgufHeader;
	/** What the base is called. */
	baseName: string;
};

/** `bytes` of a GGUF adapter. Throws Unwritable. */
export function peftAdapter(bytes: Uint8Array, { header, base, baseName }: About): PeftFolder {
	const { rank = 0, alpha = 0, invocationTokens = [] } = header.adapter ?? {};
	const dtype = header.quantisation === 'F16' ? 'F16' : 'F32';
	const modules = new Set<string>();
	const tensors: NamedTensor[] = [];
	for (const [name, { shape, data }] of contentOf(bytes).tensors) {
		const [, tensor = '', half] = /^(.+)\.lora_([ab])$/.exec(name) ?? [];
		const target = peftTarget(tensor, base.architecture);
		if (!target)
			throw new Unwritable(
				`${name} of “${base.architecture}” has no name in PEFT’s form that is known here`
			);
		// vLLM reads one rank for all.
		if (shape[half === 'a' ? 0 : 1] !== rank)
			throw new Unwritable(`its matrices have different ranks, and vLLM takes one`);
		modules.add(target.module.split('.').at(-1)!);
		const written: NamedTensor = {
			name: `base_model.model.${target.module}.lora_${half === 'a' ? 'A' : 'B'}.weight`,
			shape,
			data,
			dtype
		};
		tensors.push(
			half === 'b' && target.interleaved ? inHalves(written, headRowsOf(base)) : written
		);
	}
	return {
		rank,
		weights: safetensors(tensors),
		config: {
			peft_type: 'LORA',
			task_type: 'CAUSAL_LM',
			base_model_name_or_path: baseName,
			r: rank,
			// llama.cpp takes 0 for the rank.
			lora_alpha: alpha === 0 ? rank : alpha,
			target_modules: [...modules].toSorted(),
			lora_dropout: 0,
			bias: 'none',
			fan_in_fan_out: false,
			inference_mode: true,
			// Older versions of PEFT refuse a key that they do not know.
			...(invocationTokens.length > 0 && { alora_invocation_tokens: invocationTokens })
		}
	};
}
