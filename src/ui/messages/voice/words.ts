// The sentences about dictation and reading aloud in the language on screen: English, or a file beside
// this one. Not here: the sentences everything else says (../i18n.svelte.ts).

import { en, type VoiceWords } from './en.ts';

const loaders = import.meta.glob<VoiceWords>(['./??.ts', './??-*.ts', '!./en.ts'], {
	import: 'default'
});

/** English where `locale` has no file of its own, or it cannot be fetched. */
export async function voiceWords(locale: string): Promise<VoiceWords> {
	const load = loaders[`./${locale}.ts`];
	try {
		return load ? await load() : en;
	} catch {
		return en;
	}
}
