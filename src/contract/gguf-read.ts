// All of a GGUF file: its entries, and every tensor as float32. For files already verified by hash; not a guard
// against foreign bytes (gguf.ts is, and reads no more than a header).
// Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md

import { ParseError } from './errors.ts';
import { fromHalf } from './gguf-write.ts';

export type GgufEntry = number | boolean | string | GgufEntry[];

export type GgufContent = {
	metadata: Map<string, GgufEntry>;
	/** Row-major, `[rows, columns]` for matrices; named as in the file. */
	tensors: Map<string, { shape: number[]; data: Float32Array }>;
};

/** Of version 3. Throws ParseError for a tensor type that is not F32, F16 or Q8_0. */
export function readGguf(bytes: Uint8Array): GgufContent {
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
	const value = (type: number): GgufEntry => {
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
	const metadata = new Map<string, GgufEntry>();
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
	const tensors: GgufContent['tensors'] = new Map();
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
