// The interfaces by which the layers know each other: app.ts builds the implementations and hands
// them to `ui` and `turn`, which import only these types. Those of what is remembered are in stores.ts.

import type { CompareService } from './compare.ts';
import type { CalibrationService } from './device-calibration.ts';
import type { AdapterHalf, AdapterOffer, Attachment, OwnAdapter } from './gguf-adapter.ts';
import type { DeviceService } from './device-profile.ts';
import type { EdgeStatusService } from './edge.ts';
import type { EngineChoice, ModelEngine } from './engine-choice.ts';
import type { FileService } from './files.ts';
import type { Message, Part } from './messages.ts';
import type { KeepingService } from './keeping.ts';
import type { Manifest } from './manifest.ts';
import type { LearningService } from './outcomes.ts';
import type { HearingService } from './hearing.ts';
import type { MlcService } from './mlc.ts';
import type { MemoryParts } from './model-memory.ts';
import type { PeftConfig } from './peft-config.ts';
import type { QueuedQuestion, QueueService } from './queue.ts';
import type { ConsentAnswer, TurnEvent } from './events.ts';
import type { Egress } from './ids.ts';
import type { RecipeOffer, TurnOptions } from './modes.ts';
import type { NativeService } from './native.ts';
import type { BackupStore, ConversationStore, DraftStore, SettingsStore } from './stores.ts';
import type { ReadAloudService, VoiceService } from './voice.ts';

export type Unsubscribe = () => void;

// ---- models -------------------------------------------------------------------------------------

/** What this device can do, measured once at start. */
export type DeviceReport = {
	webgpu: {
		available: boolean;
		shaderF16: boolean;
		adapter: string;
		reason: string;
		/** Whether WebAssembly may wait for it here, which llama.cpp needs. */
		suspends?: boolean;
		/** Bytes of the largest buffer, and of the part of one that a shader may be given. */
		maxBufferBytes?: number;
		maxBindingBytes?: number;
		/** Of those that matter to models. */
		features?: string[];
	};
	threads: number;
	crossOriginIsolated: boolean;
	memoryGb: number | null;
	quotaBytes: number;
	usedBytes: number;
	persisted: boolean;
	/** As in `Chromium 140`; empty where the browser does not say. */
	browser?: string;
	/** As in `Linux`. */
	system?: string;
	/** Whether the browser brings a language model along for this device. */
	builtIn?: 'available' | 'downloadable' | 'downloading' | 'unavailable';
};

/** An entry of models/catalog.json: a real open model by its public address. */
export type CatalogEntry = {
	id: string;
	name: string;
	description: string;
	url: string;
	/** Bytes of the file; null where no cited source gives it: it is learnt from the host. */
	bytes: number | null;
	sha256: string | null;
	/** Of a model split over several files, in order, `url` being the first; `bytes` is their sum. */
	parts?: readonly { url: string; bytes: number }[];
	parameters: number;
	/** Weights, KV at the default context and working memory. */
	memoryBytes: number;
	contextTokens: number;
	licence: string;
	licenceUrl: string;
	languages: string[];
	/** Keys and values of a token, in bytes: what another context than `contextTokens` changes; absent: not stated. */
	contextBytesPerToken?: number;
	/** Whether it was trained to call tools; absent: not stated. */
	tools?: boolean;
	/** Whether the listed file can read pictures; absent: not stated. */
	vision?: boolean;
	source: string;
	/** Which engine runs it; absent: llama.cpp (`wllama`). */
	engine?: ModelEngine;
	/**
	 * Added by its address by the person, and no part of the catalogue: where its host publishes no
	 * hash, the one it arrives with is taken and pinned.
	 */
	own?: true;
	/** Set for an adapter: what it is attached to once it is here. */
	attachTo?: Attachment;
	/** Set for one in PEFT's form, which is converted then: what its adapter_config.json says. */
	peft?: PeftConfig;
};

