// Tiny sequence classifiers of XLM-RoBERTa's shape, as the files of a repository, and what they should answer:
// the same weights go into the ONNX graph and into a reference in TypeScript, in 64-bit sums. Real bytes for the
// real runtime. Either random, or with weights set so that one word of a text decides. Not here: training.

import { specialToken } from '../../models/embedder/word-pieces.ts';
import { CLASSIFIER_FILES } from '../../src/contract/text-classifier.ts';
import { HEAD, HEADS, onnxFloats, onnxIntegers, OnnxBuilder, WIDTH } from './onnx-graph.ts';
import { randomSource, randomWeight } from './random-gguf.ts';

const HIDDEN = 32;
const LAYERS = 2;
const POSITIONS = 514;
/** Positions count from behind the padding token's own. */
const FIRST_POSITION = 2;
const EPSILON = 1e-5;
const AWAY = -1e4;

/** As XLM-RoBERTa numbers them. */
const SPECIAL = ['<s>', '<pad>', '</s>', '<unk>'];
const BEGIN = 0;
const END = 2;
const UNKNOWN = 3;
/** Begins a word. */
const SPACE = '▁';

export type MadeClassifier = {
	labels: readonly string[];
	/** Words it has tokens for; any other is unknown to it. */
	words: readonly string[];
	/** Row by row; a matrix is [inputs, outputs]. */
	weights: ReadonlyMap<string, { dims: number[]; data: Float32Array }>;
};

export const NLI_LABELS = ['entailment', 'neutral', 'contradiction'];

/** Deterministic from `seed`. */
export function randomClassifier(
	words: readonly string[],
	{ seed = 1, labels = NLI_LABELS }: { seed?: number; labels?: readonly string[] } = {}
): MadeClassifier {
	const random = randomSource(seed);
	return made(words, labels, (_name, inputs) => randomWeight(random, inputs));
}

/**
 * Says `entailment` of a text or pair in which `word` stands, and `contradiction` of any other. All tokens look at
 * all others alike; the word alone has something in the first place of its vector, and the first token's is read.
 */
export function wordClassifier(
	word: string,
	labels: readonly string[] = NLI_LABELS
): MadeClassifier {
	const random = randomSource(7);
	const classifier = made([word], labels, () => () => 0);
	const set = (name: string, change: (data: Float32Array, columns: number) => void) => {
		const { data, dims } = classifier.weights.get(name)!;
		change(data, dims.at(-1)!);
	};
	// Pairs that cancel each other: normalising them leaves the first place at nothing.
	set('tokens', (data) => {
		for (let row = 0; row < data.length / WIDTH; row++)
			for (let i = 2; i < WIDTH; i += 2) {
				data[row * WIDTH + i] = random();
				data[row * WIDTH + i + 1] = -data[row * WIDTH + i]!;
			}
		data[idOf(classifier, word) * WIDTH] = 4;
		data[idOf(classifier, word) * WIDTH + 1] = -4;
	});
	for (let layer = 0; layer < LAYERS; layer++)
		for (const part of ['v', 'out'])
			set(`${layer}.${part}`, (data, columns) => {
				for (let i = 0; i < WIDTH; i++) data[i * columns + i] = 1;
			});
	// A hundred times what one word among a hundred leaves, less what none does.
	set('dense', (data) => (data[0] = 400));
	set('dense.bias', (data) => (data[0] = -2));
	set('labels', (data) => {
		data[labels.indexOf('entailment')] = 5;
		data[labels.indexOf('contradiction')] = -5;
	});
	return classifier;
}

function made(
	words: readonly string[],
	labels: readonly string[],
	fill: (name: string, inputs: number) => () => number
): MadeClassifier {
	const weights = new Map<string, { dims: number[]; data: Float32Array }>();
	const add = (name: string, dims: number[], value: () => number) =>
		weights.set(name, {
			dims,
			data: Float32Array.from({ length: dims.reduce((a, b) => a * b) }, value)
		});
	const matrix = (name: string, inputs: number, outputs: number) => {
		add(name, [inputs, outputs], fill(name, inputs));
		add(`${name}.bias`, [outputs], fill(`${name}.bias`, inputs));
	};
	const norm = (name: string) => {
		add(`${name}.scale`, [WIDTH], () => 1);
		add(`${name}.shift`, [WIDTH], () => 0);
	};
	add('tokens', [SPECIAL.length + words.length, WIDTH], fill('tokens', 1));
	add('places', [POSITIONS, WIDTH], fill('places', 1));
	norm('norm');
	for (let layer = 0; layer < LAYERS; layer++) {
		for (const part of ['q', 'k', 'v', 'out']) matrix(`${layer}.${part}`, WIDTH, WIDTH);
		norm(`${layer}.norm1`);
		matrix(`${layer}.up`, WIDTH, HIDDEN);
		matrix(`${layer}.down`, HIDDEN, WIDTH);
		norm(`${layer}.norm2`);
	}
	matrix('dense', WIDTH, WIDTH);
	matrix('labels', WIDTH, labels.length);
	return { labels, words, weights };
}

