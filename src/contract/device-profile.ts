// What is known of this device: what the browser says of it, and how fast models ran when they were measured
// here. Kept on the device, measured again on request and when the browser or its graphics changed. Types and
// their parser. Not here: measuring (platform/device.ts, engine/bench-model.ts).

import {
	MODEL_BACKENDS,
	MODEL_ENGINES,
	type ModelBackend,
	type ModelEngine
} from './engine-choice.ts';
import { asArray, asInteger, asNumber, asObject, asOneOf, asString } from './parse.ts';
import type { DeviceReport, Unsubscribe } from './services.ts';

/** How a model ran, in about two seconds. */
export type Benchmark = {
	modelId: string;
	modelName: string;
	/** Empty for the browser's own model. */
	baseSha256: string;
	engine: ModelEngine;
	backend: ModelBackend;
	/** Tokens of a prompt read per second; null where the engine does not tell them apart. */
	prefillTokensPerSecond: number | null;
	/** Tokens written per second, the first excluded. */
	decodeTokensPerSecond: number;
	/** From the question to the first token, with a prompt of `promptTokens`. */
	firstTokenMs: number;
	promptTokens: number;
	/** Of the page with everything it runs, as the browser counted it; null where that is not known. */
	memoryBytes: number | null;
	atMs: number;
};

export type DeviceProfile = {
	version: 1;
	atMs: number;
	/** What speeds depend on: they are forgotten when it changes. */
	fingerprint: string;
	/** The newest of each model and place it ran. */
	benchmarks: Benchmark[];
};

export type Measured = {
	benchmarks: Benchmark[];
	/** Resolves when the browser has counted the memory, which takes it longer, or was given up on. */
	counted: Promise<void>;
};

/** A step of measuring: which place, and how many there are. */
export type MeasureStep = { backend: ModelBackend; step: number; of: number };

export interface DeviceService {
	/** What the browser says now. Never throws. */
	report(): Promise<DeviceReport>;
	/** What was measured here before, on this browser and graphics. Never throws. */
	profile(): Promise<DeviceProfile>;
	/**
	 * Measures the model that answers, where it runs and where else it could, and takes the fastest place
	 * unless the person chose one. Throws with a sentence: no model is there, or a turn began.
	 */
	measure(signal: AbortSignal, onStep: (step: MeasureStep) => void): Promise<Measured>;
	/** Forgets what was measured. */
	forget(): void;
	onChange(listener: () => void): Unsubscribe;
}

/** Where the engine may run on the graphics processor. */
export function hasUsableGraphics({ webgpu }: Pick<DeviceReport, 'webgpu'>): boolean {
	return webgpu.available && webgpu.shaderF16 && webgpu.suspends !== false;
}

/** What makes one device and browser another, as far as speeds go. */
export function fingerprintOf(report: DeviceReport): string {
	const { browser = '', webgpu, threads, crossOriginIsolated, memoryGb } = report;
	return JSON.stringify([
		browser,
		webgpu.adapter,
		hasUsableGraphics(report),
		threads,
		crossOriginIsolated,
		memoryGb
	]);
}

/** Throws ParseError. */
export function deviceProfileFrom(value: unknown): DeviceProfile {
	const path = 'device profile';
	const fields = asObject(value, path);
	asInteger(fields.version, `${path}.version`, 1, 1);
	return {
		version: 1,
		atMs: asNumber(fields.atMs, `${path}.atMs`),
		fingerprint: asString(fields.fingerprint, `${path}.fingerprint`),
		benchmarks: asArray(fields.benchmarks, `${path}.benchmarks`).map((one, i) =>
			benchmarkFrom(one, `${path}.benchmarks[${i}]`)
		)
	};
}

function benchmarkFrom(value: unknown, path: string): Benchmark {
	const fields = asObject(value, path);
	const number = (name: string) => asNumber(fields[name], `${path}.${name}`);
	const text = (name: string) => asString(fields[name], `${path}.${name}`);
	return {
		modelId: text('modelId'),
		modelName: text('modelName'),
		baseSha256: text('baseSha256'),
		engine: asOneOf(fields.engine, `${path}.engine`, MODEL_ENGINES),
		backend: asOneOf(fields.backend, `${path}.backend`, MODEL_BACKENDS),
		prefillTokensPerSecond:
			fields.prefillTokensPerSecond === null ? null : number('prefillTokensPerSecond'),
		decodeTokensPerSecond: number('decodeTokensPerSecond'),
		firstTokenMs: number('firstTokenMs'),
		promptTokens: number('promptTokens'),
		memoryBytes: fields.memoryBytes === null ? null : number('memoryBytes'),
		atMs: number('atMs')
	};
}
