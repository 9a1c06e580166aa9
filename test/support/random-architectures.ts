// Small models with random weights in the shapes of real architectures, as GGUF files in memory: every
// tensor and every key that llama.cpp wants of each, at sizes a test can load. They answer in letters
// without meaning. Deterministic from the seed. Not here: models whose answers are known (random-gguf.ts).

import { writeGguf, type GgufTensor, type GgufValue } from './gguf-writer.ts';
import {
	randomSource,
	randomWeight,
	SPOKEN,
	testVocabulary,
	tokenizerEntries
} from './random-gguf.ts';

export const ARCHITECTURES = ['llama', 'qwen3', 'gemma3', 'phi3', 'lfm2'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

export type ArchitectureOptions = { layers?: number; embedding?: number; seed?: number };

const HEADS = 4;
const KV_HEADS = 2;
const VOCABULARY = 320;
const CONTEXT_TOKENS = 512;

/** What its file calls it: of a name with “phi3” llama.cpp wants a token of Microsoft's own. */
export function nameOf(architecture: Architecture): string {
	return `Random ${architecture === 'phi3' ? 'phi' : architecture}`;
}

export function randomModel(
	architecture: Architecture,
	{ layers = 2, embedding: e = 64, seed = 1 }: ArchitectureOptions = {}
): Uint8Array<ArrayBuffer> {
	const random = randomSource(seed);
	const head = e / HEADS;
	const kv = head * KV_HEADS;
	const feedForward = 2 * e;
	const tensors: GgufTensor[] = [];
	const add = (name: string, dimensions: number[], value: () => number) =>
		tensors.push({
			name: `${name}.weight`,
			dimensions,
			data: Float32Array.from({ length: dimensions.reduce((a, b) => a * b) }, value)
		});
	const matrix = (name: string, inputs: number, outputs: number) =>
		add(name, [inputs, outputs], randomWeight(random, inputs));
	// Gemma's norms are stored with the 1 that the model adds taken in.
	const norm = (name: string, width = e) => add(name, [width], () => 1);

	add('token_embd', [e, VOCABULARY], random);
	// Its own name for the norm before the output.
	norm(architecture === 'lfm2' ? 'token_embd_norm' : 'output_norm');
	addOutput(tensors, e, random);
	const attention = isAttention(architecture);
	for (let layer = 0; layer < layers; layer++) {
		const at = (name: string) => `blk.${layer}.${name}`;
		norm(at('attn_norm'));
		if (!attention(layer)) {
			add(at('shortconv.conv'), [CONVOLUTION, e], random);
			matrix(at('shortconv.in_proj'), e, 3 * e);
			matrix(at('shortconv.out_proj'), e, e);
		} else if (architecture === 'phi3') {
			matrix(at('attn_qkv'), e, e + 2 * kv);
			matrix(at('attn_output'), e, e);
		} else {
			matrix(at('attn_q'), e, e);
			matrix(at('attn_k'), e, kv);
			matrix(at('attn_v'), e, kv);
			matrix(at('attn_output'), e, e);
			if (architecture !== 'llama') {
				norm(at('attn_q_norm'), head);
				norm(at('attn_k_norm'), head);
			}
		}
		if (architecture === 'gemma3') norm(at('post_attention_norm'));
		norm(at('ffn_norm'));
		if (architecture === 'phi3') matrix(at('ffn_up'), e, 2 * feedForward);
		else {
			matrix(at('ffn_gate'), e, feedForward);
			matrix(at('ffn_up'), e, feedForward);
		}
		matrix(at('ffn_down'), feedForward, e);
		if (architecture === 'gemma3') norm(at('post_ffw_norm'));
	}
	const { vocabulary, types } = testVocabulary(VOCABULARY);
	return writeGguf(
		{ ...entriesOf(architecture, layers, e), ...tokenizerEntries(vocabulary, types) },
		tensors
	);
}

// LFM2's convolutions look this many tokens back, the present one included.
const CONVOLUTION = 3;

/** LFM2 mixes: here every second layer has attention, the others a convolution. */
function isAttention(architecture: Architecture): (layer: number) => boolean {
	return (layer) => architecture !== 'lfm2' || layer % 2 === 1;
}

/** Only letters and spaces have a chance to be said. */
function addOutput(tensors: GgufTensor[], e: number, random: () => number): void {
	const data = Float32Array.from({ length: e * VOCABULARY }, (_, i) => {
		const token = Math.floor(i / e);
		const spoken = token >= SPOKEN.first && token < SPOKEN.first + SPOKEN.count;
		return spoken ? random() * 0.5 : 0;
	});
	tensors.push({ name: 'output.weight', dimensions: [e, VOCABULARY], data });
}

function entriesOf(
	architecture: Architecture,
	layers: number,
	e: number
): Record<string, GgufValue> {
	const whole = (value: number): GgufValue => ({ type: 'u32', value });
	const head = e / HEADS;
	const attention = isAttention(architecture);
	const own: Record<string, GgufValue> = {
		context_length: whole(CONTEXT_TOKENS),
		embedding_length: whole(e),
		block_count: whole(layers),
		feed_forward_length: whole(2 * e),
		vocab_size: whole(VOCABULARY),
		'attention.head_count': whole(HEADS),
		'attention.head_count_kv':
			architecture === 'lfm2'
				? {
						type: 'i32s',
						value: Array.from({ length: layers }, (_, i) => (attention(i) ? KV_HEADS : 0))
					}
				: whole(KV_HEADS),
		'attention.key_length': whole(head),
		'attention.value_length': whole(head),
		'attention.layer_norm_rms_epsilon': { type: 'f32', value: 1e-6 },
		'rope.dimension_count': whole(head),
		'rope.freq_base': { type: 'f32', value: 10_000 },
		...(architecture === 'gemma3' && { 'attention.sliding_window': whole(64) }),
		...(architecture === 'phi3' && {
			'rope.scaling.original_context_length': whole(CONTEXT_TOKENS)
		}),
		...(architecture === 'lfm2' && { 'shortconv.l_cache': whole(CONVOLUTION) })
	};
	return {
		'general.architecture': { type: 'string', value: architecture },
		'general.name': { type: 'string', value: nameOf(architecture) },
		'general.license': { type: 'string', value: 'none: random numbers' },
		...Object.fromEntries(
			Object.entries(own).map(([key, value]) => [`${architecture}.${key}`, value])
		)
	};
}
