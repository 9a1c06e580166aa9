// Tiny llama models with random weights, and LoRA adapters for them, as GGUF files in memory, so
// that the engine's tests need no committed binaries. Deterministic from a seed. The weights are
// kept beside the bytes, so that reference-llama.ts can compute what an engine should answer.

import { writeGguf, type GgufTensor, type GgufValue } from './gguf-writer.ts';

export type Shape = {
	embedding: number;
	layers: number;
	heads: number;
	kvHeads: number;
	feedForward: number;
	contextTokens: number;
	vocabulary: number;
};

export type TestModel = {
	shape: Shape;
	vocabulary: string[];
	tensors: Map<string, Float32Array>;
	bytes: Uint8Array<ArrayBuffer>;
};

export type TestLora = {
	alpha: number;
	rank: number;
	/** Where the adapter starts to act; empty for a plain LoRA. */
	invocationTokens: number[];
	tensors: Map<string, Float32Array>;
	bytes: Uint8Array<ArrayBuffer>;
};

const SPECIAL = ['<unk>', '<s>', '</s>', '<|system|>', '<|user|>', '<|assistant|>', '<|skill|>'];
/** The id of `<|skill|>`, which the tests' activated adapters wait for. */
export const SKILL_TOKEN = SPECIAL.indexOf('<|skill|>');
const FIRST_BYTE = SPECIAL.length;
const LETTERS = '▁abcdefghijklmnopqrstuvwxyz';
const FIRST_LETTER = FIRST_BYTE + 256;
const RMS_EPSILON = 1e-5;

/** The chat template of every test model. */
export const TEST_TEMPLATE =
	"{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] }}{% if not loop.last or m['role'] != 'assistant' %}</s>{% endif %}{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}";

/** What TEST_TEMPLATE makes of a conversation, as tokens, for the reference. Lower-case letters and spaces only. */
export function promptTokens(messages: { role: string; content: string }[]): number[] {
	const tokens = [1];
	for (const { role, content } of messages)
		tokens.push(SPECIAL.indexOf(`<|${role}|>`), ...letterTokens(content), 2);
	return [...tokens, SPECIAL.indexOf('<|assistant|>')];
}

export function letterTokens(text: string): number[] {
	return [...text].map((letter) => {
		const index = LETTERS.indexOf(letter === ' ' ? '▁' : letter);
		if (index < 0) throw new Error(`“${letter}” is not a token of its own in the test vocabulary.`);
		return FIRST_LETTER + index;
	});
}

/** Of a random llama slow enough to be stopped, and long-winded enough to be killed. */
export const LONG_WINDED = { embedding: 256, layers: 4, feedForward: 512, contextTokens: 2048 };

/** A llama whose answers are letters and spaces, each a token, without meaning or end. */
export function randomLlama(options: Partial<Shape> & { seed?: number } = {}): TestModel {
	const shape = shapeOf(options);
	const random = randomSource(options.seed ?? 1);
	const tensors = new Map<string, Float32Array>();
	const { embedding: e, vocabulary } = shape;
	tensors.set(
		'token_embd',
		fill(e * vocabulary, () => random())
	);
	const output = fill(e * vocabulary, (i) => {
		const token = Math.floor(i / e);
		const spoken = token >= FIRST_LETTER && token < FIRST_LETTER + LETTERS.length;
		return spoken ? random() * 0.5 : 0;
	});
	addBlocks(tensors, shape, (inputs) => randomWeight(random, inputs));
	return assemble(shape, tensors, output);
}

/**
 * A llama that says `text` over and over, whatever it was asked: its attention and feed-forward are
 * zero and each token's successor is fixed, so no token of `text` (a byte, or a letter a–z) may
 * come twice. `ends` makes it stop after one round.
 */
export function scriptedLlama(
	text: string,
	{ ends = false, seed = 1, contextTokens = 512 } = {}
): TestModel {
	const shape = shapeOf({ embedding: 256, layers: 1, contextTokens });
	const random = randomSource(seed);
	const { embedding: e, vocabulary } = shape;
	const tensors = new Map<string, Float32Array>();
	const embeddings = fill(e * vocabulary, () => random());
	tensors.set('token_embd', embeddings);
	const output = new Float32Array(e * vocabulary);
	for (const { from, to } of scriptOf(text, { ends }))
		for (let i = 0; i < e; i++) output[to * e + i]! += embeddings[from * e + i]! * 0.1;
	addBlocks(tensors, shape, () => () => 0);
	return assemble(shape, tensors, output);
}

/** Which token follows which. */
export type Script = { from: number; to: number }[];

