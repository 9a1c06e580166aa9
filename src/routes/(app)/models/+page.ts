// The page is shown once its sentences in the language on screen are here.

import { cardWords } from '../../../ui/messages/model-card/words.ts';
import { ownWords } from '../../../ui/messages/own/words.ts';
import { pageLanguage } from '../../../ui/messages/page-words.svelte.ts';

export const load = async (): Promise<void> => {
	await Promise.all([ownWords, cardWords].map((words) => words.load(pageLanguage())));
};
