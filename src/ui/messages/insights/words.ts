// The sentences of the insights page in the language on screen: English, or a file beside this one. Not here: the
// sentences everything else says (../i18n.svelte.ts).

import { PageWords } from '../page-words.svelte.ts';
import { en, type InsightsWords } from './en.ts';

const files = import.meta.glob<InsightsWords>(['./??.ts', './??-*.ts', '!./en.ts'], {
	import: 'default'
});

export const insightsWords = new PageWords(en, files);
