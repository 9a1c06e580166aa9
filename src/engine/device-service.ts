// What is known of this device, kept and kept true: speeds measured here, forgotten when the browser or its
// graphics change, and what follows from them for where a model runs. A measurement gives way to a turn.
// Not here: measuring one model (bench-model.ts), and the rule (choose-engine.ts).

import {
	fingerprintOf,
	type Benchmark,
	type DeviceProfile,
	type DeviceService
} from '../contract/device-profile.ts';
import type { ModelBackend } from '../contract/engine-choice.ts';
import { filesWithModel, type Manifest } from '../contract/manifest.ts';
import type { ActiveModel, DeviceReport } from '../contract/services.ts';
import type { EntryStorage } from '../platform/native-entry.ts';
import { benchmarkOf, benchModel } from './bench-model.ts';
import { otherPlaces } from './choose-engine.ts';
import { forgetOther, storedProfile } from './engine-chooser.ts';
import { EngineError, type Backend, type LoadedFile, type LoadedModel } from './engine.ts';
import type { EngineRegistry } from './registry.ts';

export type DeviceServiceDependencies = {
	measureDevice: () => Promise<DeviceReport>;
	/** Bytes the page takes, as the browser measures them; null where it does not. Never throws. */
	measureMemory: () => Promise<number | null>;
	storage: EntryStorage;
	engines: Pick<EngineRegistry, 'engineFor'>;
	openFiles: (manifest: Manifest) => Promise<LoadedFile[]>;
	models: {
		readonly active: ActiveModel;
		current(): LoadedModel | null;
		/** Takes another place for the model that answers, where that was found to be faster. */
		reconsider(): Promise<void>;
	};
	/** Calls `stop` when a turn begins. */
	onTurn: (stop: () => void) => void;
	now: () => number;
	elapsed: () => number;
	random: () => number;
};

/** A second copy in another place needs its memory once more. */
const MOST_BYTES_TWICE = 700_000_000;

export type MeasuringService = DeviceService & {
	/** Measures what answers where that was never done, and where there are two places to choose from. */
	measureOnce(signal: AbortSignal): Promise<void>;
};

export function createDeviceService(deps: DeviceServiceDependencies): MeasuringService {
	const { storage, models } = deps;
	const listeners = new Set<() => void>();
	let running: AbortController | null = null;
	deps.onTurn(() => running?.abort(new EngineError('failed', TURN_BEGAN)));

	function tell(): void {
		for (const listener of listeners) listener();
	}

	async function profile(): Promise<DeviceProfile> {
		const report = await deps.measureDevice();
		forgetOther(storage, report);
		return (
			storedProfile(storage) ?? {
				version: 1,
				atMs: deps.now(),
				fingerprint: fingerprintOf(report),
				benchmarks: []
			}
		);
	}

	async function keep(found: readonly Benchmark[]): Promise<void> {
		const before = await profile();
		const isNew = (one: Benchmark) =>
			found.some(
				({ baseSha256, modelId, backend }) =>
					backend === one.backend && baseSha256 === one.baseSha256 && modelId === one.modelId
			);
		const benchmarks = [...found, ...before.benchmarks.filter((one) => !isNew(one))];
		storage.write(JSON.stringify({ ...before, atMs: deps.now(), benchmarks }));
		tell();
	}

	async function bench(model: LoadedModel, signal: AbortSignal): Promise<Benchmark> {
		const { elapsed, random } = deps;
		return benchmarkOf(model, await benchModel(model, { elapsed, random, signal }), deps.now());
	}

	/** Adds the memory, where what was measured is still kept by then. */
	async function count(own: Benchmark): Promise<void> {
		const memoryBytes = await deps.measureMemory();
		const stored = storedProfile(storage);
		if (memoryBytes === null || !stored) return;
		const benchmarks = stored.benchmarks.map((one) =>
			one.atMs === own.atMs ? { ...one, memoryBytes } : one
		);
		storage.write(JSON.stringify({ ...stored, benchmarks }));
		tell();
	}

	/** The same model in another place, beside the one that answers; null where it does not run there. */
	async function benchElsewhere(
		{ manifest, contextTokens }: Pick<LoadedModel, 'manifest' | 'contextTokens'>,
		backend: Backend,
		signal: AbortSignal
	): Promise<Benchmark | null> {
		const engine = await deps.engines.engineFor(manifest);
		const files = await deps.openFiles(manifest);
		const options = { backend, contextTokens, parallel: 1, signal };
		const model = await engine.load({ manifest, files }, options);
		try {
			return model.backend === backend ? await bench(model, signal) : null;
		} finally {
			await model.dispose();
		}
	}

	const service: MeasuringService = {
		report: deps.measureDevice,
		profile,
		async measureOnce(signal) {
			const model = models.current();
			if (model === null || model.backend === 'remote') return;
			const { manifest, backend } = model;
			const { benchmarks } = await profile();
			if (benchmarks.some(({ baseSha256 }) => baseSha256 === manifest.baseSha256)) return;
			if ((await elsewhere(manifest, backend)).length > 0)
				await service.measure(signal, () => undefined);
		},
		async measure(signal, onStep) {
			if (running) throw new EngineError('failed', ALREADY);
			const model = models.current();
			if (model === null || model.backend === 'remote') throw new EngineError('failed', NO_MODEL);
			const called = new AbortController();
			running = called;
			const stop = AbortSignal.any([signal, called.signal]);
			try {
				const { manifest } = model;
				const backend = model.backend;
				const others = await elsewhere(manifest, backend);
				const of = 1 + others.length;
				onStep({ backend, step: 1, of });
				const own = await bench(model, stop);
				const found = [own];
				// Kept before a second copy is loaded: where that ends the tab, it is not tried by itself again.
				await keep(found);
				for (const [i, place] of others.entries()) {
					onStep({ backend: place, step: i + 2, of });
					const other = await benchElsewhere(model, place, stop).catch((error: unknown) => {
						stop.throwIfAborted();
						// It does not run there: that is an answer too.
						if (error instanceof EngineError) return null;
						throw error;
					});
					if (other) found.push(other);
				}
				await keep(found);
				if (found.length > 1) await models.reconsider();
				return { benchmarks: found, counted: count(own) };
			} finally {
				running = null;
			}
		},
		forget() {
			storage.write(null);
			tell();
		},
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		}
	};
	return service;

	async function elsewhere(manifest: Manifest, backend: ModelBackend): Promise<Backend[]> {
		const { active } = models;
		// Another tab runs it: a copy here would take the memory of a second one for nothing.
		if (active.state !== 'ready' || active.shared) return [];
		const bytes = filesWithModel(manifest).reduce((sum, file) => sum + file.bytes, 0);
		if (bytes > MOST_BYTES_TWICE) return [];
		const places = otherPlaces(manifest, backend, await deps.measureDevice());
		return places.filter((place) => place !== 'built-in');
	}
}

const NO_MODEL = 'No model of this browser is loaded. Choose one first, then measure.';
const ALREADY = 'This device is being measured already. Wait until that is done.';
const TURN_BEGAN =
	'An answer came first, so the measurement was given up. Measure again when it is done.';