const idOf = ({ words }: MadeClassifier, word: string): number => {
	const at = words.indexOf(word);
	return at < 0 ? UNKNOWN : SPECIAL.length + at;
};

// ---- the reference ---------------------------------------------------------------------------------

/** What the classifier makes of a text, or of a pair, of words with spaces between: each label's probability. */
export function referenceProbabilities(
	classifier: MadeClassifier,
	text: string,
	pair?: string
): number[] {
	const ids = (words: string) => words.split(' ').map((word) => idOf(classifier, word));
	const tokens = [BEGIN, ...ids(text), END];
	if (pair !== undefined) tokens.push(END, ...ids(pair), END);
	const { weights } = classifier;
	const of = (name: string) => weights.get(name)!.data;
	const linear = (x: number[], name: string): number[] => {
		const bias = of(`${name}.bias`);
		const matrix = of(name);
		return Array.from(bias, (start, column) =>
			x.reduce((sum, value, row) => sum + value * matrix[row * bias.length + column]!, start)
		);
	};
	const norm = (x: number[], name: string): number[] => {
		const mean = x.reduce((a, b) => a + b) / x.length;
		const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
		const root = Math.sqrt(variance + EPSILON);
		return x.map(
			(value, i) => ((value - mean) / root) * of(`${name}.scale`)[i]! + of(`${name}.shift`)[i]!
		);
	};
	const sum = (a: number[], b: number[]) => a.map((value, i) => value + b[i]!);
	let rows = tokens.map((token, at) =>
		norm(
			Array.from(
				{ length: WIDTH },
				(_, i) =>
					of('tokens')[token * WIDTH + i]! + of('places')[(at + FIRST_POSITION) * WIDTH + i]!
			),
			'norm'
		)
	);
	for (let layer = 0; layer < LAYERS; layer++) {
		const [q, k, v] = ['q', 'k', 'v'].map((part) =>
			rows.map((row) => linear(row, `${layer}.${part}`))
		) as [number[][], number[][], number[][]];
		const mixed = rows.map((_, at) =>
			Array.from({ length: WIDTH }, (_one, i) => {
				const from = Math.floor(i / HEAD) * HEAD;
				const scores = k.map((key) => {
					let score = 0;
					for (let j = from; j < from + HEAD; j++) score += q[at]![j]! * key[j]!;
					return score / Math.sqrt(HEAD);
				});
				return softmax(scores).reduce((total, share, other) => total + share * v[other]![i]!, 0);
			})
		);
		const attended = rows.map((row, at) =>
			norm(sum(row, linear(mixed[at]!, `${layer}.out`)), `${layer}.norm1`)
		);
		rows = attended.map((row) =>
			norm(
				sum(row, linear(linear(row, `${layer}.up`).map(gelu), `${layer}.down`)),
				`${layer}.norm2`
			)
		);
	}
	return softmax(linear(linear(rows[0]!, 'dense').map(Math.tanh), 'labels'));
}

function softmax(values: number[]): number[] {
	const most = Math.max(...values);
	const shares = values.map((value) => Math.exp(value - most));
	const total = shares.reduce((a, b) => a + b);
	return shares.map((share) => share / total);
}

const gelu = (x: number): number => (x / 2) * (1 + erf(x * Math.SQRT1_2));

/** Its Taylor series: more terms than 64 bits can show, for what such weights give. */
function erf(x: number): number {
	let term = x;
	let total = x;
	for (let n = 1; n < 200; n++) {
		term *= (-x * x) / n;
		total += term / (2 * n + 1);
	}
	return (2 / Math.sqrt(Math.PI)) * total;
}

// ---- the files -------------------------------------------------------------------------------------

/** By their names in the repository. */
export function classifierFiles(classifier: MadeClassifier): Map<string, Uint8Array<ArrayBuffer>> {
	const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
	return new Map([
		[CLASSIFIER_FILES.config, json(configOf(classifier))],
		[CLASSIFIER_FILES.tokenizer, json(tokenizerOf(classifier))],
		[CLASSIFIER_FILES.tokenizerConfig, json({ tokenizer_class: 'XLMRobertaTokenizer' })],
		[`onnx/${CLASSIFIER_FILES.model}`, graphOf(classifier)]
	]);
}

