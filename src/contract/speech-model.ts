// Speech recognition models of Whisper's shape: their files by name, and the catalogue's list of them.
// Not running one (engine/speech-recogniser.ts), and not its download (platform/install-repository.ts).

import { asArray, asInteger, asObject } from './parse.ts';
import { repositoryFieldsFrom, type RepositoryEntry } from './repository-entry.ts';

/** The files of such a model, by their `path` in its manifest. */
export const SPEECH_FILES = {
	config: 'config.json',
	generation: 'generation_config.json',
	preprocessor: 'preprocessor_config.json',
	tokenizer: 'tokenizer.json',
	tokenizerConfig: 'tokenizer_config.json',
	encoder: 'encoder_model_quantized.onnx',
	decoder: 'decoder_model_merged_quantized.onnx'
} as const;

/** Samples a second of the sound such a model hears; one channel, −1 to 1. */
export const SPEECH_SAMPLE_RATE = 16_000;

/** The speech models of a parsed models/speech-catalog.json. Throws ParseError. */
export function speechModelsFrom(catalog: unknown): RepositoryEntry[] {
	const { version, speech } = asObject(catalog, 'catalog');
	asInteger(version, 'version', 1, 1);
	return asArray(speech, 'speech').map((value, i) => ({
		...repositoryFieldsFrom(value, `speech[${i}]`),
		files: Object.values(SPEECH_FILES).map((path) => ({
			path,
			remote: path.endsWith('.onnx') ? `onnx/${path}` : path
		})),
		base: SPEECH_FILES.encoder
	}));
}