/** What an address leads to, known from the beginning of its file. */
export type ModelOffer = {
	url: string;
	fileName: string;
	name: string;
	bytes: number;
	/** Of a model split over several files, in order, `url` being the first. */
	parts?: readonly { url: string; bytes: number }[];
	architecture: string;
	parameters: number;
	quantisation: string;
	/** What it would be opened with. */
	contextTokens: number;
	/** Null where the file does not say. */
	licence: string | null;
	/** Whether the file says how a chat is written. */
	hasTemplate: boolean;
	/** Estimated, at `contextTokens`. */
	memory: MemoryParts;
	/** Null for a model. */
	adapter: AdapterOffer | null;
	/** Set for an adapter in PEFT's form. */
	peft?: PeftConfig;
	/** Why this device cannot run it, in words; null when it can. */
	refusal: string | null;
};

/** A model's file, or the files of a model's page to choose from. */
export type AddressAnswer =
	| { kind: 'offer'; offer: ModelOffer }
	| { kind: 'files'; files: { name: string; url: string; bytes: number | null }[] };

export type ModelState =
	| { state: 'absent' }
	| {
			state: 'downloading';
			receivedBytes: number;
			totalBytes: number;
			bytesPerSecond: number;
			/** Why nothing moves right now, in words. */
			waiting?: string;
	  }
	| { state: 'paused'; receivedBytes: number; totalBytes: number; reason: string }
	| {
			state: 'failed';
			code: string;
			message: string;
			/** Of its first install: what arrived is kept, and a further try goes on from there. */
			receivedBytes?: number;
			totalBytes?: number;
	  }
	| { state: 'ready' };

export type ModelListing = {
	id: string;
	name: string;
	manifest: Manifest | null;
	entry: CatalogEntry | null;
	status: ModelState;
	/** When its weights were complete, in milliseconds since 1970; absent where that is not known. */
	installedAtMs?: number;
	/** An adapter of the person's own, which is no model: it belongs to one. */
	adapter?: OwnAdapter;
};

/** How a download finds room. */
export type DownloadOptions = {
	/**
	 * Removes the next model that may go for it; resolves to the bytes that held, 0 where none may. Asked
	 * when a piece that has arrived finds no room: a download that fails before takes nothing away.
	 */
	makeRoom?: () => Promise<number>;
};

export type ImportOptions = {
	/** Aborting leaves nothing behind. */
	signal?: AbortSignal;
	/** From 0 to 1. */
	onProgress?: (fraction: number) => void;
};

/** Which model answers, and where it is on its way there. */
export type ActiveModel =
	| { state: 'idle' }
	| { state: 'downloading'; id: string; receivedBytes: number; totalBytes: number }
	| { state: 'loading'; id: string; fraction: number }
	| {
			state: 'ready';
			id: string;
			name: string;
			backend: string;
			contextTokens: number;
			manifest: Manifest;
			shared: boolean;
			/** Why it runs as it does; absent until that is known. */
			choice?: EngineChoice;
	  }
	| { state: 'failed'; id: string; code: string; message: string };

export interface ModelService {
	readonly active: ActiveModel;
	onActive(listener: (active: ActiveModel) => void): Unsubscribe;
	/** Said once each: a fallback to the CPU, a smaller context, another tab took over. */
	onNotice(listener: (message: string) => void): Unsubscribe;
	list(): Promise<ModelListing[]>;
	onList(listener: (listings: ModelListing[]) => void): Unsubscribe;
	/** Downloads what is missing, verifies, loads, and remembers the choice. */
	use(id: string): Promise<void>;
	download(id: string, options?: DownloadOptions): Promise<void>;
	pause(id: string): void;
	/** Removes the weights from this device. */
	remove(id: string): Promise<void>;
	/**
	 * Adds a GGUF from disk as a model, or all parts of a split one; returns its id. Throws ParseError on a model that
	 * cannot run.
	 */
	importGguf(files: readonly File[]): Promise<string>;
	/**
	 * Asks the host of an address what is there, reading no more of a file than its header. Throws
	 * ParseError, WeightError, or the signal's reason.
	 */
	lookAt(address: string, signal: AbortSignal): Promise<AddressAnswer>;
	/**
	 * Downloads what was offered, an adapter for the base `to`; its id, or null when it was paused.
	 * Throws WeightError, ParseError.
	 */
	addOffer(offer: ModelOffer, to?: Attachment): Promise<string | null>;
	/** What files of this device are; null unless they are an adapter, or half of one. Throws ParseError. */
	adapterOf(files: readonly File[]): Promise<AdapterOffer | AdapterHalf | null>;
	/**
	 * Copies an adapter into this browser, one in PEFT's form converted first, and turns it on for its base; returns
	 * its id. Throws ParseError, WeightError, or the signal's reason.
	 */
	importAdapter(files: readonly File[], to: Attachment, options?: ImportOptions): Promise<string>;
	/** Turns an adapter on or off, or sets how strongly it acts; its base is loaded anew if it answers. */
	setAdapter(id: string, fields: Partial<Pick<OwnAdapter, 'on' | 'scale'>>): Promise<void>;
	device(): Promise<DeviceReport>;
	/** The best catalog entry this device can hold, and why; null when none fits. */
	recommend(): Promise<{ entry: CatalogEntry; reason: string } | null>;
}

