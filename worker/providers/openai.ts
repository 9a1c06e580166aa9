// OpenAI. Its newer models refuse `max_tokens`, so the ceiling goes out under the newer name.

import { openAiForm, type Provider } from './provider.ts';

export const openai: Provider = {
	id: 'openai',
	keyVariable: 'OPENAI_API_KEY',
	baseUrl: 'https://api.openai.com/v1',
	models: [
		{ id: 'gpt-5.6-sol', price: { input: 5, output: 30, cachedInput: 0.5 } },
		{ id: 'gpt-5.6-terra', price: { input: 2, output: 12, cachedInput: 0.2 } },
		{ id: 'gpt-5.6-luna', price: { input: 0.2, output: 1.2, cachedInput: 0.02 } },
		{ id: 'gpt-5.4', price: { input: 2.5, output: 15, cachedInput: 0.25 } },
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
