// OpenAI. Its newer models refuse `max_tokens`, so the ceiling goes out under the newer name. Sol is cheaper
// while a promotion lasts ($4 and $20); the table holds what it costs without, so a budget never runs over.

import { openAiForm, type Price, type Provider } from './provider.ts';

// Beyond, the whole request costs twice as much to read and half as much again to answer.
const LONG = 272_000;

/** The 5.6 models: a tenth for what its cache holds, a quarter more to put it there. */
function gpt56(input: number, output: number): Price {
	const rates = (times: number, timesOut: number) => ({
		input: times * input,
		output: Math.round(timesOut * output * 100) / 100,
		cachedInput: (times * input) / 10,
		cacheWrite: times * input * 1.25
	});
	return { ...rates(1, 1), long: { above: LONG, ...rates(2, 1.5) } };
}

export const openai: Provider = {
	id: 'openai',
	keyVariable: 'OPENAI_API_KEY',
	baseUrl: 'https://api.openai.com/v1',
	models: [
		{ id: 'gpt-5.6-sol', price: gpt56(5, 30) },
		{ id: 'gpt-5.6-terra', price: gpt56(2, 12) },
		{ id: 'gpt-5.6-luna', price: gpt56(0.2, 1.2) },
		{
			id: 'gpt-5.4',
			price: {
				input: 2.5,
				output: 15,
				cachedInput: 0.25,
				long: { above: LONG, input: 5, output: 22.5, cachedInput: 0.5 }
			}
		},
		{ id: 'gpt-5.4-mini', price: { input: 0.75, output: 4.5, cachedInput: 0.075 } },
		{ id: 'gpt-5.4-nano', price: { input: 0.2, output: 1.25, cachedInput: 0.02 } },
		{ id: 'gpt-5-mini', price: { input: 0.25, output: 2, cachedInput: 0.025 } },
		{ id: 'gpt-5-nano', price: { input: 0.05, output: 0.4, cachedInput: 0.005 } },
		{ id: 'gpt-4.1', price: { input: 2, output: 8, cachedInput: 0.5 } },
		{ id: 'gpt-4.1-mini', price: { input: 0.4, output: 1.6, cachedInput: 0.1 } },
		{ id: 'gpt-4o', price: { input: 2.5, output: 10, cachedInput: 1.25 } },
		{ id: 'gpt-4o-mini', price: { input: 0.15, output: 0.6, cachedInput: 0.075 } },
		{ id: 'text-embedding-3-small', kind: 'embeddings', price: { input: 0.02, output: 0 } },
		{ id: 'text-embedding-3-large', kind: 'embeddings', price: { input: 0.13, output: 0 } }
	],
	pricesFrom: 'https://developers.openai.com/api/docs/pricing',
	pricesAsOf: '2026-08-05',
	wire: openAiForm,
	dialect: { maxTokens: 'max_completion_tokens' }
};
