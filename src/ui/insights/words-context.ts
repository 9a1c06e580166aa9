// How the parts of the insights page reach its sentences, which are fetched with the page.

import { createContext } from 'svelte';
import type { InsightsWords } from '../messages/insights/en.ts';

/** In the language on screen, once that is here. */
export const [getWords, setWords] = createContext<() => InsightsWords>();
