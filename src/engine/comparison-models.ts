// Models for a comparison, beside the one that answers: each with its specialists and the person's own
// adapters to be chosen by every request, also those that are off or act on every answer in the chat. The
// model that answers serves where it can be asked so; else the comparison has an engine of its own, which
// costs its memory until it is closed. Not here: what is asked of them (turn/compare.ts).

import { filesWithModel, totalBytes, type Manifest } from '../contract/manifest.ts';
import { memoryOfHeader } from '../contract/model-memory.ts';
import { readGgufHeader } from '../contract/gguf.ts';
import { mostMemory } from '../contract/room.ts';
import type { DeviceReport, ModelListing } from '../contract/services.ts';
import type { SettingsStore } from '../contract/stores.ts';
import { formatBytes } from '../platform/format-bytes.ts';
import { EngineError, type Engine, type LoadedFile, type LoadedModel } from './engine.ts';
import { usedContext } from './used-context.ts';

export type ComparisonModel = {
	model: LoadedModel;
	/** Frees what was loaded for the comparison alone. */
	close(): Promise<void>;
};

export type ComparisonModelsDependencies = {
	list: () => Promise<ModelListing[]>;
	/** A model's files that are on this device. Throws WeightError. */
	openFiles: (manifest: Manifest) => Promise<LoadedFile[]>;
	/** The engine that runs a model. Throws EngineError. */
	engine: (manifest: Manifest) => Promise<Engine>;
	settings: Pick<SettingsStore, 'get'>;
	/** The model that answers in the chat. */
	current: () => LoadedModel | null;
	measureDevice: () => Promise<DeviceReport>;
};

export interface ComparisonModels {
	/**
	 * A model that answers with each of `sets`: the ids of adapters that act on one answer together. Throws
	 * EngineError, WeightError, or the signal's reason.
	 */
	open(
		modelId: string,
		sets: readonly (readonly string[])[],
		signal: AbortSignal,
		onProgress: (fraction: number) => void
	): Promise<ComparisonModel>;
}

export function createComparisonModels(deps: ComparisonModelsDependencies): ComparisonModels {
	return {
		async open(modelId, sets, signal, onProgress) {
			const current = deps.current();
			const adapters = [...new Set(sets.flat())];
			const mixes = sets.some(({ length }) => length > 1);
			const canMix = !mixes || current?.capabilities.mixes === true;
			if (current && canMix && serves(current.manifest, modelId, adapters))
				return { model: current, close: async () => undefined };
			const listings = await deps.list();
			const model = listings.find(({ id, adapter }) => id === modelId && !adapter);
			if (!model?.manifest || model.status.state !== 'ready')
				throw new EngineError(
					'invalid-model',
					'This model is not on this device any more. Download it again on the Models page.'
				);
			const manifest = withAdaptersApart(model.manifest, listings, adapters);
			const files = manifest.files.length === 0 ? [] : await deps.openFiles(manifest);
			const settings = await deps.settings.get();
			const contextTokens = usedContext(manifest, settings);
			await refuseBoth(current, manifest, files, contextTokens, await deps.measureDevice());
			const engine = await deps.engine(manifest);
			const loaded = await engine.load(
				{ manifest, files },
				{ backend: settings.backend, contextTokens, parallel: 1, signal, onProgress }
			);
			return { model: loaded, close: () => loaded.dispose() };
		}
	};
}

/** Whether the model that answers can be asked for each of these as it is loaded. */
function serves(manifest: Manifest, modelId: string, adapters: readonly string[]): boolean {
	if (manifest.id !== modelId || manifest.standing !== undefined) return false;
	// A scale a person gave an adapter in the chat would count twice.
	return adapters.every((id) =>
		manifest.modifiers.some((one) => one.id === id && one.scale === undefined)
	);
}

/**
 * A model's manifest with its own specialists and, of the person's adapters, those that are asked for: none
 * acts unless a request names it, and each as strongly as the request says.
 */
export function withAdaptersApart(
	manifest: Manifest,
	listings: readonly ModelListing[],
	wanted: readonly string[]
): Manifest {
	const own = listings.flatMap(({ id, adapter, status }) =>
		adapter &&
		wanted.includes(id) &&
		adapter.modelId === manifest.id &&
		adapter.baseSha256 === manifest.baseSha256 &&
		status.state === 'ready'
			? [{ id, adapter, file: `own-${id}.gguf` }]
			: []
	);
	if (own.length === 0) return manifest;
	return {
		...manifest,
		files: [
			...manifest.files,
			...own.map(({ adapter, file }) => ({ ...adapter.file, path: file }))
		],
		modifiers: [
			...manifest.modifiers,
			...own.map(({ id, adapter: { rank, alpha, invocationTokens }, file }) => ({
				id,
				file,
				rank,
				alpha,
				invocationTokens
			}))
		]
	};
}

const pathOfBase = ({ files, baseSha256 }: Manifest) =>
	files.find(({ sha256 }) => sha256 === baseSha256)?.path;

/** Two models that cannot be in memory together are refused before the tab is lost. */
async function refuseBoth(
	current: LoadedModel | null,
	manifest: Manifest,
	files: readonly LoadedFile[],
	contextTokens: number,
	device: DeviceReport
): Promise<void> {
	const most = mostMemory(device);
	const base = files.find(({ path }) => path === pathOfBase(manifest));
	if (most === null || !base) return;
	const bytes = filesWithModel(manifest).reduce((sum, file) => sum + file.bytes, 0);
	// Of other engines' files nothing tells more than their size.
	const { engine = 'wllama' } = manifest;
	const needs =
		engine === 'wllama'
			? memoryOfHeader(await readGgufHeader(base.blob), bytes, contextTokens).total
			: totalBytes(manifest);
	const taken = current
		? filesWithModel(current.manifest).reduce((sum, file) => sum + file.bytes, 0)
		: 0;
	if (needs + taken <= most) return;
	throw new EngineError(
		'out-of-memory',
		`${manifest.name} needs about ${formatBytes(needs)} of memory beside the model that answers (${formatBytes(taken)}); this device has ${formatBytes(most)} at most. Use ${manifest.name} on the Models page and compare its adapters, or compare smaller models.`
	);
}
