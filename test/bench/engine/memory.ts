// Memory of the page and its worker after many short turns, each in a conversation of its own, against
// a tenth of them: flat. Counts what the browser counts, WebAssembly included; the page must be isolated.

import type { LoadOptions } from '../../../src/engine/engine.ts';
import { createWllamaEngine } from '../../../src/engine/wllama.ts';
import { starterModel } from '../../support/starter-model.ts';
import type { Measurement } from './measurement.ts';

const MIB = 1024 * 1024;

export async function measureMemory(options: {
	backend: LoadOptions['backend'];
	turns: number;
}): Promise<Measurement[]> {
	const ref = await starterModel();
	const model = await createWllamaEngine().load(ref, {
		backend: options.backend,
		contextTokens: ref.manifest.template.contextTokens,
		parallel: 1
	});
	let early = 0;
	for (let turn = 1; turn <= options.turns; turn++) {
		const sampling = { temperature: 0, topP: 1, topK: 1, seed: 1, maxTokens: 4 };
		const messages = [{ role: 'user' as const, content: `${turn} is a number. What comes next?` }];
		const request = { messages, modifier: null, sampling };
		for await (const event of model.generate(request, new AbortController().signal)) void event;
		if (turn === Math.floor(options.turns / 10)) early = await usedBytes();
	}
	const late = await usedBytes();
	await model.dispose();
	return [
		{
			name: `memory: after ${options.turns} turns against ${Math.floor(options.turns / 10)}`,
			how: `${model.backend}, one run`,
			unit: 'MiB',
			ours: late / MIB,
			against: early / MIB,
			ratio: late / early,
			aim: '≤ 1.1',
			met: late / early <= 1.1
		}
	];
}

async function usedBytes(): Promise<number> {
	const { measureUserAgentSpecificMemory } = performance as Performance & {
		measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }>;
	};
	if (!measureUserAgentSpecificMemory)
		throw new Error('This page cannot measure its memory: it is not isolated.');
	return (await measureUserAgentSpecificMemory.call(performance)).bytes;
}
