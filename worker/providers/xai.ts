// xAI. A prompt of 200,000 tokens or more doubles the price of its whole request.

import { openAiForm, type Provider } from './provider.ts';

const LONG = 199_999;

export const xai: Provider = {
	id: 'xai',
	keyVariable: 'XAI_API_KEY',
	baseUrl: 'https://api.x.ai/v1',
	models: [
		{
			id: 'grok-4.7',
			price: {
				input: 2,
				output: 6,
				cachedInput: 0.5,
				long: { above: LONG, input: 4, output: 12, cachedInput: 1 }
			}
		},
		{
			id: 'grok-4.20',
			price: {
				input: 1.25,
				output: 2.5,
				cachedInput: 0.2,
				long: { above: LONG, input: 2.5, output: 5, cachedInput: 0.4 }
			}
		}
	],
	pricesFrom: 'https://docs.x.ai/developers/models',
	pricesAsOf: '2026-09-29',
	wire: openAiForm
};
