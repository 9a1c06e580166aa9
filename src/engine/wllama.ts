// The default engine: llama.cpp in WebAssembly, by wllama, on WebGPU, on threads or on one thread.
// Opens sessions, tests their numbers, and replaces them when they die: a lost device, a crash and a
// lack of memory end in a reload (smaller, or on the processor) and a retryable `device-lost`, which
// the turn answers with a new attempt; the conversation is the turn's and is not touched.
// Not here: the worker (wllama-session.ts), what is sent (wllama-request.ts), adapters' lists
// (wllama-adapters.ts), what to try next (wllama-recovery.ts).

import { EngineError, type Availability, type Engine, type LoadedModel } from './engine.ts';
import type { LoadOptions, ModelRef } from './engine.ts';
import { probeDevice } from './wllama-device.ts';
import { WllamaModel } from './wllama-model.ts';
import type { DeviceFacts } from './wllama-recovery.ts';

export type WllamaEngineOptions = {
	/** Replaces what the browser says of itself: for tests. */
	device?: () => Promise<DeviceFacts>;
	/** Longest silence of the worker, milliseconds, before it is given up. */
	silenceMs?: number;
	/** Decoding threads; by default all cores but one, 8 at most. */
	threads?: number;
	/** Memory for copies of conversations left, bytes; by default an eighth of the model, at least 64 MiB. */
	copiesBytes?: number;
};

// A step of 64 prompt tokens takes 30 s on a processor 50 times slower than the slowest measured.
const SILENCE_MS = 120_000;

export function createWllamaEngine(options: WllamaEngineOptions = {}): Engine {
	const device = options.device ?? probeDevice;
	return {
		id: 'wllama',
		async probe(): Promise<Availability> {
			const missing = missingFeature();
			return missing === null ? { ok: true } : { ok: false, reason: missing };
		},
		async load(model: ModelRef, load: LoadOptions): Promise<LoadedModel> {
			const missing = missingFeature();
			if (missing !== null) throw new EngineError('unsupported', missing);
			return WllamaModel.open(model, load, {
				device: await device(),
				silenceMs: options.silenceMs ?? SILENCE_MS,
				threads: options.threads ?? null,
				copiesBytes: options.copiesBytes ?? null
			});
		}
	};
}

/** What this browser lacks, and what to do; null when it lacks nothing. */
function missingFeature(): string | null {
	const next = 'Update the browser, or use a recent Chrome, Edge or Firefox.';
	if (typeof WebAssembly === 'undefined') return `This browser does not run WebAssembly. ${next}`;
	if (typeof Worker === 'undefined') return `This browser does not run workers. ${next}`;
	try {
		// Memory64, which wllama is built for.
		const memory = { initial: 1n, address: 'i64' };
		const made = new WebAssembly.Memory(memory as unknown as WebAssembly.MemoryDescriptor);
		return made ? null : next;
	} catch {
		return `This browser does not run WebAssembly with 64-bit memory. ${next}`;
	}
}