/** What makes an answer of `text`: over and over, or once where it `ends`. Throws for a token that comes twice. */
export function scriptOf(text: string, { ends }: { ends: boolean }): Script {
	const tokens = [...text].flatMap((character) =>
		LETTERS.includes(character) || character === ' '
			? letterTokens(character)
			: Array.from(new TextEncoder().encode(character), (byte) => FIRST_BYTE + byte)
	);
	if (new Set(tokens).size !== tokens.length) throw new Error('A token comes twice in the script.');
	const first = tokens[0]!;
	return [
		{ from: SPECIAL.indexOf('<|assistant|>'), to: first },
		{ from: SKILL_TOKEN, to: first },
		...tokens.map((from, i) => ({ from, to: tokens[i + 1] ?? (ends ? 2 : first) }))
	];
}

/** An adapter on every layer's attn_q and attn_output; activated when it has invocation tokens. */
export function randomLora(
	base: TestModel,
	options: { seed?: number; scale?: number; rank?: number; invocationTokens?: number[] } = {}
): TestLora {
	const { seed = 2, scale = 1, rank = 4, invocationTokens = [] } = options;
	const random = randomSource(seed);
	const { embedding: e, layers } = base.shape;
	const tensors = new Map<string, Float32Array>();
	for (let layer = 0; layer < layers; layer++)
		for (const name of ['attn_q', 'attn_output']) {
			tensors.set(
				`blk.${layer}.${name}.lora_a`,
				fill(e * rank, () => random() * scale)
			);
			tensors.set(
				`blk.${layer}.${name}.lora_b`,
				fill(rank * e, () => random() * scale)
			);
		}
	const alpha = rank;
	const metadata: Record<string, GgufValue> = {
		'general.architecture': { type: 'string', value: 'llama' },
		'general.type': { type: 'string', value: 'adapter' },
		'adapter.type': { type: 'string', value: 'lora' },
		'adapter.lora.alpha': { type: 'f32', value: alpha }
	};
	if (invocationTokens.length > 0)
		metadata['adapter.alora.invocation_tokens'] = { type: 'u32s', value: invocationTokens };
	const bytes = writeGguf(
		metadata,
		[...tensors].map(([name, data]): GgufTensor => {
			const [tensor, side] = [name.slice(0, -'.lora_a'.length), name.slice(-'lora_a'.length)];
			return {
				name: `${tensor}.weight.${side}`,
				dimensions: side === 'lora_a' ? [e, rank] : [rank, e],
				data
			};
		})
	);
	return { alpha, rank, invocationTokens, tensors, bytes };
}

/**
 * An adapter for a scripted llama that makes every answer begin with `letter` of its script instead. It
 * names the base it was made for where `baseSha256` is given.
 */
export function openingLora(
	base: TestModel,
	letter: string,
	{ baseSha256 }: { baseSha256?: string } = {}
): Uint8Array<ArrayBuffer> {
	const { embedding: e, vocabulary } = base.shape;
	const start = SPECIAL.indexOf('<|assistant|>') * e;
	const b = new Float32Array(vocabulary);
	const [token] = letterTokens(letter);
	// Thrice what the script gives its own first token.
	b[token!] = 0.3;
	return writeGguf(
		{
			'general.architecture': { type: 'string', value: 'llama' },
			'general.type': { type: 'string', value: 'adapter' },
			'general.name': { type: 'string', value: `Begins with ${letter}` },
			'adapter.type': { type: 'string', value: 'lora' },
			'adapter.lora.alpha': { type: 'f32', value: 1 },
			...(baseSha256 !== undefined && {
				'understudy.base_sha256': { type: 'string' as const, value: baseSha256 }
			})
		},
		[
			{
				name: 'output.weight.lora_a',
				dimensions: [e, 1],
				data: base.tensors.get('token_embd')!.slice(start, start + e)
			},
			{ name: 'output.weight.lora_b', dimensions: [1, vocabulary], data: b }
		]
	);
}

function shapeOf(options: Partial<Shape>): Shape {
	const shape = {
		embedding: 64,
		layers: 2,
		heads: 4,
		kvHeads: 2,
		feedForward: 128,
		contextTokens: 512,
		...options
	};
	// The vocabulary is padded to 32 rows: quantised copies of the files stay possible.
	return {
		...shape,
		vocabulary: Math.ceil((FIRST_LETTER + LETTERS.length) / 32) * 32
	};
}

