// The page is shown once its sentences in the language on screen are here.

import { settingsWords } from '../../../ui/messages/settings/words.ts';
import { pageLanguage } from '../../../ui/messages/page-words.svelte.ts';

export const load = (): Promise<void> => settingsWords.load(pageLanguage());
