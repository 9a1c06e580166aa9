// The page in which WebLLM runs under test: its real code in its real worker, as the app starts it, on
// records a test writes. Reachable as `globalThis.webLlmPage`.

import { errorData, type ErrorData } from '../../../src/contract/errors.ts';
import { openDB } from 'idb';
import type { Availability, ModelRef } from '../../../src/engine/engine.ts';
import { createWebLlmEngine } from '../../../src/engine/webllm.ts';
import { forgetWebLlm } from '../../../src/engine/webllm-forget.ts';
import { WEBLLM_RECORD } from '../../../src/engine/webllm-record.ts';

const engine = createWebLlmEngine();
const DATABASES = ['webllm/model', 'webllm/config', 'webllm/wasm'];

const modelOf = (record: string): ModelRef => ({
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
});

const page = {
	probe: (): Promise<Availability> => engine.probe(),

	/** Loads the model of a record; null when it was loaded. `abort` gives up at once. */
	async load(record: string, abort = false): Promise<ErrorData | null> {
		const controller = new AbortController();
		try {
			const loading = engine.load(modelOf(record), {
				backend: 'webgpu',
				contextTokens: 1024,
				parallel: 1,
				signal: controller.signal
			});
			if (abort) controller.abort();
			await (await loading).dispose();
			return null;
		} catch (error) {
			return errorData(error);
		}
	},

	forget: (record: string): Promise<void> => forgetWebLlm(modelOf(record), []),

	/** Puts weights where and how the library keeps them. */
	async keep(entries: { url: string; data: unknown }[]): Promise<void> {
		const database = await openDB('webllm/model', 1, {
			upgrade: (fresh) => void fresh.createObjectStore('urls', { keyPath: 'url' })
		});
		for (const entry of entries) await database.put('urls', entry);
		database.close();
	},

	/** The addresses of all that the library keeps. */
	async kept(): Promise<string[]> {
		const there = new Set((await indexedDB.databases()).map(({ name }) => name));
		const all: string[] = [];
		for (const name of DATABASES.filter((one) => there.has(one))) {
			const database = await openDB(name);
			all.push(...(await database.getAllKeys('urls')).map(String));
			database.close();
		}
		return all.toSorted();
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
