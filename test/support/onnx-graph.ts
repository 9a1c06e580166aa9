// Builds the ONNX graphs of small transformers for tests, node by node: the parts that a decoder with a
// key–value cache needs, over models/onnx.ts, which writes the bytes. Not a converter of anything.

import {
	FLOAT,
	INT64,
	packOnnx,
	type OnnxNode,
	type OnnxTensor,
	type OnnxValue
} from '../../models/onnx.ts';

/** Of the transformers that are drawn at random. */
export const WIDTH = 16;
export const HEADS = 2;
export const HEAD = WIDTH / HEADS;

/** Less than any score that matters, and finite: a row of nothing else would be NaN. */
const AWAY = -1e4;

export class OnnxBuilder {
	readonly #nodes: OnnxNode[] = [];
	readonly #tensors = new Map<string, OnnxTensor>();
	#count = 0;

	/** Adds a node; its output's name is made up unless given. */
	add(
		op: string,
		inputs: string[],
		attributes?: OnnxNode['attributes'],
		output = `${op}.${++this.#count}`
	): string {
		this.#nodes.push({ op, inputs, output, ...(attributes && { attributes }) });
		return output;
	}

	floats(name: string, dims: number[], values: ArrayLike<number>): string {
		const bytes = new Uint8Array(Float32Array.from(values).buffer);
		this.#tensors.set(name, { name, type: FLOAT, dims, bytes });
		return name;
	}

	/** A list of sizes; a scalar where `dims` is empty. */
	integers(values: number[], dims = [values.length]): string {
		const name = `int.${dims.length}.${values.join('.')}`;
		const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
		this.#tensors.set(name, { name, type: INT64, dims, bytes });
		return name;
	}

	scalar(value: number): string {
		return this.floats(`float.${value}`, [], [value]);
	}

	/** One dimension of a value's shape, as a scalar. */
	size(value: string, axis: number): string {
		const shape = this.add('Shape', [value], { start: axis, end: axis + 1 });
		return this.add('Squeeze', [shape, this.integers([0])]);
	}

	/** Whole numbers from `from` to before `to`, both scalars. */
	range(from: string, to: string): string {
		return this.add('Range', [from, to, this.integers([1], [])]);
	}

	/** [batch, tokens, width] as [batch, heads, tokens, width / heads]. */
	split(x: string, heads: number, width: number): string {
		const parts = this.add('Reshape', [x, this.integers([0, 0, heads, width / heads])]);
		return this.add('Transpose', [parts], { perm: [0, 2, 1, 3] });
	}

	/** And back. */
	join(x: string, width: number): string {
		const rows = this.add('Transpose', [x], { perm: [0, 2, 1, 3] });
		return this.add('Reshape', [rows, this.integers([0, 0, width])]);
	}

	/** What is added to scores [queries, keys], so that a query sees the keys up to its own place alone. */
	causal(past: string, total: string): string {
		const queries = this.add('Unsqueeze', [this.range(past, total), this.integers([1])]);
		const keys = this.range(this.integers([0], []), total);
		const seen = this.add('LessOrEqual', [keys, queries]);
		return this.add('Where', [seen, this.scalar(0), this.scalar(AWAY)]);
	}

	/** Heads' values weighted by how much their keys are like the queries. */
	attend(q: string, k: string, v: string, headWidth: number, bias?: string): string {
		const keys = this.add('Transpose', [k], { perm: [0, 1, 3, 2] });
		const scores = this.add('MatMul', [q, keys]);
		const scaled = this.add('Mul', [scores, this.scalar(1 / Math.sqrt(headWidth))]);
		const masked = bias === undefined ? scaled : this.add('Add', [scaled, bias]);
		return this.add('MatMul', [this.add('Softmax', [masked], { axis: -1 }), v]);
	}

	/** `outputs` name values of the graph: the node that makes one was given its name. */
	pack(name: string, inputs: OnnxValue[], outputs: OnnxValue[]): Uint8Array<ArrayBuffer> {
		const bytes = packOnnx({
			name,
			nodes: this.#nodes,
			tensors: [...this.#tensors.values()],
			inputs,
			outputs
		});
		return new Uint8Array(bytes);
	}
}

export const onnxIntegers = (name: string, dims: (number | string)[]): OnnxValue => ({
	name,
	type: INT64,
	dims
});

export const onnxFloats = (name: string, dims: (number | string)[]): OnnxValue => ({
	name,
	type: FLOAT,
	dims
});
