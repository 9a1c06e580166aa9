// Qwen on Alibaba's DashScope, the international endpoint. Prices are those of prompts up to 32,000 tokens.

import { openAiForm, type Provider } from './provider.ts';

export const qwen: Provider = {
	id: 'qwen',
	keyVariable: 'DASHSCOPE_API_KEY',
	baseUrl: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
	models: [
		{ id: 'qwen3-max', price: { input: 1.2, output: 6 } },
		{ id: 'qwen-plus', price: { input: 0.4, output: 1.2 } },
		{ id: 'qwen-flash', price: { input: 0.05, output: 0.4 } },
		{ id: 'text-embedding-v4', kind: 'embeddings', price: { input: 0.07, output: 0 } }
	],
	pricesFrom: 'https://www.alibabacloud.com/help/en/model-studio/models',
	pricesAsOf: '2026-05-08',
	wire: openAiForm,
	dialect: { maxTokens: 'max_tokens' }
};
