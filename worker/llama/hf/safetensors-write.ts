// Writes a safetensors file, and puts the rows of attention back into the order of transformers. Not a reader:
// src/contract/safetensors.ts reads headers. Format: https://huggingface.co/docs/safetensors

import { toHalf } from '../../../src/contract/gguf-write.ts';

/** Row-major, `[rows, columns]` for matrices. */
export type NamedTensor = {
	name: string;
	shape: readonly number[];
	data: Float32Array;
	/** `F16` rounds to the nearest; what came from a file in half precision is the same again. */
	dtype: 'F16' | 'F32';
};

const LENGTH_BYTES = 8;

export function safetensors(tensors: readonly NamedTensor[]): Uint8Array<ArrayBuffer> {
	// The wider first, so that each begins where it must.
	const sorted = tensors.toSorted((a, b) => widthOf(b) - widthOf(a));
	let end = 0;
	const entries = sorted.map(({ name, shape, dtype, data }) => {
		const data_offsets = [end, (end += data.length * widthOf({ dtype }))];
		return [name, { dtype, shape, data_offsets }] as const;
	});
	// PyTorch's is what transformers looks for.
	const text = JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(entries) });
	const header = new TextEncoder().encode(text);
	// Numbers begin where eight bytes do.
	const start = LENGTH_BYTES + Math.ceil(header.length / 8) * 8;
	const bytes = new Uint8Array(start + end);
	bytes.fill(' '.charCodeAt(0), LENGTH_BYTES, start);
	bytes.set(header, LENGTH_BYTES);
	new DataView(bytes.buffer).setBigUint64(0, BigInt(start - LENGTH_BYTES), true);
	let at = start;
	for (const { data, dtype } of sorted) {
		if (dtype === 'F32') new Float32Array(bytes.buffer, at, data.length).set(data);
		else {
			const halves = new Uint16Array(bytes.buffer, at, data.length);
			for (let i = 0; i < data.length; i++) halves[i] = toHalf(data[i]!);
		}
		at += data.length * widthOf({ dtype });
	}
	return bytes;
}

const widthOf = ({ dtype }: Pick<NamedTensor, 'dtype'>): number => (dtype === 'F16' ? 2 : 4);

/**
 * llama.cpp turns neighbouring rows of a head together, transformers a row of its first half with one of its second:
 * the rows of queries and keys lie in another order in its files. `headRows`: of one head.
 */
export function inHalves({ shape, ...tensor }: NamedTensor, headRows: number): NamedTensor {
	const columns = shape[1] ?? 1;
	const data = new Float32Array(tensor.data.length);
	for (let row = 0; row < data.length / columns; row++) {
		const inHead = row % headRows;
		const to = row - inHead + (inHead % 2) * (headRows / 2) + (inHead >> 1);
		data.set(tensor.data.subarray(row * columns, (row + 1) * columns), to * columns);
	}
	return { ...tensor, shape, data };
}
