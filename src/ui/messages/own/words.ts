// The sentences of the models page in the language on screen: English, or a file beside this one. Not here: the
// sentences everything else says (../i18n.svelte.ts).

import { PageWords } from '../page-words.svelte.ts';
import { en, type OwnWords } from './en.ts';

const files = import.meta.glob<OwnWords>(['./??.ts', './??-*.ts', '!./en.ts'], {
	import: 'default'
});

export const ownWords = new PageWords(en, files);
