// Cerebras. Fields it answers with 400 are left out: https://inference-docs.cerebras.ai/resources/openai

import { openAiForm, type Provider } from './provider.ts';

export const cerebras: Provider = {
	id: 'cerebras',
	keyVariable: 'CEREBRAS_API_KEY',
	baseUrl: 'https://api.cerebras.ai/v1',
	models: [{ id: 'gpt-oss-120b', price: { input: 0.35, output: 0.75 } }],
	pricesFrom: 'https://www.cerebras.ai/pricing',
	pricesAsOf: '2026-08-27',
	wire: openAiForm,
	dialect: {
		oneChoice: /^/,
		maxTokens: 'max_completion_tokens',
		drops: ['frequency_penalty', 'presence_penalty', 'logit_bias', 'service_tier']
	}
};
