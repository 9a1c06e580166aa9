// Qwen on Alibaba's DashScope, the international endpoint. Where a price has more steps than two, or thinking
// costs more, the table holds the dearer one, so a budget never runs over. The prices of 6 August are those that
// LiteLLM's table of that day and models.dev cite alike.

import { openAiForm, type Provider } from './provider.ts';

export const qwen: Provider = {
	id: 'qwen',
	keyVariable: 'DASHSCOPE_API_KEY',
	baseUrl: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
	models: [
		{
			id: 'qwen3-max',
			price: { input: 1.2, output: 6, long: { above: 32_000, input: 3, output: 15 } },
			asOf: '2026-08-06'
		},
		{
			id: 'qwen-plus',
			price: { input: 0.4, output: 4, long: { above: 256_000, input: 1.2, output: 12 } },
			asOf: '2026-08-06'
		},
		{
			id: 'qwen-flash',
			price: { input: 0.05, output: 0.4, long: { above: 256_000, input: 0.25, output: 2 } },
			asOf: '2026-08-06'
		},
		{ id: 'text-embedding-v4', kind: 'embeddings', price: { input: 0.07, output: 0 } }
	],
	pricesFrom: 'https://www.alibabacloud.com/help/en/model-studio/models',
	pricesAsOf: '2026-05-08',
	wire: openAiForm,
	dialect: { oneChoice: /^/, maxTokens: 'max_tokens' }
};
