// OpenRouter: any of its models, by its own names. Its usage carries what the answer really cost, and
// that figure is charged.

import { openAiForm, type Provider } from './provider.ts';

export const openrouter: Provider = {
	id: 'openrouter',
	keyVariable: 'OPENROUTER_API_KEY',
	baseUrl: 'https://openrouter.ai/api/v1',
	models: [
		{ id: 'anthropic/claude-sonnet-5', price: { input: 2, output: 10 } },
		{ id: 'google/gemini-3.1-pro-preview', price: { input: 2, output: 12 } },
		{ id: 'openai/gpt-5', price: { input: 1.25, output: 10 } },
		{ id: 'meta-llama/llama-3.3-70b-instruct', price: { input: 0.1, output: 0.32 } }
	],
	pricesFrom: 'https://openrouter.ai/models',
	pricesAsOf: '2026-08-05',
	wire: openAiForm,
	dialect: { oneChoice: /^/, headers: { 'x-title': 'Understudy' } }
};
