// xAI.

import { openAiForm, type Provider } from './provider.ts';

export const xai: Provider = {
	id: 'xai',
	keyVariable: 'XAI_API_KEY',
	baseUrl: 'https://api.x.ai/v1',
	models: [
		{ id: 'grok-4.7', price: { input: 2, output: 6, cachedInput: 0.5 } },
		{ id: 'grok-4.20', price: { input: 1.25, output: 2.5, cachedInput: 0.2 } }
	],
	pricesFrom: 'https://docs.x.ai/developers/models',
	pricesAsOf: '2026-09-29',
	wire: openAiForm
};
