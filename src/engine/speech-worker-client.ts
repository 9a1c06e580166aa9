// A speech model in a worker, as the page has it. Opening begins at once, while the person still speaks;
// cancelling, and the end of the one text it writes, end the worker and free its memory.

import { VoiceError } from '../contract/voice.ts';
import type { FromSpeech, ToSpeech } from './speech-port.ts';
import type { LibraryRuntime } from './transformers-library.ts';

/** The part of a Worker that is used. */
export type SpeechWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

export interface SpeechWriter {
	/** Once. Rejects with VoiceError; `cancelled` after `cancel`. */
	transcribe(
		samples: Float32Array<ArrayBuffer>,
		language: string,
		onText: (text: string) => void
	): Promise<string>;
	cancel(): void;
}

export function browserSpeechWorker(): SpeechWorker {
	return new Worker(new URL('./speech-worker.ts', import.meta.url), { type: 'module' });
}

/** `files` by their path in the model's manifest. */
export function openSpeechWriter(
	files: Record<string, Blob>,
	runtime: LibraryRuntime,
	start: () => SpeechWorker = browserSpeechWorker
): SpeechWriter {
	const worker = start();
	const send = (message: ToSpeech, transfer: Transferable[] = []) =>
		worker.postMessage(message, transfer);
	let onText: (text: string) => void = () => undefined;
	let fail: (error: VoiceError) => void;
	let done: (text: string) => void;
	const written = new Promise<string>((resolve, reject) => {
		done = resolve;
		fail = reject;
	});
	// Heard by whoever transcribes; a failure before that must not count as unhandled.
	written.catch(() => undefined);
	worker.addEventListener('message', (event) => {
		const message = (event as MessageEvent<FromSpeech>).data;
		switch (message.type) {
			case 'opened':
				return;
			case 'text':
				return onText(message.text);
			case 'done':
				return done(message.text);
			case 'failed':
				return fail(new VoiceError(message.code, message.message));
			default:
				return message satisfies never;
		}
	});
	for (const type of ['error', 'messageerror'] as const)
		worker.addEventListener(type, () =>
			fail(new VoiceError('failed', 'the speech model stopped by itself'))
		);
	written.then(
		() => worker.terminate(),
		() => worker.terminate()
	);
	send({ type: 'open', files, runtime });
	return {
		transcribe(samples, language, listener) {
			onText = listener;
			send({ type: 'transcribe', samples, language }, [samples.buffer]);
			return written;
		},
		cancel: () => fail(new VoiceError('cancelled', 'the dictation was cancelled'))
	};
}
