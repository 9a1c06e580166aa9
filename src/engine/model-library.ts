// The models a person can choose: the starter that comes with the app, the catalogue, and files of
// their own; and how each gets its verified weights onto this device. Works the same in every tab:
// the weight store agrees with the others. Not here: loading one (model-host.ts).

import { errorData } from '../contract/errors.ts';
import { parseManifest, type Manifest } from '../contract/manifest.ts';
import type { CatalogEntry, ModelListing } from '../contract/services.ts';
import type { InstallOptions, WeightStore } from '../platform/weight-store.ts';
import type { LoadedFile } from './engine.ts';
import type { PresentModel } from './registry.ts';

export const STARTER_ID = 'starter';
export const STARTER_MANIFEST = '/models/starter/manifest.json';

export class ModelUnavailable extends Error {
	override readonly name = 'ModelUnavailable';
	readonly code: 'no-model';
	constructor(message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = 'no-model';
	}
}

export type ModelLibrary = {
	/** Installs what is missing; null when the download was paused. Throws with a sentence. */
	ensure(id: string, options: InstallOptions): Promise<Manifest | null>;
	/** The manifest of a model whose weights are all here, with a person's own adapters, else null. */
	installed(id: string): Promise<Manifest | null>;
	open(manifest: Manifest): Promise<LoadedFile[]>;
	catalog(): Promise<CatalogEntry[]>;
	/** The starter first, then the catalogue, then files of one's own. */
	list(): Promise<ModelListing[]>;
	/** The starter's published manifest when it differs from the one here; null offline. */
	starterUpdate(): Promise<Manifest | null>;
};

export type LibraryDependencies = {
	weights: Pick<WeightStore, 'install' | 'installEntry' | 'open' | 'get' | 'list'>;
	/** The parsed content of models/catalog.json. */
	catalog: () => Promise<unknown>;
	fetch: (url: string) => Promise<Response>;
	/** Models that need no file of ours: the browser's own. Never throws. */
	present?: () => Promise<PresentModel[]>;
};

export function createModelLibrary({ weights, ...deps }: LibraryDependencies): ModelLibrary {
	async function catalog(): Promise<CatalogEntry[]> {
		const { catalogFrom } = await import('../contract/catalog.ts');
		return catalogFrom(await deps.catalog());
	}

	async function publishedStarter(): Promise<Manifest> {
		let response: Response;
		try {
			response = await deps.fetch(STARTER_MANIFEST);
		} catch (cause) {
			throw new ModelUnavailable(
				'The starter model is not on this device yet and the network cannot be reached. Connect once and reload the page; after that it works offline.',
				{ cause }
			);
		}
		if (!response.ok)
			throw new ModelUnavailable(
				`The starter model could not be fetched (HTTP ${response.status}). Reload the page, or choose another model.`
			);
		// Its id is fixed, so that settings and weights find it whatever its version.
		return { ...parseManifest(await response.text()), id: STARTER_ID };
	}

	const present = async (): Promise<PresentModel[]> => (await deps.present?.()) ?? [];

	async function presentModel(id: string): Promise<PresentModel | null> {
		return (await present()).find(({ manifest }) => manifest.id === id) ?? null;
	}

	/** As it was published or made, without what a person added. */
	async function published(id: string): Promise<Manifest | null> {
		const model = await weights.get(id);
		return model?.state.state === 'ready' ? model.manifest : null;
	}

	async function complete(manifest: Manifest): Promise<Manifest> {
		const stored = await weights.list();
		if (stored.every(({ adapter }) => adapter === undefined)) return manifest;
		const { withOwnAdapters } = await import('./own-adapters.ts');
		return withOwnAdapters(manifest, stored);
	}

	async function installed(id: string): Promise<Manifest | null> {
		const manifest = await published(id);
		if (manifest) return complete(manifest);
		const found = id === STARTER_ID ? null : await presentModel(id);
		return found?.status.state === 'ready' ? found.manifest : null;
	}

	/** What to install where nothing complete is here. */
	async function wanted(id: string): Promise<Manifest | CatalogEntry> {
		const begun = await weights.get(id);
		if (id === STARTER_ID) {
			try {
				return await publishedStarter();
			} catch (error) {
				if (begun?.manifest) return begun.manifest;
				throw error;
			}
		}
		if (begun?.manifest) return begun.manifest;
		const entry = begun?.entry ?? (await catalog()).find((one) => one.id === id);
		if (entry) return entry;
		throw new ModelUnavailable('This model is not on this device any more. Choose another one.');
	}

	return {
		async ensure(id, options) {
			const here = await installed(id);
			if (here !== null) return here;
			// What the browser has or fetches by itself: loading it tells how far that is.
			const found = await presentModel(id);
			if (found !== null) return found.manifest;
			const model = await wanted(id);
			if ('version' in model)
				return (await weights.install(model, options)) === 'installed' ? complete(model) : null;
			const result = await weights.installEntry(model, options);
			const manifest = result.outcome === 'installed' ? result.manifest : null;
			return manifest && complete(manifest);
		},

		installed,

		async open(manifest) {
			if (manifest.files.length === 0) return [];
			try {
				return await weights.open(manifest);
			} catch (error) {
				// Pieces the browser lost are fetched again at once where there is a network.
				if (errorData(error).code !== 'missing') throw error;
				const bare = (await weights.get(manifest.id))?.manifest ?? manifest;
				if ((await weights.install(bare)) === 'paused') throw error;
				return weights.open(manifest);
			}
		},

		catalog,

		async list() {
			const [stored, entries, found, { listingsOf }] = await Promise.all([
				weights.list(),
				catalog(),
				present(),
				import('./model-list.ts')
			]);
			return listingsOf(STARTER_ID, stored, entries, found);
		},

		async starterUpdate() {
			const here = await published(STARTER_ID);
			if (here === null) return null;
			try {
				const published = await publishedStarter();
				return JSON.stringify(published) === JSON.stringify(here) ? null : published;
			} catch {
				// Offline, or a manifest for a newer app: the one that is here goes on answering.
				return null;
			}
		}
	};
}
