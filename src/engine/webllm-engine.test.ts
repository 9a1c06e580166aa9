// The conformance suite in Node for models in MLC's form: our engine on @mlc-ai/web-llm's own MLCEngine, over a
// stand-in for a model compiled for it (test/support/mlc-engine.ts, mlc-pipeline.ts), which computes every token of
// the suite's models on another runtime. No MLC library ever computed a token here. So nothing is proven of
// compiled models: their WebAssembly and shaders, their numbers and random draws, their tokenizers and chat
// templates, their memory, pace and lost devices, nor of `reload` and `unload`, which place and free them. What
// the library does up to there, in a browser: test/e2e/webllm.spec.ts.

import { afterAll, beforeAll, test, vi } from 'vitest';
import { WEBLLM_SKIPS, webLlmTests } from '../../test/conformance/webllm.ts';
import { CONFORMANCE, engineConformance } from '../../test/engine-conformance.ts';
import { onMlc } from '../../test/support/mlc-engine.ts';

// The engine loads nothing where there is no graphics processor.
beforeAll(() => void vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => ({}) } }));
afterAll(() => void vi.unstubAllGlobals());

for (const tests of [CONFORMANCE, webLlmTests])
	for (const { name } of tests)
		test(name, async (context) => {
			const [result] = await engineConformance(
				{
					makeEngine: () => onMlc(),
					backend: 'auto',
					// 32-bit floats throughout; the reference computes in 64.
					tolerance: 0.001,
					parallel: 1,
					countsLast: true
				},
				{ only: name, tests, skip: tests === CONFORMANCE ? [...WEBLLM_SKIPS] : [] }
			);
			if (result?.outcome === 'skipped') context.skip(result.reason);
			if (result?.outcome === 'failed') throw new Error(result.message);
		});
