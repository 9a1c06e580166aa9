// A model's manifest: its files with hashes, the modifiers attached to its base, the prompt
// template, what was measured and where it came from. Parsed before a byte of weights is fetched.
// Not here: fetching (platform/weight-store.ts) and hashing (sha256.ts).

import { beforehandFrom, type Beforehand } from './beforehand.ts';
import { calibrationFrom, type Calibration } from './calibration.ts';
import { modelEngineFrom, type ModelEngine } from './engine-choice.ts';
import { ParseError } from './errors.ts';
import type { ModifierId } from './ids.ts';
import {
	asArray,
	asBoolean,
	asInteger,
	asJson,
	asNumber,
	asObject,
	asOneOf,
	asString,
	type Fields
} from './parse.ts';

export const MANIFEST_VERSION = 1;

export type ManifestFile = {
	/** Its name inside the model, e.g. `base.gguf`. */
	path: string;
	/** Absolute, or relative to the origin (`/models/starter/base.gguf`). */
	url: string;
	bytes: number;
	/** Lower-case hex. */
	sha256: string;
	chunkBytes: number;
	/** One per chunk of `chunkBytes`; the last chunk may be shorter. */
	chunkSha256: string[];
	/**
	 * Fetched when it is first used; a file without it comes with the model. Never the base or a
	 * modifier's file, which the engine places at load.
	 */
	onDemand?: true;
};

export type ManifestModifier = {
	id: ModifierId;
	/** The `path` of its file. */
	file: string;
	rank: number;
	alpha: number;
	/** Tokens after which an activated LoRA acts; empty for a plain LoRA. */
	invocationTokens: number[];
	/** The sha256 of the base it was trained on, where that is known apart from the manifest's. */
	baseSha256?: string;
	/** How strongly it acts where a person chose that; 1 when absent. */
	scale?: number;
};

export type StandingAdapter = {
	/** The `path` of its file. */
	file: string;
	name: string;
	/** 1 is as it was trained. */
	scale: number;
};

export type SelfTest = {
	prompt: string;
	/** The greedy first tokens after `prompt`, and their natural-log probabilities. */
	tokens: string[];
	logprobs: number[];
	/** Largest accepted difference of a log-probability. */
	tolerance: number;
};

export type Template = {
	/** `gguf`: the chat template inside the base file; `engine`: the engine writes it by itself. */
	kind: 'gguf' | 'engine';
	/** Whether the model follows a system prompt; when false the app says so and sends none. */
	systemPrompt: boolean;
	/** Prompt and answer together, in tokens. */
	contextTokens: number;
};

/** A streaming answer of the base whose confidence is below this after so many tokens is handed over at once. */
export type EarlyExit = { confidence: number; tokens: number };

/**
 * From when on somebody bigger is expected to do better: chosen on data with an edge whose answers were known
 * (models/calibration/further.ts).
 */
export type FurtherBounds = {
	/** The confidence below which an answer is handed on, 0–1. */
	answer: number;
	/** The confidence from which “I don’t know” stands, for nobody is expected to know more; absent: never. */
	unknown?: number;
};

export type Thresholds = {
	/** The confidence an answer has to reach, 0–1. */
	answer: number;
	/** The probability of its domain from which a question goes to a modifier however sure the base is. */
	sureDomain?: number;
	/** Absent: an answer is written to its end. */
	earlyExit?: EarlyExit;
	/** Absent: what does not reach `answer` is handed on. */
	further?: FurtherBounds;
	/**
	 * A question whose nearest example of the bank is less similar is novel, and examples before it were measured to gain
	 * right answers; absent: they were not (`npm run bench -- enhancements`).
	 */
	novelBelow?: number;
	/** What the question alone says; absent: the base begins. */
	beforehand?: Beforehand;
};

