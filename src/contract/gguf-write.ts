// Writes GGUF files, models and adapters, for llama.cpp and wllama. Not a reader: gguf.ts reads headers.
// Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (version 3, little-endian).

export type GgufValue =
	| { type: 'u32' | 'i32' | 'f32'; value: number }
	| { type: 'bool'; value: boolean }
	| { type: 'string'; value: string }
	| { type: 'strings'; value: readonly string[] }
	| { type: 'f32s' | 'i32s' | 'u32s'; value: readonly number[] };

/** `shape` is row-major (rows, columns); GGUF stores it reversed. */
export interface GgufTensorInfo {
	name: string;
	shape: readonly number[];
	precision: 'f32' | 'f16' | 'q8_0';
}

export interface GgufTensor extends GgufTensorInfo {
	data: Float32Array;
}

const CODE = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, list: 9 } as const;
const TENSOR_CODE = { f32: 0, f16: 1, q8_0: 8 } as const;
const ALIGNMENT = 32; // the format's default

class Bytes {
	#buffer = new Uint8Array(1 << 20);
	#view = new DataView(this.#buffer.buffer);
	length = 0;
	#grow(n: number): void {
		if (this.length + n <= this.#buffer.length) return;
		const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.length + n));
		larger.set(this.#buffer);
		this.#buffer = larger;
		this.#view = new DataView(larger.buffer);
	}
	u32(v: number): void {
		this.#grow(4);
		this.#view.setUint32(this.length, v, true);
		this.length += 4;
	}
	i32(v: number): void {
		this.#grow(4);
		this.#view.setInt32(this.length, v, true);
		this.length += 4;
	}
	f32(v: number): void {
		this.#grow(4);
		this.#view.setFloat32(this.length, v, true);
		this.length += 4;
	}
	u64(v: number): void {
		this.#grow(8);
		this.#view.setBigUint64(this.length, BigInt(v), true);
		this.length += 8;
	}
	raw(bytes: Uint8Array): void {
		this.#grow(bytes.length);
		this.#buffer.set(bytes, this.length);
		this.length += bytes.length;
	}
	text(s: string): void {
		const b = new TextEncoder().encode(s);
		this.u64(b.length);
		this.raw(b);
	}
	/** Values of one type, behind its code and their number. */
	list<T>(code: number, values: ArrayLike<T>, write: (value: T) => void): void {
		this.u32(CODE.list);
		this.u32(code);
		this.u64(values.length);
		for (let i = 0; i < values.length; i++) write(values[i]!);
	}
	pad(): void {
		while (this.length % ALIGNMENT) this.raw(new Uint8Array(1));
	}
	done(): Uint8Array {
		return this.#buffer.slice(0, this.length);
	}
}

const SINGLE = new Float32Array(1);
const SINGLE_BITS = new Uint32Array(SINGLE.buffer);

/** IEEE half precision, rounded to nearest even. */
export function toHalf(value: number): number {
	SINGLE[0] = value;
	return halfOfBits(SINGLE_BITS[0]!);
}

/** The same of a number that is given by the bits of its single precision; of what is no number infinity. */
export function halfOfBits(bits: number): number {
	const sign = (bits >>> 16) & 0x8000,
		exponent = ((bits >>> 23) & 0xff) - 112;
	let mantissa = bits & 0x7fffff;
	if (exponent >= 31) return sign | 0x7c00;
	if (exponent <= 0) {
		if (exponent < -10) return sign;
		mantissa |= 0x800000;
		const shift = 14 - exponent,
			half = mantissa >>> shift,
			rest = mantissa & ((1 << shift) - 1),
			middle = 1 << (shift - 1);
		return sign | (half + (rest > middle || (rest === middle && half & 1) ? 1 : 0));
	}
	const half = (exponent << 10) | (mantissa >>> 13),
		rest = mantissa & 0x1fff;
	return sign | (half + (rest > 0x1000 || (rest === 0x1000 && half & 1) ? 1 : 0));
}

