// A tiny speech recogniser of Whisper's shape with random weights, as the files of a repository: log-mel
// frames in, two convolutions, attention, a decoder with a key–value cache and cross-attention. Real bytes
// for the real runtime; its words are noise. Unlike a published merged decoder it computes the keys of the
// sound anew for every word instead of keeping them, and has one layer a side.

import { specialToken } from '../../models/embedder/word-pieces.ts';
import { SPEECH_FILES } from '../../src/contract/speech-model.ts';
import { HEAD, HEADS, onnxFloats, onnxIntegers, OnnxBuilder, WIDTH } from './onnx-graph.ts';
import { randomSource, randomWeight } from './random-gguf.ts';

const MELS = 80;
/** 30 s in frames of 20 ms. */
const PLACES = 1500;
const TOKENS = 448;
/** Tokens of one text, those of the prompt included. */
const LONGEST = 24;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const SPECIAL = [
	'<|endoftext|>',
	'<|startoftranscript|>',
	'<|en|>',
	'<|de|>',
	'<|translate|>',
	'<|transcribe|>',
	'<|notimestamps|>'
];
/** Byte-level BPE writes a space so. */
const VOCABULARY = ['Ġ', ...LETTERS, ...SPECIAL];
const idOf = (token: string) => VOCABULARY.indexOf(token);

/** What such a model may say: letters and spaces. */
export const WHISPER_SAYS = /^[a-z ]+$/;

/** By their names in the repository. Deterministic from `seed`. */
export function randomWhisper(seed = 1): Map<string, Uint8Array<ArrayBuffer>> {
	const random = randomSource(seed);
	const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
	return new Map([
		[SPEECH_FILES.config, json(config())],
		[SPEECH_FILES.generation, json(generationConfig())],
		[SPEECH_FILES.preprocessor, json(preprocessor())],
		[SPEECH_FILES.tokenizer, json(tokenizer())],
		[SPEECH_FILES.tokenizerConfig, json({ tokenizer_class: 'WhisperTokenizer' })],
		[`onnx/${SPEECH_FILES.encoder}`, encoder(random)],
		[`onnx/${SPEECH_FILES.decoder}`, decoder(random)]
	]);
}

type Random = () => number;

/** The builder with weights drawn as they are named. */
function weighted(random: Random) {
	const graph = new OnnxBuilder();
	const draw = (name: string, dims: number[], inputs: number) =>
		graph.floats(
			name,
			dims,
			Array.from({ length: dims.reduce((a, b) => a * b) }, randomWeight(random, inputs))
		);
	const linear = (x: string, name: string, outputs = WIDTH) =>
		graph.add('MatMul', [x, draw(name, [WIDTH, outputs], WIDTH)]);
	const norm = (x: string, name: string) =>
		graph.add(
			'LayerNormalization',
			[
				x,
				graph.floats(`${name}.weight`, [WIDTH], new Float32Array(WIDTH).fill(1)),
				graph.floats(`${name}.bias`, [WIDTH], new Float32Array(WIDTH))
			],
			{ axis: -1, epsilon: { float: 1e-5 } }
		);
	return { graph, draw, linear, norm };
}

function encoder(random: Random): Uint8Array<ArrayBuffer> {
	const { graph, draw, linear, norm } = weighted(random);
	const convolve = (x: string, name: string, channels: number, stride: number) =>
		graph.add('Relu', [
			graph.add('Conv', [x, draw(name, [WIDTH, channels, 3], channels * 3)], {
				kernel_shape: [3],
				strides: [stride],
				pads: [1, 1]
			})
		]);
	const heard = convolve(convolve('input_features', 'conv1', MELS, 1), 'conv2', WIDTH, 2);
	const rows = graph.add('Transpose', [heard], { perm: [0, 2, 1] });
	const x = graph.add('Add', [rows, draw('places', [PLACES, WIDTH], 1)]);
	const normed = norm(x, 'norm1');
	const part = (name: string) => graph.split(linear(normed, name), HEADS, WIDTH);
	const mixed = graph.attend(part('q'), part('k'), part('v'), HEAD);
	const attended = graph.add('Add', [x, linear(graph.join(mixed, WIDTH), 'out')]);
	graph.add('Identity', [norm(attended, 'norm2')], {}, 'last_hidden_state');
	return graph.pack(
		'encoder',
		[onnxFloats('input_features', ['batch', MELS, 2 * PLACES])],
		[onnxFloats('last_hidden_state', ['batch', PLACES, WIDTH])]
	);
}

