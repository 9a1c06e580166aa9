// Reads a message aloud: its sentences, its language, and the words for what cannot be read. Fetched at
// the first press. Not here: what is spoken when (reading.svelte.ts).

import type { Egress } from '../../contract/ids.ts';
import { textLanguage } from '../../decide/text-language.ts';
import type { AppState } from '../app-state.svelte.ts';
import { voiceWords } from '../messages/voice/words.ts';
import { Reading } from './reading.svelte.ts';
import { speakable } from './speakable.ts';

/** Begins to read; a message that is being read already stops. */
export async function readMessage(
	app: AppState,
	message: { id: string; text: string },
	egress: Egress
): Promise<void> {
	const before = app.reading;
	before?.stop();
	const { readAloud } = app.services ?? {};
	if (!readAloud || before?.messageId === message.id) return;
	const service = await readAloud();
	const language = textLanguage(message.text, app.i18n.locale);
	const words = (await voiceWords(app.i18n.locale)).read;
	// What is named instead of spelled is named in the language of the answer, where there are words for it.
	const spoken = (await voiceWords(language.split('-')[0] ?? '')).read;
	const reading = new Reading({
		messageId: message.id,
		sentences: speakable(message.text, language, spoken),
		language,
		service,
		egress,
		onEnd: (outcome) => {
			if (app.reading !== reading) return;
			app.reading = null;
			if (outcome === 'failed') app.toasts.show(words.failed, { kind: 'error' });
		}
	});
	app.reading = reading;
	const refusal = await reading.begin();
	if (refusal === null || app.reading !== reading) return;
	app.reading = null;
	const name = app.format.language(language);
	const said = {
		nothing: words.nothing,
		'no-voice': words.noVoice(name),
		'remote-refused': words.remoteRefused(name)
	};
	app.toasts.show(said[refusal], { kind: 'error' });
}
