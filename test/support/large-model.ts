// A llama with random weights as a file of gigabytes, written tensor by tensor, so that neither making nor
// serving it takes its size of memory. Its last tensor is what it says, so that an answer shows whether the end of
// the file was read. Deterministic. By itself: `node test/support/large-model.ts FILE
// [megabytes]`. Not here: small models, in memory (random-gguf.ts, random-architectures.ts).

import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import process from 'node:process';
import type { FileSource } from './flaky-server.ts';
import { ggufHead, tensorBytes, type GgufTensor, type GgufValue } from './gguf-writer.ts';
import {
	randomSource,
	scriptOf,
	SPOKEN,
	testVocabulary,
	tokenizerEntries,
	type Script
} from './random-gguf.ts';

export type LargeModel = { path: string; bytes: number; sha256: string; layers: number };

type Tensor = Pick<GgufTensor, 'name' | 'dimensions'>;

const EMBEDDING = 1024;
const HEADS = 16;
const KV_HEADS = 8;
const FEED_FORWARD = 2816;
const VOCABULARY = 320;
const CONTEXT_TOKENS = 512;
// 4 MiB: written at a time.
const BLOCK_FLOATS = 1024 * 1024;

/**
 * Writes a model of at least `wantedBytes` to `path`. `says`: what it answers whatever it is asked, no token twice;
 * without it, letters without meaning or end.
 */
export function writeLargeModel(
	path: string,
	wantedBytes: number,
	{ says }: { says?: string } = {}
): LargeModel {
	const script = says === undefined ? null : scriptOf(says, { ends: true });
	const layerBytes = layerTensors(0).reduce((sum, tensor) => sum + tensorBytes(tensor), 0);
	const layers = Math.ceil(wantedBytes / layerBytes);
	const tensors = [
		tensor('token_embd', [EMBEDDING, VOCABULARY]),
		tensor('output_norm', [EMBEDDING]),
		...Array.from({ length: layers }, (_, layer) => layerTensors(layer)).flat(),
		tensor('output', [EMBEDDING, VOCABULARY])
	];
	const hash = createHash('sha256');
	const file = openSync(path, 'w');
	let bytes = 0;
	const write = (data: Uint8Array) => {
		hash.update(data);
		writeSync(file, data);
		bytes += data.length;
	};
	try {
		write(ggufHead(metadataOf(layers), tensors));
		const noise = randomBlock();
		for (const one of tensors) writeTensor(one, noise, script, write);
	} finally {
		closeSync(file);
	}
	return { path, bytes, sha256: hash.digest('hex'), layers };
}

/** The file as a host serves it, read where it is asked for. */
export function fileSource(path: string): FileSource & { close(): void } {
	const file = openSync(path, 'r');
	return {
		bytes: fstatSync(file).size,
		read(start, end) {
			const piece = new Uint8Array(end - start);
			readSync(file, piece, 0, piece.length, start);
			return piece;
		},
		close: () => closeSync(file)
	};
}

const tensor = (name: string, dimensions: number[]): Tensor => ({
	name: `${name}.weight`,
	dimensions
});

function layerTensors(layer: number): Tensor[] {
	const kv = (EMBEDDING / HEADS) * KV_HEADS;
	const of = (name: string, dimensions: number[]) => tensor(`blk.${layer}.${name}`, dimensions);
	return [
		of('attn_norm', [EMBEDDING]),
		of('attn_q', [EMBEDDING, EMBEDDING]),
		of('attn_k', [EMBEDDING, kv]),
		of('attn_v', [EMBEDDING, kv]),
		of('attn_output', [EMBEDDING, EMBEDDING]),
		of('ffn_norm', [EMBEDDING]),
		of('ffn_gate', [EMBEDDING, FEED_FORWARD]),
		of('ffn_up', [EMBEDDING, FEED_FORWARD]),
		of('ffn_down', [FEED_FORWARD, EMBEDDING])
	];
}

function randomBlock(): Float32Array<ArrayBuffer> {
	const random = randomSource(11);
	return Float32Array.from({ length: BLOCK_FLOATS }, () => random());
}

/** The same noise for every matrix, scaled to its inputs and begun elsewhere in each. */
function writeTensor(
	{ name, dimensions }: Tensor,
	noise: Float32Array,
	script: Script | null,
	write: (data: Uint8Array) => void
): void {
	const [inputs = 1, outputs] = dimensions;
	const count = inputs * (outputs ?? 1);
	const data = new Float32Array(Math.min(count, BLOCK_FLOATS));
	const shift = shiftOf(name);
	// The residual stream grows with every layer: small steps keep its numbers tame.
	const scale = 0.5 / Math.sqrt(inputs);
	// What a token becomes is fixed by the script alone where the layers add nothing to it.
	const isSilent = script !== null && /attn_output|ffn_down/.test(name);
	const embedded = (token: number, i: number) =>
		noise[(token * EMBEDDING + i + shiftOf('token_embd.weight')) % BLOCK_FLOATS]!;
	const valueAt = (at: number): number => {
		if (outputs === undefined) return 1;
		if (isSilent) return 0;
		if (name !== 'output.weight') return noise[(at + shift) % BLOCK_FLOATS]! * scale;
		const token = Math.floor(at / inputs);
		if (script === null) return isSpoken(token) ? noise[(at + shift) % BLOCK_FLOATS]! * scale : 0;
		const before = script.filter(({ to }) => to === token);
		return before.reduce((sum, { from }) => sum + embedded(from, at % inputs), 0);
	};
	for (let done = 0; done < count; done += data.length) {
		const length = Math.min(data.length, count - done);
		for (let i = 0; i < length; i++) data[i] = valueAt(done + i);
		write(new Uint8Array(data.buffer, 0, 4 * length));
	}
	const padding = tensorBytes({ dimensions }) - 4 * count;
	if (padding > 0) write(new Uint8Array(padding));
}

/** Where a matrix begins in the noise. */
const shiftOf = (name: string): number =>
	[...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);

const isSpoken = (token: number): boolean =>
	token >= SPOKEN.first && token < SPOKEN.first + SPOKEN.count;

function metadataOf(layers: number): Record<string, GgufValue> {
	const { vocabulary, types } = testVocabulary(VOCABULARY);
	const whole = (value: number): GgufValue => ({ type: 'u32', value });
	return {
		'general.architecture': { type: 'string', value: 'llama' },
		'general.name': { type: 'string', value: 'Random large llama' },
		'general.license': { type: 'string', value: 'none: random numbers' },
		'llama.context_length': whole(CONTEXT_TOKENS),
		'llama.embedding_length': whole(EMBEDDING),
		'llama.block_count': whole(layers),
		'llama.feed_forward_length': whole(FEED_FORWARD),
		'llama.attention.head_count': whole(HEADS),
		'llama.attention.head_count_kv': whole(KV_HEADS),
		'llama.attention.layer_norm_rms_epsilon': { type: 'f32', value: 1e-5 },
		'llama.rope.dimension_count': whole(EMBEDDING / HEADS),
		'llama.vocab_size': whole(VOCABULARY),
		...tokenizerEntries(vocabulary, types)
	};
}

if (import.meta.main) {
	const [, , path, megabytes = '1000'] = process.argv;
	if (!path) throw new Error('Say where: node test/support/large-model.ts FILE [megabytes]');
	console.log(JSON.stringify(writeLargeModel(path, Number(megabytes) * 1e6)));
}
