// Which engine runs a model, where, and why that one: chosen by what is known of the device, shown to the
// person, and kept in the receipt. Types and their parser. Not here: choosing (engine/choose-engine.ts), nor
// the words (ui/models/choice-words.ts).

import { asArray, asNumber, asObject, asOneOf, asString } from './parse.ts';

/** Which program computes a model. A manifest that names none is for llama.cpp (`wllama`). */
export const MODEL_ENGINES = ['wllama', 'prompt-api', 'webllm', 'transformers'] as const;
export type ModelEngine = (typeof MODEL_ENGINES)[number];

/** Where a model's layers run. `built-in`: where the browser runs its own. */
export const MODEL_BACKENDS = ['webgpu', 'wasm-threads', 'wasm-single', 'built-in'] as const;
export type ModelBackend = (typeof MODEL_BACKENDS)[number];

export const CHOICE_REASONS = [
	/** The model runs in no other way. */
	'only',
	/** The settings say so. */
	'person',
	/** The device has a graphics processor that can; nothing was measured. */
	'graphics',
	/** It has none that this engine can use. */
	'no-graphics',
	/** The page shares no memory among threads. */
	'not-isolated',
	/** It was the fastest when measured here. */
	'measured',
	/** Something better was tried, and failed. */
	'recovered'
] as const;
export type ChoiceReason = (typeof CHOICE_REASONS)[number];

export type MeasuredSpeed = { backend: ModelBackend; tokensPerSecond: number };

export type EngineChoice = {
	engine: ModelEngine;
	backend: ModelBackend;
	because: ChoiceReason;
	/** Of `measured`: what was compared, the fastest first; else empty. */
	speeds: MeasuredSpeed[];
};

/** Throws ParseError. */
export function engineChoiceFrom(value: unknown, path: string): EngineChoice {
	const { engine, backend, because, speeds } = asObject(value, path);
	return {
		engine: asOneOf(engine, `${path}.engine`, MODEL_ENGINES),
		backend: asOneOf(backend, `${path}.backend`, MODEL_BACKENDS),
		because: asOneOf(because, `${path}.because`, CHOICE_REASONS),
		speeds: asArray(speeds, `${path}.speeds`).map((one, i) => {
			const at = `${path}.speeds[${i}]`;
			const speed = asObject(one, at);
			return {
				backend: asOneOf(speed.backend, `${at}.backend`, MODEL_BACKENDS),
				tokensPerSecond: asNumber(speed.tokensPerSecond, `${at}.tokensPerSecond`)
			};
		})
	};
}

/** Of a manifest or an entry of the catalogue. Throws ParseError. */
export function modelEngineFrom(value: unknown, path: string): ModelEngine {
	return asOneOf(asString(value, path), path, MODEL_ENGINES);
}
