// The list of conversations: groups, search, and what is done to one from the list. Follows the
// store, so it is right in every tab.

import type { Conversation } from '../../contract/messages.ts';
import type { Services, Unsubscribe } from '../../contract/services.ts';
import type { AppState } from '../app-state.svelte.ts';
import { saveFile } from '../save-file.ts';
import { dateGroup, type DateGroup } from '../messages/format.ts';

export type Group = { key: 'pinned' | DateGroup; conversations: Conversation[] };
export type Found = { conversation: Conversation; excerpt: string };

// 150 ms: a pause in typing.
const SEARCH_AFTER_MS = 150;

/** Pinned first, then by calendar day. */
export function groupConversations(list: readonly Conversation[], nowMs: number): Group[] {
	const groups = new Map<Group['key'], Conversation[]>();
	for (const conversation of list) {
		const key = conversation.pinned ? 'pinned' : dateGroup(conversation.updatedAtMs, nowMs);
		groups.set(key, [...(groups.get(key) ?? []), conversation]);
	}
	const order: Group['key'][] = ['pinned', 'today', 'yesterday', 'week', 'month', 'older'];
	return order.flatMap((key) => {
		const conversations = groups.get(key);
		return conversations ? [{ key, conversations }] : [];
	});
}

export class ConversationList {
	conversations = $state.raw<readonly Conversation[]>([]);
	/** False until the list was read once. */
	loaded = $state(false);
	query = $state('');
	/** Null while nothing is searched for. */
	found = $state.raw<readonly Found[] | null>(null);
	/** The conversation whose name is being edited. */
	renamingId = $state<string | null>(null);
	readonly #app: AppState;
	#reading: Promise<void> | null = null;
	#stale = false;
	#searchTimer: number | undefined;

	constructor(app: AppState) {
		this.#app = app;
	}

	groups = $derived(groupConversations(this.conversations, Date.now()));

	/** Reads the list and follows the store until ended. */
	follow(services: Services): Unsubscribe {
		void this.read();
		return services.conversations.onChange((change) => {
			if (change.kind === 'conversation' || change.conversationId === null) void this.read();
		});
	}

	async read(): Promise<void> {
		this.#stale = true;
		this.#reading ??= (async () => {
			try {
				while (this.#stale) {
					this.#stale = false;
					this.conversations = await this.#services().conversations.list();
					this.loaded = true;
				}
				if (this.found) await this.#search();
			} catch (error) {
				this.#app.toasts.fail(error);
			} finally {
				this.#reading = null;
			}
		})();
		await this.#reading;
	}

	/** Call when `query` changed. */
	searchSoon(): void {
		window.clearTimeout(this.#searchTimer);
		if (this.query.trim() === '') this.found = null;
		else this.#searchTimer = window.setTimeout(() => void this.#search(), SEARCH_AFTER_MS);
	}

	clearSearch(): void {
		this.query = '';
		this.searchSoon();
	}

	async rename(conversation: Conversation, title: string): Promise<void> {
		this.renamingId = null;
		const name = title.trim();
		if (name === '' || name === conversation.title) return;
		await this.#attempt(async () => {
			const { conversations } = this.#services();
			await conversations.update(conversation.id, { title: name, titled: true });
		});
	}

	async pin(conversation: Conversation): Promise<void> {
		await this.#attempt(async () => {
			const { conversations } = this.#services();
			await conversations.update(conversation.id, { pinned: !conversation.pinned });
		});
	}

	async export(conversation: Conversation, format: 'json' | 'markdown'): Promise<void> {
		await this.#attempt(async () => {
			const file = await this.#services().backup.exportConversation(conversation.id, format);
			saveFile(file, this.#titleOf(conversation), format === 'json' ? 'json' : 'md');
		});
	}

	/** Deletes it at once; the toast’s undo restores what was exported just before, its draft included. */
	async remove(conversation: Conversation): Promise<void> {
		await this.#attempt(async () => {
			const { backup, conversations } = this.#services();
			const kept = await backup.exportConversation(conversation.id, 'undo');
			await conversations.remove(conversation.id);
			const title = this.#titleOf(conversation);
			const { t, toasts } = this.#app;
			toasts.show(t.sidebar.deleted(title), {
				action: {
					label: t.common.undo,
					run: () =>
						void this.#attempt(async () => {
							await backup.restore(kept);
							await this.read();
							toasts.show(t.sidebar.restored(title), { kind: 'success' });
						})
				}
			});
		});
	}

	async #search(): Promise<void> {
		const query = this.query.trim();
		if (query === '') return;
		await this.#attempt(async () => {
			const found = await this.#services().conversations.search(query);
			if (query === this.query.trim()) this.found = found;
		});
	}

	#titleOf({ title }: Conversation): string {
		return title || this.#app.t.sidebar.untitled;
	}

	async #attempt(act: () => Promise<void>): Promise<void> {
		try {
			await act();
		} catch (error) {
			this.#app.toasts.fail(error);
		}
	}

	#services(): Services {
		const { services, t } = this.#app;
		if (!services) throw new Error(t.app.loading);
		return services;
	}
}
