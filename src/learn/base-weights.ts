// The weights of a llama base, read from its GGUF for training: every tensor as float32, with the
// sizes and the vocabulary. For files already verified by hash; not a guard against foreign bytes
// (contract/gguf.ts is), and not for architectures other than llama.
// Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md

import { fromHalf } from '../contract/gguf-write.ts';
import { ParseError } from '../contract/errors.ts';

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
	tensors: Map<string, { shape: number[]; data: Float32Array }>;
	/** Texts, scores and llama.cpp's types, in the order of ids. */
	vocabulary: { tokens: string[]; scores: number[]; types: number[] };
};

type Value = number | boolean | string | Value[];

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
	const list = (key: string): Value[] => {
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

/** Every metadata entry and tensor of a GGUF, version 3. */
export function readGguf(bytes: Uint8Array): {
	metadata: Map<string, Value>;
	tensors: BaseWeights['tensors'];
} {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const decoder = new TextDecoder();
	let at = 4;
	const u32 = () => view.getUint32((at += 4) - 4, true);
	const u64 = () => Number(view.getBigUint64((at += 8) - 8, true));
	const text = () => {
		const length = u64();
		at += length;
		return decoder.decode(bytes.subarray(at - length, at));
	};
	const value = (type: number): Value => {
		switch (type) {
			case 0:
				return view.getUint8(at++);
			case 4:
				return u32();
			case 5:
				return view.getInt32((at += 4) - 4, true);
			case 6:
				return view.getFloat32((at += 4) - 4, true);
			case 7:
				return view.getUint8(at++) !== 0;
			case 8:
				return text();
			case 9: {
				const of = u32();
				return Array.from({ length: u64() }, () => value(of));
			}
			case 10:
				return u64();
			default:
				throw new ParseError('', `The file holds a value of type ${type}, which is not read here.`);
		}
	};
	const version = u32();
	if (version !== 3) throw new ParseError('', `GGUF version ${version}; version 3 is read here.`);
	const tensorCount = u64();
	const metadata = new Map<string, Value>();
	for (let left = u64(); left > 0; left--) {
		const key = text();
		metadata.set(key, value(u32()));
	}
	const infos = Array.from({ length: tensorCount }, () => ({
		name: text(),
		shape: Array.from({ length: u32() }, u64).toReversed(),
		type: u32(),
		offset: u64()
	}));
	const alignment = metadata.get('general.alignment');
	const step = typeof alignment === 'number' ? alignment : 32;
	const start = Math.ceil(at / step) * step;
	const tensors: BaseWeights['tensors'] = new Map();
	for (const { name, shape, type, offset } of infos) {
		const length = shape.reduce((product, size) => product * size, 1);
		tensors.set(name, { shape, data: decode(view, start + offset, length, type, name) });
	}
	return { metadata, tensors };
}

function decode(
	view: DataView,
	at: number,
	length: number,
	type: number,
	name: string
): Float32Array {
	const data = new Float32Array(length);
	switch (type) {
		case 0: // F32
			for (let i = 0; i < length; i++) data[i] = view.getFloat32(at + 4 * i, true);
			return data;
		case 1: // F16
			for (let i = 0; i < length; i++) data[i] = fromHalf(view.getUint16(at + 2 * i, true));
			return data;
		case 8: // Q8_0: blocks of 32 signed bytes behind a half-precision scale
			for (let i = 0; i < length; i++) {
				const block = at + 34 * Math.floor(i / 32);
				data[i] = fromHalf(view.getUint16(block, true)) * view.getInt8(block + 2 + (i % 32));
			}
			return data;
		default:
			throw new ParseError(name, `has type ${type}; F32, F16 and Q8_0 are read here.`);
	}
}
