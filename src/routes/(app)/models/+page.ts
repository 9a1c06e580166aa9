// The page is shown once its sentences in the language on screen are here.

import { ownWords } from '../../../ui/messages/own/words.ts';
import { pageLanguage } from '../../../ui/messages/page-words.svelte.ts';

export const load = (): Promise<void> => ownWords.load(pageLanguage());
