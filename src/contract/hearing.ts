// What hears complaints in other languages, as the Models page sees it: classifiers of the catalogue and of a
// person's choice, one of which is used. Not running one (text-classifier.ts).

import type { RepositoryEntry } from './repository-entry.ts';
import type { ModelState, Unsubscribe } from './services.ts';

export type HearingModel = {
	entry: RepositoryEntry;
	status: ModelState;
	/** Of those that are here, the one that hears. */
	hears: boolean;
	/** How long it took for the longest message there can be, on this device; null where it was not added by this page. */
	tookMs: number | null;
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
	 * Downloads one, and opens it once: one that cannot be opened is not kept. False when it was paused. Throws
	 * WeightError, ParseError, EngineError.
	 */
	download(id: string): Promise<boolean>;
	pause(id: string): void;
	/** Frees its space. */
	remove(id: string): Promise<void>;
	/** What a repository of Hugging Face has. Throws ParseError where that is no such classifier, WeightError. */
	lookAt(address: string, signal: AbortSignal): Promise<HearingOffer>;
	/** Downloads what was offered; as `download`. */
	add(offer: HearingOffer): Promise<boolean>;
	/** Takes one in from its files. Throws as `download` does. */
	addFiles(files: readonly File[]): Promise<void>;
}
