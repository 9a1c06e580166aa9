// Names shared by every layer: which modifier, who answered, what may leave the device.
// Not here: the shapes that carry them (messages.ts, events.ts, manifest.ts).

/** The modifiers this project trains; a user's own adapter may carry any other id. */
export const MODIFIER_IDS = [
	'code',
	'reasoning',
	'automation',
	'math',
	'hard-math',
	'science',
	'finance',
	'creative'
] as const;
export type KnownModifierId = (typeof MODIFIER_IDS)[number];
// `& {}` keeps the known ids in editor completion while any string is allowed.
export type ModifierId = KnownModifierId | (string & {});

/** Who wrote an answer. */
export type Source = 'base' | `modifier:${string}` | `native:${string}` | `edge:${string}`;

const SOURCE = /^(?:base|(?:modifier|native|edge):[\w./:+-]+)$/;

export function isSource(value: unknown): value is Source {
	return typeof value === 'string' && SOURCE.test(value);
}

/** What a conversation lets leave the device. Independent of the mode. */
export type Egress = 'local-only' | 'ask' | 'allow';
export const EGRESS: readonly Egress[] = ['local-only', 'ask', 'allow'];

/** Begins the id of every speech model, which is no model that chats. */
export const SPEECH_ID_PREFIX = 'speech.';
/** The same of models that hear complaints. */
export const CLASSIFIER_ID_PREFIX = 'classifier.';
