// A classifier that a person adds from the four files it is made of: which of them is which, and the manifest it is kept
// under. Not here: whether it opens, and keeping it (classifier-models.ts).

import { ParseError } from '../contract/errors.ts';
import { hashedFile } from '../contract/gguf-manifest.ts';
import type { Manifest } from '../contract/manifest.ts';
import { asJson, asObject } from '../contract/parse.ts';
import { CLASSIFIER_FILES, importedClassifier } from '../contract/text-classifier.ts';

/** A person's files by the path that each has in a manifest. Throws ParseError for what is missing. */
export function classifierByPath(files: readonly File[]): Map<string, File> {
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

/** `named` as `classifierByPath` gives them; `measured` when it was opened. Its blobs are in the manifest's order. */
export async function ownClassifierManifest(
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