export type Manifest = {
	version: typeof MANIFEST_VERSION;
	id: string;
	name: string;
	/** Which engine runs it; absent: llama.cpp (`wllama`). */
	engine?: ModelEngine;
	/** One honest sentence on what the model is. */
	description: string;
	/** The GGUF architecture, e.g. `llama`. */
	family: string;
	parameters: number;
	/** The sha256 of the base file; modifiers of another base are refused. Empty where there are no files. */
	baseSha256: string;
	/** None for a model that the browser has itself (`prompt-api`). */
	files: ManifestFile[];
	/**
	 * The `path`s of a base that is split over several files, in order, the one of `baseSha256` first; absent: the
	 * base is one file.
	 */
	split?: string[];
	/** Of what its engine fetches and keeps by itself, beside `files`; absent for nothing. */
	engineBytes?: number;
	modifiers: ManifestModifier[];
	/** A person's own plain adapters, which act on every answer of the base; absent for none. */
	standing?: StandingAdapter[];
	template: Template;
	selfTest: SelfTest | null;
	/** Fitted maps from features to confidence; null until calibrated. */
	calibration: Calibration | null;
	thresholds: Thresholds | null;
	licence: string;
	provenance: string;
	/** Measured figures, e.g. accuracy per ability; shown in the model card. */
	measured: Fields;
};

const SHA256 = /^[0-9a-f]{64}$/;
const PATH = /^[\w.-]+$/;

/** The manifest in `text`. Throws a ParseError that names the field and the next step. */
export function parseManifest(text: string): Manifest {
	return manifestFrom(asJson(text, 'The model manifest'));
}

export function manifestFrom(value: unknown): Manifest {
	const root = asObject(value, 'manifest');
	const version = asInteger(root.version, 'version', 1);
	if (version > MANIFEST_VERSION)
		throw new ParseError(
			'version',
			`This model's manifest is version ${version}; this app reads version ${MANIFEST_VERSION}. Reload the page to update the app, then try again.`
		);
	const files = asArray(root.files, 'files').map((file, i) => fileFrom(file, `files[${i}]`));
	const engine = root.engine === undefined ? undefined : modelEngineFrom(root.engine, 'engine');
	const browsersOwn = engine === 'prompt-api';
	if (files.length === 0 && !browsersOwn) throw new ParseError('files', 'lists no file.');
	const paths = new Set(files.map((file) => file.path));
	if (paths.size !== files.length) throw new ParseError('files', 'lists a path twice.');
	const modifiers = asArray(root.modifiers, 'modifiers').map((modifier, i) =>
		modifierFrom(modifier, `modifiers[${i}]`, paths)
	);
	const baseSha256 = browsersOwn ? '' : asHash(root.baseSha256, 'baseSha256');
	if (!browsersOwn && !files.some((file) => file.sha256 === baseSha256))
		throw new ParseError('baseSha256', 'names no file of this manifest.');
	const split = root.split === undefined ? undefined : splitFrom(root.split, files, baseSha256);
	const atLoad = new Set([...modifiers.map((modifier) => modifier.file), ...(split ?? [])]);
	for (const [i, { path, sha256, onDemand }] of files.entries())
		if (onDemand && (sha256 === baseSha256 || atLoad.has(path)))
			throw new ParseError(`files[${i}].onDemand`, `should be absent: “${path}” is used at load.`);
	return {
		version: MANIFEST_VERSION,
		id: asId(root.id, 'id'),
		name: asString(root.name, 'name'),
		...(engine && { engine }),
		description: asString(root.description, 'description'),
		family: asString(root.family, 'family'),
		parameters: asInteger(root.parameters, 'parameters', 1),
		baseSha256,
		files,
		...(split && { split }),
		...(root.engineBytes === undefined
			? {}
			: { engineBytes: asInteger(root.engineBytes, 'engineBytes', 0) }),
		modifiers,
		...(root.standing === undefined
			? {}
			: {
					standing: asArray(root.standing, 'standing').map((one, i) =>
						standingFrom(one, `standing[${i}]`, paths)
					)
				}),
		template: templateFrom(root.template),
		selfTest: root.selfTest === null ? null : selfTestFrom(root.selfTest),
		calibration: root.calibration === null ? null : calibrationFrom(root.calibration, baseSha256),
		thresholds: root.thresholds === null ? null : thresholdsFrom(root.thresholds),
		licence: asString(root.licence, 'licence'),
		provenance: asString(root.provenance, 'provenance'),
		measured: asObject(root.measured, 'measured')
	};
}

