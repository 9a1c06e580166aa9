// Five paths of a vote: decoded at once, on five sequences of llama.cpp, against one after another on one.
// At once each sequence reads the prompt for itself (wllama 3.8.1 hands llama.cpp one answer a request);
// one after another the prompt is read once. Five sequences share the cells of one context, so that prompts
// of more than about 60 tokens do not fit the starter’s five times. The same seeds in both.

import type { LoadedModel, LoadOptions } from '../../../src/engine/engine.ts';
import { createWllamaEngine } from '../../../src/engine/wllama.ts';
import { starterModel } from '../../support/starter-model.ts';
import { median, type Measurement } from './measurement.ts';

const PATHS = 5;
const WORDS = ['river', 'stone', 'house', 'music', 'paper', 'light'];

type Timing = { ms: number; read: number };

export async function measurePaths(options: {
	backend: LoadOptions['backend'];
	rounds: number;
	threads: number;
}): Promise<Measurement[]> {
	const ref = await starterModel();
	const engine = createWllamaEngine({ threads: options.threads });
	const { contextTokens } = ref.manifest.template;
	const load = { backend: options.backend, contextTokens };
	const together = await engine.load(ref, { ...load, parallel: PATHS });
	const alone = await engine.load(ref, { ...load, parallel: 1 });
	const ours: Timing[] = [];
	const theirs: Timing[] = [];
	// The first round warms both up and is not counted.
	for (let round = 0; round <= options.rounds; round++) {
		const question = `${round}: Spell ${WORDS[round % 6]} backwards and say how many letters it has.`;
		const runs: [Timing[], LoadedModel][] = [
			[ours, together],
			[theirs, alone]
		];
		for (const [into, model] of round % 2 === 0 ? runs : runs.toReversed()) {
			const timing = await vote(model, question, round);
			if (round > 0) into.push(timing);
		}
	}
	const read = (timings: Timing[]) => median(timings.map((timing) => timing.read));
	const ratio = median(ours.map(({ ms }, i) => ms / (theirs[i]?.ms ?? Number.NaN)));
	const result: Measurement = {
		name: 'five paths at once against one after another',
		how: `${together.backend}, ${options.threads} threads, median of ${options.rounds} interleaved rounds; ${read(ours)} and ${read(theirs)} tokens read`,
		unit: 'ms',
		ours: median(ours.map(({ ms }) => ms)),
		against: median(theirs.map(({ ms }) => ms)),
		ratio,
		aim: '< 1',
		met: ratio < 1
	};
	await together.dispose();
	await alone.dispose();
	return [result];
}

async function vote(model: LoadedModel, content: string, seed: number): Promise<Timing> {
	const timing: Timing = { ms: 0, read: 0 };
	const start = performance.now();
	const request = {
		messages: [{ role: 'user' as const, content }],
		modifier: null,
		sampling: { temperature: 0.8, topP: 0.9, topK: 40, seed: seed * 100, maxTokens: 40 },
		paths: PATHS
	};
	for await (const event of model.generate(request, new AbortController().signal)) {
		if (event.type === 'prompt-read') timing.read += event.promptTokens - event.cachedTokens;
	}
	timing.ms = performance.now() - start;
	return timing;
}
