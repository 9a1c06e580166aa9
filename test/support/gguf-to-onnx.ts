// The tiny llamas of random-gguf.ts in ONNX form, with the files transformers.js wants beside them: the same
// numbers in another engine's format, so that the same reference says what it should answer. For those
// models alone (32-bit floats, the test vocabulary); not a converter of real ones.

import { specialToken } from '../../models/embedder/word-pieces.ts';
import { readGgufHeader } from '../../src/contract/gguf.ts';
import { onnxFloats, onnxIntegers, OnnxBuilder } from './onnx-graph.ts';
import { TEST_TEMPLATE, testVocabulary } from './random-gguf.ts';

const RMS_EPSILON = 1e-5;
const ROPE_BASE = 10_000;
/** writeGguf's. */
const ALIGNMENT = 32;

export type OnnxFile = { path: string; bytes: Uint8Array<ArrayBuffer> };

/** The model's files, the weights first. Throws ParseError or RangeError on a file that is not one of ours. */
export async function onnxFiles(gguf: Uint8Array<ArrayBuffer>): Promise<OnnxFile[]> {
	const llama = await llamaOf(gguf);
	return [
		{ path: 'model.onnx', bytes: graphOf(llama) },
		json('config.json', configOf(llama)),
		json('generation_config.json', { bos_token_id: 1, eos_token_id: 2 }),
		json('tokenizer.json', tokenizerOf(llama.vocabulary)),
		json('tokenizer_config.json', tokenizerConfig(TEST_TEMPLATE))
	];
}

export const json = (path: string, value: unknown): OnnxFile => ({
	path,
	bytes: new TextEncoder().encode(JSON.stringify(value))
});

export const tokenizerConfig = (template: string) => ({
	tokenizer_class: 'LlamaTokenizer',
	bos_token: '<s>',
	eos_token: '</s>',
	unk_token: '<unk>',
	chat_template: `{{ bos_token }}${template}`
});

/** The weights of a test model. Throws ParseError or RangeError on a file that is not one of ours. */
export async function llamaOf(gguf: Uint8Array<ArrayBuffer>): Promise<Llama> {
	const header = await readGgufHeader(new Blob([gguf]));
	const { shape, contextTokens } = header;
	if (header.kind !== 'model' || shape === null || contextTokens === null)
		throw new RangeError('This GGUF is no test model.');
	const weights = new Map<string, { dims: readonly number[]; data: Float32Array }>();
	let at = header.headerBytes;
	for (const [name, dims] of header.dimensions) {
		const length = dims.reduce((a, b) => a * b, 1);
		const bytes = gguf.slice(at, at + length * 4);
		weights.set(name.replace(/\.weight$/, ''), { dims, data: new Float32Array(bytes.buffer) });
		at = Math.ceil((at + length * 4) / ALIGNMENT) * ALIGNMENT;
	}
	const [embedding = 0, vocabulary = 0] = weights.get('token_embd')?.dims ?? [];
	return {
		embedding,
		vocabulary,
		layers: shape.layers,
		width: shape.headSize,
		heads: embedding / shape.headSize,
		kvHeads: shape.kvWidth / shape.headSize,
		contextTokens,
		tensor(name) {
			const found = weights.get(name);
			if (!found) throw new RangeError(`The test model has no ${name}.`);
			return found.data;
		}
	};
}

export type Llama = {
	embedding: number;
	vocabulary: number;
	layers: number;
	/** Of a head. */
	width: number;
	heads: number;
	kvHeads: number;
	contextTokens: number;
	tensor(name: string): Float32Array;
};

