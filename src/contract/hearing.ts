// What hears complaints in other languages, as the Models page sees it: classifiers of the catalogue and of a
// person's choice, one of which is used. Not running one (text-classifier.ts).

import type { RepositoryEntry } from './repository-entry.ts';
import type { ModelState, Unsubscribe } from './services.ts';

export type HearingEntry = Pick<
	RepositoryEntry,
	'id' | 'name' | 'description' | 'languages' | 'aboutBytes'
> & {
	/** Null where its host did not state one, or it came from files. */
	licence: string | null;
	/** Where the licence is; null where nothing is known of it. */
	licenceUrl: string | null;
};

export type HearingModel = {
	entry: HearingEntry;
	status: ModelState;
	/** Of those that are here, the one that hears. */
	hears: boolean;
	/** How long it took for the longest message there can be, on this device; null where it is not here. */
	tookMs: number | null;
	/** Why this page does not use it any more, though it is here. */
	failure: string | null;
};

/** A classifier a repository has, before it is downloaded. */
export type HearingOffer = {
	/** `owner/repository`. */
	name: string;
	/** Of its commit: what was looked at is what is downloaded. */
	revision: string;
	labels: readonly string[];
	/** Of all its files. */
	bytes: number;
	/** As its host states it. */
	licence: string | null;
};

export interface HearingService {
	/** Those of the catalogue, then the person's own. */
	models(): Promise<HearingModel[]>;
	/** The state of one changed. */
	onModels(listener: () => void): Unsubscribe;
	/**
	 * Downloads one, and opens it once before it counts as here. One whose files are at fault is not kept; one that
	 * could not be tried is kept, and tried when it is resumed. False when it was paused. Throws WeightError,
	 * ParseError, EngineError.
	 */
	download(id: string): Promise<boolean>;
	/** Whichever tab downloads it. */
	pause(id: string): void;
	/** Frees its space. */
	remove(id: string): Promise<void>;
	/** What a repository of Hugging Face has. Throws ParseError where that is no such classifier, WeightError. */
	lookAt(address: string, signal: AbortSignal): Promise<HearingOffer>;
	/** Downloads what was offered; as `download`. */
	add(offer: HearingOffer): Promise<boolean>;
	/** Takes one in from its files; returns its name. Throws as `download` does. */
	addFiles(files: readonly File[]): Promise<string>;
}
