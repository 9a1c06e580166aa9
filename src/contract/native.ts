// What the app can say of a model server of a person's own: our native server, llama.cpp's, vLLM or
// Ollama, on this machine or another one. Types alone; the server is asked by engine/native-server.ts.

import type { Unsubscribe } from './services.ts';

/** Tokens per second, the reading of a short prompt included. */
export type NativeSpeed = {
	there: number;
	/** Of the model in the browser; null before one was there to measure. */
	here: number | null;
};

/** What a connected server is for. */
export type NativeUse =
	/** It has the model that is chosen here and is faster: it answers in the browser's place. */
	| 'answers'
	/** It has that model too, and the browser is faster. */
	| 'slower'
	/** It has another model, which is asked where this device's answer is not enough. */
	| 'further'
	/** The same, though it gives the name of the model chosen here: it answers otherwise, or lacks modifiers. */
	| 'unlike';

export type NativeStatus =
	| { state: 'off' }
	| { state: 'connecting'; host: string }
	/**
	 * `message` is a sentence with the next step. `returns`: it had been connected, and is connected again by
	 * itself when it is back.
	 */
	| { state: 'failed'; host: string; message: string; returns?: boolean }
	| {
			state: 'connected';
			host: string;
			/** The model's name there. */
			model: string;
			use: NativeUse;
			/** False: what is sent leaves this device, and is asked for each time. */
			loopback: boolean;
			speed: NativeSpeed | null;
	  };

/** What was entered last; empty texts for nothing. */
export type NativeEntry = { address: string; token: string };

export interface NativeService {
	readonly status: NativeStatus;
	readonly entry: NativeEntry;
	onStatus(listener: (status: NativeStatus) => void): Unsubscribe;
	/** Asks the server what it is, measures it once, and remembers it. Never throws: the status tells. */
	connect(entry: NativeEntry): Promise<void>;
	/** Looks for one at the usual ports of this machine and connects to the first; false for none. */
	find(): Promise<boolean>;
	/** Forgets it. */
	disconnect(): void;
}
