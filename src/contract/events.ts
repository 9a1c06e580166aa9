// What a turn says while it runs: one async generator of these, ended by exactly one of
// turn-finished, turn-stopped or turn-failed.

import type { ModifierId, Source } from './ids.ts';
import type { Message } from './messages.ts';

/** What the turn will try, chosen before the first token. */
export type Plan = {
	source: Source;
	modifier: { id: ModifierId; scale: number } | null;
	/** In words, for the receipt. */
	reason: string;
	/** The chance that the base's answer will not stand, by the question alone, 0–1; absent where nothing says. */
	beforehand?: number;
};

/** What would be sent, shown before it is. */
export type EgressPreview = {
	host: string;
	text: string;
	bytes: number;
	/** Why this device's answer is not enough, in words. */
	reason?: string;
	/** The same with personal data taken out; null when none was found. */
	redacted?: { text: string; bytes: number; found: Record<string, number> } | null;
	/** An estimate; null when the price is not known. */
	costMicroUsd?: number | null;
	/** Sent with the text as they are: nothing can be taken out of a picture. */
	images?: { name: string; mediaType: string; data: string }[];
	/** The device is offline: it would be sent when it is connected again. */
	later?: true;
};

/**
 * What a person answers to `consent-requested`: send this once as it is, or without the personal
 * data found; from now on in this conversation; or not, and not again in this conversation.
 */
export type ConsentAnswer = 'once' | 'redacted' | 'always' | 'refuse' | 'never';

export type TurnErrorCode =
	| 'no-model'
	| 'message-too-long'
	| 'out-of-memory'
	| 'device-lost'
	| 'engine-failed'
	| 'storage-failed'
	/** The question has an image, and nobody who sees images was asked. */
	| 'unseen-image'
	/** Whoever was to be asked cannot be reached now; the same may be tried again. */
	| 'unreachable';

export type TurnEvent =
	| { type: 'route-chosen'; plan: Plan }
	| { type: 'attempt-started'; attempt: number; source: Source }
	| { type: 'text-delta'; attempt: number; text: string }
	| { type: 'confidence-updated'; attempt: number; value: number }
	| { type: 'attempt-dropped'; attempt: number; reason: string }
	/** Said beside the answer; `passing`: true only until there is one. */
	| { type: 'notice'; message: string; passing?: true }
	| { type: 'consent-requested'; preview: EgressPreview }
	| { type: 'turn-finished'; message: Message }
	| { type: 'turn-stopped'; message: Message }
	| { type: 'turn-failed'; code: TurnErrorCode; message: string };
