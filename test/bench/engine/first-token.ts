// Time to the first token at turn 10 against turn 1 of the same conversations: what was read before is
// not read again.

import type { ChatMessage, LoadOptions } from '../../../src/engine/engine.ts';
import { createWllamaEngine } from '../../../src/engine/wllama.ts';
import { starterModel } from '../../support/starter-model.ts';
import { median, type Measurement } from './measurement.ts';

const TURNS = 10;
const QUESTIONS = ['What is', 'And what of', 'Who knows', 'Where is', 'Tell me of', 'Why is'];

export async function measureFirstToken(options: {
	backend: LoadOptions['backend'];
	rounds: number;
}): Promise<Measurement[]> {
	const ref = await starterModel();
	const model = await createWllamaEngine().load(ref, {
		backend: options.backend,
		contextTokens: ref.manifest.template.contextTokens,
		parallel: 1
	});
	const first: number[] = [];
	const last: number[] = [];
	const read = { first: [] as number[], last: [] as number[] };
	for (let round = 0; round <= options.rounds; round++) {
		const messages: ChatMessage[] = [];
		for (let turn = 1; turn <= TURNS; turn++) {
			messages.push({ role: 'user', content: `${QUESTIONS[(round + turn) % 6]} ${round}?` });
			const start = performance.now();
			let ms = Number.NaN;
			let text = '';
			const sampling = { temperature: 0, topP: 1, topK: 1, seed: 1, maxTokens: 12 };
			const request = { messages: [...messages], modifier: null, sampling };
			let fresh = 0;
			for await (const event of model.generate(request, new AbortController().signal)) {
				if (event.type === 'prompt-read') fresh = event.promptTokens - event.cachedTokens;
				if (event.type === 'delta') {
					if (Number.isNaN(ms)) ms = performance.now() - start;
					text += event.text;
				}
			}
			messages.push({ role: 'assistant', content: text });
			// The first conversation warms the engine up and is not counted.
			if (round > 0 && turn === 1) {
				first.push(ms);
				read.first.push(fresh);
			}
			if (round > 0 && turn === TURNS) {
				last.push(ms);
				read.last.push(fresh);
			}
		}
	}
	await model.dispose();
	const ratio = median(last) / median(first);
	return [
		{
			name: 'time to first token: turn 10 against turn 1',
			how: `${model.backend}, median of ${options.rounds} conversations; ${median(read.last)} and ${median(read.first)} tokens read`,
			unit: 'ms',
			ours: median(last),
			against: median(first),
			ratio,
			aim: '≤ 1.1',
			met: ratio <= 1.1
		}
	];
}
