// What every screen shares: the services once they exist, the settings, the model that answers,
// the language and the toasts. Made by the layout on the server and in the browser alike; the
// services come later and only in the browser. Not here: a conversation (chat/chat.svelte.ts).

import { errorData, type ErrorData } from '../contract/errors.ts';
import type { ActiveModel, ModelListing, Services, Unsubscribe } from '../contract/services.ts';
import { DEFAULT_SETTINGS, settingsFrom, type Settings } from '../contract/settings.ts';
import { bootSettings, rememberBoot } from './boot.ts';
import { I18n } from './messages/i18n.svelte.ts';
import type { ShortcutId } from './shortcuts.ts';
import { Toasts } from './toasts.svelte.ts';
import { noteUnsaved, unsavedSettings } from './unsaved-settings.ts';
import type { Reading } from './voice/reading.svelte.ts';

export class AppState {
	/** Null until the app has started; stays null when it could not (see `failure`). */
	services = $state.raw<Services | null>(null);
	failure = $state.raw<ErrorData | null>(null);
	settings = $state.raw<Settings>(DEFAULT_SETTINGS);
	/** Changes that are on the screen and not stored yet. */
	#storing = 0;
	/** What was changed before the app had started: stored once there is where, also if it could not be noted. */
	#early: Partial<Settings> = {};
	/** False until the stored settings were read. */
	settled = $state(false);
	active = $state.raw<ActiveModel>({ state: 'idle' });
	/** The list of conversations over the page, where the screen has no room beside it. */
	drawerOpen = $state(false);
	/** The help sheet. */
	shortcutsOpen = $state(false);
	/** What a page does on a shortcut while it is on screen. */
	readonly commands = new Map<ShortcutId, () => void>();
	/** Every model there is to choose from; empty until the list was read. */
	listings = $state.raw<readonly ModelListing[]>([]);
	/** In a frame on another site's page: that page and its operator decide on looks and settings. */
	readonly embedded: boolean;
	/**
	 * Embedded: the app starts with the first message, and downloads so much (null: unknown); `once`: it is
	 * kept. `unmeasured`: it is not known yet how much.
	 */
	deferred = $state.raw<{ bytes: number | null; once: boolean } | 'unmeasured' | null>(null);
	/** Embedded: no model of this device answers here, but somebody at this page's host. */
	elsewhere = $state(false);
	/** Embedded: the language of the page around it, before the browser's. */
	pageLanguage: string | null = null;
	/** The page's title as app.html put it up, until everything is said in its language. */
	firstTitle = $state<string | null>(null);
	/** The message that is being read aloud. */
	reading = $state.raw<Reading | null>(null);
	readonly i18n = new I18n();
	readonly toasts = new Toasts((english) => this.t.said(english));

	constructor(embedded = false) {
		this.embedded = embedded;
	}

	/** Whether a question would be answered: now, or as soon as the model on its way is there. */
	get canAsk(): boolean {
		if (this.deferred !== null || this.elsewhere) return true;
		return ['ready', 'loading', 'downloading'].includes(this.active.state);
	}

	/** What the browser calls a page. */
	pageTitle(title = ''): string {
		const { name } = this.t.app;
		return this.firstTitle ?? (title ? `${title} · ${name}` : name);
	}

	modelName(id: string): string {
		return this.listings.find((listing) => listing.id === id)?.name ?? id;
	}

	/** The sentences in the language on screen. */
	get t() {
		return this.i18n.messages;
	}

	get format() {
		return this.i18n.format;
	}

	/** Starts the app; a failure lands in `failure`. Returns what ends its subscriptions. */
	async start(create: () => Promise<Services>): Promise<Unsubscribe> {
		// As far as they are known: what is changed meanwhile is changed in these.
		if (!this.embedded)
			this.settings = settingsFrom({ ...bootSettings(), ...unsavedSettings().fields });
		try {
			const services = await create();
			const ends = [
				services.settings.onChange((settings) => {
					// Read before a change that is under way: that one tells once more when it is stored.
					if (this.#storing === 0) void this.#take(settings);
				}),
				services.models.onActive((active) => (this.active = active)),
				services.models.onNotice((message) => this.toasts.show(message)),
				services.models.onList((listings) => (this.listings = listings))
			];
			this.active = services.models.active;
			const stored = await services.settings.get();
			await this.#take(settingsFrom({ ...stored, ...unsavedSettings().fields, ...this.#early }));
			this.services = services;
			await this.#storeEarly(services);
			ends.push(this.#readNames(services));
			return () => ends.forEach((end) => end());
		} catch (error) {
			// The settings could not be read: the browser's language is the best guess.
			await this.i18n.use('auto', navigator.languages).catch(() => undefined);
			this.failure = errorData(error);
			return () => undefined;
		}
	}

	/**
	 * Names and pauses: without the list the ids are shown. Read once the model is on its way, which a first
	 * visit waits for.
	 */
	#readNames({ models }: Services): Unsubscribe {
		const read = () => {
			end();
			models.list().then(
				(listings) => (this.listings = listings),
				() => undefined
			);
		};
		const end = models.onActive(({ state }) => state !== 'loading' && read());
		if (['downloading', 'ready', 'failed'].includes(models.active.state)) read();
		return end;
	}

	/** Changes settings; the screen follows at once, a refusal is shown and undone. */
	async update(fields: Partial<Settings>): Promise<void> {
		const { services, settings: before } = this;
		// Before anything is waited for: the page may go at any time.
		const takeOut = noteUnsaved(fields);
		if (!services) this.#early = { ...this.#early, ...fields };
		this.#storing++;
		try {
			await this.#take({ ...before, ...fields });
			// Else the start stores it.
			if (!services) return;
			await services.settings.update(fields);
			takeOut();
		} catch (error) {
			takeOut();
			await this.#take(before);
			this.toasts.fail(error);
		} finally {
			this.#storing--;
		}
	}

	/** Stores what was changed before there was anywhere to store it, here or by a page that went too soon. */
	async #storeEarly({ settings }: Services): Promise<void> {
		const { fields, takeOut } = unsavedSettings();
		const early = { ...fields, ...this.#early };
		this.#early = {};
		if (Object.keys(early).length > 0)
			await settings.update(early).catch((error: unknown) => this.toasts.fail(error));
		takeOut();
	}

	/** Lets a page act on shortcuts until the returned function is called. */
	listen(commands: Partial<Record<ShortcutId, () => void>>): Unsubscribe {
		const entries = Object.entries(commands) as [ShortcutId, () => void][];
		for (const [id, run] of entries) this.commands.set(id, run);
		return () => {
			for (const [id, run] of entries) if (this.commands.get(id) === run) this.commands.delete(id);
		};
	}

	async #take(settings: Settings): Promise<void> {
		this.settings = settings;
		this.settled = true;
		if (this.embedded) return this.speak();
		rememberBoot(settings);
		await this.i18n.use(settings.locale, navigator.languages);
	}

	/** Embedded: the page's language, else the browser's. */
	async speak(): Promise<void> {
		const page = this.pageLanguage === null ? [] : [this.pageLanguage];
		await this.i18n.use('auto', [...page, ...navigator.languages]);
	}
}
