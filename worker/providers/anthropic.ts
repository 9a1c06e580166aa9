// Anthropic's Messages API, translated. The stable prefix of a conversation is marked for its prompt cache.

import { loadedOnce, type Provider } from './provider.ts';

export const anthropic: Provider = {
	id: 'anthropic',
	keyVariable: 'ANTHROPIC_API_KEY',
	baseUrl: 'https://api.anthropic.com/v1',
	models: [
		{
			id: 'claude-fable-5-1',
			price: { input: 10, output: 50, cachedInput: 0.25, cacheWrite: 12.5 },
			asOf: '2026-10-16'
		},
		{
			id: 'claude-opus-5-5',
			price: { input: 4, output: 20, cachedInput: 0.2, cacheWrite: 5 },
			asOf: '2026-10-16'
		},
		{
			id: 'claude-sonnet-5-5',
			price: { input: 2, output: 10, cachedInput: 0.1, cacheWrite: 2.5 },
			asOf: '2026-10-16'
		},
		{
			id: 'claude-haiku-5-5',
			price: {
				input: 0.1,
				output: 0.5,
				cachedInput: 0.01,
				cacheWrite: 0.125,
				long: {
					above: 100_000,
					input: 0.5,
					output: 2.5,
					cachedInput: 0.05,
					cacheWrite: 0.625
				}
			},
			asOf: '2026-10-16'
		},
		{ id: 'claude-opus-5', price: { input: 5, output: 25, cachedInput: 0.5, cacheWrite: 6.25 } },
		{ id: 'claude-sonnet-5', price: { input: 2, output: 10, cachedInput: 0.2, cacheWrite: 2.5 } },
		{
			id: 'claude-sonnet-4-6',
			price: { input: 3, output: 15, cachedInput: 0.3, cacheWrite: 3.75 }
		},
		{ id: 'claude-haiku-4-5', price: { input: 1, output: 5, cachedInput: 0.1, cacheWrite: 1.25 } }
	],
	pricesFrom: 'https://platform.claude.com/docs/en/about-claude/pricing',
	pricesAsOf: '2026-09-07',
	dialect: { oneChoice: /^/ },
	wire: loadedOnce(async () => (await import('../wire/anthropic.ts')).anthropicWire)
};
