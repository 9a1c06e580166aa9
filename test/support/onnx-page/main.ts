// The page in which chat models in ONNX form run under test, as the app has them: in their worker, on
// onnxruntime's WASM. Reachable as `globalThis.onnxPage`.

import { createTransformersEngine } from '../../../src/engine/transformers-text.ts';
import { engineConformance, type ConformanceResult } from '../../engine-conformance.ts';
import { onOnnx, ONNX_SKIPS } from '../onnx-engine.ts';

const page = {
	/** Runs one test of the conformance suite. */
	async run(only: string, tolerance: number): Promise<ConformanceResult> {
		const engine = onOnnx(await createTransformersEngine());
		const [result] = await engineConformance(
			{ makeEngine: () => engine, backend: 'auto', tolerance },
			{ only, skip: ONNX_SKIPS }
		);
		if (!result) throw new Error(`There is no test “${only}”.`);
		return result;
	}
};

export type OnnxPage = typeof page;

declare global {
	var onnxPage: OnnxPage;
}
globalThis.onnxPage = page;
