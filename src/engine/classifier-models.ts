// The classifiers that hear complaints, as a person manages them: the catalogue's, one of a repository or from
// files of their own, each opened once before it counts as here. The one that was added last hears. Not here:
// what a repository has (platform/look-at-classifier.ts), which file is which (own-classifier.ts), keeping one open
// (kept-classifier.ts), and what it is asked (turn/complaint-hearer.ts).

import { errorData, ParseError } from '../contract/errors.ts';
import type { HearingModel, HearingOffer, HearingService } from '../contract/hearing.ts';
import { CLASSIFIER_ID_PREFIX } from '../contract/ids.ts';
import { filesWithModel } from '../contract/manifest.ts';
import type { RepositoryEntry } from '../contract/repository-entry.ts';
import {
	CLASSIFIER_FILES,
	classifierModelsFrom,
	ownClassifier,
	ownHearing,
	parseClassifierConfig,
	refuseOtherThanEntailment,
	type TextClassifier,
	type TextToClassify
} from '../contract/text-classifier.ts';
import type { Network } from '../platform/network.ts';
import type { InstalledModel, WeightStore } from '../platform/weight-store.ts';
import type { ClassifierHere } from './kept-classifier.ts';
import { classifierByPath, ownClassifierManifest } from './own-classifier.ts';
import { filesByPath, type RepositoryWeights } from './repository-models.ts';

export type ClassifierModelsParts = {
	weights: RepositoryWeights & Pick<WeightStore, 'importModel' | 'list'>;
	/** The parsed content of models/classifier-catalog.json. */
	catalog: () => Promise<unknown>;
	network: Network;
	open: (files: Record<string, Blob>) => Promise<TextClassifier>;
	/** What one is tried with: the longest it will be asked. */
	longest: () => Promise<TextToClassify>;
	/** A monotonic clock, in milliseconds. */
	elapsed: () => number;
};

export type ClassifierModels = HearingService & {
	/** The one that hears, with its files; null where none is here. Throws WeightError. */
	find(): Promise<ClassifierHere | null>;
	/** The one that hears failed again and again, and is not used any more by this page. */
	gaveUp(id: string, error: unknown): void;
};

/** What is wrong with the files themselves, not with the device, the connection or the moment. */
const OF_ITS_FILES: ReadonlySet<string> = new Set(['invalid-model', 'self-test-failed']);

export function createClassifierModels(parts: ClassifierModelsParts): ClassifierModels {
	const { weights, network, open } = parts;

	const installed = async (): Promise<InstalledModel[]> =>
		(await weights.list()).filter(({ id }) => id.startsWith(CLASSIFIER_ID_PREFIX));

	/** The last one that came whole. */
	const hearing = (all: readonly InstalledModel[]): InstalledModel | null =>
		all
			.filter(({ state, manifest }) => state.state === 'ready' && manifest !== null)
			.toSorted((a, b) => b.installedAtMs - a.installedAtMs)[0] ?? null;

	/** Why one is not used any more, by id: until it changes. */
	const failures = new Map<string, string>();
	const listeners = new Set<() => void>();
	weights.onChange((id) => failures.delete(id));

	/** How long it takes here. Throws where it cannot be opened, or tells something else. */
	async function prove(files: Record<string, Blob>): Promise<Proved> {
		const config = files[CLASSIFIER_FILES.config];
		if (config) refuseOtherThanEntailment(parseClassifierConfig(await config.text()));
		const classifier = await open(files);
		try {
			const asked = [await parts.longest()];
			// The first one is slower than all others.
			await classifier.classify(asked);
			const startedMs = parts.elapsed();
			await classifier.classify(asked);
			return { hearingMs: parts.elapsed() - startedMs };
		} finally {
			await classifier.dispose();
		}
	}

	async function install(entry: RepositoryEntry): Promise<boolean> {
		try {
			const outcome = await weights.installRepository(entry, {
				prove: (files) => prove(filesByPath(files))
			});
			return outcome === 'installed';
		} catch (error) {
			// What could not be tried may be sound: some hundred megabytes that need not come again.
			if (error instanceof ParseError || OF_ITS_FILES.has(errorData(error).code))
				await weights.remove(entry.id);
			throw error;
		}
	}

	/** What is here of a classifier, and what is known of how it does. */
	const partsOf = (model: InstalledModel | undefined, usedId: string | undefined) => {
		const failure = (model && failures.get(model.id)) ?? null;
		const { hearingMs } = (model?.manifest?.measured ?? {}) as Partial<Proved>;
		return {
			status: model?.state ?? ({ state: 'absent' } as const),
			hears: model !== undefined && model.id === usedId && failure === null,
			tookMs: hearingMs ?? null,
			failure
		};
	};

	async function models(): Promise<HearingModel[]> {
		const [entries, here] = await Promise.all([
			parts.catalog().then(classifierModelsFrom),
			installed()
		]);
		const rest = new Map(here.map((model) => [model.id, model]));
		const used = hearing(here)?.id;
		const listed = entries.map((entry): HearingModel => {
			const model = rest.get(entry.id);
			rest.delete(entry.id);
			return { entry, ...partsOf(model, used) };
		});
		const own = [...rest.values()].map((model): HearingModel => {
			const { id, name, manifest } = model;
			const bytes = manifest && sum(filesWithModel(manifest).map((file) => file.bytes));
			const licence = manifest?.licence ?? model.licence ?? null;
			return { entry: ownHearing(id, name, { bytes, licence }), ...partsOf(model, used) };
		});
		return [...listed, ...own];
	}

	/** The entry of one that a list shows. */
	async function entryOf(id: string): Promise<RepositoryEntry | null> {
		const entries = classifierModelsFrom(await parts.catalog());
		const entry = entries.find((one) => one.id === id);
		if (entry) return entry;
		const model = (await installed()).find((one) => one.id === id);
		return model ? { ...ownClassifier(model.name), id } : null;
	}

	return {
		models,
		onModels(listener) {
			const end = weights.onChange((id) => id.startsWith(CLASSIFIER_ID_PREFIX) && listener());
			listeners.add(listener);
			return () => {
				end();
				listeners.delete(listener);
			};
		},
		async download(id) {
			const entry = await entryOf(id);
			return entry !== null && install(entry);
		},
		pause: (id) => weights.pause(id),
		async remove(id) {
			await weights.remove(id);
		},
		async lookAt(address, signal) {
			const { lookAtClassifier } = await import('../platform/look-at-classifier.ts');
			return lookAtClassifier(address, network, signal);
		},
		add: ({ name, revision, bytes, licence }: HearingOffer) =>
			install(ownClassifier(name, { revision, bytes, licence })),
		async addFiles(files) {
			const named = classifierByPath(files);
			const proved = await prove(Object.fromEntries(named));
			const { manifest, blobs } = await ownClassifierManifest(named, proved);
			await weights.importModel(manifest, ...blobs);
			return manifest.name;
		},
		async find() {
			const model = hearing(await installed());
			if (!model?.manifest) return null;
			const files = filesByPath(await weights.open(model.manifest));
			return { id: model.id, name: model.name, files };
		},
		gaveUp(id, error) {
			failures.set(id, errorData(error).message);
			for (const listener of listeners) listener();
		}
	};
}

/** Of the manifest's `measured`: milliseconds for the longest message there can be, on this device. */
type Proved = { hearingMs: number };

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
