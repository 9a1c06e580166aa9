// What a turn acts through, given by app.ts: stores, the model, judges, others to ask, clocks.

import type { CatalogEntry } from '../contract/services.ts';
import type { ConversationStore, SettingsStore } from '../contract/stores.ts';
import type { LoadedModel } from '../engine/engine.ts';
import type { Adaptive } from './adaptive.ts';
import type { DeviceCalibrations } from './device-calibrations.ts';
import type { EdgeProvider } from './edge.ts';
import type { BudgetStore } from './edge-budget.ts';
import type { EdgeQueue } from './edge-queue.ts';
import type { ExampleSources } from './example-sources.ts';
import type { ComplaintHearer } from './hear-complaint.ts';
import type { JudgeProvider } from './judges.ts';
import type { TurnLocks } from './locks.ts';
import type { FileKnowledge } from './file-prompt.ts';
import type { SiteKnowledge } from './site-prompt.ts';
import type { TurnStops } from './stops.ts';

/** Gives the model that answers; the tab it runs in does not matter. */
export interface ModelProvider {
	/** The model, when one can answer right now. */
	current(): LoadedModel | null;
	/**
	 * The same, after waiting for one that is on its way. Throws an error with code `no-model` and a
	 * sentence when none is, and the signal's reason when aborted.
	 */
	acquire(signal: AbortSignal): Promise<LoadedModel>;
	/** Before a turn takes its model: a better one that went away may be back. Null when there is none. */
	lookAgain?(): Promise<void> | null;
	/** No model of this device answers here, as a site may want it. */
	none?: boolean;
	/** A better model that fits this device; null when none does. */
	recommend?(): Promise<{ entry: Pick<CatalogEntry, 'id' | 'name'> } | null>;
}

export type TurnDependencies = {
	conversations: ConversationStore;
	settings: Pick<SettingsStore, 'get'>;
	models: ModelProvider;
	/** Null: nobody judges, and the base answers everything. */
	judges?: JudgeProvider | null;
	/** Hears complaints in other languages than the judges know; null: nothing does. */
	hearer?: Pick<ComplaintHearer, 'hear'> | null;
	/** Examples, and what finds them; null: no mode has any. */
	examples?: ExampleSources | null;
	/** What a site's pages say, in that site's chat; null: this is no site's. */
	site?: SiteKnowledge | null;
	/** Finds passages in a conversation's files; null: they are read as parts of their messages alone. */
	files?: FileKnowledge | null;
	/** A server of one's own, asked before the edge. */
	native?: EdgeProvider | null;
	edge?: EdgeProvider | null;
	/** What hosts said of their budgets; absent: it is kept for this tab alone. */
	budgets?: BudgetStore;
	/** Keeps what the edge is wanted for while the device is offline; null: it is not offered. */
	queue?: Pick<EdgeQueue, 'host' | 'offers' | 'decline' | 'add'> | null;
	/** What this person's answers have taught; null: a calibrated confidence stands as it is. */
	adaptive?: Adaptive | null;
	/** What stands for the calibration of a model that came without one; null: nothing does. */
	calibrations?: Pick<DeviceCalibrations, 'current'> | null;
	locks: TurnLocks;
	stops: TurnStops;
	/** Milliseconds since the epoch. */
	now: () => number;
	/** A monotonic clock, in milliseconds. */
	elapsed: () => number;
	newId: () => string;
	/** 0 to 1, for seeds. */
	random: () => number;
};
