// What an engine is: something that loads a model and streams tokens with their log-probabilities.
// Loading returns the thing that can act, so "not loaded" cannot be written down.
// Every engine passes test/engine-conformance.ts. `turn` branches on `capabilities`, never on an id.

import type { EngineChoice, ModelEngine } from '../contract/engine-choice.ts';
import type { ErrorData } from '../contract/errors.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { ModifierId } from '../contract/ids.ts';
import type { Role } from '../contract/messages.ts';

export type EngineId = ModelEngine | 'remote' | (string & {});

export type Availability = { ok: true } | { ok: false; reason: string };

/** Where the layers run. */
export type Backend = 'webgpu' | 'wasm-threads' | 'wasm-single';

export type LoadedFile = { path: string; blob: Blob };

/** A verified model: its manifest and one Blob per file that comes with it, in the manifest's order. */
export type ModelRef = { manifest: Manifest; files: LoadedFile[] };

export type LoadOptions = {
	/** `auto`: WebGPU where the adapter has shader-f16, else threads when isolated, else one thread. */
	backend: 'auto' | Backend;
	/** Prompt and answer together, in tokens; the manifest's at most. */
	contextTokens: number;
	/** Sequences that may be decoded at once. */
	parallel: number;
	signal?: AbortSignal;
	/** 0–1 while weights are placed on the device. */
	onProgress?: (fraction: number) => void;
	/** What was recovered from, in words for the user: a smaller context, another backend. */
	onNotice?: (message: string) => void;
};

export type Capabilities = {
	logprobs: boolean;
	modifiers: boolean;
	/** Sequences decoded at once. */
	parallel: number;
	/** Whether several modifiers can act on one answer; absent: one at most. */
	mixes?: boolean;
	/** Whether an activated LoRA keeps the base's KV for the prefix. */
	sharedPrefix: boolean;
	grammar: boolean;
	embeddings: boolean;
	/** Whether it sees the images of a message; absent: it does not. */
	vision?: boolean;
};

export type ChatMessage = {
	role: Role;
	content: string;
	/** For a model with `vision`; `data` is base64. */
	images?: { name: string; mediaType: string; data: string }[];
};

export type Sampling = {
	/** 0 is greedy. */
	temperature: number;
	topP: number;
	topK: number;
	seed: number | null;
	maxTokens: number;
	stop?: string[];
};

export type GenerateRequest = {
	messages: ChatMessage[];
	modifier: { id: ModifierId; scale: number } | null;
	/**
	 * Further modifiers that act on the same answer, of a model that `mixes`; absent for none. Of all of them one
	 * at most waits for a word of its own.
	 */
	mixed?: readonly { id: ModifierId; scale: number }[];
	sampling: Sampling;
	/** Alternatives reported per token, most probable first; 0 for none. */
	topLogprobs?: number;
	/** GBNF. */
	grammar?: string;
	/**
	 * Independent answers at once; 1 when absent. Deltas carry `path`. Path `n` is drawn from `seed + n`.
	 * A model with fewer sequences writes the rest as they become free.
	 */
	paths?: number;
	/** For an engine that charges: a repeat under the same key is not charged twice. */
	idempotencyKey?: string;
};

export type TokenLogprob = {
	token: string;
	/** Natural logarithm, before temperature and top-p. */
	logprob: number;
	top: { token: string; logprob: number }[];
};

/** What a request to another machine took. */
export type Bill = {
	/** Who answered there, as it says itself. */
	provider: string;
	/** Providers tried, the one that answered included. */
	attempts: number;
	/** Null where the server does not say. */
	costMicroUsd: number | null;
	remainingMicroUsd: number | null;
	/** Bytes of request bodies sent; 0 for a server on this machine's loopback. */
	bytesSent: number;
};

export type EngineEvent =
	/** Of each path, whose number is absent for the first. */
	| { type: 'prompt-read'; path?: number; promptTokens: number; cachedTokens: number; ms: number }
	| { type: 'delta'; path: number; text: string; tokens: TokenLogprob[] }
	/** From an engine on another machine, before `finished`: what it cost and what was sent. */
	| ({ type: 'billed' } & Bill)
	| {
			type: 'finished';
			path: number;
			reason: 'stop' | 'length' | 'abort';
			completionTokens: number;
			/** Milliseconds spent decoding, the first token excluded. */
			decodeMs: number;
	  };

export interface LoadedModel {
	readonly manifest: Manifest;
	/** `remote`: at a server, which knows best. `built-in`: where the browser runs its own model. */
	readonly backend: Backend | 'built-in' | 'remote';
	/** Why this device runs it so; absent where that is not known, or not this device's to say. */
	readonly choice?: EngineChoice;
	readonly contextTokens: number;
	readonly capabilities: Capabilities;
	/**
	 * Streams an answer. Aborting `signal` stops the computation and ends the stream with a
	 * `finished` of reason `abort`; it never throws for it. Throws EngineError.
	 * One request at a time per sequence: further calls wait their turn.
	 */
	generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<EngineEvent>;
	/** Tokens of a text in this model's vocabulary; an upper estimate where the engine has no tokenizer. */
	countTokens(text: string): Promise<number>;
	/** Reads a prefix into the KV cache ahead of its use. */
	warm(messages: ChatMessage[], signal: AbortSignal): Promise<void>;
	/** Frees memory; the model cannot be used afterwards. */
	dispose(): Promise<void>;
}

export interface Engine {
	readonly id: EngineId;
	/** Whether this device can run the engine. Cheap, and never throws. */
	probe(): Promise<Availability>;
	/** Places weights on the device and runs the self-test. Throws EngineError. */
	load(model: ModelRef, options: LoadOptions): Promise<LoadedModel>;
}

export const ENGINE_ERROR_CODES = [
	'unsupported',
	'invalid-model',
	'wrong-base',
	'out-of-memory',
	/** What computes could not be fetched or started: says nothing of the model. */
	'no-runtime',
	'device-lost',
	'self-test-failed',
	'context-full',
	'failed'
] as const;
export type EngineErrorCode = (typeof ENGINE_ERROR_CODES)[number];

/** What went wrong in an engine; `message` names the fact and the next step. */
export class EngineError extends Error {
	override readonly name = 'EngineError';
	readonly code: EngineErrorCode;
	constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/** Rebuilds an error that came as data; one that is not an engine's keeps its sentence and code. */
export function engineErrorFrom({ code, message }: ErrorData): Error {
	const known = ENGINE_ERROR_CODES.find((one) => one === code);
	return known === undefined
		? Object.assign(new Error(message), { code })
		: new EngineError(known, message);
}
