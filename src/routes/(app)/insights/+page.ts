// The page is shown once its sentences in the language on screen are here.

import { insightsWords } from '../../../ui/messages/insights/words.ts';
import { pageLanguage } from '../../../ui/messages/page-words.svelte.ts';

export const load = (): Promise<void> => insightsWords.load(pageLanguage());
