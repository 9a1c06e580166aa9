// The worker that runs chat models in ONNX form. Where onnxruntime's files are is said by the page with its
// address, since this worker's build would carry them a second time. Not here: the page's side
// (transformers-text.ts).

import { serveEngine } from './serve-engine.ts';
import { createTransformersHost } from './transformers-engine.ts';
import type { LibraryRuntime } from './transformers-library.ts';

/** In the worker's name: what is known when it starts. */
const runtime = JSON.parse(self.name) as LibraryRuntime;

serveEngine(createTransformersHost(async () => runtime));
