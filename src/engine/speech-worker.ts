// The worker that writes down speech: the page goes on drawing meanwhile. Serves speech-port.ts with
// speech-recogniser.ts. Not here: the page's side (speech-worker-client.ts).

import { VoiceError } from '../contract/voice.ts';
import { openRecogniser, type SpeechRecogniser } from './speech-recogniser.ts';
import type { FromSpeech, ToSpeech } from './speech-port.ts';

/** Begun with `open`; what is to be written down may come before it is done. */
let opening: Promise<SpeechRecogniser> | null = null;

addEventListener('message', ({ data }: MessageEvent<ToSpeech>) => {
	answer(data).catch((error: unknown) => {
		const code = error instanceof VoiceError ? error.code : 'failed';
		const message = error instanceof Error ? error.message : String(error);
		tell({ type: 'failed', code, message });
	});
});

async function answer(message: ToSpeech): Promise<void> {
	switch (message.type) {
		case 'open': {
			const { files, runtime } = message;
			opening = openRecogniser(async (path) => {
				const blob = files[path];
				if (!blob) throw new VoiceError('not-installed', `the speech model lacks “${path}”`);
				return blob;
			}, runtime);
			await opening;
			return tell({ type: 'opened' });
		}
		case 'transcribe': {
			if (!opening) throw new VoiceError('failed', 'no speech model is open');
			const { samples, language } = message;
			const recogniser = await opening;
			const text = await recogniser.transcribe(samples, language, (written) =>
				tell({ type: 'text', text: written })
			);
			return tell({ type: 'done', text });
		}
		default:
			return message satisfies never;
	}
}

function tell(message: FromSpeech): void {
	postMessage(message);
}