/** The base file: the one whose hash is `baseSha256`; of a split base the first part. */
export function baseFile(manifest: Manifest): ManifestFile {
	const file = manifest.files.find(({ sha256 }) => sha256 === manifest.baseSha256);
	if (!file) throw new ParseError('baseSha256', 'names no file of this manifest.');
	return file;
}

/** How the file of a model that sees pictures begins, in ONNX form. */
const VISION_FILE = 'vision_encoder';

/** Whether a model sees the pictures of a message. */
export function seesPictures({ files }: Pick<Manifest, 'files'>): boolean {
	return files.some(({ path }) => path.startsWith(VISION_FILE));
}

/** The files that come with the model: all but those fetched on demand. */
export function filesWithModel(manifest: Manifest): ManifestFile[] {
	return manifest.files.filter((file) => !file.onDemand);
}

/** Bytes of the files that come with the model and of what its engine fetches: what using it brings. */
export function totalBytes(manifest: Manifest): number {
	const { engineBytes = 0 } = manifest;
	return filesWithModel(manifest).reduce((sum, file) => sum + file.bytes, engineBytes);
}

function fileFrom(value: unknown, path: string): ManifestFile {
	const file = asObject(value, path);
	const name = asString(file.path, `${path}.path`);
	if (!PATH.test(name) || name.startsWith('.'))
		throw new ParseError(`${path}.path`, 'should be a plain file name.');
	const bytes = asInteger(file.bytes, `${path}.bytes`, 1);
	const chunkBytes = asInteger(file.chunkBytes, `${path}.chunkBytes`, 64 * 1024, 64 * 1024 * 1024);
	const chunkSha256 = asArray(file.chunkSha256, `${path}.chunkSha256`).map((hash, i) =>
		asHash(hash, `${path}.chunkSha256[${i}]`)
	);
	const expected = Math.ceil(bytes / chunkBytes);
	if (chunkSha256.length !== expected)
		throw new ParseError(
			`${path}.chunkSha256`,
			`has ${chunkSha256.length} hashes where ${bytes} bytes make ${expected} chunks.`
		);
	return {
		path: name,
		url: asUrl(file.url, `${path}.url`),
		bytes,
		sha256: asHash(file.sha256, `${path}.sha256`),
		chunkBytes,
		chunkSha256,
		...(file.onDemand === undefined ? {} : { onDemand: asTrue(file.onDemand, `${path}.onDemand`) })
	};
}

function asTrue(value: unknown, path: string): true {
	if (value !== true) throw new ParseError(path, 'should be true, or absent.');
	return value;
}

function splitFrom(value: unknown, files: readonly ManifestFile[], baseSha256: string): string[] {
	const parts = asArray(value, 'split').map((part, i) => asString(part, `split[${i}]`));
	const found = parts.map((part) => files.find(({ path }) => path === part));
	if (
		parts.length < 2 ||
		new Set(parts).size !== parts.length ||
		found.includes(undefined) ||
		found[0]?.sha256 !== baseSha256
	)
		throw new ParseError(
			'split',
			'should name two or more of the files, each once, the base first.'
		);
	return parts;
}

function modifierFrom(value: unknown, path: string, paths: Set<string>): ManifestModifier {
	const modifier = asObject(value, path);
	const file = asString(modifier.file, `${path}.file`);
	if (!paths.has(file))
		throw new ParseError(`${path}.file`, `names “${file.slice(0, 80)}”, which is not listed.`);
	return {
		id: asId(modifier.id, `${path}.id`),
		file,
		rank: asInteger(modifier.rank, `${path}.rank`, 1, 4096),
		alpha: asNumber(modifier.alpha, `${path}.alpha`),
		invocationTokens: asArray(modifier.invocationTokens, `${path}.invocationTokens`).map(
			(token, i) => asInteger(token, `${path}.invocationTokens[${i}]`)
		),
		...(modifier.baseSha256 === undefined
			? {}
			: { baseSha256: asHash(modifier.baseSha256, `${path}.baseSha256`) }),
		...(modifier.scale === undefined ? {} : { scale: asNumber(modifier.scale, `${path}.scale`) })
	};
}

