// The page is shown once its sentences in the language on screen are here.

import { modeWords } from '../../../ui/messages/modes/words.ts';
import { settingsWords } from '../../../ui/messages/settings/words.ts';
import { pageLanguage } from '../../../ui/messages/page-words.svelte.ts';

export async function load(): Promise<void> {
	await Promise.all([settingsWords, modeWords].map((words) => words.load(pageLanguage())));
}
