// Which adapter list each request sends, so that no answer is computed from another adapter's KV
// cache: pure bookkeeping over what llama.cpp (b11364) was seen to do.
//
// - A request without a list gets every adapter: one is always sent when adapters are loaded.
// - Activated adapters act from their invocation tokens on. The conversation before them stays the
//   base's, so switching to one keeps the cached prefix. Going back to the base clears the cache,
//   except when the list still names the adapter: without invocation tokens in the prompt it is
//   inactive, and the cache is kept. That is what the base's next request sends.
// - A plain adapter changes every token. llama.cpp keeps copies of conversations it left in memory
//   and finds them again by their text alone, whatever adapter computed them: another set of plain
//   adapters needs a fresh session.

import type { ChatMessage } from './engine.ts';
import type { LoraList } from './wllama-request.ts';

export type LoadedAdapter = {
	modifierId: string;
	/** Its place in wllama's list. */
	index: number;
	/** What activates it; null for a plain adapter. */
	invocation: string | null;
};

/** What the session computed with last. */
export type AdapterState = {
	/** Of plain adapters, `id:scale`; empty for none. What the copies in memory belong to. */
	plain: string;
	/** The list whose cache can be kept by sending it again; null at first and after the base's own. */
	activated: { adapter: LoadedAdapter; scale: number } | null;
};

export const INITIAL_STATE: AdapterState = { plain: '', activated: null };

export type AdapterPlan = {
	lora: LoraList | null;
	/** Ends the prompt; empty for none. */
	invocation: string;
	/** A new session must be opened first. */
	needsFreshSession: boolean;
	/** The state once the request has run. */
	after: AdapterState;
};

export function planAdapters(
	loaded: readonly LoadedAdapter[],
	wanted: { adapter: LoadedAdapter; scale: number } | null,
	messages: readonly ChatMessage[],
	state: AdapterState,
	sequences: number
): AdapterPlan {
	if (loaded.length === 0)
		return { lora: null, invocation: '', needsFreshSession: false, after: INITIAL_STATE };
	if (wanted && wanted.adapter.invocation === null) {
		const plain = `${wanted.adapter.index}:${wanted.scale}`;
		return {
			lora: [{ id: wanted.adapter.index, scale: wanted.scale }],
			invocation: '',
			needsFreshSession: state.plain !== plain,
			after: { plain, activated: null }
		};
	}
	const needsFreshSession = state.plain !== '';
	if (wanted)
		return {
			lora: [{ id: wanted.adapter.index, scale: wanted.scale }],
			invocation: wanted.adapter.invocation ?? '',
			needsFreshSession,
			after: { plain: '', activated: wanted }
		};
	const { activated } = state;
	const invocation = activated?.adapter.invocation ?? null;
	// With several sequences it is not known which one, with which list, takes the request.
	const keeps =
		activated !== null &&
		!needsFreshSession &&
		sequences === 1 &&
		invocation !== null &&
		!messages.some(({ content }) => content.includes(invocation));
	return {
		lora: keeps ? [{ id: activated.adapter.index, scale: activated.scale }] : [{ id: 0, scale: 0 }],
		invocation: '',
		needsFreshSession,
		after: INITIAL_STATE
	};
}
