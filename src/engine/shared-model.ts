// The other tabs' side of a shared engine: a LoadedModel whose work is done in the leader's tab.
// When the leader is gone, or runs another model, what was asked of it fails as `device-lost`, and
// a turn asks again. Not here: knowing that (shared-client.ts tells).

import type { ActiveModel } from '../contract/services.ts';
import type {
	Capabilities,
	ChatMessage,
	EngineEvent,
	GenerateRequest,
	LoadedModel
} from './engine.ts';
import { EngineError } from './engine.ts';

/** Sends one request to the leader and hears its answers. */
export interface LeaderLine {
	/**
	 * Events as they come; ends with the leader's `done`, throws its failure, and `device-lost` when
	 * the leader is gone. Aborting tells the leader to stop.
	 */
	generate(epoch: number, body: GenerateRequest, signal: AbortSignal): AsyncIterable<EngineEvent>;
	warm(epoch: number, messages: ChatMessage[], signal: AbortSignal): Promise<void>;
	count(epoch: number, text: string): Promise<number>;
}

type Ready = Extract<ActiveModel, { state: 'ready' }>;

export function sharedModel(
	line: LeaderLine,
	active: Ready,
	epoch: number,
	capabilities: Capabilities
): LoadedModel {
	return {
		manifest: active.manifest,
		backend: active.backend as LoadedModel['backend'],
		choice: active.choice,
		contextTokens: active.contextTokens,
		capabilities,
		generate: (request, signal) => untilAborted(line.generate(epoch, request, signal), signal),
		countTokens: (text) => line.count(epoch, text),
		warm: (messages, signal) => line.warm(epoch, messages, signal),
		// The leader's to put away: other tabs answer with it.
		dispose: () => Promise.resolve()
	};
}

/** Ends with `finished` of reason `abort` as the contract asks, without waiting for the leader. */
async function* untilAborted(
	events: AsyncIterable<EngineEvent>,
	signal: AbortSignal
): AsyncGenerator<EngineEvent> {
	let completionTokens = 0;
	let finished = false;
	for await (const event of events) {
		if (event.type === 'delta') completionTokens += event.tokens.length;
		if (event.type === 'finished') finished = true;
		yield event;
	}
	if (finished) return;
	if (!signal.aborted)
		throw new EngineError('failed', 'The answer broke off. Choose Regenerate to try again.');
	yield { type: 'finished', path: 0, reason: 'abort', completionTokens, decodeMs: 0 };
}
