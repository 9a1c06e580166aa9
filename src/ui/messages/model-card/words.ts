// A model's card in the language on screen: English, or a file beside this one.

import { PageWords } from '../page-words.svelte.ts';
import { en, type CardWords } from './en.ts';

const files = import.meta.glob<CardWords>(['./??.ts', './??-*.ts', '!./en.ts'], {
	import: 'default'
});

export const cardWords = new PageWords(en, files);
