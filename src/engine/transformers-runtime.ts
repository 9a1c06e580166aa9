// Where the app serves onnxruntime's WASM: its plain build, beside the app's own files. Browsers only;
// the bundler fills in the addresses. Its asyncify and jsep builds are too large for a static host.

import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { EmbedderRuntime } from './transformers.ts';

export const browserRuntime: EmbedderRuntime = { wasm: { mjs, wasm }, device: 'wasm' };
