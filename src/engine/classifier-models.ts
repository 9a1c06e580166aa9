// The classifiers that hear complaints, as a person manages them: the catalogue's, one of a repository or from
// files of their own, each opened once before it counts as here. The one that was added last hears. Not here:
// keeping it open (kept-classifier.ts), and what it is asked (turn/complaint-hearer.ts).

import { errorData, ParseError } from '../contract/errors.ts';
import { hashedFile } from '../contract/gguf-manifest.ts';
import type { HearingModel, HearingOffer, HearingService } from '../contract/hearing.ts';
import { CLASSIFIER_ID_PREFIX } from '../contract/ids.ts';
import { filesWithModel, type Manifest } from '../contract/manifest.ts';
import { asArray, asInteger, asJson, asObject, asString } from '../contract/parse.ts';
import type { RepositoryEntry } from '../contract/repository-entry.ts';
import {
	CLASSIFIER_FILES,
	CLASSIFIER_REMOTES,
	classifierModelsFrom,
	importedClassifier,
	ownClassifier,
	ownHearing,
	parseClassifierConfig,
	refuseOtherThanEntailment,
	type TextClassifier,
	type TextToClassify
} from '../contract/text-classifier.ts';
import { placeOf, type ModelPlace } from '../platform/model-address.ts';
import type { InstalledModel, StoredFile, WeightStore } from '../platform/weight-store.ts';
import type { ClassifierHere } from './kept-classifier.ts';

export type ClassifierModelsParts = {
	weights: Pick<
		WeightStore,
		'installRepository' | 'importModel' | 'pause' | 'list' | 'open' | 'remove' | 'onChange'
	>;
	/** The parsed content of models/classifier-catalog.json. */
	catalog: () => Promise<unknown>;
	fetch: (url: string, init: RequestInit) => Promise<Response>;
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
	const { weights, open } = parts;

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
				prove: (files) => prove(byName(files))
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

	async function ask(url: string, signal: AbortSignal): Promise<unknown> {
		const { host } = new URL(url);
		let response: Response;
		try {
			response = await parts.fetch(url, { signal, credentials: 'omit', cache: 'no-store' });
		} catch (cause) {
			signal.throwIfAborted();
			throw new Error(
				`${host} cannot be reached. Check the address and the connection, then look again.`,
				{ cause }
			);
		}
		if (!response.ok)
			throw new Error(
				`${host} answered ${response.status} for this address. Check the address, then look again.`
			);
		const text = await response.text();
		try {
			return JSON.parse(text);
		} catch (cause) {
			throw new Error(
				`${host} answered this address with something else than it should. Check the address, then look again.`,
				{ cause }
			);
		}
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
			const place = repositoryAt(address);
			const { origin, name } = place;
			const about = asObject(
				await ask(`${origin}/api/models/${name}/revision/${place.revision}?blobs=true`, signal),
				'model'
			);
			const revision = asString(about.sha, 'model.sha');
			const bytes = sizesOf(about.siblings, name);
			const config = await ask(
				`${origin}/${name}/resolve/${revision}/${CLASSIFIER_FILES.config}`,
				signal
			);
			const found = parseClassifierConfig(JSON.stringify(config));
			refuseOtherThanEntailment(found);
			const licence = asObject(about.cardData ?? {}, 'model.cardData').license;
			return {
				name,
				revision,
				labels: found.labels,
				bytes: sum(bytes),
				licence: typeof licence === 'string' ? licence : null
			};
		},
		add: ({ name, revision, bytes, licence }: HearingOffer) =>
			install(ownClassifier(name, { revision, bytes, licence })),
		async addFiles(files) {
			const named = byPath(files);
			const proved = await prove(Object.fromEntries(named));
			const { manifest, blobs } = await manifestOf(named, proved);
			await weights.importModel(manifest, ...blobs);
			return manifest.name;
		},
		async find() {
			const model = hearing(await installed());
			if (!model?.manifest) return null;
			const files = byName(await weights.open(model.manifest));
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

const byName = (files: readonly StoredFile[]): Record<string, Blob> =>
	Object.fromEntries(files.map(({ path, blob }) => [path, blob]));

/** Throws ParseError for an address of anything else. */
function repositoryAt(address: string): Extract<ModelPlace, { kind: 'repository' }> {
	let place: ModelPlace;
	try {
		place = placeOf(address);
	} catch (cause) {
		throw new ParseError(
			'',
			'This is no address of a classifier. Paste the address of its page on Hugging Face, or its name there, owner/repository.',
			{ cause }
		);
	}
	if (place.kind === 'file')
		throw new ParseError(
			'',
			'A classifier is several files. Paste the address of its page on Hugging Face, or of the repository alone.'
		);
	return place;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** The size of each file that is needed. Throws ParseError for what the repository lacks. */
function sizesOf(siblings: unknown, name: string): number[] {
	const listed = asArray(siblings, 'model.siblings').map((one, i) =>
		asObject(one, `model.siblings[${i}]`)
	);
	return CLASSIFIER_REMOTES.map((remote) => {
		const found = listed.find(({ rfilename }) => rfilename === remote);
		if (!found)
			throw new ParseError(
				'',
				`${name} has no ${remote}. Look for the same model in ONNX form, with 8-bit weights: such repositories are often named Xenova or onnx-community.`
			);
		return asInteger(asObject(found.lfs ?? found, remote).size, `${remote}.size`, 1);
	});
}

/** A person's files by the path that each has in a manifest. Throws ParseError for what is missing. */
function byPath(files: readonly File[]): Map<string, File> {
	const paths = Object.values(CLASSIFIER_FILES);
	return new Map(
		paths.map((path) => {
			const same = (file: File) =>
				path.endsWith('.onnx') ? file.name.endsWith('.onnx') : file.name === path;
			const found = files.filter(same);
			if (found.length !== 1)
				throw new ParseError(
					'',
					`A classifier is four files, ${paths.slice(0, -1).join(', ')} and one that ends in .onnx. Choose them together.`
				);
			return [path, found[0]!];
		})
	);
}

async function manifestOf(
	named: ReadonlyMap<string, File>,
	measured: Manifest['measured']
): Promise<{ manifest: Manifest; blobs: File[] }> {
	const blobs = [...named.values()];
	const files = await Promise.all(
		[...named].map(async ([path, file]) => ({
			...(await hashedFile(file, { fileName: file.name })),
			path
		}))
	);
	const config = asObject(
		asJson(await named.get(CLASSIFIER_FILES.config)!.text(), 'config'),
		'config'
	);
	// Whoever made the file may have named the model in it.
	const { _name_or_path: called } = config;
	const weights = named.get(CLASSIFIER_FILES.model)!.name;
	const name = typeof called === 'string' && called.trim() !== '' ? called.trim() : weights;
	return { manifest: { ...importedClassifier(files, name), measured }, blobs };
}
