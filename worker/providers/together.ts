// Together. It calls the ceiling `max_tokens` alone. Llama 3.3 70B is not in the table, since records disagree
// (0.80 to 1.04): it can be asked for, at the dearest price below.

import { openAiForm, type Provider } from './provider.ts';

export const together: Provider = {
	id: 'together',
	keyVariable: 'TOGETHER_API_KEY',
	baseUrl: 'https://api.together.xyz/v1',
	models: [
		{ id: 'deepseek-ai/DeepSeek-V4-Pro', price: { input: 1.74, output: 3.48, cachedInput: 0.2 } },
		{ id: 'openai/gpt-oss-120b', price: { input: 0.15, output: 0.6 } },
		{ id: 'openai/gpt-oss-20b', price: { input: 0.05, output: 0.2 } }
	],
	pricesFrom: 'https://www.together.ai/pricing',
	pricesAsOf: '2026-08-05',
	wire: openAiForm,
	dialect: { maxTokens: 'max_tokens' }
};