function graphOf({ labels, weights }: MadeClassifier): Uint8Array<ArrayBuffer> {
	const graph = new OnnxBuilder();
	const of = (name: string) => {
		const { dims, data } = weights.get(name)!;
		return graph.floats(name, dims, data);
	};
	const linear = (x: string, name: string) =>
		graph.add('Add', [graph.add('MatMul', [x, of(name)]), of(`${name}.bias`)]);
	const norm = (x: string, name: string) =>
		graph.add('LayerNormalization', [x, of(`${name}.scale`), of(`${name}.shift`)], {
			axis: -1,
			epsilon: { float: EPSILON }
		});
	const first = graph.integers([FIRST_POSITION], []);
	const places = graph.range(first, graph.add('Add', [graph.size('input_ids', 1), first]));
	let x = norm(
		graph.add('Add', [
			graph.add('Gather', [of('tokens'), 'input_ids']),
			graph.add('Gather', [of('places'), places])
		]),
		'norm'
	);
	// What is padded is looked at by nobody.
	const padding = graph.add('Sub', [
		graph.scalar(1),
		graph.add('Cast', ['attention_mask'], { to: 1 })
	]);
	const bias = graph.add('Unsqueeze', [
		graph.add('Mul', [padding, graph.scalar(AWAY)]),
		graph.integers([1, 2])
	]);
	for (let layer = 0; layer < LAYERS; layer++) {
		const part = (name: string) => graph.split(linear(x, `${layer}.${name}`), HEADS, WIDTH);
		const mixed = graph.join(graph.attend(part('q'), part('k'), part('v'), HEAD, bias), WIDTH);
		x = norm(graph.add('Add', [x, linear(mixed, `${layer}.out`)]), `${layer}.norm1`);
		const up = linear(x, `${layer}.up`);
		const erfOf = graph.add('Erf', [graph.add('Mul', [up, graph.scalar(Math.SQRT1_2)])]);
		const gate = graph.add('Add', [erfOf, graph.scalar(1)]);
		const inner = graph.add('Mul', [graph.add('Mul', [up, graph.scalar(0.5)]), gate]);
		x = norm(graph.add('Add', [x, linear(inner, `${layer}.down`)]), `${layer}.norm2`);
	}
	const start = graph.add('Gather', [x, graph.integers([0], [])], { axis: 1 });
	const dense = graph.add('Tanh', [linear(start, 'dense')]);
	graph.add('Add', [graph.add('MatMul', [dense, of('labels')]), of('labels.bias')], {}, 'logits');
	return graph.pack(
		'classifier',
		[
			onnxIntegers('input_ids', ['batch_size', 'tokens']),
			onnxIntegers('attention_mask', ['batch_size', 'tokens'])
		],
		[onnxFloats('logits', ['batch_size', labels.length])]
	);
}

function configOf({ labels, words }: MadeClassifier) {
	return {
		model_type: 'xlm-roberta',
		architectures: ['XLMRobertaForSequenceClassification'],
		hidden_size: WIDTH,
		num_hidden_layers: LAYERS,
		num_attention_heads: HEADS,
		intermediate_size: HIDDEN,
		max_position_embeddings: POSITIONS,
		vocab_size: SPECIAL.length + words.length,
		problem_type: 'single_label_classification',
		id2label: Object.fromEntries(labels.map((label, i) => [i, label])),
		label2id: Object.fromEntries(labels.map((label, i) => [label, i])),
		pad_token_id: 1
	};
}

/** Unigram pieces of whole words, framed as XLM-RoBERTa's are. */
function tokenizerOf({ words }: MadeClassifier) {
	const token = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
	const text = (id: string) => ({ Sequence: { id, type_id: 0 } });
	const special = (id: string) => [id, { id, ids: [SPECIAL.indexOf(id)], tokens: [id] }] as const;
	return {
		version: '1.0',
		truncation: null,
		padding: null,
		added_tokens: SPECIAL.map(specialToken),
		normalizer: null,
		pre_tokenizer: {
			type: 'Sequence',
			pretokenizers: [
				{ type: 'WhitespaceSplit' },
				{ type: 'Punctuation', behavior: 'Isolated' },
				{ type: 'Metaspace', replacement: SPACE, add_prefix_space: true }
			]
		},
		post_processor: {
			type: 'TemplateProcessing',
			single: [token('<s>'), text('A'), token('</s>')],
			pair: [token('<s>'), text('A'), token('</s>'), token('</s>'), text('B'), token('</s>')],
			special_tokens: Object.fromEntries([special('<s>'), special('</s>')])
		},
		decoder: { type: 'Metaspace', replacement: SPACE, add_prefix_space: true },
		model: {
			type: 'Unigram',
			unk_id: UNKNOWN,
			vocab: [
				...SPECIAL.map((piece) => [piece, 0]),
				...words.map((word) => [`${SPACE}${word}`, -1])
			]
		}
	};
}
