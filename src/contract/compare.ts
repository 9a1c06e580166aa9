// One question put to several models or adapters, and their answers side by side: what is asked, what is
// said of each answer while it comes, and what may be done with them. Not here: who does it
// (turn/compare.ts), and a turn of a conversation (events.ts).

import type { EgressPreview } from './events.ts';
import type { Message, Part } from './messages.ts';

/** A specialist of a model, or an adapter of the person's own; 1 is as it was trained. */
export type ContestantAdapter = { id: string; scale: number };

/** Who is to answer: a model on this device, alone or with adapters; or somebody elsewhere, alone. */
export type Contestant = {
	/** Of an offer, where it is somebody elsewhere. */
	modelId: string;
	/** Each once, in any order; several act on one answer together. Empty: the model alone. */
	adapters: readonly ContestantAdapter[];
};

/** Side by side on a wide screen, and one after another in time. */
export const MOST_CONTESTANTS = 6;
export const LEAST_CONTESTANTS = 2;

/**
 * `starter`, `starter+code@0.5`, `starter+code@0.5+mine@1`: the same contestant has the same key, whatever it is
 * called and in whatever order its adapters were chosen. Votes are kept by it.
 */
export function contestantKey({ modelId, adapters }: Contestant): string {
	const byId = adapters.toSorted((a, b) => (a.id < b.id ? -1 : 1));
	return [modelId, ...byId.map(({ id, scale }) => `${id}@${scale}`)].join('+');
}

/** What `contestantKey` was made of; what is no key of it is a model's id. */
export function contestantOf(key: string): Contestant {
	const [modelId = key, ...named] = key.split('+');
	const adapters = named.flatMap((one): ContestantAdapter[] => {
		const [, id, scale] = /^(.+)@(\d[\d.e-]*)$/.exec(one) ?? [];
		return id === undefined ? [] : [{ id, scale: Number(scale) }];
	});
	return adapters.length === named.length ? { modelId, adapters } : { modelId: key, adapters: [] };
}

/** A server of one's own, which may be on this machine, or the edge. */
export type ElsewhereKind = 'native' | 'edge';

/** `name`: of the model there, or the role at the edge. No model of this browser has a colon in its id. */
export const elsewhereId = (kind: ElsewhereKind, name: string): string =>
	`elsewhere:${kind}/${encodeURIComponent(name)}`;

/** What `elsewhereId` was made of; null for a model of this browser. */
export function elsewhereOf(modelId: string): { kind: ElsewhereKind; name: string } | null {
	const [, kind, name] = /^elsewhere:(native|edge)\/(.+)$/.exec(modelId) ?? [];
	if (name === undefined) return null;
	return { kind: kind === 'edge' ? 'edge' : 'native', name: decodeURIComponent(name) };
}

export type ElsewhereOffer = {
	modelId: string;
	kind: ElsewhereKind;
	name: string;
	host: string;
	/** Whether the question leaves this device. */
	leaves: boolean;
};

export type ElsewhereList = {
	offers: readonly ElsewhereOffer[];
	/** Who cannot be asked now: why, and what to do. */
	refused: readonly { kind: ElsewhereKind; why: string }[];
};

/** Where an answer was computed, as far as that is known here. */
export type AnsweredAt =
	| { place: 'here' }
	/** By the browser's own model, of which the browser says that it runs here. */
	| { place: 'browsers-word' }
	/** On a server of this machine. */
	| { place: 'machine'; host: string }
	| { place: 'outside'; host: string };

export type CompareRequest = { prompt: string; contestants: readonly Contestant[] };

/** An answer at its end: what a conversation would keep of it, and its place among the contestants. */
export type ComparedAnswer = Required<Pick<Message, 'id' | 'parts' | 'source' | 'model'>> &
	Pick<Message, 'receipt'> & {
		contestant: Contestant;
		/** The model's name, for sentences. */
		name: string;
		where: AnsweredAt;
		/** `cut-off`: the longest an answer may be. */
		end: 'done' | 'cut-off' | 'stopped';
	};

/** `at` is the contestant's place in the request. */
export type CompareEvent =
	/** Before anything leaves the device: those in these places wait for `consent`, all at one host. */
	| { type: 'consent-requested'; ats: number[]; preview: EgressPreview }
	/** It was answered, or nobody waits any more. */
	| { type: 'consent-answered' }
	/** Its model is being placed on the device. */
	| { type: 'model-loading'; at: number; fraction: number | null }
	| { type: 'answer-started'; at: number }
	| { type: 'text-delta'; at: number; text: string }
	| { type: 'confidence-updated'; at: number; value: number }
	| { type: 'answer-ended'; at: number; answer: ComparedAnswer }
	/** Stopped before its first word. */
	| { type: 'answer-skipped'; at: number }
	/** In words: the fact and the next step. */
	| { type: 'answer-failed'; at: number; message: string };

/** An answer's id, or `none`. */
export type Best = 'none' | (string & {});

/** How often a contestant was called the best, and in how many comparisons that were judged it took part. */
export type VoteCount = { key: string; won: number; of: number };

/** What goes into a conversation: one answer, or a text put together from several. */
export type Kept = {
	prompt: string;
	/** Null: a new one. */
	conversationId: string | null;
	answers: readonly ComparedAnswer[];
	/** Null: the first answer's own. */
	parts: Part[] | null;
	/** The answer that was called the best; null for none. */
	best: string | null;
};

/** As a conversation's ConsentAnswer; a comparison is no conversation, so nothing is agreed to for later. */
export type CompareConsent = 'once' | 'redacted' | 'refuse';

export interface CompareService {
	/**
	 * Who can be asked beside the models of this browser, as the settings allow. It makes no request to a
	 * host that is not this machine's. Never throws.
	 */
	elsewhere(): Promise<ElsewhereList>;
	/**
	 * The most that a comparison costs, in micro-dollars, from what was known when `elsewhere` last looked;
	 * null where a price is not known. 0 where nobody is asked who takes money. Never throws.
	 */
	cost(request: CompareRequest): Promise<number | null>;
	/** Answers the `consent-requested` of the comparison under way; does nothing where none waits. */
	consent(answer: CompareConsent): void;
	/**
	 * Answers come one after another, those of one model together: there is one engine. What somebody
	 * elsewhere may be sent is asked for before the first. `stops[i]` stops
	 * the contestant in place `i` and leaves the others. Never throws: a contestant that cannot answer says
	 * why. Whoever stops reading stops the rest.
	 */
	run(request: CompareRequest, stops: readonly AbortSignal[]): AsyncGenerator<CompareEvent>;
	/**
	 * Keeps on this device which answer was the best, by its id; `none` of them; or null: nothing is said
	 * any more. A later call for the same answers takes the place of the one before. Throws MemoryError.
	 */
	vote(answers: readonly ComparedAnswer[], best: Best | null): Promise<void>;
	/** The votes so far, who won most first. */
	votes(): Promise<VoteCount[]>;
	forgetVotes(): Promise<void>;
	/** Stores question and answer; the conversation's id. Throws MemoryError. */
	keep(kept: Kept): Promise<string>;
}
