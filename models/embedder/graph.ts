// The trained embedder as an ONNX model: the forward pass of training/embedder.py, weights in eight
// bits with one scale per row (token and position tables) or per output (matrices). Tables are
// widened after the look-up; matrices once, when the runtime folds constants, so the sums are in
// 32-bit floats on every machine and agree between Node and browsers.

import { FLOAT, INT64, INT8, packOnnx, type OnnxNode, type OnnxTensor } from '../onnx.ts';

export interface EmbedderShape {
	vocabulary: number;
	width: number;
	layers: number;
	heads: number;
	hidden: number;
	/** The most tokens of a text. */
	positions: number;
}

/** Row-major floats by name, as training wrote them. */
export type EmbedderWeights = Map<string, { shape: number[]; data: Float32Array }>;

/** Less than any score that matters, and finite: a row of nothing else would be NaN. */
const AWAY = -1e4;

/** Inputs `input_ids` and `attention_mask`, int64 [batch, tokens]; output `last_hidden_state`. */
export function embedderOnnx(shape: EmbedderShape, weights: EmbedderWeights): Uint8Array {
	const { width, heads, layers } = shape;
	const nodes: OnnxNode[] = [];
	const tensors: OnnxTensor[] = [];
	const add = (
		op: string,
		inputs: string[],
		output: string,
		attributes?: OnnxNode['attributes']
	): string => {
		nodes.push({ op, inputs, output, ...(attributes ? { attributes } : {}) });
		return output;
	};
	const tensor = (
		name: string,
		type: OnnxTensor['type'],
		dims: number[],
		values: Float32Array | Int8Array | BigInt64Array
	): string => {
		tensors.push({
			name,
			type,
			dims,
			bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
		});
		return name;
	};
	const floats = (name: string, values: number[], dims = [values.length]): string =>
		tensor(name, FLOAT, dims, Float32Array.from(values));
	const sizes = (name: string, values: number[]): string =>
		tensor(name, INT64, [values.length], BigInt64Array.from(values, BigInt));
	const weight = (name: string): { shape: number[]; data: Float32Array } => {
		const found = weights.get(name);
		if (!found)
			throw new Error(`The trained embedder has no “${name}”. Run the embedder's step again.`);
		return found;
	};
	const vector = (name: string): string =>
		floats(name, [...weight(name).data], [weight(name).data.length]);

	/** Rows of a table, widened after the look-up. */
	const lookUp = (name: string, ids: string): string => {
		const { quantised, scales, rows } = byRow(weight(name));
		tensor(name, INT8, [rows, width], quantised);
		floats(`${name}.scale`, [...scales], [rows, 1]);
		add('Gather', [name, ids], `${name}.rows`);
		add('Cast', [`${name}.rows`], `${name}.wide`, { to: FLOAT });
		add('Gather', [`${name}.scale`, ids], `${name}.scales`);
		return add('Mul', [`${name}.wide`, `${name}.scales`], `${name}.out`);
	};
	/** x times the transpose of a matrix [outputs, inputs]. */
	const linear = (x: string, name: string, output: string): string => {
		const { quantised, scales, rows, columns } = byRow(weight(name));
		tensor(name, INT8, [columns, rows], transposed(quantised, rows, columns));
		floats(`${name}.scale`, [...scales], [1, rows]);
		add('Cast', [name], `${name}.wide`, { to: FLOAT });
		add('Mul', [`${name}.wide`, `${name}.scale`], `${name}.full`);
		return add('MatMul', [x, `${name}.full`], output);
	};
	const norm = (x: string, name: string): string =>
		add(
			'LayerNormalization',
			[x, vector(`${name}.weight`), vector(`${name}.bias`)],
			`${name}.out`,
			{
				axis: -1,
				epsilon: { float: 1e-5 }
			}
		);

	// Positions 0, 1, … of the longest text in the batch.
	add('Shape', ['input_ids'], 'tokens', { start: 1, end: 2 });
	tensor('zero', INT64, [], BigInt64Array.of(0n));
	tensor('one', INT64, [], BigInt64Array.of(1n));
	add('Gather', ['tokens', 'zero'], 'length', { axis: 0 });
	add('Range', ['zero', 'length', 'one'], 'places');
	let x = add('Add', [lookUp('token', 'input_ids'), lookUp('position', 'places')], 'embedded');

	add('Cast', ['attention_mask'], 'mask', { to: FLOAT });
	floats('unit', [1], []);
	floats('away', [AWAY], []);
	add('Sub', ['unit', 'mask'], 'padding');
	add('Mul', ['padding', 'away'], 'padded');
	sizes('axes', [1, 2]);
	add('Unsqueeze', ['padded', 'axes'], 'bias');
	sizes('split', [0, 0, 3, heads, width / heads]);
	sizes('joined', [0, 0, width]);
	floats('shrink', [1 / Math.sqrt(width / heads)], []);
	for (const i of [0, 1, 2]) tensor(`part.${i}`, INT64, [], BigInt64Array.of(BigInt(i)));
	floats('half', [0.5], []);
	floats('root', [Math.SQRT1_2], []);

	for (let l = 0; l < layers; l++) {
		const name = `layer.${l}`;
		const qkv = linear(norm(x, `${name}.attention.norm`), `${name}.qkv`, `${name}.qkv.out`);
		add('Reshape', [qkv, 'split'], `${name}.heads`);
		add('Transpose', [`${name}.heads`], `${name}.parts`, { perm: [2, 0, 3, 1, 4] });
		const [q, k, v] = [0, 1, 2].map((i) =>
			add('Gather', [`${name}.parts`, `part.${i}`], `${name}.part.${i}`, { axis: 0 })
		) as [string, string, string];
		add('Transpose', [k], `${name}.keys`, { perm: [0, 1, 3, 2] });
		add('MatMul', [q, `${name}.keys`], `${name}.scores`);
		add('Mul', [`${name}.scores`, 'shrink'], `${name}.scaled`);
		add('Add', [`${name}.scaled`, 'bias'], `${name}.masked`);
		add('Softmax', [`${name}.masked`], `${name}.share`, { axis: -1 });
		add('MatMul', [`${name}.share`, v], `${name}.mixed`);
		add('Transpose', [`${name}.mixed`], `${name}.back`, { perm: [0, 2, 1, 3] });
		add('Reshape', [`${name}.back`, 'joined'], `${name}.flat`);
		x = add(
			'Add',
			[x, linear(`${name}.flat`, `${name}.out`, `${name}.out.out`)],
			`${name}.attended`
		);
		const up = linear(norm(x, `${name}.feed.norm`), `${name}.up`, `${name}.up.out`);
		// GELU: x · (1 + erf(x / √2)) / 2.
		add('Mul', [up, 'root'], `${name}.rooted`);
		add('Erf', [`${name}.rooted`], `${name}.erf`);
		add('Add', [`${name}.erf`, 'unit'], `${name}.raised`);
		add('Mul', [up, `${name}.raised`], `${name}.doubled`);
		add('Mul', [`${name}.doubled`, 'half'], `${name}.gelu`);
		x = add('Add', [x, linear(`${name}.gelu`, `${name}.down`, `${name}.down.out`)], `${name}.fed`);
	}
	const last = norm(x, 'norm');
	floats('gate.weight', [...weight('gate.weight').data], [width, 1]);
	vector('gate.bias');
	add('MatMul', [last, 'gate.weight'], 'gate.scores');
	add('Add', ['gate.scores', 'gate.bias'], 'gate.raised');
	add('Sigmoid', ['gate.raised'], 'gate');
	add('Mul', [last, 'gate'], 'last_hidden_state');

	const used = new Set(nodes.flatMap(({ inputs }) => inputs));
	return packOnnx({
		name: 'embedder',
		nodes,
		tensors: tensors.filter(({ name }) => used.has(name)),
		inputs: ['input_ids', 'attention_mask'].map((name) => ({
			name,
			type: INT64,
			dims: ['batch', 'tokens']
		})),
		outputs: [{ name: 'last_hidden_state', type: FLOAT, dims: ['batch', 'tokens', width] }]
	});
}

function byRow({ shape, data }: { shape: number[]; data: Float32Array }): {
	quantised: Int8Array;
	scales: Float32Array;
	rows: number;
	columns: number;
} {
	const [rows = 1, columns = 1] = shape;
	const quantised = new Int8Array(data.length);
	const scales = new Float32Array(rows);
	for (let r = 0; r < rows; r++) {
		let largest = 0;
		for (let c = 0; c < columns; c++) largest = Math.max(largest, Math.abs(data[r * columns + c]!));
		const scale = largest > 0 ? largest / 127 : 1;
		scales[r] = scale;
		for (let c = 0; c < columns; c++)
			quantised[r * columns + c] = Math.round(data[r * columns + c]! / scale);
	}
	return { quantised, scales, rows, columns };
}

function transposed(values: Int8Array, rows: number, columns: number): Int8Array {
	const out = new Int8Array(values.length);
	for (let r = 0; r < rows; r++)
		for (let c = 0; c < columns; c++) out[c * rows + r] = values[r * columns + c]!;
	return out;
}
