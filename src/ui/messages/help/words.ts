// The sentences of the help page in the language on screen: English, or a file beside this one. Not here: the
// sentences everything else says (../i18n.svelte.ts).

import { PageWords } from '../page-words.svelte.ts';
import { en, type HelpWords } from './en.ts';

const files = import.meta.glob<HelpWords>(['./??.ts', './??-*.ts', '!./en.ts'], {
	import: 'default'
});

export const helpWords = new PageWords(en, files);
