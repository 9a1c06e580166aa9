// The conformance suite on the real runtime in Node, on the suite's random-weight llamas in ONNX form: the
// same reference says what they answer. In a browser, in its worker: test/e2e/transformers.spec.ts.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { beforeAll, test } from 'vitest';
import { CONFORMANCE, engineConformance } from '../../test/engine-conformance.ts';
import { onOnnx, ONNX_SKIPS } from '../../test/support/onnx-engine.ts';
import { createTransformersHost } from './transformers-engine.ts';

const RUNTIME = Symbol.for('onnxruntime');
const resolve = (name: string) => pathToFileURL(createRequire(import.meta.url).resolve(name)).href;

beforeAll(async () => {
	const host = globalThis as { [RUNTIME]?: unknown };
	host[RUNTIME] ??= await import('onnxruntime-web');
});

const makeEngine = () =>
	onOnnx(
		createTransformersHost(async () => ({
			wasm: {
				mjs: resolve('onnxruntime-web/ort-wasm-simd-threaded.mjs'),
				wasm: resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')
			},
			device: 'auto'
		}))
	);

for (const { name } of CONFORMANCE)
	test(name, async (context) => {
		const [result] = await engineConformance(
			// 32-bit floats throughout; the reference computes in 64.
			{ makeEngine, backend: 'wasm-single', tolerance: 0.001 },
			{ only: name, skip: ONNX_SKIPS }
		);
		if (result?.outcome === 'skipped') context.skip(result.reason);
		if (result?.outcome === 'failed') throw new Error(result.message);
	});