export function fromHalf(half: number): number {
	const sign = half & 0x8000 ? -1 : 1,
		exponent = (half >>> 10) & 31,
		mantissa = half & 1023;
	if (exponent === 0) return sign * mantissa * 2 ** -24;
	return exponent === 31
		? sign * (mantissa ? Number.NaN : Infinity)
		: sign * (1024 + mantissa) * 2 ** (exponent - 25);
}

function encodeTensor({ data, precision }: GgufTensor): Uint8Array {
	if (precision === 'f32')
		return new Uint8Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
	if (precision === 'f16') return new Uint8Array(Uint16Array.from(data, toHalf).buffer);
	// Q8_0: blocks of 32, each a half-precision scale and 32 signed bytes.
	const blocks = data.length / 32,
		out = new Uint8Array(blocks * 34),
		view = new DataView(out.buffer);
	for (let b = 0; b < blocks; b++) {
		const block = data.subarray(b * 32, b * 32 + 32);
		const scale = block.reduce((m, x) => Math.max(m, Math.abs(x)), 0) / 127;
		view.setUint16(b * 34, toHalf(scale), true);
		for (let i = 0; i < 32; i++)
			view.setInt8(b * 34 + 2 + i, scale ? Math.round(block[i]! / scale) : 0);
	}
	return out;
}

type Metadata = readonly (readonly [string, GgufValue])[];

/** A tensor's bytes, without what aligns the next one. */
function bytesOf({ shape, precision }: GgufTensorInfo): number {
	const elements = shape.reduce((product, size) => product * size, 1);
	if (precision === 'q8_0') return (elements / 32) * 34;
	return elements * (precision === 'f16' ? 2 : 4);
}

/** Zeros behind so many bytes of a tensor. */
export const paddingAfter = (bytes: number): number =>
	(ALIGNMENT - (bytes % ALIGNMENT)) % ALIGNMENT;

export function writeGguf(metadata: Metadata, tensors: readonly GgufTensor[]): Uint8Array {
	const out = headOf(metadata, tensors);
	for (const tensor of tensors) {
		out.raw(encodeTensor(tensor));
		out.pad();
	}
	return out.done();
}

/** All before the data of the tensors, which follow in their order, each with its padding. */
export function ggufHead(metadata: Metadata, tensors: readonly GgufTensorInfo[]): Uint8Array {
	return headOf(metadata, tensors).done();
}

function headOf(metadata: Metadata, tensors: readonly GgufTensorInfo[]): Bytes {
	const out = new Bytes();
	out.raw(new TextEncoder().encode('GGUF'));
	out.u32(3);
	out.u64(tensors.length);
	out.u64(metadata.length);
	for (const [key, entry] of metadata) {
		out.text(key);
		switch (entry.type) {
			case 'u32':
				out.u32(CODE.u32);
				out.u32(entry.value);
				break;
			case 'i32':
				out.u32(CODE.i32);
				out.i32(entry.value);
				break;
			case 'f32':
				out.u32(CODE.f32);
				out.f32(entry.value);
				break;
			case 'bool':
				out.u32(CODE.bool);
				out.raw(new Uint8Array([entry.value ? 1 : 0]));
				break;
			case 'string':
				out.u32(CODE.string);
				out.text(entry.value);
				break;
			case 'strings':
				out.list(CODE.string, entry.value, (one) => out.text(one));
				break;
			case 'f32s':
				out.list(CODE.f32, entry.value, (one) => out.f32(one));
				break;
			case 'i32s':
				out.list(CODE.i32, entry.value, (one) => out.i32(one));
				break;
			case 'u32s':
				out.list(CODE.u32, entry.value, (one) => out.u32(one));
				break;
			default:
				entry satisfies never;
		}
	}
	let offset = 0;
	for (const tensor of tensors) {
		out.text(tensor.name);
		out.u32(tensor.shape.length);
		for (const n of tensor.shape.toReversed()) out.u64(n);
		out.u32(TENSOR_CODE[tensor.precision]);
		out.u64(offset);
		const bytes = bytesOf(tensor);
		offset += bytes + paddingAfter(bytes);
	}
	out.pad();
	return out;
}
