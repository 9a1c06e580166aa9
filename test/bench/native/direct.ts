// llama.cpp called directly beside the server: its own context on the same loaded model, with the server's
// settings, for one conversation.

import type { LlamaContextSequence } from 'node-llama-cpp';
import type { OpenModel } from '../../../worker/llama/open-model.ts';

export type Direct = { sequence: LlamaContextSequence; dispose(): Promise<void> };

export async function openDirect(opened: OpenModel): Promise<Direct> {
	const { model, threads, contextTokens: contextSize, flashAttention } = opened;
	const context = await model.createContext({ contextSize, threads, flashAttention });
	return { sequence: context.getSequence(), dispose: () => context.dispose() };
}
