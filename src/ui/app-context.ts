// How components reach the state they share: through Svelte's context, set once by the layout.

import { createContext } from 'svelte';
import type { AppState } from './app-state.svelte.ts';
import type { Chat } from './chat/chat.svelte.ts';
import type { Composer } from './chat/composer.svelte.ts';
import type { ConversationList } from './sidebar/conversation-list.svelte.ts';

export const [getApp, setApp] = createContext<AppState>();
export const [getChat, setChat] = createContext<Chat>();
export const [getComposer, setComposer] = createContext<Composer>();
export const [getConversationList, setConversationList] = createContext<ConversationList>();
