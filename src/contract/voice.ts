// Dictation and what it needs, as the interface sees it: who may write speech down, what that would
// take, and one dictation from the first sound to its text. Reading aloud needs none of this.

import type { RepositoryEntry } from './repository-entry.ts';
import type { ModelState, Unsubscribe } from './services.ts';

/**
 * Who writes it down: the browser's own recogniser on this device, a model from our catalogue on this
 * device, or the browser's at its maker's, to which the sound is sent.
 */
export type DictationWay = 'browser-local' | 'own-model' | 'browser-remote';

/** The browser's recogniser on this device, for one language; `downloadable` costs a language pack. */
export type BrowserSpeech = 'available' | 'downloadable' | 'downloading' | 'unavailable';

export type SpeechModelListing = { entry: RepositoryEntry; status: ModelState };

export type VoiceReport = {
	/** False where the browser gives pages no microphone. */
	microphone: boolean;
	browserLocal: BrowserSpeech;
	/** Whether the browser has a recogniser that sends the sound away. */
	browserRemote: boolean;
	models: SpeechModelListing[];
};

export type DictationNews = {
	/** The sound heard right now, 0–1. */
	onLevel(level: number): void;
	/** What was understood so far, where that is known before the end. */
	onText(text: string): void;
	/** It ended by itself: the longest time, or the microphone went away. Call `finish` for the text. */
	onEnded(): void;
};

export interface Dictation {
	/** Ends listening, and what was said. Rejects with VoiceError; `cancelled` after `cancel`. */
	finish(): Promise<string>;
	/** Throws away what was heard, also while it is being written down. */
	cancel(): void;
}

export interface VoiceService {
	/** What could write down `language` (BCP 47) here. Asks nobody but this browser. */
	report(language: string): Promise<VoiceReport>;
	/** A speech model's state changed. */
	onModels(listener: () => void): Unsubscribe;
	/** Downloads a speech model; false when it was paused. Throws WeightError, ParseError. */
	download(id: string): Promise<boolean>;
	pause(id: string): void;
	/** Frees its space. */
	remove(id: string): Promise<void>;
	/** Has the browser fetch its language pack; false when it did not. */
	installBrowserPack(language: string): Promise<boolean>;
	/**
	 * Asks for the microphone, and listens. `browser-remote` sends the sound to the browser's maker: ask
	 * the person before. Throws VoiceError.
	 */
	listen(way: DictationWay, language: string, news: DictationNews): Promise<Dictation>;
}

export type VoiceErrorCode =
	| 'no-microphone'
	| 'microphone-denied'
	| 'microphone-busy'
	| 'no-speech'
	| 'language'
	| 'network'
	| 'unsupported'
	| 'not-installed'
	| 'cancelled'
	| 'failed';

/**
 * Why a dictation came to nothing. `message` is for developers; the words for a person are the interface’s,
 * by `code`.
 */
export class VoiceError extends Error {
	override readonly name = 'VoiceError';
	readonly code: VoiceErrorCode;
	constructor(code: VoiceErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

export type ReadingVoice = {
	name: string;
	language: string;
	/** False: the text is sent to be spoken. */ local: boolean;
};

export type ReadingNews = {
	/** The sentence that is spoken now, by its number. */
	onSentence(index: number): void;
	/** After the last one, or because reading broke off. */
	onEnd(outcome: 'done' | 'failed'): void;
};

export interface ReadAloudService {
	/** The best voice for a language (BCP 47), those of this device before all others; null for none. */
	voice(language: string): Promise<ReadingVoice | null>;
	/** Speaks sentences one after the other; returns what stops it, after which nothing more is told. */
	read(
		sentences: readonly string[],
		voice: ReadingVoice,
		language: string,
		news: ReadingNews
	): () => void;
}
