// Writes a model and its adapters into a folder in the form of transformers and PEFT, for servers that read no GGUF:
// `base`, and `adapters` with one folder for each modifier, by its id. What cannot be written is said, with the reason.
// Not here: what stands in the files (base-model.ts, tokenizer.ts, peft-adapter.ts).

import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readGgufHeader } from '../../../src/contract/gguf.ts';
import type { ManifestModifier } from '../../../src/contract/manifest.ts';
import { ModelFileError, type AdapterFile, type ModelFiles } from '../model-files.ts';
import { baseModel, MOST_BASE_BYTES } from './base-model.ts';
import { peftAdapter } from './peft-adapter.ts';
import { Unwritable } from './source.ts';

export type Written = { path: string } | { reason: string };
export type WrittenAdapter = { modifier: ManifestModifier } & (
	{ path: string; rank: number } | { reason: string }
);
export type HuggingFaceFolder = { base: Written; adapters: WrittenAdapter[] };

/** Files of these names that are there are replaced. Throws ModelFileError where the folder cannot be written to. */
export async function writeHuggingFace(
	files: ModelFiles,
	folder: string
): Promise<HuggingFaceFolder> {
	try {
		const base = await unlessUnwritable(() => writeBase(files, join(folder, 'base')));
		const adapters: WrittenAdapter[] = [];
		for (const { modifier, path } of files.adapters) {
			const to = join(folder, 'adapters', modifier.id);
			const written = await unlessUnwritable(() => writeAdapter(files, { modifier, path }, to));
			adapters.push({ modifier, ...written });
		}
		return { base, adapters };
	} catch (cause) {
		const { code } = cause as NodeJS.ErrnoException;
		if (code === undefined) throw cause;
		throw new ModelFileError(
			`The model could not be written to ${folder} (${code}). Choose another folder: --folder PATH.`,
			{ cause }
		);
	}
}

async function unlessUnwritable<T>(write: () => Promise<T>): Promise<T | { reason: string }> {
	try {
		return await write();
	} catch (error) {
		if (error instanceof Unwritable) return { reason: error.message };
		throw error;
	}
}

async function writeBase(files: ModelFiles, folder: string): Promise<{ path: string }> {
	const { size } = await stat(files.base);
	if (size > MOST_BASE_BYTES)
		throw new Unwritable(
			`it has ${Math.ceil(size / 2 ** 20)} MiB, and ${MOST_BASE_BYTES / 2 ** 20} are the most`
		);
	const base = baseModel(await readFile(files.base), files.header);
	await mkdir(folder, { recursive: true });
	const { config, weights, tokenizer, tokenizerConfig, ends } = base;
	await writeFile(join(folder, 'model.safetensors'), weights);
	await writeJson(join(folder, 'config.json'), config);
	await writeJson(join(folder, 'generation_config.json'), ends);
	await writeJson(join(folder, 'tokenizer.json'), tokenizer);
	await writeJson(join(folder, 'tokenizer_config.json'), tokenizerConfig);
	return { path: folder };
}

async function writeAdapter(
	{ manifest, header: base }: ModelFiles,
	{ path }: AdapterFile,
	folder: string
): Promise<{ path: string; rank: number }> {
	const bytes = await readFile(path);
	const header = await readGgufHeader(new Blob([bytes]));
	const { config, weights, rank } = peftAdapter(bytes, { header, base, baseName: manifest.id });
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'adapter_model.safetensors'), weights);
	await writeJson(join(folder, 'adapter_config.json'), config);
	return { path: folder, rank };
}

const writeJson = (path: string, value: unknown): Promise<void> =>
	writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
