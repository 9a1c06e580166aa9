// A model's files, checked before a worker is started: headers, the vocabulary, and which modifiers
// can be used with this base. Refusals are EngineErrors in words.

import { ParseError } from '../contract/errors.ts';
import { fitsBase } from '../contract/gguf-adapter.ts';
import { readGgufHeader, type GgufHeader } from '../contract/gguf.ts';
import { baseFile } from '../contract/manifest.ts';
import { EngineError, type ModelRef } from './engine.ts';
import { Vocabulary } from './vocabulary.ts';
import type { ChosenAdapter, LoadedAdapter } from './wllama-adapters.ts';

export type Parts = {
	base: Blob;
	header: GgufHeader;
	vocabulary: Vocabulary;
	adapterBlobs: Blob[];
	adapters: LoadedAdapter[];
	/** A person's own, which act on all the base says. */
	standing: ChosenAdapter[];
	/** Modifiers that cannot be used, and why. */
	refused: Map<string, EngineError>;
};

/** Throws EngineError. */
export async function partsOf({ manifest, files }: ModelRef): Promise<Parts> {
	const blobOf = (path: string): Blob => {
		const file = files.find((other) => other.path === path);
		if (file) return file.blob;
		throw new EngineError(
			'invalid-model',
			`The file “${path}” of this model is missing. Remove the model and download it again.`
		);
	};
	const base = blobOf(baseFile(manifest).path);
	const header = await headerOf(base);
	if (header.kind !== 'model')
		throw new EngineError(
			'invalid-model',
			'The model file is an adapter, which needs a base model. Choose a base model.'
		);
	const vocabulary = new Vocabulary(base);
	const parts: Parts = {
		base,
		header,
		vocabulary,
		adapterBlobs: [],
		adapters: [],
		standing: [],
		refused: new Map()
	};
	for (const modifier of manifest.modifiers) {
		const blob = blobOf(modifier.file);
		const adapter = await headerOf(blob);
		if (modifier.baseSha256 !== undefined && modifier.baseSha256 !== manifest.baseSha256) {
			parts.refused.set(
				modifier.id,
				new EngineError(
					'wrong-base',
					`The specialist “${modifier.id}” was trained for another base model and is not used. Choose the version made for this model.`
				)
			);
			continue;
		}
		const tokens = adapter.adapter?.invocationTokens ?? modifier.invocationTokens;
		parts.adapters.push({
			modifierId: modifier.id,
			index: parts.adapterBlobs.length,
			invocation: tokens.length === 0 ? null : await invocationOf(tokens, modifier.id, vocabulary),
			...(modifier.scale !== undefined && { scale: modifier.scale })
		});
		parts.adapterBlobs.push(blob);
	}
	for (const { file, name, scale } of manifest.standing ?? []) {
		const blob = blobOf(file);
		if (!fitsBase(await headerOf(blob), header))
			throw new EngineError(
				'wrong-base',
				`Your adapter “${name}” does not fit this model. Turn it off on the Models page.`
			);
		const index = parts.adapterBlobs.length;
		parts.standing.push({ adapter: { modifierId: file, index, invocation: null }, scale });
		parts.adapterBlobs.push(blob);
	}
	return parts;
}

async function invocationOf(
	tokens: readonly number[],
	id: string,
	vocabulary: Vocabulary
): Promise<string> {
	try {
		return await vocabulary.text(tokens);
	} catch (cause) {
		if (!(cause instanceof RangeError)) throw cause;
		throw new EngineError(
			'wrong-base',
			`The adapter “${id}” waits for tokens that this model does not have. Turn it off, or choose the version made for this model.`,
			{ cause }
		);
	}
}

async function headerOf(blob: Blob): Promise<GgufHeader> {
	try {
		return await readGgufHeader(blob);
	} catch (error) {
		if (error instanceof ParseError)
			throw new EngineError('invalid-model', error.message, { cause: error });
		throw error;
	}
}
