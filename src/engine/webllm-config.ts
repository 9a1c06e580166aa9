// A record as WebLLM is told of a model. Not here: reading a record (webllm-record.ts).

import type { AppConfig } from '@mlc-ai/web-llm';
import type { WebLlmRecord } from './webllm-record.ts';

/** None of the library's own list: a model is what its record says. */
export function webLlmConfig(id: string, record: WebLlmRecord): AppConfig {
	return {
		cacheBackend: 'indexeddb',
		model_list: [
			{
				model_id: id,
				model: record.model,
				model_lib: record.modelLib,
				required_features: record.requiredFeatures,
				...(record.memoryBytes !== null && {
					vram_required_MB: Math.ceil(record.memoryBytes / (1024 * 1024))
				}),
				integrity: {
					config: record.integrity.config,
					model_lib: record.integrity.modelLib,
					tokenizer: record.integrity.tokenizer,
					onFailure: 'error'
				}
			}
		]
	};
}
