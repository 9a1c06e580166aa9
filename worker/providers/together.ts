// Together. It calls the ceiling `max_tokens` alone.

import { openAiForm, type Provider } from './provider.ts';

export const together: Provider = {
	id: 'together',
	keyVariable: 'TOGETHER_API_KEY',
	baseUrl: 'https://api.together.xyz/v1',
	models: [
		{ id: 'deepseek-ai/DeepSeek-V4-Pro', price: { input: 1.74, output: 3.48, cachedInput: 0.2 } },
		{
			id: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
			price: { input: 1.04, output: 1.04 },
			// Another record says 0.88; the dearer of the two stands.
			unverified: '2026-11-21'
		},
		{ id: 'openai/gpt-oss-120b', price: { input: 0.15, output: 0.6 } },
		{ id: 'openai/gpt-oss-20b', price: { input: 0.05, output: 0.2 } }
	],
	pricesFrom: 'https://www.together.ai/pricing',
	pricesAsOf: '2026-08-05',
	wire: openAiForm,
	dialect: { maxTokens: 'max_tokens' }
};
