// llama.cpp called directly beside the server: its own context on the same loaded model, with the server's
// settings, for one conversation.

import type { LlamaContextSequence } from 'node-llama-cpp';
import { BATCH_TOKENS } from '../../../worker/llama/machine.ts';
import type { OpenModel } from '../../../worker/llama/open-model.ts';

export type Direct = { sequence: LlamaContextSequence; dispose(): Promise<void> };

export async function openDirect(opened: OpenModel): Promise<Direct> {
	const {
		model,
		threads,
		contextTokens: contextSize,
		parallel: sequences,
		flashAttention
	} = opened;
	// Of the server's shape, so that what differs is the server. Of several sequences node-llama-cpp would wait
	// a turn of the event loop for the others, which the server does not for one answer alone.
	const context = await model.createContext({
		contextSize,
		sequences,
		batchSize: Math.min(BATCH_TOKENS, contextSize * sequences),
		threads,
		flashAttention,
		batching: { dispatchSchedule: (dispatch) => queueMicrotask(dispatch) }
	});
	return { sequence: context.getSequence(), dispose: () => context.dispose() };
}
