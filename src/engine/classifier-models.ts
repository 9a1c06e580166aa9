// The classifiers that hear complaints, as a person manages them: the catalogue's, one of a repository or from
// files of their own, each opened once before it counts as here. The one that was added last hears. Not here:
// keeping it open (kept-classifier.ts), and what it is asked (turn/hear-complaint.ts).

import { hashedFile } from '../contract/gguf-manifest.ts';
import type { HearingModel, HearingOffer, HearingService } from '../contract/hearing.ts';
import { CLASSIFIER_ID_PREFIX } from '../contract/ids.ts';
import { filesWithModel, type Manifest } from '../contract/manifest.ts';
import { ParseError } from '../contract/errors.ts';
import { asArray, asInteger, asJson, asObject, asString } from '../contract/parse.ts';
import type { RepositoryEntry } from '../contract/repository-entry.ts';
import {
	CLASSIFIER_FILES,
	CLASSIFIER_REMOTES,
	classifierModelsFrom,
	ownClassifier,
	parseClassifierConfig,
	refuseOtherThanEntailment,
	type TextClassifier,
	type TextToClassify
} from '../contract/text-classifier.ts';
import { placeOf } from '../platform/model-address.ts';
import type { InstalledModel, WeightStore } from '../platform/weight-store.ts';
import type { ClassifierHere } from './kept-classifier.ts';

export type ClassifierModelsParts = {
	weights: Pick<
		WeightStore,
		'installRepository' | 'importModel' | 'list' | 'get' | 'state' | 'open' | 'remove' | 'onChange'
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
};

export function createClassifierModels(parts: ClassifierModelsParts): ClassifierModels {
	const { weights, open } = parts;
	const downloads = new Map<string, AbortController>();

	const installed = async (): Promise<InstalledModel[]> =>
		(await weights.list()).filter(({ id }) => id.startsWith(CLASSIFIER_ID_PREFIX));

	/** The last one that came whole. */
	const hearing = (all: readonly InstalledModel[]): InstalledModel | null =>
		all
			.filter(({ state, manifest }) => state.state === 'ready' && manifest !== null)
			.toSorted((a, b) => b.installedAtMs - a.installedAtMs)[0] ?? null;

	async function filesOf(manifest: Manifest): Promise<Record<string, Blob>> {
		const files = await weights.open(manifest);
		return Object.fromEntries(files.map(({ path, blob }) => [path, blob]));
	}

	/** How long each that was added by this page took, by id. */
	const took = new Map<string, number>();

	/** The milliseconds it takes here. Throws where it cannot be opened, or tells something else. */
	async function prove(files: Record<string, Blob>): Promise<number> {
		const config = files[CLASSIFIER_FILES.config];
		if (config) refuseOtherThanEntailment(parseClassifierConfig(await config.text()));
		const classifier = await open(files);
		try {
			const asked = [await parts.longest()];
			// The first one is slower than all others.
			await classifier.classify(asked);
			const startedMs = parts.elapsed();
			await classifier.classify(asked);
			return parts.elapsed() - startedMs;
		} finally {
			await classifier.dispose();
		}
	}

	async function install(entry: RepositoryEntry): Promise<boolean> {
		const controller = new AbortController();
		downloads.set(entry.id, controller);
		const { signal } = controller;
		if ((await weights.installRepository(entry, { signal })) === 'paused') return false;
		const manifest = (await weights.get(entry.id))?.manifest;
		if (!manifest) return false;
		try {
			took.set(entry.id, await prove(await filesOf(manifest)));
		} catch (error) {
			await weights.remove(entry.id);
			throw error;
		}
		return true;
	}

	async function models(): Promise<HearingModel[]> {
		const [entries, here] = await Promise.all([
			parts.catalog().then(classifierModelsFrom),
			installed()
		]);
		const rest = new Map(here.map((model) => [model.id, model]));
		const used = hearing(here)?.id;
		const listed = entries.map((entry): HearingModel => {
			const status = rest.get(entry.id)?.state ?? { state: 'absent' };
			rest.delete(entry.id);
			return { entry, status, hears: entry.id === used, tookMs: took.get(entry.id) ?? null };
		});
		const own = [...rest.values()].map(({ id, name, manifest, state }): HearingModel => {
			const bytes = manifest && sum(filesWithModel(manifest).map((file) => file.bytes));
			const entry = { ...ownClassifier(name, { bytes, licence: manifest?.licence ?? null }), id };
			return { entry, status: state, hears: id === used, tookMs: took.get(id) ?? null };
		});
		return [...listed, ...own];
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
		return response.json();
	}

	return {
		models,
		onModels: (listener) =>
			weights.onChange((id) => id.startsWith(CLASSIFIER_ID_PREFIX) && listener()),
		async download(id) {
			const found = (await models()).find(({ entry }) => entry.id === id);
			return found ? install(found.entry) : false;
		},
		pause(id) {
			downloads.get(id)?.abort();
			downloads.delete(id);
		},
		async remove(id) {
			await weights.remove(id);
		},
		async lookAt(address, signal) {
			const place = placeOf(address);
			if (place.kind === 'file')
				throw new ParseError(
					'',
					'A classifier is several files. Paste the address of its page on Hugging Face, or of the repository alone.'
				);
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
			const tookMs = await prove(Object.fromEntries(named));
			const { manifest, blobs } = await manifestOf(named);
			took.set(manifest.id, tookMs);
			await weights.importModel(manifest, ...blobs);
		},
		async find() {
			const model = hearing(await installed());
			if (!model?.manifest) return null;
			return { id: model.id, name: model.name, files: await filesOf(model.manifest) };
		}
	};
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

/** The same files are the same model. */
async function manifestOf(
	named: ReadonlyMap<string, File>
): Promise<{ manifest: Manifest; blobs: File[] }> {
	const blobs = [...named.values()];
	const files = await Promise.all(
		[...named].map(async ([path, file]) => ({
			...(await hashedFile(file, { fileName: file.name })),
			path
		}))
	);
	const base = files.find(({ path }) => path === CLASSIFIER_FILES.model)!;
	const config = asObject(
		asJson(await named.get(CLASSIFIER_FILES.config)!.text(), 'config'),
		'config'
	);
	// Whoever made the file may have named the model in it.
	const { _name_or_path: called } = config;
	const weights = named.get(CLASSIFIER_FILES.model)!.name;
	const name = typeof called === 'string' && called !== '' ? called : weights;
	const entry = ownClassifier('own/files');
	const manifest: Manifest = {
		version: 1,
		id: `${CLASSIFIER_ID_PREFIX}own.${base.sha256.slice(0, 16)}`,
		name,
		description: `Imported from ${name} on this device.`,
		family: entry.family,
		parameters: entry.parameters,
		baseSha256: base.sha256,
		files,
		modifiers: [],
		template: { kind: 'engine', systemPrompt: true, contextTokens: entry.contextTokens },
		selfTest: null,
		calibration: null,
		thresholds: null,
		licence: entry.licence,
		provenance: `Imported from files; ${base.path} has sha256 ${base.sha256}.`,
		measured: {}
	};
	return { manifest, blobs };
}
