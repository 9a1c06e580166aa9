// DeepSeek. Its prices halve off-peak; the table holds the peak's, so a budget never runs over.

import { openAiForm, type Provider } from './provider.ts';

export const deepseek: Provider = {
	id: 'deepseek',
	keyVariable: 'DEEPSEEK_API_KEY',
	baseUrl: 'https://api.deepseek.com',
	models: [
		{ id: 'deepseek-flash', price: { input: 0.3, output: 1.2, cachedInput: 0.006 } },
		{ id: 'deepseek-v4-pro', price: { input: 1.32, output: 3.96, cachedInput: 0.044 } }
	],
	pricesFrom: 'https://api-docs.deepseek.com/quick_start/pricing',
	pricesAsOf: '2026-11-15',
	wire: openAiForm,
	dialect: { oneChoice: /^/, maxTokens: 'max_tokens' }
};
