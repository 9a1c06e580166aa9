// What runs inside the page of the weight benchmark: bare wllama, given the same file once from our
// store and once by its own cache, to the first token of the same prompt. Bundled by test/bench/weights.ts.

import { Wllama } from '@wllama/wllama/esm/index.js';
import type { Manifest } from '../../src/contract/manifest.ts';
import { createWeightStore } from '../../src/platform/weight-store.ts';

const PARAMETERS = { n_ctx: 256, n_batch: 64, n_threads: 2, n_gpu_layers: 0 };
const PROMPT = 'hello';

export type Timing = { openMs: number; loadMs: number; totalMs: number };

class WeightsBench {
	readonly store = createWeightStore();

	/** From the chunks in IndexedDB. */
	async fromStore(manifest: Manifest): Promise<Timing> {
		const start = performance.now();
		const files = await this.store.open(manifest);
		const opened = performance.now();
		const wllama = newWllama();
		await wllama.loadModel(
			files.map(({ blob }) => blob),
			PARAMETERS
		);
		return this.#firstToken(wllama, start, opened);
	}

	/** From wllama's files in OPFS; the first call downloads. */
	async fromWllamaCache(url: string): Promise<Timing> {
		const start = performance.now();
		const wllama = newWllama();
		const model = await wllama.modelManager.getModelOrDownload({ url });
		const blobs = await model.open();
		const opened = performance.now();
		await wllama.loadModel(blobs, PARAMETERS);
		return this.#firstToken(wllama, start, opened);
	}

	async #firstToken(wllama: Wllama, start: number, opened: number): Promise<Timing> {
		const loaded = performance.now();
		await wllama.createCompletion({ prompt: PROMPT, max_tokens: 1, temperature: 0 });
		const totalMs = performance.now() - start;
		await wllama.exit();
		return { openMs: opened - start, loadMs: loaded - opened, totalMs };
	}

	async openOnly(manifest: Manifest): Promise<{ ms: number; bytes: number }> {
		const start = performance.now();
		const [file] = await this.store.open(manifest);
		const ms = performance.now() - start;
		Object.assign(globalThis, { kept: file!.blob });
		return { ms, bytes: file!.blob.size };
	}
}

function newWllama(): Wllama {
	const { debug, log, warn, error } = console;
	return new Wllama(
		{ default: '/wllama.wasm' },
		{ logger: { debug: () => void debug, log: () => void log, warn, error } }
	);
}

declare global {
	var weightsBench: WeightsBench;
}
globalThis.weightsBench = new WeightsBench();
