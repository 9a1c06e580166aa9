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
	const { id, name, description, parameters, contextTokens, licence, licenceUrl } = entry;
	return {
		id,
		name,
		description,
		repository,
		revision,
		files: [{ path: base, remote }, ...ONNX_FILES.map((path) => ({ path, remote: path }))],
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
