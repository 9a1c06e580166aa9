// What the page and the worker that runs the engine say to each other: one request, answered by
// messages that carry its number, ended by `done` or `failed`. Both sides are of one build and one
// origin, so what is heard is believed. Not here: other tabs (shared-protocol.ts).

import type { Manifest } from '../contract/manifest.ts';
import { errorData } from '../contract/errors.ts';
import {
	EngineError,
	type ChatMessage,
	type EngineErrorCode,
	type EngineEvent,
	type GenerateRequest,
	type LoadedModel,
	type LoadOptions,
	type ModelRef
} from './engine.ts';

/** How a loaded model is now; a recovery may change it. */
export type ModelState = Pick<LoadedModel, 'backend' | 'contextTokens' | 'capabilities'>;

export type LoadRequest = {
	type: 'load';
	model: ModelRef;
	options: Omit<LoadOptions, 'signal' | 'onProgress' | 'onNotice'>;
};

/** `model` is the number of the request that loaded it. */
export type EngineRequest =
	| LoadRequest
	| { type: 'generate'; model: number; body: GenerateRequest }
	| { type: 'warm'; model: number; messages: ChatMessage[] }
	| { type: 'count'; model: number; text: string }
	| { type: 'dispose'; model: number };

export type ToEngine = { request: number } & (EngineRequest | { type: 'abort' });

export type FromEngine = { request: number } & (
	| { type: 'events'; events: EngineEvent[] }
	| { type: 'progress'; fraction: number }
	| { type: 'notice'; message: string; state: ModelState | null }
	| { type: 'loaded'; manifest: Manifest; state: ModelState }
	| { type: 'done'; value: number | null; state: ModelState | null }
	| { type: 'failed'; failure: EngineFailure; state: ModelState | null }
);

/** An error on its way to the page. */
export type EngineFailure = { code: EngineErrorCode | null; name: string; message: string };

export function failureOf(error: unknown): EngineFailure {
	if (error instanceof EngineError)
		return { code: error.code, name: error.name, message: error.message };
	const name = error instanceof Error ? error.name : 'Error';
	return { code: null, name, message: errorData(error).message };
}

export function errorOf({ code, name, message }: EngineFailure): Error {
	if (code !== null) return new EngineError(code, message);
	return name === 'AbortError' ? new DOMException(message, name) : new Error(message);
}