// ---- the turn -----------------------------------------------------------------------------------

/** What starts a turn: a new question, another answer to one, or a question said otherwise. */
export type TurnInput = (
	| { kind: 'send'; conversationId: string; parts: Part[] }
	/** Another answer beside this one. */
	| { kind: 'regenerate'; conversationId: string; messageId: string }
	/** A sibling of the question, and an answer. */
	| { kind: 'edit'; conversationId: string; messageId: string; parts: Part[] }
	/** What waited for a connection: its answer takes the place of the one that is there. */
	| { kind: 'queued'; conversationId: string; question: QueuedQuestion }
) & { options?: TurnOptions };

/** What a recipe would be run on: an answer that is there, or the next question. */
export type RecipeQuestion = {
	/** Of the conversation. */
	egress: Egress;
	answer: Message | null;
};

export interface TurnService {
	/**
	 * Runs a turn and stores it. The first event comes after the question and an empty answer are
	 * stored; the last is turn-finished, turn-stopped or turn-failed. Aborting stops computing and
	 * keeps what was written. One turn at a time per conversation, in all tabs.
	 */
	run(input: TurnInput, signal: AbortSignal): AsyncGenerator<TurnEvent>;
	/** Stops the turn that is being written in this conversation, in whichever tab it runs. */
	stop(conversationId: string): void;
	/**
	 * Answers the `consent-requested` of the turn that runs in this tab for the conversation. Without
	 * one it does nothing: the turn ended, or was answered, meanwhile.
	 */
	consent(conversationId: string, answer: ConsentAnswer): void;
	/** A question in this conversation is likely next: what it will follow may be read ahead of it. */
	expect?(conversationId: string): void;
	/** What each recipe would take and gain now; none without a model. It asks nobody. Never throws. */
	recipes?(about: RecipeQuestion): Promise<RecipeOffer[]>;
}

/** Everything the interface acts through, made in app.ts, given by Svelte's context. */
export type Services = {
	conversations: ConversationStore;
	drafts: DraftStore;
	settings: SettingsStore;
	backup: BackupStore;
	models: ModelService;
	turns: TurnService;
	/** What this device learns from what becomes of answers; absent where nothing is stored. */
	learning?: LearningService;
	/** Calibrates models that came without; absent where nothing is stored. */
	calibrations?: CalibrationService;
	/** One question to several models; absent where nothing is stored. */
	compare?: CompareService;
	/** Reads files into messages; absent where nothing is attached, as in a site's chat. */
	files?: FileService;
	/** When each model was used, and which stay; absent where nothing is stored. */
	keeping?: KeepingService;
	/** What waits to be sent until the device is connected; absent where nothing is stored. */
	queue?: QueueService;
	/** What was measured on this device; absent where nothing is. */
	device?: DeviceService;
	edge: EdgeStatusService;
	/** A model server of the person's own. */
	native: NativeService;
	/** Models in MLC's form, by their addresses; absent where no models are managed. */
	mlc?: MlcService;
	/** What hears complaints in other languages, its code fetched at the first call; absent where no models are managed. */
	hearing?: () => Promise<HearingService>;
	/** Dictation, its code fetched at the first call; absent where there is no message box of ours. */
	voice?: () => Promise<VoiceService>;
	/** The same for reading aloud; absent where the browser cannot speak. */
	readAloud?: () => Promise<ReadAloudService>;
};
