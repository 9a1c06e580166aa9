// The sentences of the settings in the language on screen: English, or a file beside this one. Not here: the
// sentences everything else says (../i18n.svelte.ts).

import { en, type SettingsWords } from './en.ts';

const loaders = import.meta.glob<SettingsWords>(['./??.ts', './??-*.ts', '!./en.ts'], {
	import: 'default'
});

/** English where `locale` has no file of its own, or it cannot be fetched. */
export async function settingsWords(locale: string): Promise<SettingsWords> {
	const load = loaders[`./${locale}.ts`];
	try {
		return load ? await load() : en;
	} catch {
		return en;
	}
}
