// How the parts of the settings reach its sentences, which are fetched with the page.

import { createContext } from 'svelte';
import type { SettingsWords } from '../messages/settings/en.ts';

/** In the language on screen, once that is here. */
export const [getWords, setWords] = createContext<() => SettingsWords>();