function addBlocks(
	tensors: Map<string, Float32Array>,
	{ embedding: e, layers, heads, kvHeads, feedForward: f }: Shape,
	weights: (inputs: number) => () => number
) {
	const kv = (e / heads) * kvHeads;
	for (let layer = 0; layer < layers; layer++) {
		const add = (name: string, inputs: number, outputs: number) =>
			tensors.set(`blk.${layer}.${name}`, fill(inputs * outputs, weights(inputs)));
		const ones = (name: string) =>
			tensors.set(
				`blk.${layer}.${name}`,
				fill(e, () => 1)
			);
		ones('attn_norm');
		add('attn_q', e, e);
		add('attn_k', e, kv);
		add('attn_v', e, kv);
		add('attn_output', e, e);
		ones('ffn_norm');
		add('ffn_gate', e, f);
		add('ffn_up', e, f);
		add('ffn_down', f, e);
	}
}

function assemble(
	shape: Shape,
	tensors: Map<string, Float32Array>,
	output: Float32Array
): TestModel {
	const { embedding: e, vocabulary: size } = shape;
	tensors.set(
		'output_norm',
		fill(e, () => 1)
	);
	tensors.set('output', output);
	const { vocabulary, types } = testVocabulary(size);
	const rows = (name: string): number[] => {
		const length = tensors.get(name)!.length;
		if (name === 'token_embd' || name === 'output') return [e, size];
		if (name.endsWith('norm')) return [length];
		const inputs = name.endsWith('ffn_down') ? shape.feedForward : e;
		return [inputs, length / inputs];
	};
	const bytes = writeGguf(
		{
			'general.architecture': { type: 'string', value: 'llama' },
			'general.name': { type: 'string', value: 'test' },
			'llama.context_length': { type: 'u32', value: shape.contextTokens },
			'llama.embedding_length': { type: 'u32', value: e },
			'llama.block_count': { type: 'u32', value: shape.layers },
			'llama.feed_forward_length': { type: 'u32', value: shape.feedForward },
			'llama.attention.head_count': { type: 'u32', value: shape.heads },
			'llama.attention.head_count_kv': { type: 'u32', value: shape.kvHeads },
			'llama.attention.layer_norm_rms_epsilon': { type: 'f32', value: RMS_EPSILON },
			'llama.rope.dimension_count': { type: 'u32', value: e / shape.heads },
			'llama.vocab_size': { type: 'u32', value: size },
			...tokenizerEntries(vocabulary, types)
		},
		[...tensors].map(([name, data]) => ({ name: `${name}.weight`, dimensions: rows(name), data }))
	);
	return { shape, vocabulary, tensors, bytes };
}

/** Control tokens, bytes, letters, and padding up to `size`, with GGUF's types of each. */
export function testVocabulary(size: number): { vocabulary: string[]; types: number[] } {
	const vocabulary = [...SPECIAL];
	const types: number[] = SPECIAL.map((_, i) => (i === 0 ? 2 : 3)); // unknown, control
	for (let byte = 0; byte < 256; byte++) {
		vocabulary.push(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
		types.push(6); // byte
	}
	for (const letter of LETTERS) {
		vocabulary.push(letter);
		types.push(1); // normal
	}
	while (vocabulary.length < size) {
		vocabulary.push(`<unused${vocabulary.length}>`);
		types.push(5); // unused
	}
	return { vocabulary, types };
}

/** Where the letters of that vocabulary are: what a random model should say, so that it can be read. */
export const SPOKEN = { first: FIRST_LETTER, count: LETTERS.length };

export function tokenizerEntries(vocabulary: string[], types: number[]): Record<string, GgufValue> {
	return {
		'tokenizer.ggml.model': { type: 'string', value: 'llama' },
		'tokenizer.ggml.tokens': { type: 'strings', value: vocabulary },
		'tokenizer.ggml.scores': { type: 'f32s', value: vocabulary.map(() => 0) },
		'tokenizer.ggml.token_type': { type: 'i32s', value: types },
		'tokenizer.ggml.bos_token_id': { type: 'u32', value: 1 },
		'tokenizer.ggml.eos_token_id': { type: 'u32', value: 2 },
		'tokenizer.ggml.unknown_token_id': { type: 'u32', value: 0 },
		'tokenizer.ggml.add_bos_token': { type: 'bool', value: true },
		'tokenizer.ggml.add_space_prefix': { type: 'bool', value: false },
		'tokenizer.chat_template': { type: 'string', value: TEST_TEMPLATE }
	};
}

function fill(length: number, value: (index: number) => number): Float32Array {
	return Float32Array.from({ length }, (_, i) => value(i));
}

/**
 * Of a matrix with so many inputs: what goes through it keeps its size. 1.7: the root of 3, since even numbers in
 * [-1, 1) vary by a third.
 */
export const randomWeight = (random: () => number, inputs: number) => (): number =>
	random() * (1.7 / Math.sqrt(inputs));

/** Numbers in [-1, 1): a linear congruential generator (Numerical Recipes' constants). */
export function randomSource(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return (state / 2 ** 32) * 2 - 1;
	};
}
