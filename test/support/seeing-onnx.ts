// A model that sees, for tests: the shape of Idefics3 (SmolVLM's), as three graphs with the files transformers.js
// wants beside them. Its decoder is a tiny random llama; its vision model turns the mean colour of a picture
// into random rows, so that other colours are other answers. What it says has no meaning.

import { crc32, deflateSync } from 'node:zlib';
import { onnxFloats, onnxIntegers, OnnxBuilder } from './onnx-graph.ts';
import {
	configOf,
	graphOf,
	json,
	llamaOf,
	tokenizerConfig,
	tokenizerOf,
	type Llama,
	type OnnxFile
} from './gguf-to-onnx.ts';
import { randomLlama, randomSource } from './random-gguf.ts';

/** Rows a picture becomes. */
export const PICTURE_TOKENS = 4;
const EDGE = 32;
const CHANNELS = 3;
/** Weights so large that a colour turns an answer. */
const STRENGTH = 4;
// As the library's processor of this kind spells them; the last is where rows go.
const MARKS = ['<fake_token_around_image>', '<global-img>', '<image>'];
const TEMPLATE =
	"{% for m in messages %}<|{{ m['role'] }}|>{% for part in m['content'] %}{% if part['type'] == 'image' %}<image>{% else %}{{ part['text'] }}{% endif %}{% endfor %}</s>{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}";

/** The decoder first. `suffix`: how a repository says the precision, `_int8`. */
export async function seeingOnnxFiles(suffix = ''): Promise<OnnxFile[]> {
	const gguf = randomLlama({ contextTokens: 1024, seed: 3 });
	const llama = await llamaOf(gguf.bytes);
	const { vocabulary } = llama;
	return [
		{ path: `decoder_model_merged${suffix}.onnx`, bytes: graphOf(llama, 'inputs_embeds') },
		{ path: `embed_tokens${suffix}.onnx`, bytes: embedder(llama) },
		{ path: `vision_encoder${suffix}.onnx`, bytes: encoder(llama) },
		json('config.json', {
			model_type: 'idefics3',
			architectures: ['Idefics3ForConditionalGeneration'],
			image_token_id: vocabulary - 1,
			text_config: configOf(llama)
		}),
		json('generation_config.json', { bos_token_id: 1, eos_token_id: 2 }),
		json('tokenizer.json', tokenizerOf(vocabulary, MARKS)),
		json('tokenizer_config.json', tokenizerConfig(TEMPLATE)),
		json('processor_config.json', {
			processor_class: 'Idefics3Processor',
			image_seq_len: PICTURE_TOKENS
		}),
		json('preprocessor_config.json', {
			processor_class: 'Idefics3Processor',
			image_processor_type: 'Idefics3ImageProcessor',
			do_convert_rgb: true,
			do_image_splitting: true,
			do_normalize: true,
			do_pad: false,
			do_rescale: true,
			do_resize: true,
			image_mean: [0.5, 0.5, 0.5],
			image_std: [0.5, 0.5, 0.5],
			max_image_size: { longest_edge: EDGE },
			resample: 1,
			rescale_factor: 1 / 255,
			size: { longest_edge: 2 * EDGE }
		})
	];
}

function embedder({ embedding, vocabulary, tensor }: Llama): Uint8Array<ArrayBuffer> {
	const graph = new OnnxBuilder();
	const table = graph.floats('token_embd', [vocabulary, embedding], tensor('token_embd'));
	graph.add('Gather', [table, 'input_ids'], {}, 'inputs_embeds');
	return graph.pack(
		'embedder',
		[onnxIntegers('input_ids', ['batch_size', 'tokens'])],
		[onnxFloats('inputs_embeds', ['batch_size', 'tokens', embedding])]
	);
}

function encoder({ embedding }: Llama): Uint8Array<ArrayBuffer> {
	const graph = new OnnxBuilder();
	const random = randomSource(7);
	const outputs = PICTURE_TOKENS * embedding;
	const weights = Array.from({ length: CHANNELS * outputs }, () => STRENGTH * random());
	const colour = graph.add('ReduceMean', ['pixel_values'], { axes: [3, 4], keepdims: 0 });
	const rows = graph.add('MatMul', [colour, graph.floats('look', [CHANNELS, outputs], weights)]);
	const shape = graph.integers([-1, PICTURE_TOKENS, embedding]);
	graph.add('Reshape', [rows, shape], {}, 'image_features');
	return graph.pack(
		'encoder',
		[onnxFloats('pixel_values', ['batch_size', 'pictures', CHANNELS, 'height', 'width'])],
		[onnxFloats('image_features', ['pictures', PICTURE_TOKENS, embedding])]
	);
}

/** A square of one colour, each part 0–255, as a PNG file. */
export function plainPng(colour: readonly [number, number, number], edge = 40): Uint8Array {
	const row = [0, ...Array.from({ length: edge }, () => colour).flat()];
	const pixels = Buffer.from(Array.from({ length: edge }, () => row).flat());
	const head = Buffer.alloc(13);
	head.writeUInt32BE(edge, 0);
	head.writeUInt32BE(edge, 4);
	// 8 bits, red, green and blue.
	head.set([8, 2], 8);
	return Buffer.concat([
		Buffer.from('89504e470d0a1a0a', 'hex'),
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(pixels)),
		chunk('IEND', Buffer.alloc(0))
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const out = Buffer.alloc(body.length + 8);
	out.writeUInt32BE(data.length, 0);
	body.copy(out, 4);
	out.writeUInt32BE(crc32(body), body.length + 4);
	return out;
}
