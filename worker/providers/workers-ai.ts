// Cloudflare's Workers AI, through the Worker's own binding: no key, and nothing on Node. Older models
// answer in a form of their own, which is translated.

import { loadedOnce, type Provider } from './provider.ts';

export const workersAi: Provider = {
	id: 'workers-ai',
	keyVariable: null,
	baseUrl: '',
	models: [
		{ id: '@cf/openai/gpt-oss-120b', price: { input: 0.35, output: 0.75 } },
		{ id: '@cf/meta/llama-3.3-70b-instruct-fp8-fast', price: { input: 0.293, output: 2.253 } },
		{ id: '@cf/meta/llama-3.2-1b-instruct', price: { input: 0.027, output: 0.201 } },
		{ id: '@cf/baai/bge-m3', kind: 'embeddings', price: { input: 0.012, output: 0 } }
	],
	pricesFrom: 'https://developers.cloudflare.com/workers-ai/platform/pricing/',
	pricesAsOf: '2026-09-20',
	dialect: { oneChoice: /^/ },
	wire: loadedOnce(async () => (await import('../wire/workers-ai.ts')).workersAiWire),
	binding: 'workers-ai'
};
