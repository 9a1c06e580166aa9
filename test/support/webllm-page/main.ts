// The page in which WebLLM runs under test: its real code in its real worker, as the app starts it, on
// records a test writes. Reachable as `globalThis.webLlmPage`.

import { errorData, type ErrorData } from '../../../src/contract/errors.ts';
import type { Availability } from '../../../src/engine/engine.ts';
import { createWebLlmEngine } from '../../../src/engine/webllm.ts';
import { WEBLLM_RECORD } from '../../../src/engine/webllm-record.ts';

const engine = createWebLlmEngine();

const page = {
	probe: (): Promise<Availability> => engine.probe(),

	/** Loads the model of a record; null when it was loaded. `abort` gives up at once. */
	async load(record: string, abort = false): Promise<ErrorData | null> {
		const controller = new AbortController();
		try {
			const loading = engine.load(
				{
					manifest: {
						version: 1,
						id: 'mlc-test',
						name: 'Test',
						engine: 'webllm',
						description: 'A record without weights.',
						family: 'llama',
						parameters: 1,
						baseSha256: '0'.repeat(64),
						files: [],
						modifiers: [],
						template: { kind: 'engine', systemPrompt: true, contextTokens: 1024 },
						selfTest: null,
						calibration: null,
						thresholds: null,
						licence: 'none',
						provenance: 'made by a test',
						measured: {}
					},
					files: [{ path: WEBLLM_RECORD, blob: new Blob([record]) }]
				},
				{ backend: 'webgpu', contextTokens: 1024, parallel: 1, signal: controller.signal }
			);
			if (abort) controller.abort();
			await (await loading).dispose();
			return null;
		} catch (error) {
			return errorData(error);
		}
	},

	/** The databases WebLLM keeps its files in. */
	async databases(): Promise<string[]> {
		return (await indexedDB.databases()).map(({ name }) => name ?? '');
	}
};

export type WebLlmPage = typeof page;

declare global {
	var webLlmPage: WebLlmPage;
}
globalThis.webLlmPage = page;
