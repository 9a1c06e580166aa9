// Google's Gemini API, translated. Context it caches by itself is counted as its usage says. 3.6, 3.7 and 3.8
// Flash cost half of what stands here until the end of 2026; the table holds what comes then.

import { loadedOnce, type Provider } from './provider.ts';

const LONG = 200_000;

export const gemini: Provider = {
	id: 'gemini',
	keyVariable: 'GEMINI_API_KEY',
	baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
	models: [
		{
			id: 'gemini-3.1-pro-preview',
			price: {
				input: 2,
				output: 12,
				cachedInput: 0.2,
				long: { above: LONG, input: 4, output: 18, cachedInput: 0.4 }
			}
		},
		{
			id: 'gemini-3.8-flash',
			price: { input: 1.5, output: 7.5, cachedInput: 0.15 },
			asOf: '2026-10-07'
		},
		{
			id: 'gemini-3.7-flash',
			price: { input: 1.5, output: 7.5, cachedInput: 0.15 },
			asOf: '2026-09-30'
		},
		{ id: 'gemini-3.6-flash', price: { input: 1.5, output: 7.5, cachedInput: 0.15 } },
		{ id: 'gemini-3.5-flash-lite', price: { input: 0.3, output: 2.5, cachedInput: 0.03 } },
		{
			id: 'gemini-2.5-pro',
			price: {
				input: 1.25,
				output: 10,
				cachedInput: 0.125,
				long: { above: LONG, input: 2.5, output: 15, cachedInput: 0.25 }
			}
		},
		{ id: 'gemini-2.5-flash', price: { input: 0.3, output: 2.5, cachedInput: 0.03 } },
		{ id: 'gemini-2.5-flash-lite', price: { input: 0.1, output: 0.4, cachedInput: 0.01 } },
		{ id: 'gemini-embedding-001', kind: 'embeddings', price: { input: 0.15, output: 0 } }
	],
	pricesFrom: 'https://ai.google.dev/gemini-api/docs/pricing',
	pricesAsOf: '2026-08-05',
	// Since 3 several candidates are refused: https://github.com/googleapis/js-genai/issues/1609
	dialect: { oneChoice: /^gemini-(?!2\.)/ },
	wire: loadedOnce(async () => (await import('../wire/gemini.ts')).geminiWire)
};
