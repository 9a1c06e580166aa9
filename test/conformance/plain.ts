// Conformance of engines that give no log-probabilities: what the suite's tests of these say of the text and
// its counts besides. Run beside the suite. Not here: all that it asks without them (answers.ts, lifecycle.ts).

import { promptTokens, randomLlama } from '../support/random-gguf.ts';
import { referenceGreedy } from '../support/reference-llama.ts';
import { QUESTION, saysReference } from './answers.ts';
import { ask, check, equal, modelRef, refused, withModel } from './context.ts';
import type { ConformanceTest } from './context.ts';

export const plainTests: ConformanceTest[] = [
	{
		name: 'streams the text of the reference token by token, and counts what was read and written',
		run: async (context) => {
			const tiny = randomLlama();
			const expected = referenceGreedy(tiny, promptTokens(QUESTION), 8);
			await withModel(context, await modelRef(tiny), async (model) => {
				const answer = await ask(model, QUESTION);
				saysReference(context, answer, expected);
			});
		}
	},
	{
		name: 'says that it gives no log-probabilities, and gives none',
		run: async (context) => {
			await withModel(context, await modelRef(randomLlama()), async (model) => {
				equal(model.capabilities.logprobs, false, 'capabilities.logprobs');
				const { tokens } = await ask(model, QUESTION, { topLogprobs: 4 });
				check(tokens.length === 0, `${tokens.length} tokens came with log-probabilities.`);
			});
		}
	},
	{
		name: 'refuses a grammar in words, says that it takes none, and answers the next request',
		run: async (context) => {
			await withModel(context, await modelRef(randomLlama()), async (model) => {
				equal(model.capabilities.grammar, false, 'capabilities.grammar');
				await refused('unsupported', () => ask(model, QUESTION, { grammar: 'root ::= "yes"' }));
				equal((await ask(model, QUESTION)).completionTokens, 8, 'tokens afterwards');
			});
		}
	}
];
