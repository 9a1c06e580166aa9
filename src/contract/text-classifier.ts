// Classifiers of texts, and of pairs of them: the interface of whatever runs one, what its configuration has to
// say, and the models that hear complaints, from the catalogue's list or a repository of the person's choice.
// Not running one (engine/transformers-classifier.ts), and not the small linear heads that come with a model
// (classifier.ts).

import { ParseError } from './errors.ts';
import type { HearingEntry } from './hearing.ts';
import { CLASSIFIER_ID_PREFIX } from './ids.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { asArray, asInteger, asJson, asObject, asString } from './parse.ts';
import { repositoryFieldsFrom, type RepositoryEntry } from './repository-entry.ts';

/** `pair`: the second of two texts that are judged together. */
export type TextToClassify = { text: string; pair?: string };

/** Each label's probability; together they are 1. */
export type LabelProbabilities = ReadonlyMap<string, number>;

export interface TextClassifier {
	/** As its configuration names them, in the model's order. */
	readonly labels: readonly string[];
	/** One answer a text, in order. Throws EngineError, or the signal's reason. */
	classify(
		texts: readonly TextToClassify[],
		options?: { signal?: AbortSignal }
	): Promise<LabelProbabilities[]>;
	dispose(): Promise<void>;
}

/** The files of such a model, by their `path` in its manifest. */
export const CLASSIFIER_FILES = {
	config: 'config.json',
	tokenizer: 'tokenizer.json',
	tokenizerConfig: 'tokenizer_config.json',
	model: 'model_quantized.onnx'
} as const;

export type ClassifierConfig = {
	labels: readonly string[];
	/** Tokens of a text, or of a pair together; null where the configuration does not say. */
	mostTokens: number | null;
};

/** What is taken of the positions by a padding token that comes before the first one, in RoBERTa's kind. */
const OFFSET_POSITIONS = 2;

/** Reads a `config.json`. Throws a ParseError that says what else this model is. */
export function parseClassifierConfig(text: string): ClassifierConfig {
	const config = asObject(asJson(text, 'The classifier’s configuration'), 'config');
	const [kind] = asArray(config.architectures ?? [], 'config.architectures');
	if (typeof kind !== 'string' || !kind.endsWith('ForSequenceClassification'))
		throw new ParseError(
			'',
			`This model does not classify texts: it is “${String(kind ?? config.model_type ?? 'unknown')}”. Choose one for text classification or zero-shot classification.`
		);
	if (config.problem_type === 'multi_label_classification')
		throw new ParseError(
			'',
			'This classifier gives several labels at once, so none of them excludes another. Choose one that gives a single label.'
		);
	const names = asObject(config.id2label ?? {}, 'config.id2label');
	const labels = Object.keys(names).map((_, i) =>
		asString(names[String(i)], `config.id2label.${i}`)
	);
	if (labels.length < 2 || new Set(labels).size < labels.length)
		throw new ParseError(
			'config.id2label',
			'should name at least two labels, each once. Choose another classifier.'
		);
	const positions = config.max_position_embeddings;
	return {
		labels,
		mostTokens:
			positions === undefined
				? null
				: asInteger(positions, 'config.max_position_embeddings', 8) - OFFSET_POSITIONS
	};
}

/** The label that says that the second text follows from the first; null where the model has none. */
export function entailmentOf(labels: readonly string[]): string | null {
	return labels.find((label) => label.toLowerCase() === 'entailment') ?? null;
}

/** Throws ParseError for a classifier of anything else. */
export function refuseOtherThanEntailment({ labels }: ClassifierConfig): void {
	if (entailmentOf(labels) === null)
		throw new ParseError(
			'',
			`This classifier tells ${labels.slice(0, 3).join(', ')}, not whether one text follows from another. Choose one for natural language inference (NLI) or zero-shot classification.`
		);
}

const FILES = Object.values(CLASSIFIER_FILES).map((path) => ({
	path,
	remote: path.endsWith('.onnx') ? `onnx/${path}` : path
}));

/** Names in a repository of what such a model is made of. */
export const CLASSIFIER_REMOTES: readonly string[] = FILES.map(({ remote }) => remote);

/** The classifiers of a parsed models/classifier-catalog.json. Throws ParseError. */
export function classifierModelsFrom(catalog: unknown): RepositoryEntry[] {
	const { version, classifiers } = asObject(catalog, 'catalog');
	asInteger(version, 'version', 1, 1);
	return asArray(classifiers, 'classifiers').map((value, i) => ({
		...repositoryFieldsFrom(value, `classifiers[${i}]`),
		files: FILES,
		base: CLASSIFIER_FILES.model
	}));
}

const OWN_HOST = 'https://huggingface.co';
const OWN_ID_PREFIX = `${CLASSIFIER_ID_PREFIX}own.`;

/** In the manifest of one of which no licence is known. */
export const NO_LICENCE = 'not stated';

/** Of a repository that a person named, `owner/repository`; from its name alone, so that a download can go on. */
export function ownClassifier(
	name: string,
	about: { revision?: string; licence?: string | null; bytes?: number | null } = {}
): RepositoryEntry {
	return {
		// Readable, and the same for the same repository.
		id: `${OWN_ID_PREFIX}${name}`,
		name,
		description: `Added from ${new URL(OWN_HOST).host}.`,
		repository: `${OWN_HOST}/${name}`,
		revision: about.revision ?? 'main',
		files: FILES,
		base: CLASSIFIER_FILES.model,
		...KIND,
		licence: about.licence ?? NO_LICENCE,
		licenceUrl: `${OWN_HOST}/${name}`,
		languages: [],
		aboutBytes: about.bytes ?? null,
		source: 'a person’s choice'
	};
}

/** What a manifest says of a classifier whose configuration alone tells what it is. */
const KIND = { family: 'nli', parameters: 1, contextTokens: 512 };

// A name of a list: longer ones are a path, or not meant to be read.
const MOST_NAME = 100;

/** Of one from a person's files. They say who made it as they like, so `called` is shown, and leads nowhere. */
export function importedClassifier(files: readonly ManifestFile[], called: string): Manifest {
	const { path, sha256 } = files.find((file) => file.path === CLASSIFIER_FILES.model)!;
	const { contextTokens, ...kind } = KIND;
	return {
		version: 1,
		// The same files are the same model. No repository's name is without a slash.
		id: `${OWN_ID_PREFIX}${sha256.slice(0, 16)}`,
		name: called.slice(0, MOST_NAME),
		description: IMPORTED,
		...kind,
		baseSha256: sha256,
		files: [...files],
		modifiers: [],
		template: { kind: 'engine', systemPrompt: true, contextTokens },
		selfTest: null,
		calibration: null,
		thresholds: null,
		licence: NO_LICENCE,
		provenance: `Imported from files; ${path} has sha256 ${sha256}.`,
		measured: {}
	};
}

const IMPORTED = 'Imported from files on this device.';

/** What a list says of one of a person's own that is here or on its way. */
export function ownHearing(
	id: string,
	name: string,
	about: { licence: string | null; bytes: number | null }
): HearingEntry {
	const licence = about.licence === NO_LICENCE ? null : about.licence;
	const common = { id, languages: [], aboutBytes: about.bytes, licence };
	if (!id.includes('/')) return { ...common, name, description: IMPORTED, licenceUrl: null };
	const { description, licenceUrl } = ownClassifier(name);
	return { ...common, name, description, licenceUrl };
}
