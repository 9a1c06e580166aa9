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
};

/** What would be sent, shown before it is. */
export type EgressPreview = { host: string; text: string; bytes: number };

export type TurnErrorCode =
	| 'no-model'
	| 'message-too-long'
	| 'out-of-memory'
	| 'device-lost'
	| 'engine-failed'
	| 'storage-failed';

export type TurnEvent =
	| { type: 'route-chosen'; plan: Plan }
	| { type: 'attempt-started'; attempt: number; source: Source }
	| { type: 'text-delta'; attempt: number; text: string }
	| { type: 'confidence-updated'; attempt: number; value: number }
	| { type: 'attempt-dropped'; attempt: number; reason: string }
	| { type: 'notice'; message: string }
	| { type: 'consent-requested'; preview: EgressPreview }
	| { type: 'turn-finished'; message: Message }
	| { type: 'turn-stopped'; message: Message }
	| { type: 'turn-failed'; code: TurnErrorCode; message: string };
