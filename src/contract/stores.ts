// What memory keeps for the other layers: conversations, drafts, settings, and all of it as a file. Every list a store
// returns is a copy. Not here: weights, and how any of it is stored (memory/).

import type { Conversation, Feedback, Message, Part } from './messages.ts';
import type { ModeChoice } from './modes.ts';
import type { Unsubscribe } from './services.ts';
import type { Settings } from './settings.ts';

/** What changed in a store, in this tab or another one. `id` is null when everything may have. */
export type StoreChange = {
	kind: 'conversation' | 'message' | 'settings' | 'draft';
	conversationId: string | null;
};

/** Conversations and their message trees. Each method is one transaction: all of it or nothing. */
export interface ConversationStore {
	/** Pinned first, then the latest change first. */
	list(): Promise<Conversation[]>;
	get(id: string): Promise<Conversation | undefined>;
	create(
		fields?: Partial<Pick<Conversation, 'title' | 'systemPrompt' | 'egress' | 'mode'>>
	): Promise<Conversation>;
	update(
		id: string,
		fields: Partial<
			Pick<
				Conversation,
				'title' | 'titled' | 'pinned' | 'systemPrompt' | 'egress' | 'leafId' | 'memoryResetAtMs'
			>
		> & {
			/** Null: as the settings say. */
			mode?: ModeChoice | null;
		}
	): Promise<Conversation>;
	/** Removes the conversation, its messages and its draft. */
	remove(id: string): Promise<void>;
	/** Every message of the tree, oldest first. */
	messages(conversationId: string): Promise<Message[]>;
	/** Every message, of any conversation, that is still marked as streaming. */
	unfinished(): Promise<Message[]>;
	/**
	 * Adds messages (a parent before its child), makes `leafId` the end of the visible branch and
	 * clears the draft. What a turn starts with: nothing is acknowledged before this resolves.
	 */
	append(messages: Message[], leafId: string): Promise<void>;
	/** Overwrites a stored message (streaming progress, the final answer). */
	save(message: Message): Promise<void>;
	/**
	 * A person's thumb on an answer as it is stored, whatever another tab made of it meanwhile; null takes it back.
	 * The answer as it now is; rejects where it is gone.
	 */
	judge(answerId: string, feedback: Feedback | null): Promise<Message>;
	/** Removes a message and everything under it; the leaf moves to a sibling's branch or the parent. */
	removeMessage(id: string): Promise<void>;
	/** Conversations whose title or messages contain every word of `query`, best first. */
	search(query: string): Promise<{ conversation: Conversation; excerpt: string }[]>;
	onChange(listener: (change: StoreChange) => void): Unsubscribe;
}

/** What was typed and not sent. */
export type Draft = {
	parts: Part[];
	/** Chosen for this message alone; absent: as its conversation. */
	mode?: ModeChoice;
};

export interface DraftStore {
	get(conversationId: string): Promise<Draft | undefined>;
	/** A draft without a word, a file or a mode of its own is removed. */
	set(conversationId: string, draft: Draft): Promise<void>;
}

export interface SettingsStore {
	get(): Promise<Settings>;
	update(fields: Partial<Settings>): Promise<Settings>;
	onChange(listener: (settings: Settings) => void): Unsubscribe;
}

export type ImportReport = {
	conversations: number;
	messages: number;
	skipped: { what: string; why: string }[];
};

/** Everything as one file, and back. */
export interface BackupStore {
	/** A JSON file of all conversations, drafts and settings (not weights). */
	backup(): Promise<Blob>;
	/**
	 * A backup, or our own export of one conversation, merged by id; the newer of two wins.
	 * Throws ParseError and changes nothing on a bad file.
	 */
	restore(file: Blob): Promise<ImportReport>;
	/** `undo`: what `restore` needs to bring it back as it was, with what is being written in it. */
	exportConversation(id: string, format: 'json' | 'markdown' | 'undo'): Promise<Blob>;
	/** Our own export or backup, ChatGPT's conversations.json, or Open WebUI's export: recognised by content. */
	importFile(file: Blob): Promise<ImportReport>;
	/**
	 * Conversations, drafts, settings, weights, and every trace of them: what stays on the device are
	 * the app's own files, the same for everybody.
	 */
	eraseEverything(): Promise<void>;
}
