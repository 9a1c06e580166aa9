// How components reach the app's state: through Svelte's context, set once by the layout.

import { createContext } from 'svelte';
import type { AppState } from './app-state.svelte.ts';

export const [getApp, setApp] = createContext<AppState>();
