// POST /v1/embeddings: the embedder that ships with the model, the browser's own files on the same ONNX
// runtime (WASM), so that vectors of both can be compared. A chat model's own states are no embeddings:
// a model that comes without an embedder offers none.

import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { EMBEDDER_FILES, parseEmbedderCard, type Embedder } from '../../src/contract/embedder.ts';
import { openEmbedder } from '../../src/engine/transformers.ts';
import type { EmbeddingsRequest, UpstreamResponse } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { json } from './chat.ts';
import { verifyFile, type ModelFiles } from './model-files.ts';

export type ModelEmbedder = {
	/** Names the weights: vectors of different ids do not compare. */
	id: string;
	dimensions: number;
	embed(request: EmbeddingsRequest): Promise<UpstreamResponse>;
	close(): Promise<void>;
};

/** transformers.js takes the runtime a host hands it under this symbol instead of a native one. */
const RUNTIME = Symbol.for('onnxruntime');
const NAMES: readonly string[] = Object.values(EMBEDDER_FILES);

/** Null where the model has none. Its files are verified now; it is opened when first asked. */
export async function modelEmbedder({
	manifest,
	folder
}: ModelFiles): Promise<ModelEmbedder | null> {
	const files = manifest.files.filter(({ path }) => NAMES.includes(path));
	if (files.length !== NAMES.length) return null;
	for (const file of files) await verifyFile(folder, file);
	const card = parseEmbedderCard(await (await read(folder, EMBEDDER_FILES.card)).text());
	let opened: Promise<Embedder> | null = null;
	return {
		id: card.id,
		dimensions: card.dimensions,
		async embed(request) {
			const texts = textsOf(request);
			if (request['dimensions'] !== undefined && request['dimensions'] !== card.dimensions)
				throw new GatewayError(
					400,
					'invalid_request',
					`This embedder's vectors have ${card.dimensions} numbers: leave dimensions out.`,
					{ param: 'dimensions' }
				);
			opened ??= open(folder);
			opened.catch(() => (opened = null));
			const vectors = await (await opened).embed(texts);
			return json({
				object: 'list',
				model: request.model,
				data: vectors.map((vector, index) => ({
					object: 'embedding',
					index,
					embedding: [...vector]
				})),
				usage: usageOf(texts)
			});
		},
		close: async () => (await opened)?.dispose()
	};
}

function read(folder: string, name: string): Promise<Blob> {
	return openAsBlob(join(folder, name));
}

async function open(folder: string): Promise<Embedder> {
	const host = globalThis as { [RUNTIME]?: unknown };
	host[RUNTIME] ??= await import('onnxruntime-web');
	return openEmbedder((path) => read(folder, path), {
		wasm: {
			mjs: import.meta.resolve('onnxruntime-web/ort-wasm-simd-threaded.mjs'),
			wasm: import.meta.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')
		},
		device: 'auto'
	});
}

function textsOf({ input }: EmbeddingsRequest): string[] {
	const texts = typeof input === 'string' ? [input] : input;
	if (texts.every((text) => typeof text === 'string')) return texts;
	throw new GatewayError(
		400,
		'invalid_request',
		'input should be text: this embedder has a vocabulary of its own.',
		{ param: 'input' }
	);
}

/** In words and marks, about what the embedder's pieces come to: nothing is charged here. */
function usageOf(texts: readonly string[]) {
	const tokens = texts.reduce((sum, text) => sum + (text.match(/\w+|[^\s\w]/g)?.length ?? 0), 0);
	return { prompt_tokens: tokens, total_tokens: tokens };
}
