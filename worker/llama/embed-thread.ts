// The embedder in a thread of its own, so that nobody's stream waits for vectors: the browser's own files on the same
// ONNX runtime (WASM). One message is a few texts, to be counted or embedded, and one answer; they come in order.
// Not here: who asks, and what is refused (embed.ts).

import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { openEmbedder, type CountingEmbedder } from '../../src/engine/transformers.ts';

export type Asked = { id: number; work: 'count' | 'embed'; texts: string[] };
export type Answered =
	| { id: number; work: 'count'; tokens: number[] }
	| { id: number; work: 'embed'; vectors: Float32Array[] }
	| { id: number; work: 'failed'; reason: string };

/** transformers.js takes the runtime a host hands it under this symbol instead of a native one. */
const RUNTIME = Symbol.for('onnxruntime');

async function open(folder: string): Promise<CountingEmbedder> {
	const host = globalThis as { [RUNTIME]?: unknown };
	host[RUNTIME] = await import('onnxruntime-web');
	return openEmbedder((path) => openAsBlob(join(folder, path)), {
		wasm: {
			mjs: import.meta.resolve('onnxruntime-web/ort-wasm-simd-threaded.mjs'),
			wasm: import.meta.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')
		},
		device: 'auto'
	});
}

/** What failed to open is tried again for the next. */
let opening: Promise<CountingEmbedder> | null = null;
let before: Promise<void> = Promise.resolve();

parentPort?.on('message', (asked: Asked) => {
	before = before.then(async () => parentPort?.postMessage(await answer(asked)));
});

async function answer({ id, work, texts }: Asked): Promise<Answered> {
	try {
		opening ??= open(String(workerData));
		opening.catch(() => (opening = null));
		const embedder = await opening;
		return work === 'count'
			? { id, work, tokens: texts.map((text) => embedder.countTokens(text)) }
			: { id, work, vectors: await embedder.embed(texts) };
	} catch (error) {
		return { id, work: 'failed', reason: error instanceof Error ? error.message : String(error) };
	}
}
