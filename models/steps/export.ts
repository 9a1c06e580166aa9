// npm run models -- export --recipe starter [--out models/.build/starter/export] [--mean-with BASE.gguf [--mean-share 0.75]]
//
// Turns the trained weights into what ships: a GGUF in half precision and its manifest. The
// self-test and the measured figures are added by `report`, on the file that ships. `--mean-with` ships the
// mean of the trained weights and an exported base's that the training went on from: where both were trained to
// a rate of zero, their mean is often better than either (model soups, Wortsman et al. 2022). `--mean-share` is what
// the trained weights count for in it; a half where it says nothing.
// Reads   models/.build/NAME/{weights.safetensors, vocabulary.json, train.log.jsonl}, or BASE.gguf
// Writes  OUT/{base.gguf, manifest.json}, models/.build/NAME/mean.json

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeGguf, type GgufTensor, type GgufValue } from '../../src/contract/gguf-write.ts';
import { manifestFrom } from '../../src/contract/manifest.ts';
import { readBaseWeights } from '../../src/learn/base-weights.ts';
import { CHAT_TEMPLATE } from '../chat-template.ts';
import { buildFolder, type Recipe } from '../recipe.ts';
import { readCheckpoint, type Checkpoint } from '../safetensors.ts';
import { sha256 } from '../sha256.ts';
import { END, type Vocabulary } from '../tokenizer.ts';
import { vocabularyOf } from './tokenizer.ts';
import { readBegunWith } from './train-base.ts';

export const CHUNK_BYTES = 1 << 20;

export function baseGguf(checkpoint: Checkpoint, vocabulary: Vocabulary, name: string): Uint8Array {
	const { shape } = checkpoint,
		u32 = (value: number): GgufValue => ({ type: 'u32', value }),
		text = (value: string): GgufValue => ({ type: 'string', value }),
		no: GgufValue = { type: 'bool', value: false };
	const metadata: [string, GgufValue][] = [
		['general.architecture', text('llama')],
		['general.name', text(name)],
		['general.license', text('MIT')],
		['general.file_type', u32(1)],
		['llama.context_length', u32(shape['context']!)],
		['llama.embedding_length', u32(shape['width']!)],
		['llama.block_count', u32(shape['layers']!)],
		['llama.feed_forward_length', u32(shape['hidden']!)],
		['llama.attention.head_count', u32(shape['heads']!)],
		['llama.attention.head_count_kv', u32(shape['heads']!)],
		['llama.attention.layer_norm_rms_epsilon', { type: 'f32', value: 1e-5 }],
		['llama.rope.dimension_count', u32(shape['width']! / shape['heads']!)],
		['llama.rope.freq_base', { type: 'f32', value: 10000 }],
		['llama.vocab_size', u32(vocabulary.tokens.length)],
		['tokenizer.ggml.model', text('llama')],
		['tokenizer.ggml.tokens', { type: 'strings', value: vocabulary.tokens }],
		['tokenizer.ggml.scores', { type: 'f32s', value: vocabulary.scores }],
		['tokenizer.ggml.token_type', { type: 'i32s', value: vocabulary.types }],
		['tokenizer.ggml.bos_token_id', u32(1)],
		['tokenizer.ggml.eos_token_id', u32(END)],
		['tokenizer.ggml.unknown_token_id', u32(0)],
		['tokenizer.ggml.add_bos_token', no],
		['tokenizer.ggml.add_eos_token', no],
		['tokenizer.ggml.add_space_prefix', no],
		['tokenizer.chat_template', text(CHAT_TEMPLATE)]
	];
	// llama.cpp wants norms in single precision; they are a thousandth of the file.
	const tensors = [...checkpoint.tensors].map(([name, t]): GgufTensor => ({
		name,
		shape: t.shape,
		data: t.data,
		precision: t.shape.length > 1 ? 'f16' : 'f32'
	}));
	return writeGguf(metadata, tensors);
}

/** Where it is kept which base the exported weights are the mean with. */
const meanPath = (recipe: Recipe): string => `${buildFolder(recipe)}/mean.json`;

/** A base that the exported weights are the mean with, and what the training's own count for, 0–1. */
export interface Mean {
	/** SHA-256 */
	model: string;
	share: number;
}

/** Null: the exported weights are the training's own. */
export function readMeanWith(recipe: Recipe): Mean | null {
	const path = meanPath(recipe);
	return existsSync(path) ? { share: 0.5, ...JSON.parse(readFileSync(path, 'utf8')) } : null;
}

/** Throws for what is no part of a mean. */
export function shareOf(text: string | undefined): number {
	const share = text === undefined ? 0.5 : Number(text);
	if (!(share > 0 && share < 1))
		throw new Error(`--mean-share wants a number between 0 and 1, such as 0.75; it was “${text}”.`);
	return share;
}

