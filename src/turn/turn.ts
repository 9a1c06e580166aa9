// What the stages of a turn share while it answers. Made in answer-turn.ts, written by the stages, read by
// whoever stores the answer (run-turn.ts).

import type { TurnEvent } from '../contract/events.ts';
import type { TurnOptions } from '../contract/modes.ts';
import type { Settings } from '../contract/settings.ts';
import type { Judged } from './adaptive.ts';
import type { AttemptRecord } from './attempt.ts';
import type { Attempts } from './attempts.ts';
import type { BegunTurn } from './begin-turn.ts';
import type { Consents } from './consents.ts';
import type { TurnDependencies } from './dependencies.ts';
import type { FilesState } from './file-prompt.ts';
import type { ReceiptInput } from './receipt.ts';
import type { SiteState } from './site-prompt.ts';
import type { Situation } from './situation.ts';
import type { TurnFailure } from './turn-failure.ts';

export type Outcome =
	{ status: 'done' } | { status: 'stopped' } | { status: 'error'; failure: TurnFailure };

/** What the answer has come to; read by whoever stores it. */
export type AnswerState = {
	readonly attempts: Attempts;
	/** The model of this device, for the sentence on who answered; null before it is known. */
	here: { name: string; logprobs: boolean; browsers: boolean } | null;
	/** Sentences on what else happened and why, in order. */
	reasons: string[];
	/** What was said to stay beside the answer. */
	notes: string[];
	/** That the complaint was heard has been said. */
	heard: boolean;
	/** The confidence an answer had to reach; null when the model has none of its own. */
	threshold: number | null;
	/** How sure to be of the base's answer, by what was learnt here; null before it has ended. */
	judged: { record: AttemptRecord; baseSha256: string; judged: Judged } | null;
	/** What the site's pages hold on the question, in a site's chat that has pages; null before. */
	site: SiteState | null;
	/** The conversation's files and what was found in them; null where it has none. */
	files: FilesState | null;
	/** Milliseconds of the stages before the engine. */
	stages: Record<string, number>;
	also: ReceiptInput['also'];
};

export type Turn = {
	readonly deps: TurnDependencies;
	readonly consents: Consents;
	readonly begun: BegunTurn;
	readonly settings: Settings;
	readonly state: AnswerState;
	readonly signal: AbortSignal;
	readonly options: TurnOptions | undefined;
	readonly situation: Situation;
	/** Said before any other event: the question is stored. Nothing when it was said. */
	readonly opening: AsyncGenerator<TurnEvent, void>;
};