function decoder(random: Random): Uint8Array<ArrayBuffer> {
	const { graph, draw, linear, norm } = weighted(random);
	const pastKey = 'past_key_values.0.decoder.key';
	const pastValue = 'past_key_values.0.decoder.value';
	const past = graph.size(pastKey, 2);
	const total = graph.add('Add', [past, graph.size('input_ids', 1)]);
	const tokens = graph.add('Gather', [draw('tokens', [VOCABULARY.length, WIDTH], 1), 'input_ids']);
	const places = graph.add('Gather', [
		draw('places', [TOKENS, WIDTH], 1),
		graph.range(past, total)
	]);
	const x = graph.add('Add', [tokens, places]);
	const own = norm(x, 'norm1');
	const part = (from: string, name: string) => graph.split(linear(from, name), HEADS, WIDTH);
	const keys = graph.add('Concat', [pastKey, part(own, 'k')], { axis: 2 }, 'present.0.decoder.key');
	const values = graph.add(
		'Concat',
		[pastValue, part(own, 'v')],
		{ axis: 2 },
		'present.0.decoder.value'
	);
	const mixed = graph.attend(part(own, 'q'), keys, values, HEAD, graph.causal(past, total));
	const attended = graph.add('Add', [x, linear(graph.join(mixed, WIDTH), 'out')]);
	const asking = norm(attended, 'norm2');
	const heard = 'encoder_hidden_states';
	const sound = graph.attend(
		part(asking, 'cross.q'),
		part(heard, 'cross.k'),
		part(heard, 'cross.v'),
		HEAD
	);
	const crossed = graph.add('Add', [attended, linear(graph.join(sound, WIDTH), 'cross.out')]);
	// Letters and spaces alone are ever likelier than nothing: no special token is said, and no end.
	const head = Array.from({ length: WIDTH * VOCABULARY.length }, (_, i) =>
		i % VOCABULARY.length <= LETTERS.length ? random() : 0
	);
	graph.add(
		'MatMul',
		[norm(crossed, 'norm3'), graph.floats('head', [WIDTH, VOCABULARY.length], head)],
		{},
		'logits'
	);
	const cache = (name: string, length: string) =>
		onnxFloats(name, ['batch_size', HEADS, length, HEAD]);
	return graph.pack(
		'decoder',
		[
			onnxIntegers('input_ids', ['batch_size', 'tokens']),
			onnxFloats('encoder_hidden_states', ['batch_size', PLACES, WIDTH]),
			cache(pastKey, 'past'),
			cache(pastValue, 'past')
		],
		[
			onnxFloats('logits', ['batch_size', 'tokens', VOCABULARY.length]),
			cache('present.0.decoder.key', 'total'),
			cache('present.0.decoder.value', 'total')
		]
	);
}

function config() {
	return {
		model_type: 'whisper',
		architectures: ['WhisperForConditionalGeneration'],
		is_encoder_decoder: true,
		d_model: WIDTH,
		encoder_layers: 1,
		decoder_layers: 1,
		encoder_attention_heads: HEADS,
		decoder_attention_heads: HEADS,
		num_mel_bins: MELS,
		max_source_positions: PLACES,
		max_target_positions: TOKENS,
		vocab_size: VOCABULARY.length,
		bos_token_id: idOf('<|endoftext|>'),
		eos_token_id: idOf('<|endoftext|>'),
		decoder_start_token_id: idOf('<|startoftranscript|>')
	};
}

function generationConfig() {
	return {
		is_multilingual: true,
		lang_to_id: { '<|en|>': idOf('<|en|>'), '<|de|>': idOf('<|de|>') },
		task_to_id: { transcribe: idOf('<|transcribe|>'), translate: idOf('<|translate|>') },
		no_timestamps_token_id: idOf('<|notimestamps|>'),
		decoder_start_token_id: idOf('<|startoftranscript|>'),
		eos_token_id: idOf('<|endoftext|>'),
		max_length: LONGEST
	};
}

/** As every published Whisper model has it. */
function preprocessor() {
	return {
		feature_extractor_type: 'WhisperFeatureExtractor',
		processor_class: 'WhisperProcessor',
		feature_size: MELS,
		sampling_rate: 16_000,
		hop_length: 160,
		n_fft: 400,
		chunk_length: 30,
		n_samples: 480_000,
		nb_max_frames: 3000,
		padding_side: 'right',
		padding_value: 0
	};
}

function tokenizer() {
	return {
		version: '1.0',
		truncation: null,
		padding: null,
		added_tokens: SPECIAL.map((content) => specialToken(content, idOf(content))),
		normalizer: null,
		pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true },
		post_processor: null,
		decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true },
		model: {
			type: 'BPE',
			dropout: null,
			unk_token: null,
			continuing_subword_prefix: '',
			end_of_word_suffix: '',
			fuse_unk: false,
			vocab: Object.fromEntries(VOCABULARY.map((token, id) => [token, id])),
			merges: []
		}
	};
}
