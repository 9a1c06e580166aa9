// llama.cpp itself, for tests that ask it what a generated file means: node-llama-cpp's, on the processor alone, and a
// folder that files are put into. Not here: the native server, which answers by it (native.ts).

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getLlama, LlamaLogLevel, type Llama } from 'node-llama-cpp';
import { afterAll, beforeAll } from 'vitest';

/** For the tests of a file, before which it starts. */
export function llamaCpp(): { readonly llama: Llama; folder: string } {
	let llama: Llama;
	const folder = mkdtempSync(join(tmpdir(), 'understudy-llama-'));
	beforeAll(async () => {
		// One thread: threads that wait for each other are slow on a busy machine.
		llama = await getLlama({
			gpu: false,
			build: 'never',
			maxThreads: 1,
			logLevel: LlamaLogLevel.error
		});
	}, 120_000);
	afterAll(async () => {
		await llama.dispose();
		rmSync(folder, { recursive: true });
	});
	return {
		/** While tests run. */
		get llama() {
			return llama;
		},
		folder
	};
}
