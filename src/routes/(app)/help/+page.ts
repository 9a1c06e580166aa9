// The page is shown once its sentences in the language on screen are here.

import { helpWords } from '../../../ui/messages/help/words.ts';
import { pageLanguage } from '../../../ui/messages/page-words.svelte.ts';

export const load = (): Promise<void> => helpWords.load(pageLanguage());
