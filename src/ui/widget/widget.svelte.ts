// The chat of a site, in a frame on its pages: who may see it, when the app behind it starts, and what
// the page around it says and hears. View state; the conversation itself is the app's Chat.
// The chat can be typed in as soon as the page around it is known. What this frame may store, and how much
// starting would download, is found out behind that; the app starts with the first message.

import { errorData, type ErrorData } from '../../contract/errors.ts';
import type { Message } from '../../contract/messages.ts';
import type { TurnOptions } from '../../contract/modes.ts';
import type { Services } from '../../contract/services.ts';
import {
	parseSiteConfig,
	PREVIEW_SITE,
	type FrameEvent,
	type FrameMessage,
	type HandoffRequest,
	type HostMessage,
	type SiteConfig
} from '../../contract/widget.ts';
import type { FrameStorage } from '../../platform/visit-storage.ts';
import type { AppState } from '../app-state.svelte.ts';
import type { Chat, Phase } from '../chat/chat.svelte.ts';
import { draftJournal } from '../chat/draft-journal.ts';
import { whenIdle } from '../when-idle.ts';
import { applyLook } from './apply-look.ts';
import { wishEarly } from './early.ts';
import { isFramed, linkToHost, type HostLink } from './host-link.ts';
import { keptConversation, type KeptConversation } from './kept-conversation.ts';

/** `alone`: not in a frame. `refused`: in one that is not the site's, or of no known site. */
export type WidgetPhase = 'waiting' | 'alone' | 'refused' | 'shown';

export type WidgetParts = {
	/** What this frame may store: as long as the browser keeps it, or for the visit. */
	openStorage: () => Promise<FrameStorage>;
	createServices: (
		/** Null in the operator's preview, which is no site's. */
		site: Pick<SiteConfig, 'key' | 'origins' | 'knowledge' | 'engines'> | null,
		storage: FrameStorage
	) => Promise<Services>;
	/** Throws an error in words. */
	sendHandoff: (site: string, request: HandoffRequest) => Promise<void>;
	/** Removes a conversation of an earlier visit, and what there is of the model. */
	clearStored: (conversationId: string | null) => Promise<void>;
	starterDownload: () => Promise<{ installed: boolean; bytes: number | null }>;
};

export class Widget {
	phase = $state<WidgetPhase>('waiting');
	config = $state.raw<SiteConfig | null>(null);
	/** A page wants the message box to have the focus; counts its wishes. */
	focusWanted = $state(0);
	/** What the page would ask, before the visitor let anything be downloaded. */
	proposed = $state.raw<{ text: string; options: TurnOptions | null } | null>(null);
	/** Whether the page shows its close button over the head. */
	closable = $state(false);
	/** Nothing has to be downloaded, and the panel is on screen: the app may start at once. */
	startable = $state(false);
	/** A conversation of an earlier visit may still come. */
	returning = $state(false);
	storage = $state.raw<FrameStorage>('kept');
	#link: HostLink | null = null;
	#connected = false;
	/** How often the focus went back to the page, over this line. */
	#left = 0;
	#context = '';
	/** Everything is on this device already. */
	#installed = false;
	/** The panel is on screen: a frame may come ahead of it. */
	#onScreen = false;
	#measuring: Promise<void> | null = null;
	#starting: Promise<boolean> | null = null;
	#kept: KeptConversation = keptConversation('', () => localStorage);
	#ends: (() => void)[] = [];
	/** Ended messages the page has heard of, or that were there before it. */
	readonly #known = new Set<string>();
	#opening = false;
	readonly #app: AppState;
	readonly #chat: Chat;
	readonly #parts: WidgetParts;

	constructor(app: AppState, chat: Chat, parts: WidgetParts) {
		this.#app = app;
		this.#chat = chat;
		this.#parts = parts;
		// Nothing is said of a model before it is known which, and whether one comes.
		app.deferred = 'unmeasured';
	}

