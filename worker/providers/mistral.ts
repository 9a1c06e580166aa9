// Mistral. It refuses fields it does not know (422), `stream_options` among them, and sends usage
// unasked; its seed has another name.

import { openAiForm, type Provider } from './provider.ts';

export const mistral: Provider = {
	id: 'mistral',
	keyVariable: 'MISTRAL_API_KEY',
	baseUrl: 'https://api.mistral.ai/v1',
	models: [
		{ id: 'mistral-large-latest', price: { input: 0.5, output: 1.5 } },
		{ id: 'mistral-medium-latest', price: { input: 1.5, output: 7.5 } },
		{ id: 'mistral-small-latest', price: { input: 0.15, output: 0.6 } },
		{ id: 'codestral-latest', price: { input: 0.3, output: 0.9 } },
		{ id: 'mistral-embed', kind: 'embeddings', price: { input: 0.1, output: 0 } }
	],
	pricesFrom: 'https://mistral.ai/pricing/api',
	pricesAsOf: '2026-08-05',
	wire: openAiForm,
	dialect: {
		maxTokens: 'max_tokens',
		streamOptions: false,
		renames: { seed: 'random_seed' },
		drops: ['logprobs', 'top_logprobs', 'logit_bias', 'user', 'store', 'service_tier', 'metadata']
	}
};