/** Throws where `base` has other tensors, or another vocabulary, which would make the mean meaningless. */
export function meanOf(
	{ shape, tensors }: Checkpoint,
	vocabulary: Vocabulary,
	base: Uint8Array,
	share = 0.5
): Checkpoint {
	const other = readBaseWeights(base);
	if (JSON.stringify(other.vocabulary.tokens) !== JSON.stringify(vocabulary.tokens))
		throw new Error('The mean of two bases needs one vocabulary, and theirs differ.');
	return {
		shape,
		tensors: new Map(
			[...tensors].map(([name, tensor]) => {
				const its = other.tensors.get(name);
				if (String(its?.shape) !== String(tensor.shape))
					throw new Error(
						`The mean of two bases needs one shape: ${name} is ${tensor.shape.join(' × ')} here and ${its?.shape.join(' × ') ?? 'missing'} there.`
					);
				return [
					name,
					{ ...tensor, data: tensor.data.map((x, i) => share * x + (1 - share) * its!.data[i]!) }
				] as const;
			})
		)
	};
}

/** The trained weights, or their mean with an exported base's; notes which. */
function weightsFor(
	recipe: Recipe,
	vocabulary: Vocabulary,
	share: number,
	meanWith?: string
): Checkpoint {
	const trained = readCheckpoint(`${buildFolder(recipe)}/weights.safetensors`);
	if (meanWith === undefined) {
		rmSync(meanPath(recipe), { force: true });
		return trained;
	}
	const bytes = new Uint8Array(readFileSync(meanWith));
	const mean = meanOf(trained, vocabulary, bytes, share);
	writeFileSync(meanPath(recipe), JSON.stringify({ model: sha256(bytes), share } satisfies Mean));
	return mean;
}

/** What the model's card says it is made of. `wentOn`: from an earlier base; `mean`: of two bases' weights. */
export function provenanceOf(wentOn: boolean, mean: boolean): string {
	const later = [
		...(wentOn ? ['trained on from earlier bases of its own (`train-base --from`)'] : []),
		...(mean ? ['averaged with one of them (`export --mean-with`)'] : [])
	];
	return [
		'The language model and its modifiers: trained from scratch on text written by the generator in models/generator; no other data.',
		'Domain head, router, embedder, calibration and critic also on public sets: CLINC150, RouteLLM’s outcomes, and others that their reports name.',
		`Made by \`npm run models -- all --recipe starter\`${later.length > 0 ? `; the base was ${later.join(' and ')}` : ''}.`
	].join(' ');
}

export function exportBase(
	recipe: Recipe,
	out = `${buildFolder(recipe)}/export`,
	meanWith?: string,
	share = 0.5
): void {
	const vocabulary = vocabularyOf(recipe),
		checkpoint = weightsFor(recipe, vocabulary, share, meanWith);
	mkdirSync(out, { recursive: true });
	const bytes = baseGguf(checkpoint, vocabulary, 'Understudy starter');
	if (bytes.length > 16e6)
		throw new Error(
			`The base is ${bytes.length} bytes; at most 16 MB may ship. Use a smaller recipe.`
		);
	writeFileSync(`${out}/base.gguf`, bytes);
	const parameters = [...checkpoint.tensors.values()].reduce((n, t) => n + t.data.length, 0),
		hash = sha256(bytes);
	const before = existsSync(`${out}/manifest.json`)
		? (JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')) as {
				baseSha256: string;
				selfTest: unknown;
				measured: unknown;
			})
		: null;
	const kept = before?.baseSha256 === hash ? before : null;
	const manifest = manifestFrom({
		version: 1,
		id: 'starter',
		name: 'Understudy starter',
		description: `A very small model (${(parameters / 1e6).toFixed(1)} million parameters) trained from scratch for this app. It answers short facts, small sums, word tasks and questions about the app, and says so when it does not know.`,
		family: 'llama',
		parameters,
		baseSha256: hash,
		files: [
			{
				path: 'base.gguf',
				url: '/models/starter/base.gguf',
				bytes: bytes.length,
				sha256: hash,
				chunkBytes: CHUNK_BYTES,
				chunkSha256: Array.from({ length: Math.ceil(bytes.length / CHUNK_BYTES) }, (_, i) =>
					sha256(bytes.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES))
				)
			}
		],
		modifiers: [],
		template: { kind: 'gguf', systemPrompt: false, contextTokens: recipe.shape.context },
		selfTest: kept?.selfTest ?? null,
		calibration: null,
		thresholds: { answer: 0.8 }, // 0.8: where the first experiment caught 99 % of out-of-scope questions; not yet searched
		licence: 'MIT',
		provenance: provenanceOf(
			readBegunWith(buildFolder(recipe)) !== null,
			readMeanWith(recipe) !== null
		),
		measured: kept?.measured ?? {}
	});
	writeFileSync(`${out}/manifest.json`, JSON.stringify(manifest, null, '\t') + '\n');
	console.error(
		`export: ${out}/base.gguf, ${(bytes.length / 1e6).toFixed(2)} MB, ${parameters} parameters`
	);
}
