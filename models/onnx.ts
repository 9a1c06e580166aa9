// Writes an ONNX model: the few messages of onnx.proto a small graph needs, as protocol-buffer bytes
// (onnx.ai/onnx/repo-docs/IR.html, protobuf.dev/programming-guides/encoding). Not a reader, and no
// checking of shapes: onnxruntime does that when it loads the file.

/** Element types of onnx.proto's TensorProto. */
export const FLOAT = 1;
export const INT8 = 3;
export const INT64 = 7;

export interface OnnxTensor {
	name: string;
	type: typeof FLOAT | typeof INT8 | typeof INT64;
	dims: number[];
	/** Little-endian, row by row. */
	bytes: Uint8Array;
}

export interface OnnxNode {
	op: string;
	inputs: string[];
	output: string;
	attributes?: Record<string, number | number[] | { float: number }>;
}

export interface OnnxValue {
	name: string;
	type: number;
	/** A name stands for a size that varies. */
	dims: (number | string)[];
}

export interface OnnxGraph {
	name: string;
	nodes: OnnxNode[];
	tensors: OnnxTensor[];
	inputs: OnnxValue[];
	outputs: OnnxValue[];
}

/** 9: reads in every runtime that knows operator set 17. */
const IR_VERSION = 9;
export const OPERATOR_SET = 17;

const VARINT = 0;
const FIXED32 = 5;
const LENGTH = 2;
/** AttributeProto's types. */
const ATTRIBUTE = { float: 1, integer: 2, integers: 7 };

class Message {
	readonly #parts: Uint8Array[] = [];

	integer(field: number, value: number): this {
		this.#parts.push(varint(field * 8 + VARINT), varint(value));
		return this;
	}

	float(field: number, value: number): this {
		this.#parts.push(varint(field * 8 + FIXED32), new Uint8Array(Float32Array.of(value).buffer));
		return this;
	}

	bytes(field: number, value: Uint8Array): this {
		this.#parts.push(varint(field * 8 + LENGTH), varint(value.length), value);
		return this;
	}

	text(field: number, value: string): this {
		return this.bytes(field, new TextEncoder().encode(value));
	}

	message(field: number, value: Message): this {
		return this.bytes(field, value.done());
	}

	done(): Uint8Array {
		const out = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0));
		let at = 0;
		for (const part of this.#parts) {
			out.set(part, at);
			at += part.length;
		}
		return out;
	}
}

/** Base 128, least significant first; negative numbers as 64-bit two's complement. */
function varint(value: number): Uint8Array {
	const out: number[] = [];
	let rest = BigInt.asUintN(64, BigInt(value));
	do {
		const low = Number(rest & 0x7fn);
		rest >>= 7n;
		out.push(rest > 0n ? low | 0x80 : low);
	} while (rest > 0n);
	return Uint8Array.from(out);
}

export function packOnnx(graph: OnnxGraph): Uint8Array {
	const body = new Message();
	for (const node of graph.nodes) body.message(1, nodeMessage(node));
	body.text(2, graph.name);
	for (const tensor of graph.tensors) body.message(5, tensorMessage(tensor));
	for (const value of graph.inputs) body.message(11, valueMessage(value));
	for (const value of graph.outputs) body.message(12, valueMessage(value));
	return new Message()
		.integer(1, IR_VERSION)
		.text(2, 'understudy')
		.message(7, body)
		.message(8, new Message().text(1, '').integer(2, OPERATOR_SET))
		.done();
}

function nodeMessage({ op, inputs, output, attributes = {} }: OnnxNode): Message {
	const node = new Message();
	for (const input of inputs) node.text(1, input);
	node.text(2, output).text(4, op);
	for (const [name, value] of Object.entries(attributes)) {
		const attribute = new Message().text(1, name);
		if (typeof value === 'number') attribute.integer(3, value).integer(20, ATTRIBUTE.integer);
		else if (Array.isArray(value)) {
			for (const one of value) attribute.integer(8, one);
			attribute.integer(20, ATTRIBUTE.integers);
		} else attribute.float(2, value.float).integer(20, ATTRIBUTE.float);
		node.message(5, attribute);
	}
	return node;
}

function tensorMessage({ name, type, dims, bytes }: OnnxTensor): Message {
	const tensor = new Message();
	for (const size of dims) tensor.integer(1, size);
	return tensor.integer(2, type).text(8, name).bytes(9, bytes);
}

function valueMessage({ name, type, dims }: OnnxValue): Message {
	const shape = new Message();
	for (const size of dims)
		shape.message(
			1,
			typeof size === 'number' ? new Message().integer(1, size) : new Message().text(2, size)
		);
	const tensorType = new Message().integer(1, type).message(2, shape);
	return new Message().text(1, name).message(2, new Message().message(1, tensorType));
}
