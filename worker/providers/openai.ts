// OpenAI. Its newer models refuse `max_tokens`, so the ceiling goes out under the newer name; those that think
// refuse sampling, and some refuse tools while they think. 5.6 Sol is cheaper while a promotion lasts ($4 and
// $20); the table holds what it costs without, so a budget never runs over.

import { openAiForm, type Price, type Provider } from './provider.ts';

// Beyond, the whole request costs twice as much to read and half as much again to answer.
const LONG = 272_000;

/** Models since 5.6: `cached` is what its cache holds; a quarter more than `input` to put it there. */
function newer(input: number, output: number, cached = input / 10): Price {
	const rates = (times: number, timesOut: number) => ({
		input: times * input,
		output: Math.round(timesOut * output * 100) / 100,
		cachedInput: times * cached,
		cacheWrite: times * input * 1.25
	});
	return { ...rates(1, 1), long: { above: LONG, ...rates(2, 1.5) } };
}

export const openai: Provider = {
	id: 'openai',
	keyVariable: 'OPENAI_API_KEY',
	baseUrl: 'https://api.openai.com/v1',
	models: [
		{ id: 'gpt-6.2-astra', price: newer(8, 40, 0.4), asOf: '2026-11-18' },
		{ id: 'gpt-6.2-sol', price: newer(2, 10, 0.1), asOf: '2026-11-18' },
		{ id: 'gpt-6.1-sol', price: newer(2, 10, 0.1), asOf: '2026-10-27' },
		{ id: 'gpt-6.1-terra', price: newer(1, 5, 0.05), asOf: '2026-10-27' },
		{ id: 'gpt-6-astra', price: newer(10, 50), asOf: '2026-10-27' },
		{ id: 'gpt-6-sol', price: newer(2, 10), asOf: '2026-10-27' },
		{ id: 'gpt-6-luna', price: newer(0.1, 0.5), asOf: '2026-10-27' },
		{ id: 'gpt-5.6-sol', price: newer(5, 30) },
		{ id: 'gpt-5.6-terra', price: newer(2, 12) },
		{ id: 'gpt-5.6-luna', price: newer(0.2, 1.2) },
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
	dialect: { maxTokens: 'max_completion_tokens', adjust }
};

const SAMPLING = [
	'temperature',
	'top_p',
	'presence_penalty',
	'frequency_penalty',
	'logprobs',
	'top_logprobs',
	'logit_bias'
];

/** These think unless told not to, and refuse tools while they do. Astra cannot be told. */
const NO_TOOLS_WHILE_THINKING = /^gpt-(?:5\.6|6-(?:sol|luna))/;
/** These do not think unless told to. */
const THINKS_WHEN_TOLD = /^gpt-5\.[1-4]\b/;
const THINKS = /^(?:o\d|gpt-(?:[5-9]|\d\d)(?!-chat))/;

/**
 * A model that thinks answers 400 to sampling, and some to tools. Clients send both to whatever an alias
 * means, so what such a model cannot take is left out. A client's own `reasoning_effort` stands.
 */
function adjust(body: Record<string, unknown>, model: string): void {
	if (!THINKS.test(model)) return;
	if (body['reasoning_effort'] == null && body['tools'] && NO_TOOLS_WHILE_THINKING.test(model))
		body['reasoning_effort'] = 'none';
	const effort = body['reasoning_effort'] ?? (THINKS_WHEN_TOLD.test(model) ? 'none' : 'medium');
	if (effort !== 'none') for (const field of SAMPLING) delete body[field];
}
