// What engines have in common that run a model as it is: no modifiers, no grammars, and a prompt that is read
// ahead by answering it with one token. Not here: the answering (transformers-model.ts, webllm-model.ts).

import { EngineError, type ChatMessage, type GenerateRequest, type LoadedModel } from './engine.ts';

/** Throws EngineError for a request that such an engine cannot do, or after the model was unloaded. */
export function refuseUnlessPlain(
	{ modifier, grammar }: Pick<GenerateRequest, 'modifier' | 'grammar'>,
	disposal: AbortSignal
): void {
	if (disposal.aborted) throw new EngineError('failed', 'The model was unloaded. Load it again.');
	if (modifier !== null)
		throw new EngineError(
			'unsupported',
			'Models of this engine take no specialists. Answer without one, or choose another model.'
		);
	if (grammar !== undefined)
		throw new EngineError(
			'unsupported',
			'Models of this engine take no grammar. Ask without one, or choose another model.'
		);
}

/** Reads a prompt so that its answer begins sooner. */
export async function warmByOneToken(
	model: Pick<LoadedModel, 'generate'>,
	messages: ChatMessage[],
	signal: AbortSignal
): Promise<void> {
	const sampling = { temperature: 0, topP: 1, topK: 1, seed: null, maxTokens: 1 };
	for await (const event of model.generate({ messages, modifier: null, sampling }, signal))
		void event;
}
