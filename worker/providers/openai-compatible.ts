// Any server that speaks the OpenAI form, named by the operator: llama-server, vLLM with its LoRA
// modules, Ollama, the native profile. Address, key, models and prices come from UNDERSTUDY_PROVIDERS;
// here is only what such servers have in common.

import { openAiForm, type Provider } from './provider.ts';

export const openAiCompatible: Provider = {
	id: 'openai-compatible',
	keyVariable: null,
	baseUrl: '',
	models: [],
	pricesFrom: 'the operator',
	pricesAsOf: 'as configured',
	wire: openAiForm
};
