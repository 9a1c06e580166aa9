// The sentences of the settings in the language on screen: English, or a file beside this one. Not here: the
// sentences everything else says (../i18n.svelte.ts).

import { PageWords } from '../page-words.svelte.ts';
import { en, type SettingsWords } from './en.ts';

const files = import.meta.glob<SettingsWords>(['./??.ts', './??-*.ts', '!./en.ts'], {
	import: 'default'
});

export const settingsWords = new PageWords(en, files);
