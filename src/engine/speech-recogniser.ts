// Speech recognition by a model of Whisper's shape on onnxruntime's WASM, through transformers.js: its
// files come from whoever calls (the weight store in the app), its runtime from our own origin, and
// nothing from anywhere else. Runs in a worker (speech-worker.ts): writing down a sentence takes seconds.

import { SPEECH_FILES, SPEECH_SAMPLE_RATE } from '../contract/speech-model.ts';
import { VoiceError } from '../contract/voice.ts';
import { openLibrary, type LibraryRuntime } from './transformers-library.ts';

export type SpeechRecogniser = {
	/**
	 * What was said in samples at 16 kHz, −1 to 1. `language` is a BCP 47 tag; a model of one language
	 * needs none. `onText` gets what is written so far, of the last half minute. Throws VoiceError.
	 */
	transcribe(
		samples: Float32Array,
		language: string,
		onText: (text: string) => void
	): Promise<string>;
	dispose(): Promise<void>;
};

/** What transformers.js calls the model; it is never part of an address that is fetched. */
const MODEL = 'speech';
// The model hears half a minute at a time; longer sound overlaps by 5 s, so that no word is cut in two.
const WINDOW_SECONDS = 30;
const OVERLAP_SECONDS = 5;

/** `read` gives one of SPEECH_FILES. Throws VoiceError. */
export async function openRecogniser(
	read: (path: string) => Promise<Blob>,
	runtime: LibraryRuntime
): Promise<SpeechRecogniser> {
	const { pipeline, TextStreamer } = await openLibrary(runtime, async (request) => {
		const path = Object.values(SPEECH_FILES).find((name) => request.endsWith(`/${name}`));
		return path === undefined ? undefined : new Response(await read(path));
	});
	const recognise = await pipeline('automatic-speech-recognition', MODEL, {
		dtype: 'q8',
		device: runtime.device
	}).catch((cause: unknown) => {
		throw new VoiceError('failed', 'the speech model could not be opened', { cause });
	});
	const { model, tokenizer } = recognise;
	const languages = languagesOf(model.generation_config);
	return {
		async transcribe(samples, language, onText) {
			const code = language.split('-')[0]?.toLowerCase() ?? '';
			if (languages !== null && !languages.has(`<|${code}|>`))
				throw new VoiceError('language', `the speech model does not know “${code}”`);
			const long = samples.length > WINDOW_SECONDS * SPEECH_SAMPLE_RATE;
			let written = '';
			const streamer = new TextStreamer(tokenizer, {
				skip_prompt: true,
				decode_kwargs: { skip_special_tokens: true },
				callback_function: (text: string) => {
					written += text;
					onText(written.trim());
				}
			});
			const { text } = await recognise(samples, {
				...(languages !== null && { language: code, task: 'transcribe' }),
				...(long && { chunk_length_s: WINDOW_SECONDS, stride_length_s: OVERLAP_SECONDS }),
				streamer
			});
			if (text.trim() === '') throw new VoiceError('no-speech', 'no words were understood');
			return text.trim();
		},
		async dispose() {
			await recognise.dispose();
		}
	};
}

/** The language tokens of a multilingual model; null of a model of one language. */
function languagesOf(config: unknown): ReadonlySet<string> | null {
	const { is_multilingual: multilingual, lang_to_id: ids } = (config ?? {}) as {
		is_multilingual?: boolean;
		lang_to_id?: Record<string, number>;
	};
	return multilingual ? new Set(Object.keys(ids ?? {})) : null;
}
