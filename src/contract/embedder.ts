// Vectors of texts: the interface of whatever makes them, and the card that lies beside a model's
// embedder: how many numbers a vector has, how long a text may be, and what the tokenizer and the
// runtime ask for. Not the weights (ONNX) and not running them (engine/transformers.ts).

import { ParseError } from './errors.ts';
import { asInteger, asJson, asObject, asString, refuseNewer, type Fields } from './parse.ts';

/** Texts that ask the same have vectors that point the same way; all of length 1. */
export type Embedder = {
	/** Vectors of two embedders with different ids must not be compared. */
	readonly id: string;
	readonly dimensions: number;
	/** One vector per text, in order. */
	embed(texts: readonly string[]): Promise<Float32Array[]>;
	dispose(): Promise<void>;
};

/** The files of an embedder, by their `path` in the model's manifest. */
export const EMBEDDER_FILES = {
	card: 'embedder.json',
	tokenizer: 'embedder-tokenizer.json',
	model: 'embedder.onnx'
} as const;

export const EMBEDDER_VERSION = 1;

export type EmbedderCard = {
	version: typeof EMBEDDER_VERSION;
	/** Names the weights: it begins their sha256. */
	id: string;
	dimensions: number;
	/** Tokens read of a text; the rest is cut off. */
	mostTokens: number;
	/** `config.json` and `tokenizer_config.json`, as transformers.js reads them. */
	config: Fields;
	tokenizerConfig: Fields;
};

/** Throws a ParseError that names the field and the next step. */
export function parseEmbedderCard(text: string): EmbedderCard {
	const card = asObject(asJson(text, 'The embedder’s card'), 'embedder');
	refuseNewer(card.version, 'embedder.version', EMBEDDER_VERSION);
	const id = asString(card.id, 'embedder.id');
	if (id === '') throw new ParseError('embedder.id', 'should name the weights, is empty.');
	return {
		version: EMBEDDER_VERSION,
		id,
		dimensions: asInteger(card.dimensions, 'embedder.dimensions', 1, 4096),
		mostTokens: asInteger(card.mostTokens, 'embedder.mostTokens', 2, 8192),
		config: asObject(card.config, 'embedder.config'),
		tokenizerConfig: asObject(card.tokenizerConfig, 'embedder.tokenizerConfig')
	};
}
