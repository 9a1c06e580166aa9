// The weights of a llama base, read from its GGUF for training: every tensor as float32, with the
// sizes and the vocabulary. For files already verified by hash; not for architectures other than llama.

import { ParseError } from '../contract/errors.ts';
import { readGguf, type GgufContent } from '../contract/gguf-read.ts';

export type BaseShape = {
	width: number;
	layers: number;
	heads: number;
	hidden: number;
	vocabulary: number;
	context: number;
	ropeBase: number;
	epsilon: number;
};

export type BaseWeights = {
	shape: BaseShape;
	/** Row-major, `[rows, columns]` for matrices; named as in the file. */
	tensors: GgufContent['tensors'];
	/** Texts, scores and llama.cpp's types, in the order of ids. */
	vocabulary: { tokens: string[]; scores: number[]; types: number[] };
};

/** Throws ParseError for another architecture, or a tensor type that is not F32, F16 or Q8_0. */
export function readBaseWeights(bytes: Uint8Array): BaseWeights {
	const { metadata, tensors } = readGguf(bytes);
	const number = (key: string, missing?: number): number => {
		const value = metadata.get(key) ?? missing;
		if (typeof value !== 'number')
			throw new ParseError(key, 'is missing: only llama models of this app can be adapted here.');
		return value;
	};
	if (metadata.get('general.architecture') !== 'llama')
		throw new ParseError('general.architecture', 'should be llama: nothing else is trained here.');
	const heads = number('llama.attention.head_count');
	if (number('llama.attention.head_count_kv', heads) !== heads)
		throw new ParseError('llama.attention.head_count_kv', 'should equal the number of heads.');
	const list = (key: string) => {
		const value = metadata.get(key);
		return Array.isArray(value) ? value : [];
	};
	return {
		shape: {
			width: number('llama.embedding_length'),
			layers: number('llama.block_count'),
			heads,
			hidden: number('llama.feed_forward_length'),
			vocabulary: tensors.get('token_embd.weight')?.shape[0] ?? 0,
			context: number('llama.context_length'),
			ropeBase: number('llama.rope.freq_base', 10000),
			epsilon: number('llama.attention.layer_norm_rms_epsilon', 1e-5)
		},
		tensors,
		vocabulary: {
			tokens: list('tokenizer.ggml.tokens').map(String),
			scores: list('tokenizer.ggml.scores').map(Number),
			types: list('tokenizer.ggml.token_type').map(Number)
		}
	};
}
