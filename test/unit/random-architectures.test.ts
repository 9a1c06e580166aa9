// The generated models of real architectures, in llama.cpp itself: node-llama-cpp loads each, and it writes.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LlamaCompletion } from 'node-llama-cpp';
import { expect, test } from 'vitest';
import { parseGgufHeader, refuseUnrunnable } from '../../src/contract/gguf.ts';
import { llamaCpp } from '../support/llama-cpp.ts';
import { ARCHITECTURES, randomModel } from '../support/random-architectures.ts';

const cpp = llamaCpp();

test.each(ARCHITECTURES)(
	'%s is read by this app, loaded by llama.cpp, and answers in letters',
	async (architecture) => {
		const bytes = randomModel(architecture);
		const header = parseGgufHeader(bytes, bytes.length);
		expect(header).toMatchObject({ architecture, contextTokens: 512, vocabulary: 320 });
		expect(() => refuseUnrunnable(header)).not.toThrow();
		const modelPath = join(cpp.folder, `${architecture}.gguf`);
		writeFileSync(modelPath, bytes);
		const model = await cpp.llama.loadModel({ modelPath, gpuLayers: 0 });
		const context = await model.createContext({ contextSize: 256, sequences: 1, threads: 1 });
		const completion = new LlamaCompletion({ contextSequence: context.getSequence() });
		const said = await completion.generateCompletion('hello there', {
			maxTokens: 6,
			temperature: 0
		});
		expect(said).toMatch(/^[a-z ]{3,}$/);
		await model.dispose();
	},
	120_000
);