	/** Fetches the site's set-up, and shows the chat once the page around it is who it should be. */
	async open(site: string): Promise<void> {
		if (!isFramed()) {
			await this.#app.speak();
			this.phase = 'alone';
			return;
		}
		try {
			const config = await setUpOf(site);
			this.config = config;
			if (!config.engines.includes('local')) {
				this.#app.elsewhere = true;
				this.#app.deferred = null;
			}
			this.#kept = keptConversation(config.key, () => localStorage);
			this.returning = this.conversationId !== null;
			this.#link = linkToHost({
				origins: config.origins,
				onConnect: () => {
					this.#connected = true;
					this.#left = 0;
				},
				onMessage: (message) => this.#heard(message),
				onFlood: () =>
					this.tell({
						name: 'error',
						detail: {
							code: 'too-many',
							message: 'More messages came in a second than the chat takes. The rest were dropped.'
						}
					})
			});
			if (this.#link === null) this.phase = 'refused';
		} catch {
			// Whoever holds this frame is nobody the edge knows: there is nobody to tell.
			this.phase = 'refused';
		}
	}

	end(): void {
		this.#link?.end();
		for (const end of this.#ends) end();
	}

	/** Says something to the page. */
	tell(event: FrameEvent): void {
		this.#link?.post({ type: 'event', ...event });
	}

	/** To the site's people, what the visitor confirmed. Throws an error in words. */
	async handOff(request: HandoffRequest): Promise<void> {
		if (this.config) await this.#parts.sendHandoff(this.config.key, request);
	}

	/** Escape was pressed where nothing else was open. */
	close(): void {
		this.#wish({ type: 'close' });
	}

	/** The focus goes back to the page. */
	leave(): void {
		this.#wish({ type: 'leave', left: ++this.#left });
	}

	/** Until the page is known it is told the way the page's first script tells it (early.js). */
	#wish(wish: Extract<FrameMessage, { type: 'close' | 'leave' }>): void {
		if (this.#connected) this.#link?.post(wish);
		else if (this.phase === 'waiting') wishEarly(wish.type);
	}

	/** Starts the app, once. False when it could not start; the app says why. */
	async begin(): Promise<boolean> {
		this.#starting ??= this.#start();
		return this.#starting;
	}

	/** What the operator and the page decided, for the conversation that is open or comes. */
	async prepare(): Promise<void> {
		const { config } = this;
		if (!config) return;
		const chat = this.#chat;
		const systemPrompt = [config.systemPrompt, this.#context].filter(Boolean).join('\n\n');
		// A site that takes the edge back takes it back of conversations that are there, too.
		const closed = config.engines.includes('edge') ? null : ('local-only' as const);
		if (chat.conversation === null) {
			const egress = closed ?? chat.newEgress ?? 'ask';
			await chat.change({ systemPrompt, mode: config.mode, egress });
			return;
		}
		const { conversation } = chat;
		const egress = closed ?? conversation.egress;
		if (conversation.systemPrompt !== systemPrompt || conversation.egress !== egress)
			await chat.change({ systemPrompt, egress });
	}

	/** The conversation the visitor had here before, or null. */
	get conversationId(): string | null {
		return this.#kept.read();
	}

	remember(id: string): void {
		this.#kept.write(id);
	}

	/** A new conversation takes the place of this one, which is removed. */
	async startOver(): Promise<void> {
		const { id } = this.#chat;
		this.#kept.clear();
		await this.#chat.open(null);
		if (id !== null) await this.#app.services?.conversations.remove(id);
	}

	/** Removes the conversation, what was typed and the downloaded model, and begins as on a first visit. */
	async clear(): Promise<void> {
		try {
			await this.#measured();
			const { services } = this.#app;
			if (services) {
				await this.startOver();
				await services.models.remove('starter');
			} else {
				await this.#parts.clearStored(this.conversationId);
				this.#kept.clear();
			}
			draftJournal(() => localStorage).take();
			location.reload();
		} catch (error) {
			this.#app.toasts.fail(error);
		}
	}

	/** Tells the page of what is new; what is there when a conversation is opened is not. */
	follow(phase: Phase, messages: readonly Message[]): void {
		const old = this.#opening || phase === 'opening';
		this.#opening = phase === 'opening';
		for (const message of messages) {
			if (this.#known.has(message.id) || message.status === 'streaming') continue;
			this.#known.add(message.id);
			if (!old) this.#tellOf(message);
		}
	}

	#tellOf({ id, role, status, source, receipt }: Message): void {
		if (role === 'user') this.tell({ name: 'message', detail: { id } });
		else if (status !== 'streaming')
			this.tell({
				name: 'answer',
				detail: {
					id,
					status,
					source: source ?? null,
					confidence: receipt?.confidence ?? null
				}
			});
	}

	#heard(message: HostMessage): void {
		switch (message.type) {
			case 'look':
				this.#app.pageLanguage = message.look.lang;
				this.closable = message.look.closable;
				if (!message.look.ahead) this.#onScreen = true;
				applyLook(message.look);
				void this.#show();
				return;
			case 'send':
				this.proposed = { text: message.text, options: message.options ?? null };
				return;
			case 'context':
				this.#context = message.text;
				void this.prepare();
				return;
			case 'focus':
				// One that crossed a leave on its way would take the focus back.
				if (message.left === undefined || message.left === this.#left) this.focusWanted++;
				return;
			case 'shown':
				this.#onScreen = true;
				void this.#settle();
				return;
			default:
				message satisfies never;
		}
	}

	async #show(): Promise<void> {
		await this.#app.speak();
		if (this.phase === 'waiting') this.phase = 'shown';
		this.#link?.post({ type: 'ready' });
		await this.#settle();
	}

	/**
	 * Once it is on screen: finds out what there is, and may start. The first keys go before it; who sends does
	 * not wait for it, and hears of what went wrong.
	 */
	async #settle(): Promise<void> {
		if (!this.#onScreen || this.phase !== 'shown') return;
		await whenIdle();
		await this.#measured().catch(() => undefined);
		this.startable = this.#installed;
	}

	/** What this frame may store, and what starting would download: once, and before anything is stored. */
	#measured(): Promise<void> {
		this.#measuring ??= (async () => {
			this.storage = await this.#parts.openStorage();
			// Where nobody here answers there is nothing to download.
			const { installed, bytes } = this.#app.elsewhere
				? { installed: true, bytes: null }
				: await this.#parts.starterDownload();
			if (this.#app.deferred === 'unmeasured')
				this.#app.deferred = { bytes, once: this.storage === 'kept' };
			this.#installed = installed;
			if (!installed) this.returning = false;
		})().catch((error: unknown) => {
			this.#measuring = null;
			this.returning = false;
			throw error;
		});
		return this.#measuring;
	}

	async #start(): Promise<boolean> {
		const { config } = this;
		if (!config) return false;
		try {
			await this.#measured();
		} catch (error) {
			return this.#failed(errorData(error));
		}
		const site = config.key === PREVIEW_SITE ? null : config;
		this.#app.deferred = null;
		this.#ends.push(await this.#app.start(() => this.#parts.createServices(site, this.storage)));
		const { services } = this.#app;
		if (!services) return this.#failed(this.#app.failure ?? errorData('The chat could not start.'));
		this.#ends.push(this.#chat.follow(services));
		const { conversationId } = this;
		if (conversationId !== null) {
			await this.#chat.open(conversationId);
			// Erased meanwhile, perhaps in another tab.
			if (this.#chat.phase === 'missing') await this.#chat.open(null);
		}
		this.returning = false;
		return true;
	}

	/** Says on screen and to the page why the app could not start. */
	#failed(failure: ErrorData): false {
		this.#app.failure = failure;
		this.returning = false;
		const { code, message } = failure;
		this.tell({ name: 'error', detail: { code, message } });
		return false;
	}
}

/** How the site is set up: by the edge, or in the operator's preview by what is in the form. */
async function setUpOf(site: string): Promise<SiteConfig> {
	if (site === PREVIEW_SITE) {
		const { readPreviewConfig } = await import('./preview-config.ts');
		return readPreviewConfig(() => localStorage);
	}
	const response = await fetch(`/v1/widget?site=${encodeURIComponent(site)}`);
	if (!response.ok) throw new Error(`The edge does not know the site (${response.status}).`);
	return parseSiteConfig(await response.json());
}
