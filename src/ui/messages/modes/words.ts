// What each mode does in the language on screen: English, or a file beside this one.

import { PageWords } from '../page-words.svelte.ts';
import { en, type ModeWords } from './en.ts';

const files = import.meta.glob<ModeWords>(['./??.ts', './??-*.ts', '!./en.ts'], {
	import: 'default'
});

export const modeWords = new PageWords(en, files);
