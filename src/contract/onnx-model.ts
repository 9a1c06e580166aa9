// Chat models in ONNX form: the files they consist of beside their weights, and the repository a catalogue
// entry of one stands for. Not running them (engine/transformers-engine.ts).

import { ParseError } from './errors.ts';
import type { RepositoryEntry } from './repository-entry.ts';
import type { CatalogEntry } from './services.ts';

/** Beside the weights; the same names in the manifest and in the repository. */
export const ONNX_FILES = [
	'config.json',
	'generation_config.json',
	'tokenizer.json',
	'tokenizer_config.json'
] as const;

/** Of a model that sees, beside those. */
const VISION_FILES = ['preprocessor_config.json', 'processor_config.json'];
/** The three parts of such a model, as its repository calls them, the decoder first. */
const DECODER = 'decoder_model_merged';
const OTHER_PARTS = ['embed_tokens', 'vision_encoder'];

/** https://huggingface.co/<owner>/<repository>/resolve/<revision>/<path>.onnx */
const ADDRESS =
	/^(https:\/\/[^/]+\/[\w.-]+\/[\w.-]+)\/resolve\/([\w.-]+)\/((?:[\w.-]+\/)*([\w.-]+\.onnx))$/;

/** The files of an entry whose address is that of its weights. Throws ParseError. */
export function onnxRepository(entry: CatalogEntry): RepositoryEntry {
	const found = ADDRESS.exec(entry.url);
	if (!found)
		throw new ParseError('url', 'should be the address of an .onnx file in a repository.');
	const [, repository, revision, remote, base] = found as unknown as [
		string,
		string,
		string,
		string,
		string
	];
	const sees = entry.vision === true;
	if (sees && !base.startsWith(DECODER))
		throw new ParseError('url', `should be the address of ${DECODER} for a model that sees.`);
	const beside = sees
		? OTHER_PARTS.map((part) => ({
				path: base.replace(DECODER, part),
				remote: remote.replace(DECODER, part)
			}))
		: [];
	const texts = [...ONNX_FILES, ...(sees ? VISION_FILES : [])];
	const { id, name, description, parameters, contextTokens, licence, licenceUrl } = entry;
	return {
		id,
		name,
		description,
		repository,
		revision,
		files: [{ path: base, remote }, ...beside, ...texts.map((path) => ({ path, remote: path }))],
		base,
		engine: 'transformers',
		family: 'onnx',
		parameters,
		contextTokens,
		licence,
		licenceUrl,
		languages: entry.languages,
		aboutBytes: entry.bytes,
		source: entry.source
	};
}
