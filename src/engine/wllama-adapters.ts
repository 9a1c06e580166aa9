// Which adapter list each request sends, so that no answer is computed from another adapter's KV
// cache: pure bookkeeping over what llama.cpp (b11364) was seen to do.
//
// - A request without a list gets every adapter: one is always sent when adapters are loaded.
// - An activated adapter acts from one token before its invocation tokens on. What comes before stays
//   the base's, so switching to one keeps the cached prefix. That one token is the last of the base's
//   own prompt: before another prompt reuses it, it is read again as the base. A request that names
//   the adapter and ends without the invocation does that, and llama.cpp keeps the cache for it;
//   from then on the base's own list keeps the cache too, which otherwise would clear it.
// - A plain adapter changes every token. llama.cpp keeps copies of conversations it left in memory
//   and finds them again by their text alone, whatever adapter computed them: another set of plain
//   adapters needs a fresh session.
// - Adapters in one list add up. An activated one among plain ones acts on the whole prompt as they do, its
//   invocation at the end all the same; two activated ones are refused.

import { EngineError, type ChatMessage } from './engine.ts';
import { sharedMessages, type LoraList } from './wllama-request.ts';

export type LoadedAdapter = {
	modifierId: string;
	/** Its place in wllama's list. */
	index: number;
	/** What activates it; null for a plain adapter. */
	invocation: string | null;
	/** How strongly a person wants it to act; 1 when absent. */
	scale?: number;
};

export type ChosenAdapter = { adapter: LoadedAdapter; scale: number };

/** What the session computed with last. */
export type AdapterState = {
	/** Of plain adapters, `id:scale`; empty for none. What the copies in memory belong to. */
	plain: string;
	/** The last request's activated adapter and its messages; null after any other. */
	activated: (ChosenAdapter & { messages: readonly ChatMessage[] }) | null;
};

export const INITIAL_STATE: AdapterState = { plain: '', activated: null };

export type AdapterPlan = {
	/** Null when the model has no adapters. */
	lora: LoraList | null;
	/** Ends the prompt; empty for none. */
	invocation: string;
	/** A new session must be opened first. */
	needsFreshSession: boolean;
	/** To be read again as the base first, under this list. */
	restore: { messages: readonly ChatMessage[]; lora: LoraList } | null;
	/** Whether anything cached may be used. */
	cache: boolean;
	/** The state once the request has run. */
	after: AdapterState;
};

/** What a fresh session computes with: nothing yet, or a person's own adapters. */
export function initialState(standing: readonly ChosenAdapter[]): AdapterState {
	return { plain: plainOf([], standing), activated: null };
}

/** The base's own list: with the adapters that act on all it says. */
export function baseList(standing: readonly ChosenAdapter[]): LoraList {
	return standing.length === 0 ? BASE_LIST : standing.flatMap(listOf);
}

/** Adapters that a request names answer without those that stand. */
function plainOf(wanted: readonly ChosenAdapter[], standing: readonly ChosenAdapter[]): string {
	if (wanted.length === 0) return standing.map(keyOf).join();
	return activatedAlone(wanted) === null ? wanted.map(keyOf).join() : '';
}

/** What leaves the prompt to the base. */
function activatedAlone([first, ...others]: readonly ChosenAdapter[]): ChosenAdapter | null {
	return first && others.length === 0 && first.adapter.invocation !== null ? first : null;
}

/** The base alone: adapters that are not listed count as 0. */
export const BASE_LIST: LoraList = [{ id: 0, scale: 0 }];

/** `wanted`: what a request names; empty for the base. Throws EngineError for two that are activated. */
export function planAdapters(
	loaded: readonly LoadedAdapter[],
	wanted: readonly ChosenAdapter[],
	messages: readonly ChatMessage[],
	state: AdapterState,
	sequences: number,
	standing: readonly ChosenAdapter[] = []
): AdapterPlan {
	const plain = plainOf(wanted, standing);
	const needsFreshSession = state.plain !== plain;
	const alone = activatedAlone(wanted);
	return {
		lora: listFor(loaded, wanted, standing),
		invocation: invocationOf(wanted),
		needsFreshSession,
		restore: needsFreshSession ? null : restored(messages, state, sequences),
		// With several sequences it is not known which one takes the request, and what it holds.
		cache: sequences === 1 || state.activated === null,
		after: { plain, activated: alone && { ...alone, messages } }
	};
}

function listFor(
	loaded: readonly LoadedAdapter[],
	wanted: readonly ChosenAdapter[],
	standing: readonly ChosenAdapter[]
): LoraList | null {
	if (loaded.length + standing.length === 0) return null;
	return wanted.length > 0 ? wanted.flatMap(listOf) : baseList(standing);
}

/** Empty where none of them is activated. */
function invocationOf(wanted: readonly ChosenAdapter[]): string {
	const [first, second] = wanted.filter(({ adapter }) => adapter.invocation !== null);
	if (first && second)
		throw new EngineError(
			'unsupported',
			`“${first.adapter.modifierId}” and “${second.adapter.modifierId}” each wait for a word of their own, so they cannot write one answer. Leave one of them out.`
		);
	return first?.adapter.invocation ?? '';
}

function restored(
	messages: readonly ChatMessage[],
	{ activated }: AdapterState,
	sequences: number
): AdapterPlan['restore'] {
	if (activated === null || sequences > 1) return null;
	const { adapter, messages: last } = activated;
	// The last token of a prompt asked again is read again anyway.
	const again = last.length === messages.length && sharedMessages(last, messages) === last.length;
	if (again) return null;
	// Somebody wrote the invocation: naming the adapter would call it. The base's list clears the cache.
	const { invocation } = adapter;
	if (invocation === null || last.some(({ content }) => content.includes(invocation))) return null;
	return { messages: last, lora: listOf(activated) };
}

function listOf({ adapter, scale }: ChosenAdapter): LoraList {
	return [{ id: adapter.index, scale }];
}

function keyOf({ adapter, scale }: ChosenAdapter): string {
	return `${adapter.index}:${scale}`;
}
