// The browser's own speech recogniser (Web Speech API): whether it works on this device for a language,
// fetching its language pack, and one dictation. Without `processLocally` browsers send the sound to
// their maker; where that cannot be forbidden, the local way does not exist.
// https://webaudio.github.io/web-speech-api/

import {
	VoiceError,
	type BrowserSpeech,
	type Dictation,
	type DictationNews,
	type VoiceErrorCode
} from '../contract/voice.ts';

type Alternatives = { readonly isFinal: boolean; readonly [index: number]: { transcript: string } };

/** The part of SpeechRecognition that is used; TypeScript's DOM library has none. */
export interface Recogniser extends EventTarget {
	lang: string;
	continuous: boolean;
	interimResults: boolean;
	processLocally?: boolean;
	start(): void;
	stop(): void;
	abort(): void;
}
type PackOptions = { langs: string[]; processLocally: boolean };
export interface RecogniserClass {
	new (): Recogniser;
	available?(options: PackOptions): Promise<BrowserSpeech>;
	install?(options: PackOptions): Promise<boolean>;
	readonly prototype: Recogniser;
}

type RecognitionEvent = Event & { readonly results: ArrayLike<Alternatives> };
type RecognitionErrorEvent = Event & { readonly error: string };

export function recogniserClass(): RecogniserClass | null {
	const { SpeechRecognition, webkitSpeechRecognition } = globalThis as {
		SpeechRecognition?: RecogniserClass;
		webkitSpeechRecognition?: RecogniserClass;
	};
	return SpeechRecognition ?? webkitSpeechRecognition ?? null;
}

/** Whether `language` is recognised on this device. Never throws: a refusal is `unavailable`. */
export async function localSpeech(
	language: string,
	Recogniser = recogniserClass()
): Promise<BrowserSpeech> {
	if (!Recogniser?.available || !('processLocally' in Recogniser.prototype)) return 'unavailable';
	try {
		return await Recogniser.available({ langs: [language], processLocally: true });
	} catch {
		return 'unavailable';
	}
}

/** Has the browser fetch its language pack. False when it did not, or knows no such thing. */
export async function installLocalSpeech(
	language: string,
	Recogniser = recogniserClass()
): Promise<boolean> {
	try {
		return (await Recogniser?.install?.({ langs: [language], processLocally: true })) ?? false;
	} catch {
		return false;
	}
}

/** One dictation; `local` keeps it on this device or fails. Throws VoiceError. */
export async function browserDictation(
	language: string,
	local: boolean,
	news: DictationNews,
	Recogniser = recogniserClass()
): Promise<Dictation> {
	if (Recogniser === null || (local && !('processLocally' in Recogniser.prototype)))
		throw new VoiceError('unsupported', 'this browser has no such recogniser');
	const recogniser = new Recogniser();
	recogniser.lang = language;
	recogniser.continuous = true;
	recogniser.interimResults = true;
	if (local) recogniser.processLocally = true;
	let text = '';
	let failure: VoiceError | null = null;
	let finishing = false;
	const ended = new Promise<void>((resolve) =>
		recogniser.addEventListener('end', () => resolve(), { once: true })
	);
	recogniser.addEventListener('result', (event) => {
		text = Array.from(
			(event as RecognitionEvent).results,
			(result) => result[0]?.transcript ?? ''
		).join('');
		news.onText(text.trim());
	});
	const started = new Promise<void>((resolve, reject) => {
		recogniser.addEventListener('start', () => resolve(), { once: true });
		recogniser.addEventListener('error', (event) => {
			failure = recognitionError((event as RecognitionErrorEvent).error, local);
			reject(failure);
		});
	});
	void ended.then(() => {
		if (!finishing) news.onEnded();
	});
	try {
		recogniser.start();
	} catch (cause) {
		throw new VoiceError('failed', 'the browser’s recogniser could not be started', { cause });
	}
	await started;
	return {
		async finish() {
			finishing = true;
			recogniser.stop();
			await ended;
			if (text.trim() !== '') return text.trim();
			throw failure ?? new VoiceError('no-speech', 'the recogniser heard nothing');
		},
		cancel() {
			finishing = true;
			text = '';
			failure = new VoiceError('cancelled', 'the dictation was cancelled');
			recogniser.abort();
		}
	};
}

const CODES: Record<string, VoiceErrorCode> = {
	'no-speech': 'no-speech',
	aborted: 'cancelled',
	'audio-capture': 'no-microphone',
	network: 'network',
	'not-allowed': 'microphone-denied',
	'language-not-supported': 'language'
};

/** What the recogniser's error events say, by the names of the specification. */
export function recognitionError(error: string, local: boolean): VoiceError {
	const code =
		error === 'service-not-allowed' ? (local ? 'not-installed' : 'unsupported') : CODES[error];
	return new VoiceError(code ?? 'failed', `the browser’s recogniser ended with “${error}”`);
}
