// The engines the app knows, as data: which kind of model each runs, what it needs of the device, and which
// models are there without a file of ours. Their code is fetched when the first model of theirs is loaded.
// Another engine is one more entry in app.ts and one more name in contract/engine-choice.ts.
// Not here: which model answers (model-host.ts), and where its layers run (choose-engine.ts).

import type { ModelEngine } from '../contract/engine-choice.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { CatalogEntry, DeviceReport, ModelState } from '../contract/services.ts';
import {
	EngineError,
	type Engine,
	type LoadedFile,
	type LoadOptions,
	type ModelRef
} from './engine.ts';

/** A model that is there without a download of ours. */
export type PresentModel = { manifest: Manifest; status: ModelState };

export type BringOptions = Pick<LoadOptions, 'signal' | 'onProgress'>;

export type EngineEntry = {
	kind: ModelEngine;
	/** Fetches its code; called once. */
	load: () => Promise<Engine>;
	/** Why no model of its kind can run on a device, in a sentence with the next step; null when one can. */
	lacks?: (device: DeviceReport) => string | null;
	/**
	 * Fetches a model of `models` that a browser gives only to the tab that was clicked, before another tab loads it.
	 * Throws EngineError, or the signal's reason.
	 */
	bringHere?: (options: BringOptions) => Promise<void>;
	/** Models that are there by themselves. Never throws. */
	models?: () => Promise<PresentModel[]>;
	/** Removes what it keeps of a model beside our files, and none of the `kept` models needs. Throws EngineError. */
	forget?: (model: ModelRef, kept: readonly ModelRef[]) => Promise<void>;
};

export type EngineRegistry = {
	/** The engine of a model. Throws EngineError where this app has none of its kind. */
	engineFor(manifest: Pick<Manifest, 'name' | 'engine'>): Promise<Engine>;
	/** Why an entry of the catalogue cannot run on a device; null when it can. */
	lacks(entry: Pick<CatalogEntry, 'name' | 'engine'>, device: DeviceReport): string | null;
	/** The same of whichever engine has the model; at once where there is nothing to fetch so. */
	bringHere(modelId: string, options: BringOptions): Promise<void>;
	/** What every engine has by itself. Never throws. */
	present(): Promise<PresentModel[]>;
	/**
	 * Before a model's files go: its engine removes what it keeps of it, and leaves what one of the `kept` models
	 * has too. `open` gives a model's files. Throws EngineError.
	 */
	forget(
		manifest: Manifest,
		kept: readonly Manifest[],
		open: (manifest: Manifest) => Promise<LoadedFile[]>
	): Promise<void>;
};

/** What a manifest without a name of an engine is for. */
export const DEFAULT_ENGINE: ModelEngine = 'wllama';

export function createEngineRegistry(entries: readonly EngineEntry[]): EngineRegistry {
	const byKind = new Map(entries.map((entry) => [entry.kind, entry]));
	const loaded = new Map<ModelEngine, Promise<Engine>>();

	function load({ kind, load }: EngineEntry): Promise<Engine> {
		const known = loaded.get(kind);
		if (known) return known;
		const loading = load().catch((error: unknown) => {
			// A script that did not arrive is fetched again.
			loaded.delete(kind);
			throw error;
		});
		loaded.set(kind, loading);
		return loading;
	}

	return {
		async engineFor({ name, engine = DEFAULT_ENGINE }) {
			const entry = byKind.get(engine);
			if (!entry) throw new EngineError('unsupported', unknown(name));
			return load(entry);
		},
		lacks({ name, engine = DEFAULT_ENGINE }, device) {
			const entry = byKind.get(engine);
			return entry ? (entry.lacks?.(device) ?? null) : unknown(name);
		},
		async bringHere(modelId, options) {
			for (const entry of entries) {
				if (!entry.bringHere) continue;
				const own = (await entry.models?.()) ?? [];
				const isAbsent = ({ manifest, status }: PresentModel) =>
					manifest.id === modelId && status.state !== 'ready';
				if (own.some(isAbsent)) await entry.bringHere(options);
			}
		},
		async present() {
			const lists = await Promise.all(entries.map((entry) => entry.models?.() ?? []));
			return lists.flat();
		},
		async forget(manifest, kept, open) {
			const { engine = DEFAULT_ENGINE } = manifest;
			const entry = byKind.get(engine);
			if (!entry?.forget) return;
			// Without its files nobody knows what the engine kept of a model.
			const refOf = async (one: Manifest): Promise<ModelRef> => ({
				manifest: one,
				files: await open(one).catch(() => [])
			});
			const others = kept.filter((one) => (one.engine ?? DEFAULT_ENGINE) === engine);
			await entry.forget(await refOf(manifest), await Promise.all(others.map(refOf)));
		}
	};
}

function unknown(name: string): string {
	return `This app has no engine for ${name}. Reload the page to update the app, or choose another model.`;
}

/** Of an engine that runs on the graphics processor alone. */
export function needsWebGpu({ webgpu }: DeviceReport): string | null {
	return webgpu.available
		? null
		: `It runs on a graphics processor alone, and there is none for it here: ${webgpu.reason} Choose another model.`;
}