function standingFrom(value: unknown, path: string, paths: Set<string>): StandingAdapter {
	const adapter = asObject(value, path);
	const file = asString(adapter.file, `${path}.file`);
	if (!paths.has(file))
		throw new ParseError(`${path}.file`, `names “${file.slice(0, 80)}”, which is not listed.`);
	return {
		file,
		name: asString(adapter.name, `${path}.name`),
		scale: asNumber(adapter.scale, `${path}.scale`)
	};
}

function templateFrom(value: unknown): Template {
	const template = asObject(value, 'template');
	return {
		kind: asOneOf(template.kind, 'template.kind', ['gguf', 'engine']),
		systemPrompt: asBoolean(template.systemPrompt, 'template.systemPrompt'),
		contextTokens: asInteger(template.contextTokens, 'template.contextTokens', 16)
	};
}

function selfTestFrom(value: unknown): SelfTest {
	const test = asObject(value, 'selfTest');
	const tokens = asArray(test.tokens, 'selfTest.tokens').map((token, i) =>
		asString(token, `selfTest.tokens[${i}]`)
	);
	const logprobs = asArray(test.logprobs, 'selfTest.logprobs').map((logprob, i) =>
		asNumber(logprob, `selfTest.logprobs[${i}]`)
	);
	if (tokens.length === 0 || tokens.length !== logprobs.length)
		throw new ParseError('selfTest', 'should have one log-probability per token.');
	return {
		prompt: asString(test.prompt, 'selfTest.prompt'),
		tokens,
		logprobs,
		tolerance: asNumber(test.tolerance, 'selfTest.tolerance')
	};
}

function thresholdsFrom(value: unknown): Thresholds {
	const fields = asObject(value, 'thresholds');
	const { answer, earlyExit, further, beforehand } = fields;
	const bound = (name: 'sureDomain' | 'novelBelow') =>
		fields[name] === undefined ? {} : { [name]: asNumber(fields[name], `thresholds.${name}`) };
	return {
		answer: asNumber(answer, 'thresholds.answer'),
		...bound('sureDomain'),
		...bound('novelBelow'),
		...(earlyExit === undefined ? {} : { earlyExit: earlyExitFrom(earlyExit) }),
		...(further === undefined ? {} : { further: furtherFrom(further) }),
		...(beforehand === undefined
			? {}
			: { beforehand: beforehandFrom(beforehand, 'thresholds.beforehand') })
	};
}

function furtherFrom(value: unknown): FurtherBounds {
	const { answer, unknown } = asObject(value, 'thresholds.further');
	return {
		answer: asNumber(answer, 'thresholds.further.answer'),
		...(unknown === undefined ? {} : { unknown: asNumber(unknown, 'thresholds.further.unknown') })
	};
}

function earlyExitFrom(value: unknown): EarlyExit {
	const { confidence, tokens } = asObject(value, 'thresholds.earlyExit');
	return {
		confidence: asNumber(confidence, 'thresholds.earlyExit.confidence'),
		tokens: asInteger(tokens, 'thresholds.earlyExit.tokens', 1)
	};
}

function asHash(value: unknown, path: string): string {
	const hash = asString(value, path);
	if (!SHA256.test(hash)) throw new ParseError(path, 'should be 64 lower-case hex digits.');
	return hash;
}

function asId(value: unknown, path: string): string {
	const id = asString(value, path);
	// One of dots alone would be another folder where files are written by ids.
	if (!/^(?!\.+$)[\w.-]{1,100}$/.test(id))
		throw new ParseError(path, 'should be letters, digits, dots, dashes or underscores.');
	return id;
}

function asUrl(value: unknown, path: string): string {
	const url = asString(value, path);
	if (url.startsWith('/') && !url.startsWith('//')) return url;
	if (URL.canParse(url) && ['https:', 'http:', 'blob:'].includes(new URL(url).protocol)) return url;
	throw new ParseError(path, 'should be an http(s) address or a path on this origin.');
}
