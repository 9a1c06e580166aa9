// Conformance: the KV cache without modifiers. What was read once in a conversation is not read again,
// and what comes out of a cache is what comes out of a fresh engine.

import { randomLlama } from '../support/random-gguf.ts';
import { ask, check, equal, freshText, modelRef, user, withModel } from './context.ts';
import type { ConformanceTest } from './context.ts';

const QUESTION = user('hello world');
const OTHER = user('something entirely different and long enough to matter');

export const cacheTests: ConformanceTest[] = [
	{
		name: 'reads only what is new in turns 2 to 5',
		run: async (context) => {
			await withModel(context, await modelRef(randomLlama()), async (model) => {
				let messages = QUESTION;
				let known = 0;
				for (let turn = 1; turn <= 5; turn++) {
					const answer = await ask(model, messages);
					if (turn > 1) equal(answer.cachedTokens, known, `tokens kept at turn ${turn}`);
					// The last token of an answer has been chosen, but not read.
					known = answer.promptTokens + answer.completionTokens - 1;
					messages = [
						...messages,
						...user('', answer.text).slice(1),
						...user(`more ${'a'.repeat(turn)}`)
					];
				}
			});
		}
	},
	{
		name: 'reads one token to answer the same question again',
		run: async (context) => {
			await withModel(context, await modelRef(randomLlama()), async (model) => {
				const first = await ask(model, QUESTION);
				const again = await ask(model, QUESTION);
				equal(again.text, first.text, 'the text');
				equal(again.cachedTokens, first.promptTokens - 1, 'tokens kept');
			});
		}
	},
	{
		name: 'reads a prompt once for all paths of one sequence',
		run: async (context) => {
			await withModel(context, await modelRef(randomLlama()), async (model) => {
				const sampling = { temperature: 1, topK: 5, seed: 3 };
				const { events } = await ask(model, OTHER, { paths: 4, sampling });
				const read = events.filter((event) => event.type === 'prompt-read');
				equal(
					read.map(({ path = 0 }) => path),
					[0, 1, 2, 3],
					'paths whose prompt was read'
				);
				const [first, ...others] = read;
				// What the engine's own test of itself began alike may be kept.
				check((first?.cachedTokens ?? 9) <= 1, `${first?.cachedTokens} tokens were there before.`);
				for (const { promptTokens, cachedTokens } of others) {
					equal(promptTokens, first?.promptTokens, 'tokens of the prompt');
					// The last token is always read again: what follows it comes of reading it.
					equal(promptTokens - cachedTokens, 1, 'tokens read for a further path');
				}
			});
		}
	},
	{
		name: 'keeps what warm has read',
		run: async (context) => {
			await withModel(context, await modelRef(randomLlama()), async (model) => {
				await model.warm(QUESTION, new AbortController().signal);
				const answer = await ask(model, QUESTION);
				equal(answer.cachedTokens, answer.promptTokens - 1, 'tokens kept');
			});
		}
	},
	{
		name: 'gives the text of a fresh engine after another conversation',
		run: async (context) => {
			const ref = await modelRef(randomLlama());
			const expected = await freshText(context, ref, OTHER);
			await withModel(context, ref, async (model) => {
				await ask(model, OTHER);
				await ask(model, QUESTION);
				equal((await ask(model, OTHER)).text, expected, 'back in the first');
			});
		}
	}
];
