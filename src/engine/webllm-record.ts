// What tells WebLLM of one model: where its weights and its compiled library are, by which hashes the
// library, the configuration and the tokenizer are checked, and what it needs of the device. It is the
// one file of ours such a model has; the weights themselves are fetched and kept by WebLLM, which checks
// no hash of them: their revision is pinned by the address. Not here: running it (webllm-model.ts).

import { ParseError } from '../contract/errors.ts';
import {
	asArray,
	asInteger,
	asJson,
	asObject,
	asOneOf,
	asString,
	type Fields
} from '../contract/parse.ts';

/** The `path` of the record in a manifest. */
export const WEBLLM_RECORD = 'webllm.json';

export type WebLlmRecord = {
	/** `https://huggingface.co/<owner>/<repository>/resolve/<commit>/`. */
	model: string;
	/** The compiled model library, WebAssembly made for this version of WebLLM. */
	modelLib: string;
	/** Of the graphics processor's memory, as the record's author states it; null where not stated. */
	memoryBytes: number | null;
	/** WebGPU features it cannot do without, such as `shader-f16`. */
	requiredFeatures: string[];
	/** `sha256-…`, `sha384-…` or `sha512-…` in Base64, as in Subresource Integrity. */
	integrity: { config: string; modelLib: string; tokenizer: Record<string, string> };
	/** Where the record comes from, in words for the person. */
	source: string;
};

const SRI = /^sha(256|384|512)-[A-Za-z0-9+/]+={0,2}$/;
// A branch moves: without a commit nobody knows what is downloaded tomorrow.
export const MLC_ADDRESS = /^https:\/\/[^/]+\/[\w.-]+\/[\w.-]+\/resolve\/[0-9a-f]{40}\/$/;

/** Throws a ParseError that names the field and the next step. */
export function parseWebLlmRecord(text: string): WebLlmRecord {
	const record = asObject(asJson(text, 'The record of the model'), 'record');
	asInteger(record.version, 'record.version', 1, 1);
	asOneOf(record.runtime, 'record.runtime', ['webllm']);
	const model = asString(record.model, 'record.model');
	if (!MLC_ADDRESS.test(model))
		throw new ParseError(
			'record.model',
			'should be the https address of a repository at a commit, ending in /resolve/<commit>/.'
		);
	const modelLib = asString(record.modelLib, 'record.modelLib');
	if (!URL.canParse(modelLib) || new URL(modelLib).protocol !== 'https:')
		throw new ParseError('record.modelLib', 'should be the https address of a model library.');
	const integrity = asObject(record.integrity, 'record.integrity');
	return {
		model,
		modelLib,
		memoryBytes:
			record.memoryBytes === undefined || record.memoryBytes === null
				? null
				: asInteger(record.memoryBytes, 'record.memoryBytes', 1),
		requiredFeatures: asArray(record.requiredFeatures ?? [], 'record.requiredFeatures').map(
			(feature, i) => asString(feature, `record.requiredFeatures[${i}]`)
		),
		integrity: {
			config: sri(integrity.config, 'record.integrity.config'),
			modelLib: sri(integrity.modelLib, 'record.integrity.modelLib'),
			tokenizer: tokenizerFrom(integrity.tokenizer)
		},
		source: asString(record.source, 'record.source')
	};
}

function tokenizerFrom(value: unknown): Record<string, string> {
	const files: Fields = asObject(value, 'record.integrity.tokenizer');
	const entries = Object.entries(files).map(
		([name, hash]) => [name, sri(hash, `record.integrity.tokenizer.${name}`)] as const
	);
	if (entries.length === 0)
		throw new ParseError('record.integrity.tokenizer', 'should have the hash of a file.');
	return Object.fromEntries(entries);
}

function sri(value: unknown, path: string): string {
	const hash = asString(value, path);
	if (!SRI.test(hash))
		throw new ParseError(path, 'should be sha256-, sha384- or sha512- and a hash in Base64.');
	return hash;
}
