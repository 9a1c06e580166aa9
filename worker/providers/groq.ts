// Groq. Fields it answers with 400 are left out: https://console.groq.com/docs/openai

import { openAiForm, type Provider } from './provider.ts';

export const groq: Provider = {
	id: 'groq',
	keyVariable: 'GROQ_API_KEY',
	baseUrl: 'https://api.groq.com/openai/v1',
	models: [
		{ id: 'openai/gpt-oss-120b', price: { input: 0.15, output: 0.6, cachedInput: 0.075 } },
		{ id: 'openai/gpt-oss-20b', price: { input: 0.075, output: 0.3, cachedInput: 0.0375 } },
		{ id: 'llama-3.3-70b-versatile', price: { input: 0.59, output: 0.79 } },
		{ id: 'llama-3.1-8b-instant', price: { input: 0.05, output: 0.08 } }
	],
	pricesFrom: 'https://console.groq.com/docs/models',
	pricesAsOf: '2026-08-05',
	wire: openAiForm,
	dialect: { oneChoice: /^/, drops: ['logprobs', 'top_logprobs', 'logit_bias'] }
};