/** `input`: tokens, or their embeddings, as a decoder behind a vision model is given. */
export function graphOf(
	llama: Llama,
	input: 'input_ids' | 'inputs_embeds' = 'input_ids'
): Uint8Array<ArrayBuffer> {
	const { embedding: e, vocabulary, layers, width, heads, kvHeads, contextTokens } = llama;
	const graph = new OnnxBuilder();
	/** x times a matrix that GGUF keeps row by row, one row an output. */
	const linear = (x: string, name: string, inputs: number, outputs: number) =>
		graph.add('MatMul', [
			x,
			graph.floats(name, [inputs, outputs], transposed(llama.tensor(name), outputs, inputs))
		]);
	const norm = (x: string, name: string) => {
		const squares = graph.add('Mul', [x, x]);
		const mean = graph.add('ReduceMean', [squares], { axes: [-1], keepdims: 1 });
		const root = graph.add('Sqrt', [graph.add('Add', [mean, graph.scalar(RMS_EPSILON)])]);
		const even = graph.add('Div', [x, root]);
		return graph.add('Mul', [even, graph.floats(name, [e], llama.tensor(name))]);
	};
	const past = graph.size('past_key_values.0.key', 2);
	const total = graph.add('Add', [past, graph.size(input, 1)]);
	const places = graph.range(past, total);
	const angle = (turn: (angle: number) => number) =>
		Array.from({ length: contextTokens * (width / 2) }, (_, i) => {
			const [place, pair] = [Math.floor(i / (width / 2)), i % (width / 2)];
			return turn(place / ROPE_BASE ** ((2 * pair) / width));
		});
	const table = (name: string, values: number[]) =>
		graph.add('Gather', [graph.floats(name, [contextTokens, width / 2], values), places]);
	const cos = table('cos', angle(Math.cos));
	const sin = table('sin', angle(Math.sin));
	/** Rotary positions over pairs (2i, 2i+1); x is [batch, heads, tokens, width]. */
	const rope = (x: string, count: number) => {
		const pairs = graph.add('Reshape', [x, graph.integers([0, count, -1, width / 2, 2])]);
		const part = (i: number) => graph.add('Gather', [pairs, graph.integers([i], [])], { axis: 4 });
		const [a, b] = [part(0), part(1)];
		const turned = (op: string, first: string, second: string) =>
			graph.add('Unsqueeze', [
				graph.add(op, [graph.add('Mul', [a, first]), graph.add('Mul', [b, second])]),
				graph.integers([4])
			]);
		const both = graph.add('Concat', [turned('Sub', cos, sin), turned('Add', sin, cos)], {
			axis: 4
		});
		return graph.add('Reshape', [both, graph.integers([0, count, -1, width])]);
	};
	/** Keys or values of few heads for all of them. */
	const shared = (x: string) => {
		if (heads === kvHeads) return x;
		const index = Array.from({ length: heads }, (_, head) => Math.floor(head / (heads / kvHeads)));
		return graph.add('Gather', [x, graph.integers(index)], { axis: 1 });
	};
	const bias = graph.causal(past, total);
	let x =
		input === 'inputs_embeds'
			? input
			: graph.add('Gather', [
					graph.floats('token_embd', [vocabulary, e], llama.tensor('token_embd')),
					input
				]);
	for (let layer = 0; layer < layers; layer++) {
		const name = (part: string) => `blk.${layer}.${part}`;
		const own = norm(x, name('attn_norm'));
		const split = (part: string, count: number) =>
			graph.split(linear(own, name(part), e, count * width), count, count * width);
		const grown = (part: string, fresh: string) =>
			graph.add(
				'Concat',
				[`past_key_values.${layer}.${part}`, fresh],
				{ axis: 2 },
				`present.${layer}.${part}`
			);
		const keys = grown('key', rope(split('attn_k', kvHeads), kvHeads));
		const values = grown('value', split('attn_v', kvHeads));
		const mixed = graph.attend(
			rope(split('attn_q', heads), heads),
			shared(keys),
			shared(values),
			width,
			bias
		);
		x = graph.add('Add', [x, linear(graph.join(mixed, e), name('attn_output'), e, e)]);
		const fed = norm(x, name('ffn_norm'));
		const f = llama.tensor(name('ffn_gate')).length / e;
		const gate = linear(fed, name('ffn_gate'), e, f);
		const swish = graph.add('Mul', [gate, graph.add('Sigmoid', [gate])]);
		const inner = graph.add('Mul', [swish, linear(fed, name('ffn_up'), e, f)]);
		x = graph.add('Add', [x, linear(inner, name('ffn_down'), f, e)]);
	}
	graph.add(
		'MatMul',
		[
			norm(x, 'output_norm'),
			graph.floats('output', [e, vocabulary], transposed(llama.tensor('output'), vocabulary, e))
		],
		{},
		'logits'
	);
	const caches = (kind: 'past_key_values' | 'present', length: string) =>
		Array.from({ length: layers }, (_, layer) =>
			['key', 'value'].map((part) => `${kind}.${layer}.${part}`)
		)
			.flat()
			.map((cache) => onnxFloats(cache, ['batch_size', kvHeads, length, width]));
	return graph.pack(
		'llama',
		[
			input === 'inputs_embeds'
				? onnxFloats(input, ['batch_size', 'tokens', e])
				: onnxIntegers(input, ['batch_size', 'tokens']),
			...caches('past_key_values', 'past')
		],
		[onnxFloats('logits', ['batch_size', 'tokens', vocabulary]), ...caches('present', 'total')]
	);
}

function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
	const out = new Float32Array(values.length);
	for (let r = 0; r < rows; r++)
		for (let c = 0; c < columns; c++) out[c * rows + r] = values[r * columns + c]!;
	return out;
}

export function configOf({
	embedding,
	vocabulary,
	layers,
	heads,
	kvHeads,
	width,
	contextTokens
}: Llama) {
	return {
		model_type: 'llama',
		architectures: ['LlamaForCausalLM'],
		hidden_size: embedding,
		num_hidden_layers: layers,
		num_attention_heads: heads,
		num_key_value_heads: kvHeads,
		head_dim: width,
		vocab_size: vocabulary,
		max_position_embeddings: contextTokens,
		bos_token_id: 1,
		eos_token_id: 2
	};
}

/** `marks`: control tokens beside the vocabulary's own, in place of its last ones. */
export function tokenizerOf(size: number, marks: readonly string[] = []) {
	const { vocabulary, types } = testVocabulary(size);
	for (const [i, mark] of marks.entries()) {
		vocabulary[size - marks.length + i] = mark;
		types[size - marks.length + i] = 3;
	}
	const special = vocabulary.flatMap((content, id) =>
		// Unknown and control tokens.
		types[id] === 2 || types[id] === 3 ? [specialToken(content, id)] : []
	);
	return {
		version: '1.0',
		truncation: null,
		padding: null,
		added_tokens: special,
		normalizer: { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
		pre_tokenizer: null,
		post_processor: {
			type: 'TemplateProcessing',
			single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
			pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }],
			special_tokens: { '<s>': { id: '<s>', ids: [1], tokens: ['<s>'] } }
		},
		decoder: {
			type: 'Sequence',
			decoders: [
				{ type: 'Replace', pattern: { String: '▁' }, content: ' ' },
				{ type: 'ByteFallback' },
				{ type: 'Fuse' }
			]
		},
		model: {
			type: 'BPE',
			dropout: null,
			unk_token: '<unk>',
			continuing_subword_prefix: null,
			end_of_word_suffix: null,
			fuse_unk: false,
			byte_fallback: true,
			vocab: Object.fromEntries(vocabulary.map((token, id) => [token, id])),
			merges: []
		}
	};
}
