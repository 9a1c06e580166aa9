// Opens an embedder from a folder in Node: the same code and the same WASM as in the browser.
// transformers.js takes the runtime a host hands it under this symbol instead of a native one.

import { openAsBlob } from 'node:fs';
import type { Embedder } from '../../src/contract/embedder.ts';
import { openEmbedder } from '../../src/engine/transformers.ts';

const RUNTIME = Symbol.for('onnxruntime');

export async function openEmbedderIn(folder: string): Promise<Embedder> {
	const host = globalThis as { [RUNTIME]?: unknown };
	host[RUNTIME] ??= await import('onnxruntime-web');
	return openEmbedder((path) => openAsBlob(`${folder}/${path}`), {
		wasm: {
			mjs: import.meta.resolve('onnxruntime-web/ort-wasm-simd-threaded.mjs'),
			wasm: import.meta.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')
		},
		device: 'auto'
	});
}
