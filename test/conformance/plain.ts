// Conformance of engines that give no log-probabilities: what the suite's tests of these say of the text and
// its counts besides. Run beside the suite. Not here: all that it asks without them (answers.ts, lifecycle.ts).

import { promptTokens, randomLlama } from '../support/random-gguf.ts';
import { referenceGreedy } from '../support/reference-llama.ts';
import { ask, check, equal, eventTypes, modelRef, refused, user, withModel } from './context.ts';
import type { ConformanceTest } from './context.ts';

const QUESTION = user('hello world');

export const plainTests: ConformanceTest[] = [
	{
		name: 'streams the text of the reference token by token, and counts what was read and written',
		run: async (context) => {
			const tiny = randomLlama();
			const expected = referenceGreedy(tiny, promptTokens(QUESTION), 8);
			await withModel(context, await modelRef(tiny), async (model) => {
				const answer = await ask(model, QUESTION);
				equal(answer.text, expected.map(({ token }) => token).join(''), 'the text');
				const types = answer.events.map(({ type }) => type).filter((type) => type !== 'billed');
				equal(types, eventTypes(context, expected.length), 'the events');
				equal(answer.promptTokens, promptTokens(QUESTION).length, 'prompt tokens');
				equal(answer.completionTokens, 8, 'completion tokens');
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
